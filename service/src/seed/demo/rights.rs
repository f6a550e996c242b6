//! Four eyes and reviews of rights in the demo: one proposal that waits, one that was decided, and a
//! few people whose rights were looked at too long ago.

use ::entity::{account, approval, person, rights_review};
use domain::id::{PersonId, SeriesId};
use domain::people::approval::{ApprovalState, Proposal};
use domain::people::{Class, Role};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::super::cast::Cast;
use crate::clock::mint;
use crate::error::Result;
use crate::people::approvals::of_person;
use crate::stored;

/// Fills them in for the first region.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    newcomer(tx, cast).await?;
    let newcomer = PersonId(cast.id("person.nieuw"));
    let series = SeriesId(cast.id("series.kega"));
    let seat = Proposal::GrantSeat {
        person: newcomer,
        series,
        ceiling: Class::K2,
    };
    let why = "Vervangt de adviseur die van functie wisselt.";
    propose(tx, cast, "approval.seat", seat, why, ApprovalState::Waiting).await?;
    let role = Proposal::GrantRole {
        person: newcomer,
        role: Role::Participant,
        series: None,
    };
    let by = PersonId(cast.id("person.regisseur"));
    let at = cast.at(-1, 15 * 60);
    let confirmed = ApprovalState::Confirmed {
        at,
        by,
        role: Role::Director,
    };
    let why = "Neemt deel namens de GGD.";
    propose(tx, cast, "approval.role", role, why, confirmed).await?;
    for (key, days) in [
        ("politie", 400),
        ("beheerder", 120),
        ("om", 200),
        ("secretaris", 30),
    ] {
        let at = cast.at(-days, 10 * 60);
        rights_review::Model {
            id: mint(cast.now()),
            region_id: cast.id("region.amstelrand"),
            person_id: cast.id(&format!("person.{key}")),
            by: cast.id("person.regisseur"),
            at,
        }
        .into_active_model()
        .insert(tx)
        .await?;
    }
    Ok(())
}

/// Somebody who was made known yesterday and has nothing yet but a role.
async fn newcomer(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let created_at = cast.at(-1, 14 * 60);
    let function = "Adviseur GGD, nieuw";
    account::Model {
        id: cast.id("account.nieuw"),
        name: function.to_owned(),
        active: true,
        created_at,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    person::Model {
        id: cast.id("person.nieuw"),
        region_id: cast.id("region.amstelrand"),
        account_id: cast.id("account.nieuw"),
        organisation_id: cast.id("organisation.ggd"),
        name: function.to_owned(),
        function: function.to_owned(),
        active: true,
        created_at,
        version: 1,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    ::entity::role_grant::Model {
        id: mint(cast.now()),
        region_id: cast.id("region.amstelrand"),
        person_id: cast.id("person.nieuw"),
        role: Role::Participant.word().to_owned(),
        series_id: None,
        granted_at: cast.at(-1, 15 * 60),
        granted_by: Some(cast.id("person.regisseur")),
    }
    .into_active_model()
    .insert(tx)
    .await?;
    Ok(())
}

async fn propose(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    name: &str,
    proposal: Proposal,
    why: &str,
    state: ApprovalState,
) -> Result<()> {
    let subject = proposal.person().map_or_else(uuid::Uuid::nil, |id| id.0);
    let about = person::Entity::find_by_id(subject).one(tx).await?;
    let at = cast.at(-1, 14 * 60 + 30);
    approval::Model {
        id: cast.id(name),
        region_id: cast.id("region.amstelrand"),
        kind: proposal.kind().word().to_owned(),
        subject_id: subject,
        subject_print: about.as_ref().map(of_person).unwrap_or_default(),
        proposal: stored::json(&proposal)?,
        why: why.to_owned(),
        proposed_by: cast.id("person.beheerder"),
        proposed_account: cast.id("account.beheerder"),
        proposed_role: Role::Administrator.word().to_owned(),
        proposed_at: at,
        word: state.word().to_owned(),
        state: stored::json(&state)?,
        changed_at: at,
        version: 1,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    Ok(())
}
