//! The table in session: starting, walking, catching, the door, and closing.

mod approach;
mod attendance;
mod closing;
mod excluded;
mod gate;
mod guest;
mod left;
mod nodes;
mod numbering;
mod phases;
mod script;
mod time;
mod witness;

use ::entity::agenda_item;
use domain::meetings::live_command::{
    CaptureLine, MarkAttendance, MoveDoor, StartMeeting, UndoCapture, WalkItem, WriteNote,
};
use domain::meetings::{Capture, Course};
use sea_orm::EntityTrait;
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings::live::{self, Now};

use crate::stage::{Stage, on_both};

const MEETING: &str = "meeting.next";

fn id(stage: &Stage, name: &str) -> String {
    stage.id(name).to_string()
}

fn start_form(stage: &Stage) -> StartMeeting {
    StartMeeting {
        id: id(stage, MEETING),
    }
}

fn walk(stage: &Stage, item: &str) -> WalkItem {
    WalkItem {
        id: id(stage, MEETING),
        item: id(stage, item),
    }
}

fn door(stage: &Stage, cleared: &str) -> MoveDoor {
    MoveDoor {
        id: id(stage, MEETING),
        cleared: cleared.to_owned(),
    }
}

fn seat(stage: &Stage, key: &str, word: &str) -> MarkAttendance {
    MarkAttendance {
        id: id(stage, MEETING),
        seat: id(stage, &format!("seat.{key}")),
        word: word.to_owned(),
    }
}

fn line(stage: &Stage, ctx: &Ctx, item: &str, kind: Capture, text: &str) -> CaptureLine {
    CaptureLine {
        id: ctx.new_id().to_string(),
        item: id(stage, item),
        kind: kind.word().to_owned(),
        text: text.to_owned(),
        ..CaptureLine::default()
    }
}

fn note(stage: &Stage, item: &str, version: i32, text: &str) -> WriteNote {
    WriteNote {
        id: id(stage, item),
        version: version.to_string(),
        note: text.to_owned(),
        reason: String::new(),
    }
}

async fn sitting(stage: &Stage) -> Ctx {
    let secretary = stage.ctx("secretaris").await;
    live::start(&secretary, start_form(stage)).await.unwrap();
    secretary
}

/// In the closed part; the chair said that the room is cleared, for nobody was marked.
async fn in_closed_part(stage: &Stage) -> Ctx {
    let secretary = sitting(stage).await;
    live::open_closed_part(&secretary, door(stage, "yes"))
        .await
        .unwrap();
    secretary
}

async fn look(ctx: &Ctx, stage: &Stage) -> live::Live {
    live::read(ctx, &id(stage, MEETING)).await.unwrap()
}

async fn item(stage: &Stage, name: &str) -> agenda_item::Model {
    let tx = stage.site.store.begin_read().await.unwrap();
    agenda_item::Entity::find_by_id(stage.id(name))
        .one(&tx)
        .await
        .unwrap()
        .unwrap()
}

fn is_not_now<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotNow(_)))
}

fn refused_field<T>(result: Result<T>) -> String {
    match result {
        Err(Error::Refused(faults)) => faults[0].field.clone(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("accepted"),
    }
}

#[tokio::test]
async fn a_published_meeting_starts_once() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let again = live::start(&secretary, start_form(&stage)).await;
        assert!(is_not_now(&again));
        assert_eq!(stage.audited("StartMeeting").await, 1);
        let later = StartMeeting {
            id: id(&stage, "meeting.later"),
        };
        assert!(is_not_now(&live::start(&secretary, later).await));
    })
    .await;
}

#[tokio::test]
async fn only_who_runs_the_table_starts_it() {
    on_both(async |stage: Stage| {
        let partner = stage.ctx("politie").await;
        let no = live::start(&partner, start_form(&stage)).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
        let stranger = stage.ctx_in("politie_delta", "vechtdelta").await;
        let no = live::start(&stranger, start_form(&stage)).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let secretary = stage.ctx("secretaris").await;
        let malformed = StartMeeting { id: "x".to_owned() };
        let no = live::start(&secretary, malformed).await;
        assert!(matches!(no, Err(Error::NotFound)));
        assert_eq!(stage.audited("StartMeeting").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_table_walks_from_item_to_item() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let early = live::call(&secretary, walk(&stage, "item.next.opening")).await;
        assert!(is_not_now(&early));
        live::start(&secretary, start_form(&stage)).await.unwrap();
        live::call(&secretary, walk(&stage, "item.next.opening"))
            .await
            .unwrap();
        live::call(&secretary, walk(&stage, "item.next.policy1"))
            .await
            .unwrap();
        live::call(&secretary, walk(&stage, "item.next.policy1"))
            .await
            .unwrap();
        assert_eq!(item(&stage, "item.next.opening").await.state_word, "dealt");
        live::deal(&secretary, walk(&stage, "item.next.policy1"))
            .await
            .unwrap();
        let again = live::deal(&secretary, walk(&stage, "item.next.policy1")).await;
        assert!(is_not_now(&again));
        live::defer(&secretary, walk(&stage, "item.next.policy3"))
            .await
            .unwrap();
        assert_eq!(
            item(&stage, "item.next.policy3").await.state_word,
            "deferred"
        );
        live::call(&secretary, walk(&stage, "item.next.policy3"))
            .await
            .unwrap();
        let found = look(&secretary, &stage).await;
        assert!(matches!(found.now, Some(Now::Item(note)) if note.title.contains("Meldroute")));
        let partner = stage.ctx("politie").await;
        let no = live::call(&partner, walk(&stage, "item.next.opening")).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn how_far_the_part_is_that_sits_is_told() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let police = stage.ctx("politie").await;
        assert_eq!(look(&police, &stage).await.course, Course::Ahead);
        let item = || walk(&stage, "item.next.policy1");
        live::call(&secretary, item()).await.unwrap();
        let text = note(&stage, "item.next.policy1", 0, "Drie balies doen mee.");
        live::write_note(&secretary, text).await.unwrap();
        let now = look(&secretary, &stage).await.now;
        assert!(matches!(now, Some(Now::Item(note)) if note.note_at.is_some()));
        live::deal(&secretary, item()).await.unwrap();
        assert_eq!(look(&police, &stage).await.course, Course::UnderWay);
        let opened = live::open_closed_part(&secretary, door(&stage, "yes")).await;
        opened.unwrap();
        assert_eq!(look(&secretary, &stage).await.course, Course::Ahead);
    })
    .await;
}

#[tokio::test]
async fn who_follows_hears_of_every_change() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let mut heard = stage.site.live.listen();
        live::call(&secretary, walk(&stage, "item.next.opening"))
            .await
            .unwrap();
        assert_eq!(heard.recv().await.unwrap().meeting.0, stage.id(MEETING));
        let refused = live::deal(&secretary, walk(&stage, "item.next.policy1")).await;
        assert!(refused.is_err());
        assert!(heard.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn two_notes_at_once_lose_nothing() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let director = stage.ctx("regisseur").await;
        let first = note(&stage, "item.next.policy1", 0, "Drie balies doen mee.");
        let second = note(&stage, "item.next.policy1", 0, "Vier balies doen mee.");
        let (a, b) = tokio::join!(
            live::write_note(&secretary, first),
            live::write_note(&director, second),
        );
        let lost = [a, b]
            .into_iter()
            .filter(Result::is_err)
            .collect::<Vec<_>>();
        assert!(matches!(lost[..], [Err(Error::Stale(_))]), "{lost:?}");
        let stands = item(&stage, "item.next.policy1").await;
        assert_eq!(stands.note_version, 1);
        let mine = note(
            &stage,
            "item.next.policy1",
            1,
            "Drie of vier balies doen mee.",
        );
        live::write_note(&director, mine.clone()).await.unwrap();
        // The same text once more changes nothing, whatever version was seen.
        live::write_note(
            &secretary,
            WriteNote {
                version: "0".into(),
                ..mine
            },
        )
        .await
        .unwrap();
        assert_eq!(item(&stage, "item.next.policy1").await.note_version, 2);
        assert_eq!(stage.audited("WriteNote").await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_guard_reads_along_with_notes_and_captures() {
    on_both(async |stage: Stage| {
        let secretary = in_closed_part(&stage).await;
        let bsn = note(&stage, "item.next.policy1", 0, "Het gaat om 111222333.");
        assert_eq!(
            refused_field(live::write_note(&secretary, bsn).await),
            "note"
        );
        // A full date of the past points at somebody when it stands with a case.
        let dated = note(&stage, "item.next.case1", 0, "Gemeld op 3 maart 2026.");
        assert_eq!(
            refused_field(live::write_note(&secretary, dated).await),
            "note"
        );
        let said = line(
            &stage,
            &secretary,
            "item.next.case1",
            Capture::Parked,
            "Bel 06-12345678",
        );
        assert_eq!(refused_field(live::capture(&secretary, said).await), "text");
        assert_eq!(stage.audited("WriteNote").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_caught_can_be_taken_back() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let form = line(
            &stage,
            &secretary,
            "item.next.policy1",
            Capture::Decision,
            "De instructie geldt per 1 januari.",
        );
        live::capture(&secretary, form.clone()).await.unwrap();
        live::capture(&secretary, form.clone()).await.unwrap();
        let other = CaptureLine {
            text: "De instructie geldt per 1 februari.".into(),
            ..form.clone()
        };
        let lost = live::capture(&secretary, other).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        let found = look(&stage.ctx("politie").await, &stage).await;
        assert_eq!(found.log.len(), 1);
        let undo = UndoCapture {
            id: form.id.clone(),
        };
        live::undo(&secretary, undo.clone()).await.unwrap();
        // What was taken back is gone: sent again it does not pass for caught.
        let gone = live::capture(&secretary, form).await;
        assert!(matches!(gone, Err(Error::Replayed)));
        live::undo(&secretary, undo.clone()).await.unwrap();
        assert!(look(&secretary, &stage).await.log.is_empty());
        assert!(closing::drafts(&stage).await.is_empty());
        assert_eq!(stage.audited("Capture").await, 2);
        let partner = stage.ctx("politie").await;
        let no = live::undo(&partner, undo).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
        let said = line(
            &stage,
            &partner,
            "item.next.policy1",
            Capture::Parked,
            "Later.",
        );
        let no = live::capture(&partner, said).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn an_action_needs_an_owner_and_a_day() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let bare = line(
            &stage,
            &secretary,
            "item.next.policy1",
            Capture::Action,
            "Stuur de instructie rond",
        );
        match live::capture(&secretary, bare.clone()).await {
            Err(Error::Refused(faults)) => {
                let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
                assert_eq!(fields, ["organisation", "due"]);
            }
            other => panic!("{other:?}"),
        }
        let past = CaptureLine {
            organisation: id(&stage, "organisation.ggd"),
            due: "2026-11-17".into(),
            ..bare.clone()
        };
        assert_eq!(
            refused_field(live::capture(&secretary, past.clone()).await),
            "due"
        );
        let foreign = CaptureLine {
            organisation: id(&stage, "organisation.vechtmonde"),
            due: "8-12-2026".into(),
            ..bare
        };
        assert_eq!(
            refused_field(live::capture(&secretary, foreign).await),
            "organisation"
        );
    })
    .await;
}
