//! Making an agenda fit: another length, off the agenda, held over, and each of them back.

use ::entity::agenda_item;
use domain::meetings::command::{
    AllotMinutes, CancelMeeting, EditItem, HoldOverItem, IncludeItem, ProposeItem, PublishAgenda,
    TakeOffItem,
};
use domain::meetings::{Change, ItemState};
use sea_orm::EntityTrait;
use service::ctx::Ctx;
use service::error::Error;
use service::meetings;
use service::meetings::compose::Bench;

use super::faults;
use super::propose::{edited, policy};
use crate::stage::{Stage, on_both};

pub(super) const ITEM: &str = "item.next.policy1";

pub(super) async fn bench(stage: &Stage, ctx: &Ctx) -> Bench {
    let id = stage.id("meeting.next").to_string();
    meetings::compose(ctx, &id).await.unwrap()
}

pub(super) async fn row(stage: &Stage, key: &str) -> agenda_item::Model {
    let tx = stage.site.store.begin_read().await.unwrap();
    let found = agenda_item::Entity::find_by_id(stage.id(key));
    found.one(&tx).await.unwrap().unwrap()
}

pub(super) async fn state(stage: &Stage, key: &str) -> ItemState {
    serde_json::from_str(&row(stage, key).await.state).unwrap()
}

pub(super) async fn publish(stage: &Stage, ctx: &Ctx) {
    let id = stage.id("meeting.next").to_string();
    let version = bench(stage, ctx).await.head.version;
    meetings::publish(ctx, PublishAgenda { id, version })
        .await
        .unwrap();
}

fn hold(stage: &Stage, key: &str, version: i32) -> HoldOverItem {
    HoldOverItem {
        id: stage.id(key).to_string(),
        version,
    }
}

pub(super) async fn call_off(stage: &Stage, ctx: &Ctx, key: &str) {
    let id = stage.id(key).to_string();
    let version = meetings::compose(ctx, &id).await.unwrap().head.version;
    let cancel = CancelMeeting {
        id,
        version,
        why: "De zaal is niet beschikbaar.".into(),
        reason: String::new(),
    };
    meetings::cancel(ctx, cancel).await.unwrap();
}

fn is_not_now<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::NotNow(_)))
}

#[tokio::test]
async fn an_item_gets_another_length() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let before = bench(&stage, &secretary).await;
        // The director composes the case without being able to read it; its length is no content.
        let form = AllotMinutes {
            id: stage.id("item.next.case2").to_string(),
            version: 1,
            minutes: "5".into(),
        };
        for (minutes, who) in [("0", "regisseur"), ("", "regisseur"), ("121", "secretaris")] {
            let bad = AllotMinutes {
                minutes: minutes.into(),
                ..form.clone()
            };
            let ctx = stage.ctx(who).await;
            assert_eq!(faults(meetings::allot(&ctx, bad).await).len(), 1);
        }
        let police = stage.ctx("politie").await;
        let refused = meetings::allot(&police, form.clone()).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let hidden = meetings::allot(&stage.ctx("rvdk").await, form.clone()).await;
        assert!(matches!(hidden, Err(Error::NotFound)));

        meetings::allot(&secretary, form.clone()).await.unwrap();
        let late = meetings::allot(&secretary, form).await;
        assert!(matches!(late, Err(Error::Stale(2))));
        let after = bench(&stage, &secretary).await;
        let less = before.budget.total - after.budget.total;
        let was = before
            .items
            .iter()
            .find(|item| item.id.0 == stage.id("item.next.case2"));
        assert_eq!(less, was.unwrap().minutes - 5);
        // Everybody has read the old length: it is a difference for the next version.
        let changed = |it: &&meetings::read::Changed| matches!(it.change, Change::Changed(..));
        assert_eq!(after.changes.iter().filter(changed).count(), 1);
        assert!(after.head.version > before.head.version);
    })
    .await;
}

#[tokio::test]
async fn what_everybody_read_leaves_with_a_reason_and_comes_back() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let mut form = TakeOffItem {
            id: stage.id(ITEM).to_string(),
            version: 1,
            ..TakeOffItem::default()
        };
        let secretary = meetings::take_off(&stage.ctx("secretaris").await, form.clone()).await;
        assert!(matches!(secretary, Err(Error::NotAllowed)));
        let bare = faults(meetings::take_off(&director, form.clone()).await);
        assert_eq!(bare[0].0, "why");
        form.why = "Er is deze keer geen tijd voor.".into();
        meetings::take_off(&director, form.clone()).await.unwrap();
        let again = meetings::take_off(&director, form).await;
        assert!(is_not_now(&again));
        let off = bench(&stage, &director).await;
        let waits = off.proposals.iter().find(|it| it.id.0 == stage.id(ITEM));
        let why = waits.unwrap().taken_off.clone();
        assert_eq!(why.as_deref(), Some("Er is deze keer geen tijd voor."));
        let gone = off
            .changes
            .iter()
            .find(|it| matches!(it.change, Change::Removed(_)));
        assert!(!gone.unwrap().held_over);

        let back = IncludeItem {
            id: stage.id(ITEM).to_string(),
            version: 2,
        };
        meetings::include(&director, back).await.unwrap();
        assert_eq!(state(&stage, ITEM).await, ItemState::Included);
        assert!(
            bench(&stage, &director)
                .await
                .proposals
                .iter()
                .all(|it| it.id.0 != stage.id(ITEM))
        );
        assert_eq!(stage.audited("TakeOffItem").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_read_yet_leaves_without_a_reason() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let id = bench(&stage, &director).await.proposals[0].id.to_string();
        let include = IncludeItem {
            id: id.clone(),
            version: 1,
        };
        meetings::include(&director, include).await.unwrap();
        let off = TakeOffItem {
            id,
            version: 2,
            ..TakeOffItem::default()
        };
        meetings::take_off(&director, off).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_item_is_held_over_shows_as_such_and_comes_along() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        meetings::hold_over(&director, hold(&stage, ITEM, 1))
            .await
            .unwrap();
        let late = meetings::put_back(&director, hold(&stage, ITEM, 1)).await;
        assert!(matches!(late, Err(Error::Stale(2))));
        assert_eq!(bench(&stage, &director).await.held.len(), 1);
        meetings::put_back(&director, hold(&stage, ITEM, 2))
            .await
            .unwrap();
        assert!(is_not_now(
            &meetings::put_back(&director, hold(&stage, ITEM, 3)).await
        ));
        assert_eq!(bench(&stage, &director).await.held.len(), 0);

        meetings::hold_over(&director, hold(&stage, ITEM, 3))
            .await
            .unwrap();
        publish(&stage, &director).await;
        let partner = stage.ctx("politie").await;
        let next = stage.id("meeting.next").to_string();
        let agenda = meetings::read(&partner, &next).await.unwrap();
        let [gone] = agenda.changes.as_slice() else {
            panic!("one difference: {:?}", agenda.changes);
        };
        assert!(gone.held_over && matches!(gone.change, Change::Removed(_)));

        // Calling the meeting off must not lose it.
        call_off(&stage, &director, "meeting.next").await;
        let later = stage.id("meeting.later").to_string();
        let later = meetings::compose(&director, &later).await.unwrap();
        let title = row(&stage, ITEM).await.title;
        let here = later.items.iter().find(|item| item.title == title);
        assert!(here.unwrap().deferred_on.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_party_still_has_its_proposal_after_the_meeting_was_called_off() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let director = stage.ctx("regisseur").await;
        let form = domain::meetings::command::ProposeItem {
            meeting: stage.id("meeting.next").to_string(),
            ..super::propose::policy(&stage, &police)
        };
        meetings::propose(&police, form.clone()).await.unwrap();
        call_off(&stage, &director, "meeting.next").await;
        let later = stage.id("meeting.later").to_string();
        let own = meetings::read(&police, &later).await.unwrap().own;
        let again = own.iter().find(|item| item.title == form.title);
        assert!(matches!(again.unwrap().state, ItemState::Proposed { .. }));
    })
    .await;
}

#[tokio::test]
async fn a_standing_item_stays_and_a_meeting_that_began_keeps_its_agenda() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let off = TakeOffItem {
            id: stage.id("item.next.aob").to_string(),
            version: 1,
            why: "Geen tijd.".into(),
            ..TakeOffItem::default()
        };
        assert!(is_not_now(&meetings::take_off(&director, off).await));
        let aob = hold(&stage, "item.next.aob", 1);
        assert!(is_not_now(&meetings::hold_over(&director, aob).await));

        let start = domain::meetings::live_command::StartMeeting {
            id: stage.id("meeting.next").to_string(),
        };
        meetings::live::start(&director, start).await.unwrap();
        let late = meetings::hold_over(&director, hold(&stage, ITEM, 1)).await;
        assert!(is_not_now(&late));
    })
    .await;
}

#[tokio::test]
async fn what_was_shared_under_a_class_keeps_it_off_the_agenda_too() {
    on_both(async |stage: Stage| {
        let (director, shelter) = (stage.ctx("regisseur").await, stage.ctx("opvang").await);
        let id = stage.id("item.next.policy2").to_string();
        let off = TakeOffItem {
            id: id.clone(),
            version: 1,
            why: "Eerst vooroverleg.".into(),
            ..TakeOffItem::default()
        };
        meetings::take_off(&director, off).await.unwrap();
        let lower = EditItem {
            class: "k1".to_owned(),
            ..edited(&shelter, &id).await
        };
        let alone = meetings::edit(&shelter, lower).await;
        assert!(matches!(alone, Err(Error::FourEyes)));

        // What nobody read yet is its submitter's to judge.
        let own = ProposeItem {
            class: "k2".to_owned(),
            ..policy(&stage, &shelter)
        };
        let id = meetings::propose(&shelter, own).await.unwrap();
        let lower = EditItem {
            class: "k1".to_owned(),
            ..edited(&shelter, &id.to_string()).await
        };
        meetings::edit(&shelter, lower).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_held_over_before_it_was_published_is_told_to_nobody() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let key = "item.later.proposal1";
        let include = IncludeItem {
            id: stage.id(key).to_string(),
            version: 1,
        };
        meetings::include(&director, include).await.unwrap();
        meetings::hold_over(&director, hold(&stage, key, 2))
            .await
            .unwrap();
        let later = stage.id("meeting.later").to_string();
        let partner = stage.ctx("ggd").await;
        let told = meetings::live::decisions(&partner, &later).await.unwrap();
        assert!(told.deferred.is_empty());
        let composed = meetings::live::decisions(&director, &later).await.unwrap();
        assert_eq!(composed.deferred.len(), 1);
    })
    .await;
}
