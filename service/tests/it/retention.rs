//! Case items do not stay: what is due is proposed, advised on, decided by two people and destroyed, on
//! both engines.

mod canary;
mod keep;
mod races;

use ::entity::{agenda_version, agenda_version_item, destruction, destruction_line, role_grant};
use chrono::{DateTime, TimeZone, Utc};
use domain::id::{DestructionId, MeetingId};
use domain::meetings::Opinion;
use domain::retention::DestructionState;
use domain::retention::command::{
    AdviseDestruction, ConfirmDestruction, DecideDestruction, ProposeDestruction,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings;
use service::retention::{
    self, advise_destruction, confirm_destruction, decide_destruction, propose_destruction,
    propose_due,
};
use uuid::Uuid;

use crate::meetings::faults;
use crate::stage::{Stage, on_both};

pub const CASE: &str = "item.past2.case1";
const WHY: &str = "De termijn is om en niemand heeft het nog nodig.";

/// A day on which the case of September is due and the one of October is not.
pub fn due() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 4, 16, 9, 0, 0).unwrap()
}

/// The list of the table, as the calendar proposes it.
pub async fn proposed(stage: &Stage) -> String {
    stage.site.clock.set(due());
    propose_due(&stage.site).await.unwrap();
    let row = list(stage).await;
    DestructionId(row.id).to_string()
}

/// The last list of the table.
pub async fn list(stage: &Stage) -> destruction::Model {
    let tx = stage.site.store.begin_read().await.unwrap();
    destruction::Entity::find()
        .filter(destruction::Column::SeriesId.eq(stage.id("series.kega")))
        .order_by_desc(destruction::Column::ProposedAt)
        .one(&tx)
        .await
        .unwrap()
        .unwrap()
}

pub async fn version(stage: &Stage) -> i32 {
    list(stage).await.version
}

pub async fn advise(stage: &Stage, who: &str, id: &str, opinion: Opinion) -> Result<DestructionId> {
    let command = AdviseDestruction {
        id: id.to_owned(),
        version: version(stage).await,
        opinion: opinion.word().to_owned(),
        text: WHY.to_owned(),
        reason: String::new(),
    };
    advise_destruction(&stage.ctx(who).await, command).await
}

pub async fn decide(stage: &Stage, ctx: &Ctx, id: &str) -> Result<DestructionId> {
    let command = DecideDestruction {
        id: id.to_owned(),
        version: version(stage).await,
        answer: WHY.to_owned(),
        sure: "yes".to_owned(),
        reason: String::new(),
    };
    decide_destruction(ctx, command).await
}

pub async fn confirm(stage: &Stage, ctx: &Ctx, id: &str) -> Result<DestructionId> {
    confirm_destruction(ctx, confirming(stage, id).await).await
}

pub async fn confirming(stage: &Stage, id: &str) -> ConfirmDestruction {
    ConfirmDestruction {
        id: id.to_owned(),
        version: version(stage).await,
        choice: "confirm".to_owned(),
        ..ConfirmDestruction::default()
    }
}

/// Everything up to the second person.
pub async fn decided(stage: &Stage) -> String {
    let id = proposed(stage).await;
    advise(stage, "fg", &id, Opinion::Conditional)
        .await
        .unwrap();
    let director = stage.ctx("regisseur").await;
    decide(stage, &director, &id).await.unwrap();
    id
}

/// How many lines were destroyed.
pub async fn destroyed(stage: &Stage) -> usize {
    let tx = stage.site.store.begin_read().await.unwrap();
    destruction_line::Entity::find()
        .filter(destruction_line::Column::DestroyedAt.is_not_null())
        .all(&tx)
        .await
        .unwrap()
        .len()
}

/// Whether the published agenda of a meeting still is what was published.
pub async fn agenda_is_whole(stage: &Stage, meeting: &str) -> bool {
    let tx = stage.site.store.begin_read().await.unwrap();
    let versions = agenda_version::Entity::find()
        .filter(agenda_version::Column::MeetingId.eq(stage.id(meeting)))
        .all(&tx)
        .await
        .unwrap();
    for version in &versions {
        let lines = agenda_version_item::Entity::find()
            .filter(agenda_version_item::Column::VersionId.eq(version.id))
            .order_by_asc(agenda_version_item::Column::Position)
            .all(&tx)
            .await
            .unwrap();
        if !meetings::verify(version, &lines) {
            return false;
        }
    }
    !versions.is_empty()
}

pub async fn minutes_are_whole(stage: &Stage, meeting: &str) -> bool {
    let director = stage.ctx("regisseur").await;
    let id = MeetingId(stage.id(meeting));
    meetings::verify_minutes(&director, id).await.unwrap()
}

/// Gives somebody another role as well.
async fn also(stage: &Stage, who: &str, role: &str) {
    let row = role_grant::Model {
        id: service::clock::mint(due()),
        region_id: stage.id("region.amstelrand"),
        person_id: stage.id(&format!("person.{who}")),
        role: role.to_owned(),
        series_id: None,
        granted_at: due(),
        granted_by: None,
    };
    role_grant::Entity::insert(row.into_active_model())
        .exec_without_returning(&stage.owner().await)
        .await
        .unwrap();
}

fn is_not_found<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotFound))
}

fn is_not_allowed<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotAllowed))
}

#[tokio::test]
async fn what_is_due_is_proposed_once_and_nothing_before_its_day() {
    on_both(async |stage: Stage| {
        // On the day the demo begins one case is due, which was taken back long ago; another waits already.
        assert_eq!(propose_due(&stage.site).await.unwrap(), 1);
        assert_eq!(propose_due(&stage.site).await.unwrap(), 0);
        let first = list(&stage).await;
        assert_eq!(stage.audited("ProposeDestruction").await, 1);
        let fg = stage.ctx("fg").await;
        let view = retention::destruction(&fg, &first.id.to_string()).await;
        let view = view.unwrap();
        let items: Vec<Uuid> = view.items.iter().map(|one| one.id.0).collect();
        assert_eq!(items, [stage.id("item.old3.case1")]);
        assert!(view.rights.advise && !view.rights.decide && !view.rights.confirm);

        let second = proposed(&stage).await;
        assert_ne!(second, first.id.to_string());
        let view = retention::destruction(&fg, &second).await.unwrap();
        let items: Vec<Uuid> = view.items.iter().map(|one| one.id.0).collect();
        assert!(items.contains(&stage.id(CASE)));
        assert!(items.contains(&stage.id("item.old2.case1")));
        assert!(!items.contains(&stage.id("item.past3.case1")));

        let secretary = stage.ctx("secretaris").await;
        let series = stage.id("series.kega").to_string();
        let again = propose_destruction(&secretary, ProposeDestruction { series }).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn it_takes_the_officer_the_director_and_the_secretary_in_that_order() {
    on_both(async |stage: Stage| {
        let id = proposed(&stage).await;
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        // Nobody goes before the one before.
        assert!(matches!(
            decide(&stage, &director, &id).await,
            Err(Error::NotNow(_))
        ));
        assert!(matches!(
            confirm(&stage, &secretary, &id).await,
            Err(Error::NotNow(_))
        ));
        assert!(is_not_allowed(
            &advise(&stage, "regisseur", &id, Opinion::Positive).await
        ));
        advise(&stage, "fg", &id, Opinion::Negative).await.unwrap();
        // Sent twice: the same advice.
        advise(&stage, "fg", &id, Opinion::Negative).await.unwrap();
        assert_eq!(stage.audited("AdviseDestruction").await, 1);
        // The secretary alone gets nowhere, and an objection is answered.
        assert!(is_not_allowed(&decide(&stage, &secretary, &id).await));
        let silent = DecideDestruction {
            id: id.clone(),
            version: version(&stage).await,
            ..DecideDestruction::default()
        };
        let silent = faults(decide_destruction(&director, silent).await);
        let fields: Vec<_> = silent.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["sure", "answer"]);
        decide(&stage, &director, &id).await.unwrap();
        assert!(is_not_allowed(&confirm(&stage, &director, &id).await));
        // The second person may send it back, with a reason.
        let back = ConfirmDestruction {
            choice: "return".to_owned(),
            why: WHY.to_owned(),
            ..confirming(&stage, &id).await
        };
        confirm_destruction(&secretary, back).await.unwrap();
        assert!(matches!(
            confirm(&stage, &secretary, &id).await,
            Err(Error::NotNow(_))
        ));
        decide(&stage, &director, &id).await.unwrap();
        assert_eq!(destroyed(&stage).await, 0);
        confirm(&stage, &secretary, &id).await.unwrap();
        assert!(destroyed(&stage).await >= 2);
        let view = retention::destruction(&secretary, &id).await.unwrap();
        assert!(matches!(view.state, DestructionState::Destroyed { .. }));
        let (certificate, mark, whole) = view.certificate.unwrap();
        assert!(whole && mark.len() == 64);
        assert_eq!(certificate.opinion, "negative");
        assert_ne!(certificate.decided.function, certificate.confirmed.function);
        assert!(certificate.items.iter().any(|gone| gone.hashes.len() >= 2));
        // Once more does nothing more.
        let count = destroyed(&stage).await;
        confirm(&stage, &secretary, &id).await.unwrap();
        assert_eq!(destroyed(&stage).await, count);
    })
    .await;
}

#[tokio::test]
async fn the_same_person_is_refused_in_whatever_role() {
    on_both(async |stage: Stage| {
        for (who, role) in [
            ("regisseur", "secretary"),
            ("fg", "director"),
            ("fg", "secretary"),
        ] {
            also(&stage, who, role).await;
        }
        let id = proposed(&stage).await;
        advise(&stage, "fg", &id, Opinion::Positive).await.unwrap();
        let officer = stage.ctx("fg").await;
        let four = |result: &Result<DestructionId>| matches!(result, Err(Error::FourEyes));
        assert!(four(&decide(&stage, &officer, &id).await));
        let director = stage.ctx("regisseur").await;
        decide(&stage, &director, &id).await.unwrap();
        assert!(four(&confirm(&stage, &director, &id).await));
        assert!(four(&confirm(&stage, &officer, &id).await));
        let view = retention::destruction(&director, &id).await.unwrap();
        assert!(view.same_hand && !view.rights.confirm);
        // Nor as somebody else.
        let secretary = stage.ctx("secretaris").await;
        let guise = director.clone().looking_as((*secretary.actor).clone());
        assert!(matches!(
            confirm(&stage, &guise, &id).await,
            Err(Error::OnlyLooking)
        ));
        assert_eq!(destroyed(&stage).await, 0);
        confirm(&stage, &secretary, &id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn for_everybody_else_it_does_not_exist() {
    on_both(async |stage: Stage| {
        let id = decided(&stage).await;
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let mut others = vec![elsewhere];
        for who in [
            "beheerder",
            "vrijwilliger",
            "politie",
            "stuurgroep",
            "adviseur",
        ] {
            others.push(stage.ctx(who).await);
        }
        for other in &others {
            assert!(is_not_found(&retention::destruction(other, &id).await));
            let item = stage.id(CASE).to_string();
            assert!(is_not_found(&retention::item(other, &item).await));
            assert!(is_not_found(&decide(&stage, other, &id).await));
            assert!(is_not_found(&confirm(&stage, other, &id).await));
        }
        for other in &others[1..] {
            assert!(is_not_allowed(&retention::overview(other).await));
        }
        assert_eq!(destroyed(&stage).await, 0);
    })
    .await;
}
