//! The table in session: starting, walking, catching, the door, and closing.

use ::entity::{action, agenda_item, bottleneck, capture, decision, meeting};
use domain::covenants::{PartyState, Shut};
use domain::id::PersonId;
use domain::meetings::live_command::{
    CaptureLine, CloseMeeting, ConfirmDecision, MarkAttendance, MoveDoor, RecordPositions,
    StartMeeting, UndoCapture, WalkItem, WriteNote,
};
use domain::meetings::{Capture, DecisionState, MeetingState, Outcome};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings::live::{self, Now, Place, RailLine};
use uuid::Uuid;

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

async fn in_closed_part(stage: &Stage) -> Ctx {
    let secretary = sitting(stage).await;
    live::open_closed_part(&secretary, door(stage, ""))
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
async fn attendance_is_kept_per_seat() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        for word in ["present", "late"] {
            live::mark_attendance(&secretary, seat(&stage, "politie", word))
                .await
                .unwrap();
        }
        let found = look(&secretary, &stage).await;
        let police = found
            .chairs
            .iter()
            .find(|chair| chair.label.contains("politie"))
            .unwrap();
        assert_eq!(police.attendance.word(), "late");
        let unknown = live::mark_attendance(&secretary, seat(&stage, "politie", "asleep")).await;
        assert_eq!(refused_field(unknown), "word");
        let mut foreign = seat(&stage, "politie", "present");
        foreign.seat = id(&stage, "seat.regisseur_delta");
        let no = live::mark_attendance(&secretary, foreign).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let partner = stage.ctx("politie").await;
        let no = live::mark_attendance(&partner, seat(&stage, "politie", "present")).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
        assert_eq!(stage.audited("MarkAttendance").await, 2);
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
async fn a_strict_note_is_for_those_named_on_the_item() {
    on_both(async |stage: Stage| {
        let secretary = in_closed_part(&stage).await;
        live::call(&secretary, walk(&stage, "item.next.case1"))
            .await
            .unwrap();
        let text = note(
            &stage,
            "item.next.case1",
            0,
            "Opvang zoekt deze week een plek.",
        );
        live::write_note(&secretary, text).await.unwrap();
        let named = look(&stage.ctx("politie").await, &stage).await;
        assert!(matches!(named.now, Some(Now::Item(note)) if note.note.contains("Opvang")));
        let unnamed = look(&stage.ctx("ggd").await, &stage).await;
        assert_eq!(unnamed.place, Place::Follower);
        assert_eq!(unnamed.now, Some(Now::Hidden { id: None }));
        let shown = format!("{:?}", unnamed.rail);
        assert!(!shown.contains("AR-7K2Q"), "{shown}");
        // Not even who runs the table reads what is for others, though it can be called.
        live::call(&secretary, walk(&stage, "item.next.case2"))
            .await
            .unwrap();
        let hidden = look(&secretary, &stage).await;
        assert!(matches!(hidden.now, Some(Now::Hidden { id: Some(_) })));
        let no = live::write_note(&secretary, note(&stage, "item.next.case2", 0, "x")).await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_door_is_shut_for_who_did_not_sign_and_opens_after_signing() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let shut = live::call(&secretary, walk(&stage, "item.next.policy2")).await;
        assert!(matches!(shut, Err(Error::DoorShut)));
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let open = live::call(&secretary, walk(&stage, "item.next.policy1")).await;
        assert!(is_not_now(&open));
        let om = stage.ctx("om").await;
        let Place::Out { why, .. } = look(&om, &stage).await.place else {
            panic!("the OM is inside")
        };
        assert_eq!(why, [Shut::NotSigned]);
        let gate = look(&secretary, &stage).await;
        let chair = gate
            .chairs
            .iter()
            .find(|chair| chair.label.contains("OM"))
            .unwrap();
        assert_eq!(chair.verdict, Err(vec![Shut::NotSigned]));
        sign_for_om(&stage).await;
        let found = look(&om, &stage).await;
        assert_eq!(found.place, Place::Follower);
        assert!(format!("{:?}", found.rail).contains("opvang buiten de regio"));
    })
    .await;
}

#[tokio::test]
async fn a_guest_is_shown_out_and_comes_back() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let guest = stage.ctx("vrijwilliger").await;
        assert_eq!(look(&guest, &stage).await.place, Place::Follower);
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let out = look(&guest, &stage).await;
        let Place::Out { back_at, .. } = out.place else {
            panic!("the guest is inside")
        };
        assert_eq!((back_at - guest.now()).num_minutes(), 30);
        assert!(out.rail.is_empty() && out.now.is_none() && out.log.is_empty());
        live::close_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let back = look(&guest, &stage).await;
        assert_eq!(back.place, Place::Follower);
        let blocks = back
            .rail
            .iter()
            .filter(|line| matches!(line, RailLine::Closed { .. }));
        assert_eq!(blocks.count(), 1);
        let again = live::close_closed_part(&secretary, door(&stage, "")).await;
        assert!(is_not_now(&again));
    })
    .await;
}

#[tokio::test]
async fn the_chair_says_that_the_room_is_cleared() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        for key in ["politie", "om", "vrijwilliger"] {
            live::mark_attendance(&secretary, seat(&stage, key, "present"))
                .await
                .unwrap();
        }
        let asked = live::open_closed_part(&secretary, door(&stage, "")).await;
        assert_eq!(refused_field(asked), "cleared");
        live::mark_attendance(&secretary, seat(&stage, "om", "left"))
            .await
            .unwrap();
        live::mark_attendance(&secretary, seat(&stage, "vrijwilliger", "left"))
            .await
            .unwrap();
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        live::close_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        live::mark_attendance(&secretary, seat(&stage, "om", "present"))
            .await
            .unwrap();
        live::open_closed_part(&secretary, door(&stage, "yes"))
            .await
            .unwrap();
        assert_eq!(stage.audited("MoveDoor").await, 3);
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
        let found = look(&stage.ctx("politie").await, &stage).await;
        assert_eq!(found.log.len(), 1);
        let undo = UndoCapture { id: form.id };
        live::undo(&secretary, undo.clone()).await.unwrap();
        live::undo(&secretary, undo.clone()).await.unwrap();
        assert!(look(&secretary, &stage).await.log.is_empty());
        assert!(drafts(&stage).await.is_empty());
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

#[tokio::test]
async fn a_meeting_closes_when_all_decisions_are_confirmed() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let director = stage.ctx("regisseur").await;
        live::call(&secretary, walk(&stage, "item.next.policy1"))
            .await
            .unwrap();
        let said = line(
            &stage,
            &secretary,
            "item.next.policy1",
            Capture::Decision,
            "De instructie geldt.",
        );
        live::capture(&secretary, said).await.unwrap();
        let asked = CaptureLine {
            organisation: id(&stage, "organisation.maatschappelijk_werk"),
            due: "2026-12-18".into(),
            ..line(
                &stage,
                &secretary,
                "item.next.policy1",
                Capture::Action,
                "Stuur de instructie rond",
            )
        };
        live::capture(&secretary, asked.clone()).await.unwrap();
        let stuck = line(
            &stage,
            &secretary,
            "item.next.policy1",
            Capture::Bottleneck,
            "Geen tolk aan de balie",
        );
        live::capture(&secretary, stuck.clone()).await.unwrap();
        let close = CloseMeeting {
            id: id(&stage, MEETING),
        };
        assert!(is_not_now(&live::close(&director, close.clone()).await));

        let draft = drafts(&stage).await.remove(0);
        confirm_in_steps(&stage, &secretary, &director, draft).await;
        live::close(&director, close.clone()).await.unwrap();
        assert!(is_not_now(&live::close(&director, close).await));
        left_the_table(&stage, &asked.id, &stuck.id).await;
        assert_eq!(item(&stage, "item.next.policy1").await.state_word, "dealt");
        assert_eq!(
            item(&stage, "item.next.policy2").await.state_word,
            "deferred"
        );
        assert_eq!(item(&stage, "item.next.aob").await.state_word, "included");
        assert_eq!(stage.audited("CloseMeeting").await, 1);

        let guest = live::decisions(&stage.ctx("vrijwilliger").await, &id(&stage, MEETING)).await;
        assert!(guest.unwrap().decisions.is_empty());
        let partner = live::decisions(&stage.ctx("politie").await, &id(&stage, MEETING)).await;
        let list = partner.unwrap();
        assert!(matches!(list.state, MeetingState::Closed { .. }));
        assert_eq!(list.decisions[0].state.outcome(), Some(Outcome::Amended));
        assert_eq!(list.decisions[0].positions.len(), 1);
    })
    .await;
}

/// Refused without a motivation, refused to the secretary, stale, and then confirmed.
async fn confirm_in_steps(stage: &Stage, secretary: &Ctx, director: &Ctx, draft: decision::Model) {
    let form = ConfirmDecision {
        id: draft.id.to_string(),
        version: draft.version.to_string(),
        text: "De instructie geldt vanaf januari.".into(),
        outcome: "amended".into(),
        ..ConfirmDecision::default()
    };
    let bare = live::confirm(director, form.clone()).await;
    assert_eq!(refused_field(bare), "motivation");
    let full = ConfirmDecision {
        motivation: "De balies hebben tijd nodig.".into(),
        ..form
    };
    let no = live::confirm(secretary, full.clone()).await;
    assert!(matches!(no, Err(Error::NotAllowed)));
    let old = ConfirmDecision {
        version: "0".into(),
        ..full.clone()
    };
    assert!(matches!(
        live::confirm(director, old).await,
        Err(Error::Stale(1))
    ));
    let stand = |name: &str, word: &str| format!("{} {word}", id(stage, name)).trim().to_owned();
    let form = |positions| RecordPositions {
        id: draft.id.to_string(),
        positions,
    };
    let both = vec![
        stand("organisation.politie", "commits"),
        stand("organisation.om", "reserves"),
    ];
    live::record_positions(secretary, form(both)).await.unwrap();
    let taken_back = vec![stand("organisation.om", "")];
    live::record_positions(secretary, form(taken_back))
        .await
        .unwrap();
    let of_guest = vec![stand("organisation.vrouwen_verbinden", "agrees")];
    let no = live::record_positions(secretary, form(of_guest)).await;
    assert!(matches!(no, Err(Error::NotFound)));
    let unknown = vec![stand("organisation.om", "abstains")];
    let no = live::record_positions(secretary, form(unknown)).await;
    assert_eq!(refused_field(no), "positions");
    live::confirm(director, full.clone()).await.unwrap();
    assert!(is_not_now(&live::confirm(director, full).await));
    let line = captures(stage)
        .await
        .into_iter()
        .find(|row| row.kind == "decision")
        .unwrap();
    let undo = UndoCapture {
        id: line.id.to_string(),
    };
    assert!(is_not_now(&live::undo(secretary, undo).await));
}

async fn left_the_table(stage: &Stage, asked: &str, stuck: &str) {
    let tx = stage.site.store.begin_read().await.unwrap();
    let asked = action::Entity::find_by_id(Uuid::parse_str(asked).unwrap());
    let asked = asked.one(&tx).await.unwrap().unwrap();
    assert_eq!(
        asked.organisation_id,
        stage.id("organisation.maatschappelijk_werk")
    );
    assert_eq!(asked.state_word, "assigned");
    assert_eq!(asked.accept_due.unwrap().to_string(), "2026-11-23");
    let stuck = bottleneck::Entity::find_by_id(Uuid::parse_str(stuck).unwrap());
    assert!(stuck.one(&tx).await.unwrap().is_some());
    let row = meeting::Entity::find_by_id(stage.id(MEETING));
    assert_eq!(row.one(&tx).await.unwrap().unwrap().current_item_id, None);
}

async fn drafts(stage: &Stage) -> Vec<decision::Model> {
    let tx = stage.site.store.begin_read().await.unwrap();
    decision::Entity::find()
        .filter(decision::Column::MeetingId.eq(stage.id(MEETING)))
        .filter(decision::Column::StateWord.eq(DecisionState::Draft.word()))
        .all(&tx)
        .await
        .unwrap()
}

async fn captures(stage: &Stage) -> Vec<capture::Model> {
    let tx = stage.site.store.begin_read().await.unwrap();
    let of = capture::Column::MeetingId.eq(stage.id(MEETING));
    capture::Entity::find().filter(of).all(&tx).await.unwrap()
}

/// Puts the signature in place as the covenant slice would, without its forms.
async fn sign_for_om(stage: &Stage) {
    use ::entity::covenant_party::{ActiveModel, Column, Entity};
    let tx = stage.site.store.begin_write().await.unwrap();
    let row = Entity::find()
        .filter(Column::CovenantId.eq(stage.id("covenant.kega")))
        .filter(Column::OrganisationId.eq(stage.id("organisation.om")))
        .one(&tx)
        .await
        .unwrap()
        .unwrap();
    let signed = PartyState::Signed {
        version: 1,
        at: stage.site.clock.now(),
        by: PersonId(stage.id("person.om")),
    };
    let mut row: ActiveModel = row.into();
    row.state = Set(serde_json::to_string(&signed).unwrap());
    row.state_word = Set(signed.word().to_owned());
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
