//! The minutes, from draft to rectification, on both engines.

mod approving;
mod correcting;
mod reading;

use ::entity::{agenda_item, meeting, outbox};
use domain::fault::Code;
use domain::meetings::minutes_command::{DraftMinutes, EditMinutes, OfferMinutes};
use domain::meetings::{MeetingState, Minutes};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings::{self, MinutesItem, MinutesView};

use super::faults;
use crate::stage::{Stage, on_both};

fn id(stage: &Stage, name: &str) -> String {
    stage.id(name).to_string()
}

fn drafting(stage: &Stage, meeting: &str) -> DraftMinutes {
    DraftMinutes {
        id: id(stage, meeting),
    }
}

async fn look(ctx: &Ctx, stage: &Stage, meeting: &str) -> MinutesView {
    let id = id(stage, meeting);
    meetings::read_minutes(ctx, &id).await.unwrap()
}

/// What the minutes say of an item; nothing for who may not read it.
fn of(view: &MinutesView, stage: &Stage, item: &str) -> Option<MinutesItem> {
    let item = stage.id(item);
    view.items.iter().find(|one| one.id.0 == item).cloned()
}

fn writing(stage: &Stage, item: &str, version: i32, text: &str) -> EditMinutes {
    EditMinutes {
        id: id(stage, item),
        version,
        text: text.to_owned(),
        reason: String::new(),
    }
}

fn is_not_now<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotNow(_)))
}

async fn state(stage: &Stage, key: &str) -> Minutes {
    let tx = stage.site.store.begin_read().await.unwrap();
    let row = meeting::Entity::find_by_id(stage.id(key)).one(&tx).await;
    let state = row.unwrap().unwrap().state;
    serde_json::from_str::<MeetingState>(&state)
        .unwrap()
        .minutes()
}

/// Drafts the minutes of the oldest meeting; answers who keeps them.
async fn drafted(stage: &Stage) -> Ctx {
    let secretary = stage.ctx("secretaris").await;
    let form = drafting(stage, "meeting.past1");
    meetings::draft_minutes(&secretary, form).await.unwrap();
    secretary
}

#[tokio::test]
async fn a_draft_says_what_was_written_down_at_the_table() {
    on_both(async |stage: Stage| {
        let before = look(&stage.ctx("secretaris").await, &stage, "meeting.past1").await;
        assert!(before.items.is_empty() && before.rights.draft && !before.rights.edit);
        let secretary = drafted(&stage).await;
        let view = look(&secretary, &stage, "meeting.past1").await;
        assert!(matches!(view.minutes, Minutes::Draft { .. }));
        assert!(view.rights.edit && !view.rights.offer && !view.rights.draft);
        let policy = of(&view, &stage, "item.past1.policy1").unwrap();
        for said in [
            "Elke partij geeft een functie door, geen naam.",
            "Besluit 1: Elke schakel heeft een vast contactpunt",
            "Gewijzigd aangenomen.",
            "Motivering: De termijn ging van vier uur naar één werkdag",
            "Bindt zich: Politie",
            "Het OM toetst eerst of dit past",
        ] {
            assert!(policy.text.contains(said), "{said}: {}", policy.text);
        }
        let opening = of(&view, &stage, "item.past1.opening").unwrap();
        assert!(opening.text.contains("Aanwezig: "), "{}", opening.text);
        // Of two seats of one organisation one name is told.
        assert_eq!(opening.text.matches("Gemeente Oeverstad").count(), 1);
        assert!(opening.text.contains("Met bericht afwezig: "));
        assert_eq!(opening.number, Some(1));
        let again = meetings::draft_minutes(&secretary, drafting(&stage, "meeting.past1")).await;
        assert!(is_not_now(&again));
        assert_eq!(stage.audited("DraftMinutes").await, 1);
    })
    .await;
}

#[tokio::test]
async fn only_who_keeps_the_minutes_of_a_meeting_that_is_over_drafts_them() {
    on_both(async |stage: Stage| {
        for who in ["politie", "vrijwilliger", "beheerder", "stuurgroep"] {
            let ctx = stage.ctx(who).await;
            let form = drafting(&stage, "meeting.past1");
            let refused = meetings::draft_minutes(&ctx, form).await;
            assert!(
                matches!(refused, Err(Error::NotAllowed | Error::NotFound)),
                "{who}: {refused:?}"
            );
        }
        let director = stage.ctx("regisseur").await;
        for key in ["meeting.next", "meeting.later", "meeting.delta_past"] {
            let refused = meetings::draft_minutes(&director, drafting(&stage, key)).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{key}");
        }
        let nothing = DraftMinutes {
            id: "geen".to_owned(),
        };
        let refused = meetings::draft_minutes(&director, nothing).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let secretary = stage.ctx("secretaris").await;
        let form = || drafting(&stage, "meeting.past1");
        let both = tokio::join!(
            meetings::draft_minutes(&director, form()),
            meetings::draft_minutes(&secretary, form()),
        );
        assert_eq!(
            [both.0.is_ok(), both.1.is_ok()]
                .iter()
                .filter(|ok| **ok)
                .count(),
            1
        );
        assert_eq!(stage.audited("DraftMinutes").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_people_write_and_nothing_is_lost() {
    on_both(async |stage: Stage| {
        let secretary = drafted(&stage).await;
        let director = stage.ctx("regisseur").await;
        let (one, two) = ("item.past1.policy1", "item.past1.policy2");
        let both = tokio::join!(
            meetings::edit_minutes(
                &secretary,
                writing(&stage, one, 1, "De contactpunten staan vast.")
            ),
            meetings::edit_minutes(&director, writing(&stage, two, 1, "Lindewaard begint.")),
        );
        assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
        let view = look(&secretary, &stage, "meeting.past1").await;
        assert_eq!(
            of(&view, &stage, one).unwrap().text,
            "De contactpunten staan vast."
        );
        assert_eq!(of(&view, &stage, two).unwrap().text, "Lindewaard begint.");
        assert_eq!(view.version, 3);
        // A tab of before.
        let old = writing(&stage, one, 1, "Een andere tekst.");
        let stale = meetings::edit_minutes(&director, old).await;
        assert!(matches!(stale, Err(Error::Stale(2))));
        // The same text is no change, whatever version was seen.
        let same = writing(&stage, one, 1, "De contactpunten staan vast.");
        meetings::edit_minutes(&director, same).await.unwrap();
        let both = tokio::join!(
            meetings::edit_minutes(&secretary, writing(&stage, one, 2, "Eerste.")),
            meetings::edit_minutes(&director, writing(&stage, one, 2, "Tweede.")),
        );
        assert_eq!(
            [both.0.is_ok(), both.1.is_ok()]
                .iter()
                .filter(|ok| **ok)
                .count(),
            1
        );
        let phone = writing(&stage, two, 2, "Bel 06-12345678.");
        let found = faults(meetings::edit_minutes(&director, phone).await);
        assert!(matches!(&found[..], [(field, Code::Personal(_))] if field == "text"));
        let empty = writing(&stage, two, 2, " ");
        let found = faults(meetings::edit_minutes(&director, empty).await);
        assert_eq!(found, [("text".to_owned(), Code::Empty)]);
        assert_eq!(stage.audited("EditMinutes").await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_for_who_keeps_the_minutes() {
    on_both(async |stage: Stage| {
        drafted(&stage).await;
        for who in ["politie", "om", "vrijwilliger", "stuurgroep"] {
            let ctx = stage.ctx(who).await;
            let view = look(&ctx, &stage, "meeting.past1").await;
            assert!(view.items.is_empty() && view.version == 0, "{who}");
            let form = writing(&stage, "item.past1.policy1", 1, "Van ons.");
            let refused = meetings::edit_minutes(&ctx, form).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
            let versions = meetings::versions(&ctx, &id(&stage, "meeting.past1"), None).await;
            assert!(matches!(versions, Err(Error::NotFound)), "{who}");
        }
        for who in ["beheerder", "fg"] {
            let ctx = stage.ctx(who).await;
            let refused = meetings::read_minutes(&ctx, &id(&stage, "meeting.past1")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    })
    .await;
}

fn offering(stage: &Stage, version: i32, days: &str) -> OfferMinutes {
    OfferMinutes {
        id: id(stage, "meeting.past1"),
        version,
        days: days.to_owned(),
    }
}

#[tokio::test]
async fn offered_minutes_are_told_to_the_table_and_come_onto_the_next_agenda() {
    on_both(async |stage: Stage| {
        let secretary = drafted(&stage).await;
        let director = stage.ctx("regisseur").await;
        let early = meetings::offer_minutes(&secretary, offering(&stage, 1, "5")).await;
        assert!(matches!(early, Err(Error::NotAllowed)));
        for (days, code) in [
            ("", Code::Empty),
            ("vijf", Code::NotANumber),
            ("0", Code::OutOfRange(1, 20)),
            ("21", Code::OutOfRange(1, 20)),
        ] {
            let found = faults(meetings::offer_minutes(&director, offering(&stage, 1, days)).await);
            assert_eq!(found, [("days".to_owned(), code)]);
        }
        let text = writing(&stage, "item.past1.policy2", 1, "Lindewaard begint.");
        meetings::edit_minutes(&secretary, text).await.unwrap();
        let unseen = meetings::offer_minutes(&director, offering(&stage, 1, "5")).await;
        assert!(matches!(unseen, Err(Error::Stale(2))));
        let form = || offering(&stage, 2, "5");
        let both = tokio::join!(
            meetings::offer_minutes(&director, form()),
            meetings::offer_minutes(&director, form()),
        );
        assert_eq!(
            [both.0.is_ok(), both.1.is_ok()]
                .iter()
                .filter(|ok| **ok)
                .count(),
            1
        );
        assert!(is_not_now(
            &meetings::offer_minutes(&director, form()).await
        ));
        // Wednesday 18 November and five working days.
        let Minutes::ForApproval { until, .. } = state(&stage, "meeting.past1").await else {
            panic!("they should wait for approval");
        };
        assert_eq!(until.to_string(), "2026-11-25");
        let tx = stage.site.store.begin_read().await.unwrap();
        let letters = outbox::Entity::find()
            .filter(outbox::Column::Purpose.eq("minutes_ready"))
            .count(&tx)
            .await
            .unwrap();
        assert!(letters > 3, "{letters}");
        let items = agenda_item::Entity::find()
            .filter(agenda_item::Column::Origin.eq("minutes"))
            .all(&tx)
            .await
            .unwrap();
        // Of these, and of those that waited already.
        assert_eq!(items.len(), 2);
        let one = items
            .iter()
            .find(|item| item.origin_id == Some(stage.id("meeting.past1")));
        let one = one.unwrap();
        assert_eq!(one.meeting_id, Some(stage.id("meeting.next")));
        assert!(one.title.starts_with("Verslag van ") && one.title.ends_with(" vaststellen"));
        assert_eq!(stage.audited("OfferMinutes").await, 1);
    })
    .await;
}
