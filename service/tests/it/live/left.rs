//! What a meeting leaves behind: items that were not reached, decisions that were not confirmed,
//! parties that were not asked.

use ::entity::decision;
use domain::meetings::live_command::{CloseMeeting, ConfirmDecision, RecordPositions};
use domain::meetings::{Capture, DecisionState, ItemKind, Position};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::guests::Talk;
use service::meetings::live::{self, DecisionList};

use super::closing::drafts;
use super::{MEETING, id, is_not_now, item, line, refused_field, seat, sitting, walk};
use crate::stage::{Stage, on_both};

async fn list(stage: &Stage, who: &str) -> DecisionList {
    let ctx = stage.ctx(who).await;
    live::decisions(&ctx, &id(stage, MEETING)).await.unwrap()
}

/// A decision on the policy item, not confirmed.
async fn decided(stage: &Stage, secretary: &Ctx) -> decision::Model {
    live::call(secretary, walk(stage, "item.next.policy1"))
        .await
        .unwrap();
    let said = line(
        stage,
        secretary,
        "item.next.policy1",
        Capture::Decision,
        "De instructie geldt.",
    );
    live::capture(secretary, said).await.unwrap();
    drafts(stage).await.remove(0)
}

#[tokio::test]
async fn what_was_not_reached_is_named_and_goes_where_the_director_says() {
    on_both(async |stage: Stage| {
        sitting(&stage).await;
        let director = stage.ctx("regisseur").await;
        let before = list(&stage, "regisseur").await;
        // Both cases by their reference, also the one the director may not read; nothing standing.
        let cases = |it: &&live::LeftItem| it.kind == ItemKind::Case && !it.title.is_empty();
        assert_eq!(before.unreached.iter().filter(cases).count(), 2);
        let standing = stage.id("item.next.aob");
        assert!(before.unreached.iter().all(|it| it.id.0 != standing));
        assert!(list(&stage, "secretaris").await.unreached.is_empty());

        let choose = |word: &str| CloseMeeting {
            id: id(&stage, MEETING),
            unreached: vec![format!("{} {word}", id(&stage, "item.next.policy1"))],
            ..CloseMeeting::default()
        };
        let unknown = live::close(&director, choose("forget")).await;
        assert_eq!(refused_field(unknown), "unreached");
        let bench = service::meetings::compose(&director, &id(&stage, MEETING)).await;
        let waiting = bench.unwrap().proposals;
        assert!(!waiting.is_empty());
        live::close(&director, choose("propose")).await.unwrap();

        let after = list(&stage, "regisseur").await;
        let back: Vec<_> = after.deferred.iter().filter(|it| it.as_proposal).collect();
        // What nobody judged goes along, and nobody but who composes reads of it.
        assert_eq!(back.len(), 1 + waiting.len());
        assert_eq!(after.deferred.len(), before.unreached.len() + waiting.len());
        let partner = list(&stage, "ggd").await;
        let told = |it: &live::LeftItem| waiting.iter().any(|one| one.id == it.id);
        assert!(!partner.deferred.iter().any(told));
        let later = service::meetings::compose(&director, &id(&stage, "meeting.later")).await;
        let later = later.unwrap();
        let title = item(&stage, "item.next.policy1").await.title;
        assert!(later.proposals.iter().any(|it| it.title == title));
        assert!(later.items.iter().all(|it| it.title != title));
        let again = |one: &&str| later.proposals.iter().any(|it| it.title == **one);
        assert!(
            waiting
                .iter()
                .map(|it| it.title.as_str())
                .all(|one| again(&one))
        );
        let case = stage.id("item.next.case2");
        // Who is named reads that the case was held over; for who is not, it does not count.
        let has = |list: &DecisionList| list.deferred.iter().any(|it| it.id.0 == case);
        assert!(has(&list(&stage, "politie").await));
        for who in ["rvdk", "om", "vrijwilliger"] {
            let other = list(&stage, who).await;
            assert!(!has(&other), "{who}");
            assert!(
                other.deferred.iter().all(|it| !it.title.is_empty()),
                "{who}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn all_can_go_back_at_once() {
    on_both(async |stage: Stage| {
        sitting(&stage).await;
        let director = stage.ctx("regisseur").await;
        let close = CloseMeeting {
            id: id(&stage, MEETING),
            all: "propose".into(),
            ..CloseMeeting::default()
        };
        live::close(&director, close).await.unwrap();
        let after = list(&stage, "regisseur").await;
        assert!(after.deferred.len() > 1);
        assert!(after.deferred.iter().all(|it| it.as_proposal));
    })
    .await;
}

#[tokio::test]
async fn a_meeting_closes_with_what_was_seen_not_to_be_confirmed() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let director = stage.ctx("regisseur").await;
        decided(&stage, &secretary).await;
        let close = |unconfirmed: &str| CloseMeeting {
            id: id(&stage, MEETING),
            unconfirmed: unconfirmed.into(),
            ..CloseMeeting::default()
        };
        // One came up after the director looked.
        assert!(is_not_now(&live::close(&director, close("0")).await));
        live::close(&director, close("1")).await.unwrap();
        let after = list(&stage, "politie").await;
        assert_eq!(after.decisions[0].state, DecisionState::Draft);
        let form = ConfirmDecision {
            id: after.decisions[0].id.to_string(),
            version: "1".into(),
            text: "De instructie geldt.".into(),
            outcome: "adopted".into(),
            ..ConfirmDecision::default()
        };
        assert!(is_not_now(&live::confirm(&director, form).await));
    })
    .await;
}

#[tokio::test]
async fn a_reservation_keeps_its_words_and_nobody_agrees_who_was_not_there() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let draft = decided(&stage, &secretary).await;
        live::mark_attendance(&secretary, seat(&stage, "rvdk", "excused"))
            .await
            .unwrap();
        let om = id(&stage, "organisation.om");
        let form = |note: &str| RecordPositions {
            id: draft.id.to_string(),
            positions: vec![format!("{om} reserves")],
            notes: vec![note.to_owned()],
            rest: "agrees".into(),
            reason: String::new(),
        };
        let personal = live::record_positions(&secretary, form("Bel 06-12345678.")).await;
        assert_eq!(refused_field(personal), "notes");
        // Without words nobody knows what it is about, and nobody makes one for another.
        let silent = live::record_positions(&secretary, form("  ")).await;
        assert_eq!(refused_field(silent), "notes");
        let for_all = RecordPositions {
            id: draft.id.to_string(),
            rest: "reserves".into(),
            ..RecordPositions::default()
        };
        let for_all = live::record_positions(&secretary, for_all).await;
        assert_eq!(refused_field(for_all), "rest");
        assert!(
            list(&stage, "secretaris").await.decisions[0]
                .positions
                .is_empty()
        );
        let note = "Alleen als er in maart tijd voor is.";
        live::record_positions(&secretary, form(note))
            .await
            .unwrap();
        let one = list(&stage, "secretaris").await.decisions.remove(0);
        let of = |key: &str| {
            let organisation = stage.id(key);
            let mut stands = one.positions.iter();
            stands.find(|stand| stand.organisation.0 == organisation)
        };
        let om = of("organisation.om").unwrap();
        assert_eq!((om.position, om.note.as_str()), (Position::Reserves, note));
        let police = of("organisation.politie").unwrap();
        assert_eq!(police.position, Position::Agrees);
        assert!(of("organisation.rvdk").is_none());
        assert!(of("organisation.vrouwen_verbinden").is_none());
        assert_eq!(one.positions.len() + 1, one.parties.len());
    })
    .await;
}

#[tokio::test]
async fn a_decision_on_a_hidden_item_does_not_exist() {
    on_both(async |stage: Stage| {
        let tx = stage.site.store.begin_read().await.unwrap();
        let of = decision::Column::ItemId.eq(stage.id("item.past3.case1"));
        let hidden = decision::Entity::find().filter(of).one(&tx).await;
        let hidden = hidden.unwrap().unwrap().id.to_string();
        drop(tx);
        for who in ["regisseur", "secretaris", "rvdk", "om", "vrijwilliger"] {
            let ctx = stage.ctx(who).await;
            let confirm = ConfirmDecision {
                id: hidden.clone(),
                ..ConfirmDecision::default()
            };
            let confirm = live::confirm(&ctx, confirm).await;
            assert!(matches!(confirm, Err(Error::NotFound)), "{who}");
            let record = RecordPositions {
                id: hidden.clone(),
                rest: "agrees".into(),
                ..RecordPositions::default()
            };
            let record = live::record_positions(&ctx, record).await;
            assert!(matches!(record, Err(Error::NotFound)), "{who}");
        }
        // Who reads the item, and may not do this, hears so.
        let confirm = ConfirmDecision {
            id: hidden,
            ..ConfirmDecision::default()
        };
        let police = live::confirm(&stage.ctx("politie").await, confirm).await;
        assert!(matches!(police, Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn a_guest_reads_when_it_is_talked_about_after_it_was_held_over() {
    on_both(async |stage: Stage| {
        let guest = stage.ctx("vrijwilliger").await;
        let title = item(&stage, "item.next.guest").await.title;
        let talk = async || {
            let home = service::guests::home(&guest).await.unwrap();
            let reply = home.replies.into_iter().find(|it| it.title == title);
            reply.unwrap().talk
        };
        let first = talk().await;
        let Some(Talk::On(day)) = first else {
            panic!("a day to come: {first:?}");
        };
        let secretary = sitting(&stage).await;
        live::defer(&secretary, walk(&stage, "item.next.guest"))
            .await
            .unwrap();
        assert_eq!(talk().await, Some(Talk::Later));
        let close = CloseMeeting {
            id: id(&stage, MEETING),
            ..CloseMeeting::default()
        };
        live::close(&stage.ctx("regisseur").await, close)
            .await
            .unwrap();
        assert!(matches!(talk().await, Some(Talk::On(later)) if later > day));
    })
    .await;
}
