//! What a meeting that ends or is called off hands on to the next one.

use std::collections::HashSet;

use domain::meetings::ItemState;
use domain::meetings::command::{IncludeItem, ReturnItem, TakeOffItem};
use service::meetings;

use super::adjust::{ITEM, bench, call_off, row, state};
use super::propose::edited;
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn a_meeting_that_is_called_off_loses_nothing() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let before = bench(&stage, &director).await;
        assert!(!before.proposals.is_empty());
        let standing = |item: &&meetings::compose::Item| item.standing;
        assert_eq!(before.items.iter().filter(standing).count(), 6);
        let later = stage.id("meeting.later").to_string();
        let there = meetings::compose(&director, &later).await.unwrap();
        call_off(&stage, &director, "meeting.next").await;

        let after = meetings::compose(&director, &later).await.unwrap();
        let (items, proposals) = (after.items.len(), after.proposals.len());
        // The minutes of the demo that wait for approval come along by themselves.
        assert_eq!(items, there.items.len() + before.items.len() - 6 + 1);
        assert_eq!(proposals, there.proposals.len() + before.proposals.len());
        assert_eq!(after.items.iter().filter(standing).count(), 6);
        let titles = |items: &[meetings::compose::Item]| -> HashSet<String> {
            items.iter().map(|item| item.title.clone()).collect()
        };
        assert!(titles(&after.items).is_superset(&titles(&before.items)));
        assert!(titles(&after.proposals).is_superset(&titles(&before.proposals)));
        // Who proposed it still has it among its own, and can be judged anew.
        let mine = before.proposals[0].title.clone();
        let again = after.proposals.iter().find(|item| item.title == mine);
        let include = IncludeItem {
            id: again.unwrap().id.to_string(),
            version: 1,
        };
        meetings::include(&director, include).await.unwrap();
        let standing = state(&stage, "item.next.aob").await;
        assert_eq!(standing, ItemState::Included);
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_back_can_be_proposed_for_the_next_meeting() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let proposal = stage.id("item.next.proposal3").to_string();
        let mut back = ReturnItem {
            id: proposal.clone(),
            version: 1,
            why: "Graag met een voorstel erbij.".into(),
            ..ReturnItem::default()
        };
        meetings::return_item(&director, back.clone())
            .await
            .unwrap();
        let off = TakeOffItem {
            id: stage.id(ITEM).to_string(),
            version: 1,
            why: "Er is deze keer geen tijd voor.".into(),
            ..TakeOffItem::default()
        };
        meetings::take_off(&director, off).await.unwrap();
        call_off(&stage, &director, "meeting.next").await;

        // Why it was taken off is still there for who judges it again.
        let later = stage.id("meeting.later").to_string();
        let bench = meetings::compose(&director, &later).await.unwrap();
        let why: Vec<_> = bench
            .proposals
            .iter()
            .filter_map(|it| it.taken_off.as_deref())
            .collect();
        assert_eq!(why, ["Er is deze keer geen tijd voor."]);

        let moved = row(&stage, "item.next.proposal3").await;
        assert_eq!(moved.meeting_id, Some(stage.id("meeting.later")));
        let owner = stage.ctx("rvdk").await;
        let form = edited(&owner, &proposal).await;
        meetings::edit(&owner, form).await.unwrap();
        assert_eq!(
            state(&stage, "item.next.proposal3").await,
            ItemState::PROPOSED
        );
        // And judged there once more.
        back.version = row(&stage, "item.next.proposal3").await.version;
        meetings::return_item(&director, back).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_a_later_meeting_had_does_not_come_earlier() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let later = stage.id("meeting.later").to_string();
        let lost = meetings::compose(&director, &later)
            .await
            .unwrap()
            .proposals;
        let before = bench(&stage, &director).await;
        call_off(&stage, &director, "meeting.later").await;
        let after = bench(&stage, &director).await;
        assert_eq!(after.proposals.len(), before.proposals.len());
        // The first meeting after it has them as soon as there is one.
        let id = director.new_id();
        meetings::plan(&director, super::planned(&stage, id))
            .await
            .unwrap();
        let new = meetings::compose(&director, &id.to_string()).await.unwrap();
        assert!(!lost.is_empty());
        assert_eq!(new.proposals.len(), lost.len());
    })
    .await;
}
