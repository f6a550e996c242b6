//! The script of the chair, and what the chair wants to remember at an item.

use ::entity::{agenda_item, audit, stage_note};
use chrono::TimeDelta;
use domain::meetings::live_command::WriteStageNote;
use domain::meetings::{Part, Slot};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings::live::{self, Cue, Script};
use service::meetings::{self, How};

use super::excluded::left_out;
use super::{MEETING, id, refused_field, sitting, walk};
use crate::stage::{Stage, on_both};

const ITEM: &str = "item.next.policy1";
/// An item of the closed part.
const SHUT: &str = "item.next.policy2";
/// A word that nobody writes by chance.
const CANARY: &str = "kanarieregiezq";

fn noting(stage: &Stage, item: &str, version: i32, text: &str) -> WriteStageNote {
    WriteStageNote {
        id: id(stage, item),
        version: version.to_string(),
        text: text.to_owned(),
        reason: String::new(),
    }
}

async fn write(stage: &Stage, ctx: &Ctx, item: &str, version: i32, text: &str) -> Result<()> {
    live::write_stage_note(ctx, noting(stage, item, version, text))
        .await
        .map(drop)
}

/// What the trail says of an action. Within one moment of the clock its rows have no order.
pub async fn details(stage: &Stage, action: &str) -> Vec<String> {
    let tx = stage.site.store.begin_read().await.unwrap();
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .all(&tx)
        .await
        .unwrap();
    rows.into_iter().map(|row| row.detail).collect()
}

async fn read(stage: &Stage, ctx: &Ctx) -> Script {
    live::script(ctx, &id(stage, MEETING)).await.unwrap()
}

fn cues(script: &Script) -> Vec<&Cue> {
    let slots = script.slots.iter();
    slots
        .filter_map(|slot| match slot {
            Slot::Item { item, .. } => Some(item),
            Slot::ClosedBlock { .. } => None,
        })
        .collect()
}

fn note(script: &Script, stage: &Stage, item: &str) -> Option<(String, i32)> {
    let cue = cues(script)
        .into_iter()
        .find(|cue| cue.id.0 == stage.id(item))?;
    let told = cue.told.as_ref()?;
    Some((told.note.clone(), told.version))
}

#[tokio::test]
async fn the_chair_has_the_agenda_with_its_clock_and_its_door() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let script = read(&stage, &director).await;
        let mut at = script.head.starts_at;
        for slot in &script.slots {
            let (from, to, minutes) = match slot {
                Slot::Item { item, from, to } => (*from, *to, Some(item.minutes)),
                Slot::ClosedBlock { from, to } => (*from, *to, None),
            };
            assert_eq!(from, at, "one after the other");
            if let Some(minutes) = minutes {
                assert_eq!(to - from, TimeDelta::minutes(i64::from(minutes)));
            }
            at = to;
        }
        let all = cues(&script);
        let numbers: Vec<_> = all.iter().filter_map(|cue| cue.number).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
        assert!(all.iter().any(|cue| cue.part == Part::Closed));
        let told = all.iter().find(|cue| cue.id.0 == stage.id(ITEM));
        let told = told.and_then(|cue| cue.told.as_ref()).unwrap();
        assert!(!told.title.is_empty() && !told.by.is_empty() && !told.text.is_empty());
        // Guests have to leave; who may stay is counted.
        assert!(script.barred.iter().any(|seat| seat.guest));
        assert!(script.barred.iter().all(|seat| !seat.why.is_empty()));
        assert!(script.stay > 0 && script.writes);
        // It is the same while the table sits.
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        assert_eq!(cues(&read(&stage, &secretary).await).len(), all.len());
    })
    .await;
}

#[tokio::test]
async fn it_is_for_who_runs_the_table_only() {
    on_both(async |stage: Stage| {
        let meeting = id(&stage, MEETING);
        let secretary = stage.ctx("secretaris").await;
        write(&stage, &secretary, ITEM, 0, CANARY).await.unwrap();
        for who in ["politie", "om", "vrijwilliger", "adviseur"] {
            let ctx = stage.ctx(who).await;
            let no = live::script(&ctx, &meeting).await;
            assert!(matches!(no, Err(Error::NotAllowed)), "{who}");
            let no = write(&stage, &ctx, ITEM, 1, "Anders").await;
            // Who may not read the item does not even find it.
            assert!(
                matches!(no, Err(Error::NotAllowed | Error::NotFound)),
                "{who}"
            );
        }
        for who in ["stuurgroep", "beheerder", "fg"] {
            let ctx = stage.ctx(who).await;
            let no = live::script(&ctx, &meeting).await;
            assert!(matches!(no, Err(Error::NotFound)), "{who}");
            let no = write(&stage, &ctx, ITEM, 1, "Anders").await;
            assert!(matches!(no, Err(Error::NotFound)), "{who}");
        }
        let stranger = stage.ctx_in("politie_delta", "vechtdelta").await;
        let no = live::script(&stranger, &meeting).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let no = live::script(&secretary, "x").await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_stage_note_comes_out_nowhere_else() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        write(&stage, &secretary, ITEM, 0, CANARY).await.unwrap();
        let (meeting, item) = (id(&stage, MEETING), id(&stage, ITEM));
        for who in [
            "regisseur",
            "secretaris",
            "politie",
            "om",
            "vrijwilliger",
            "adviseur",
            "stuurgroep",
            "beheerder",
            "fg",
        ] {
            let ctx = stage.ctx(who).await;
            let seen = format!(
                "{:?} {:?} {:?} {:?} {:?}",
                meetings::read(&ctx, &meeting).await,
                meetings::item(&ctx, &item).await,
                live::read(&ctx, &meeting).await,
                live::decisions(&ctx, &meeting).await,
                meetings::compose(&ctx, &meeting).await,
            );
            assert!(!seen.contains(CANARY), "{who}");
        }
        let tx = stage.site.store.begin_read().await.unwrap();
        for row in audit::Entity::find().all(&tx).await.unwrap() {
            assert!(!row.detail.contains(CANARY), "{}", row.action);
        }
        for row in ::entity::outbox::Entity::find().all(&tx).await.unwrap() {
            assert!(!format!("{row:?}").contains(CANARY));
        }
    })
    .await;
}

#[tokio::test]
async fn two_write_and_who_is_second_loses_nothing() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        write(&stage, &director, ITEM, 0, "Eerst de GGD vragen.")
            .await
            .unwrap();
        write(&stage, &secretary, ITEM, 0, "Eerst de GGD vragen.")
            .await
            .unwrap();
        assert_eq!(stage.audited("WriteStageNote").await, 1);
        let stale = write(&stage, &secretary, ITEM, 0, "Kort houden.").await;
        assert!(matches!(stale, Err(Error::Stale(1))));
        write(&stage, &secretary, ITEM, 1, "Kort houden.")
            .await
            .unwrap();
        let script = read(&stage, &director).await;
        let stands = Some(("Kort houden.".to_owned(), 2));
        assert_eq!(note(&script, &stage, ITEM), stands);
        let details = details(&stage, "WriteStageNote").await;
        assert!(details.iter().any(|detail| detail.ends_with(" version=2")));
        assert!(!details.iter().any(|detail| detail.contains("Kort")));
        // Guarded as the other texts of the item, and not too long.
        for odd in ["Bel 06-12345678".to_owned(), "a".repeat(1001)] {
            let no = write(&stage, &director, ITEM, 2, &odd).await;
            assert_eq!(refused_field(no), "text");
        }
        write(&stage, &director, ITEM, 2, " ").await.unwrap();
        let script = read(&stage, &director).await;
        assert_eq!(note(&script, &stage, ITEM), Some((String::new(), 3)));
    })
    .await;
}

#[tokio::test]
async fn what_is_read_in_it_is_kept_and_who_is_left_out_finds_nothing() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        write(&stage, &secretary, SHUT, 0, CANARY).await.unwrap();
        read(&stage, &secretary).await;
        let owner = stage.ctx("opvang").await;
        let readers = meetings::readers(&owner, &id(&stage, SHUT), 0)
            .await
            .unwrap();
        assert!(readers.readings.iter().any(|one| one.how == How::Script));
        let director = left_out(&stage).await;
        let script = read(&stage, &director).await;
        assert_eq!(note(&script, &stage, SHUT), None);
        assert!(!format!("{script:?}").contains(CANARY));
        let no = write(&stage, &director, SHUT, 1, "Anders").await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_stage_note_goes_with_its_item() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        write(&stage, &secretary, ITEM, 0, CANARY).await.unwrap();
        let owner = stage.owner().await;
        agenda_item::Entity::delete_by_id(stage.id(ITEM))
            .exec(&owner)
            .await
            .unwrap();
        assert_eq!(stage_note::Entity::find().all(&owner).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn when_the_meeting_is_over_it_is_read_and_not_written() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let past = stage.id("meeting.past3").to_string();
        assert!(!live::script(&secretary, &past).await.unwrap().writes);
        let late = write(&stage, &secretary, "item.past3.policy1", 0, "Te laat").await;
        assert!(super::is_not_now(&late));
    })
    .await;
}
