//! Confirming decisions and ending the meeting.

use ::entity::{action, bottleneck, capture, decision, meeting};
use domain::meetings::live_command::{
    CaptureLine, CloseMeeting, ConfirmDecision, RecordPositions, UndoCapture,
};
use domain::meetings::{Capture, DecisionState, MeetingState, Outcome};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::live::{self, DecisionList};
use uuid::Uuid;

use super::{MEETING, id, is_not_now, item, line, refused_field, sitting, walk};
use crate::stage::{Stage, on_both};

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
        let parked = line(
            &stage,
            &secretary,
            "item.next.policy1",
            Capture::Parked,
            "Terugblik themadag",
        );
        live::capture(&secretary, parked).await.unwrap();
        let before = list(&stage, "politie").await;
        assert_eq!((before.caught.len(), before.parked.len()), (2, 1));
        assert!(before.actions.is_empty() && before.bottlenecks.is_empty());
        let close = CloseMeeting {
            id: id(&stage, MEETING),
            ..CloseMeeting::default()
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
        // What was caught has become something that lives on, and is not listed twice.
        assert!(list.caught.is_empty());
        assert_eq!(list.actions[0].id.to_string(), asked.id);
        assert_eq!(list.bottlenecks[0].id.to_string(), stuck.id);
        assert_eq!(list.parked[0].text, "Terugblik themadag");
        let deferred: Vec<_> = list.deferred.iter().map(|item| item.id.0).collect();
        assert!(deferred.contains(&stage.id("item.next.policy2")));
    })
    .await;
}

#[tokio::test]
async fn a_list_of_long_ago_has_what_became_of_it() {
    on_both(async |stage: Stage| {
        let case = stage.id("action.117");
        let has = |list: &DecisionList, id| list.actions.iter().any(|action| action.id.0 == id);
        let police = list_of(&stage, "politie", "meeting.past3").await;
        assert!(has(&police, case) && has(&police, stage.id("action.118")));
        assert_eq!(police.bottlenecks.len(), 1);
        assert_eq!(police.deferred.len(), 1);
        // Not named on the case: neither its decision nor its action.
        for who in ["regisseur", "leerplicht"] {
            let other = list_of(&stage, who, "meeting.past3").await;
            assert!(!has(&other, case), "{who}");
            assert!(has(&other, stage.id("action.118")), "{who}");
            assert_eq!(other.decisions.len(), 3, "{who}");
        }
        // A guest sees what was asked of the own organisation, and nothing of the rest.
        let guest = list_of(&stage, "vrijwilliger", "meeting.past3").await;
        assert!(guest.actions.iter().all(|action| action.own));
        assert!(guest.bottlenecks.is_empty());
        assert!(guest.deferred.is_empty() && guest.decisions.is_empty());
    })
    .await;
}

async fn list(stage: &Stage, who: &str) -> DecisionList {
    list_of(stage, who, MEETING).await
}

async fn list_of(stage: &Stage, who: &str, meeting: &str) -> DecisionList {
    let ctx = stage.ctx(who).await;
    live::decisions(&ctx, &id(stage, meeting)).await.unwrap()
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
        ..RecordPositions::default()
    };
    let both = vec![
        stand("organisation.politie", "commits"),
        stand("organisation.om", "reserves"),
    ];
    let both = RecordPositions {
        notes: vec![String::new(), "Eerst de werkafspraken.".into()],
        ..form(both)
    };
    live::record_positions(secretary, both).await.unwrap();
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

pub async fn drafts(stage: &Stage) -> Vec<decision::Model> {
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
