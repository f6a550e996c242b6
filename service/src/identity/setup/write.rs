//! The rows of a first region: municipalities, a series, and two people with a role each.

use ::entity::{
    account, identity, municipality, organisation, person, region, region_organisation, role_grant,
    seat, series, sign_in_request,
};
use domain::people::{Class, OrganisationKind, Role, SeatKind, Theme};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::Plan;
use crate::clock;
use crate::ctx::Site;
use crate::error::Result;

/// A morning of an hour and a half, until the series gets its own rhythm.
const BEGINS: (i32, i32) = (9 * 60, 90);

/// Writes the region with everything in it; answers which one.
pub(super) async fn region(tx: &DatabaseTransaction, site: &Site, plan: &Plan) -> Result<Uuid> {
    let now = site.clock.now();
    let region = region::Model {
        id: clock::mint(now),
        slug: slug(&plan.region),
        name: plan.region.clone(),
        school_region: plan.school.clone(),
        case_prefix: plan.prefix.clone(),
        created_at: now,
    };
    let region_id = region.id;
    region.into_active_model().insert(tx).await?;
    let mut directs = Uuid::nil();
    for (at, name) in plan.municipalities.iter().enumerate() {
        let position = i32::try_from(at).unwrap_or(i32::MAX);
        let id = municipality(tx, site, (region_id, position), name).await?;
        if at == 0 {
            directs = id;
        }
    }
    let table = series::Model {
        id: clock::mint(now),
        region_id,
        name: plan.series.clone(),
        purpose: plan.purpose.clone(),
        legal_basis: String::new(),
        dpia_on: None,
        // The closed part opens with a covenant, a legal basis and a DPIA; until then there is none.
        ceiling: Class::K1.word().to_owned(),
        covenant_id: None,
        organisation_id: directs,
        rhythm: String::new(),
        room: String::new(),
        starts_at_minute: BEGINS.0,
        length_minutes: BEGINS.1,
        state: "active".to_owned(),
        version: 1,
        advice_id: None,
        ground_at: None,
    };
    let series_id = table.id;
    table.into_active_model().insert(tx).await?;
    for ((function, shown), role) in plan.people.iter().zip(Role::FIRST) {
        let who = add_person(tx, site, (region_id, directs), function, shown).await?;
        grant(tx, site, (region_id, who), role).await?;
        if role.directs() {
            let place = seat::Model {
                id: clock::mint(now),
                region_id,
                series_id,
                organisation_id: directs,
                person_id: Some(who),
                meeting_id: None,
                kind: SeatKind::Member.word().to_owned(),
                ceiling: Class::K1.word().to_owned(),
                label: function.clone(),
                position: 0,
            };
            place.into_active_model().insert(tx).await?;
        }
    }
    Ok(region_id)
}

async fn municipality(
    tx: &DatabaseTransaction,
    site: &Site,
    (region_id, position): (Uuid, i32),
    name: &str,
) -> Result<Uuid> {
    let now = site.clock.now();
    let id = clock::mint(now);
    organisation::Model {
        id,
        kind: OrganisationKind::Municipality.word().to_owned(),
        name: name.to_owned(),
        short_name: name.trim_start_matches("Gemeente ").to_owned(),
        created_at: now,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    region_organisation::Model {
        region_id,
        organisation_id: id,
        position,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    municipality::Model {
        organisation_id: id,
        region_id,
        theme: Theme::Oeverstad.word().to_owned(),
        position,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    Ok(id)
}

async fn add_person(
    tx: &DatabaseTransaction,
    site: &Site,
    (region_id, organisation_id): (Uuid, Uuid),
    function: &str,
    shown: &sign_in_request::Model,
) -> Result<Uuid> {
    let now = site.clock.now();
    let account = account::Model {
        id: clock::mint(now),
        name: function.to_owned(),
        active: true,
        created_at: now,
    };
    let person = person::Model {
        id: clock::mint(now),
        region_id,
        account_id: account.id,
        organisation_id,
        name: function.to_owned(),
        function: function.to_owned(),
        active: true,
        created_at: now,
        version: 1,
    };
    let bound = identity::Model {
        issuer: shown.issuer.clone(),
        subject: shown.subject.clone(),
        region_id,
        account_id: account.id,
        bound_at: now,
    };
    let id = person.id;
    account.into_active_model().insert(tx).await?;
    person.into_active_model().insert(tx).await?;
    bound.into_active_model().insert(tx).await?;
    sign_in_request::Entity::delete_by_id(shown.id)
        .exec(tx)
        .await?;
    Ok(id)
}

async fn grant(
    tx: &DatabaseTransaction,
    site: &Site,
    (region_id, person_id): (Uuid, Uuid),
    role: Role,
) -> Result<()> {
    let now = site.clock.now();
    role_grant::Model {
        id: clock::mint(now),
        region_id,
        person_id,
        role: role.word().to_owned(),
        series_id: None,
        granted_at: now,
        granted_by: None,
    }
    .into_active_model()
    .insert(tx)
    .await?;
    Ok(())
}

/// The name in small letters and dashes.
fn slug(name: &str) -> String {
    let letters = name.to_lowercase();
    let words = letters
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
