//! What keeps an item: putting it off, and a hold.

use domain::fault::Code;
use domain::retention::DestructionState;
use domain::retention::command::{ExtendRetention, HoldItem, ReleaseItem};
use service::error::Error;
use service::retention::{self, extend_retention, hold_item, propose_due, release_item};

use super::{CASE, WHY, confirm, decided, destroyed, due, list, proposed};
use crate::meetings::faults;
use crate::stage::{Stage, on_both};

fn extending(stage: &Stage, months: &str) -> ExtendRetention {
    ExtendRetention {
        item: stage.id(CASE).to_string(),
        months: months.to_owned(),
        why: WHY.to_owned(),
        reason: String::new(),
    }
}

pub fn holding(stage: &Stage, item: &str) -> HoldItem {
    HoldItem {
        item: stage.id(item).to_string(),
        asked_by: "Rechtbank Oeverstad".to_owned(),
        why: WHY.to_owned(),
        reason: String::new(),
    }
}

fn releasing(stage: &Stage, item: &str) -> ReleaseItem {
    ReleaseItem {
        item: stage.id(item).to_string(),
        why: WHY.to_owned(),
        reason: String::new(),
    }
}

#[tokio::test]
async fn a_hold_takes_an_item_off_its_list_and_keeps_it_until_released() {
    on_both(async |stage: Stage| {
        let id = decided(&stage).await;
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        let on_it = retention::destruction(&director, &id).await.unwrap();
        hold_item(&secretary, holding(&stage, CASE)).await.unwrap();
        hold_item(&secretary, holding(&stage, CASE)).await.unwrap();
        assert_eq!(stage.audited("HoldItem").await, 1);
        let left = retention::destruction(&director, &id).await.unwrap();
        assert_eq!(left.items.len() + 1, on_it.items.len());
        assert_eq!(left.taken_off, 1);
        confirm(&stage, &secretary, &id).await.unwrap();
        let case = stage.id(CASE).to_string();
        let held = retention::item(&director, &case).await.unwrap();
        assert!(held.line.clock.held && held.rights.release);
        // Not after any time.
        stage.site.clock.set(due() + chrono::TimeDelta::days(3000));
        propose_due(&stage.site).await.unwrap();
        let director = stage.ctx("regisseur").await;
        let still = retention::item(&director, &case).await.unwrap();
        assert!(still.line.list.is_none());
        let secretary = stage.ctx("secretaris").await;
        let refused = release_item(&secretary, releasing(&stage, CASE)).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        release_item(&director, releasing(&stage, CASE))
            .await
            .unwrap();
        release_item(&director, releasing(&stage, CASE))
            .await
            .unwrap();
        assert_eq!(stage.audited("ReleaseItem").await, 1);
        propose_due(&stage.site).await.unwrap();
        let due = retention::item(&director, &case).await.unwrap();
        assert!(due.line.list.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_list_with_nothing_left_lapses_and_destroys_nothing() {
    on_both(async |stage: Stage| {
        let id = decided(&stage).await;
        let director = stage.ctx("regisseur").await;
        let view = retention::destruction(&director, &id).await.unwrap();
        for one in view.items {
            let command = HoldItem {
                item: one.id.to_string(),
                ..holding(&stage, CASE)
            };
            hold_item(&director, command).await.unwrap();
        }
        let row = list(&stage).await;
        let state: DestructionState = serde_json::from_str(&row.state).unwrap();
        assert!(matches!(state, DestructionState::Lapsed { .. }));
        let secretary = stage.ctx("secretaris").await;
        let late = confirm(&stage, &secretary, &id).await;
        assert!(matches!(late, Err(Error::NotNow(_))));
        assert_eq!(destroyed(&stage).await, 0);
    })
    .await;
}

#[tokio::test]
async fn who_directs_puts_it_off_with_a_reason_and_not_beyond_two_years() {
    on_both(async |stage: Stage| {
        let id = proposed(&stage).await;
        let director = stage.ctx("regisseur").await;
        for months in ["6", "25", "-1"] {
            let refused = faults(extend_retention(&director, extending(&stage, months)).await);
            assert_eq!(refused[0].1, Code::OutOfRange(7, 24), "{months}");
        }
        let bare = ExtendRetention {
            why: "kort".to_owned(),
            ..extending(&stage, "12")
        };
        assert_eq!(faults(extend_retention(&director, bare).await)[0].0, "why");
        let secretary = stage.ctx("secretaris").await;
        let refused = extend_retention(&secretary, extending(&stage, "12")).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        extend_retention(&director, extending(&stage, "12"))
            .await
            .unwrap();
        extend_retention(&director, extending(&stage, "12"))
            .await
            .unwrap();
        assert_eq!(stage.audited("ExtendRetention").await, 1);
        let case = stage.id(CASE).to_string();
        let kept = retention::item(&director, &case).await.unwrap();
        assert_eq!(kept.line.clock.due_on().to_string(), "2027-09-15");
        assert!(kept.line.list.is_none());
        let view = retention::destruction(&director, &id).await.unwrap();
        assert_eq!(view.taken_off, 1);
        let policy = ExtendRetention {
            item: stage.id("item.past2.policy1").to_string(),
            ..extending(&stage, "12")
        };
        let stays = extend_retention(&director, policy).await;
        assert!(matches!(stays, Err(Error::NotFound)));
    })
    .await;
}

/// Puts the case off, holds it and lets it go again, each with a word in its reason, so that those are there
/// to be destroyed.
pub async fn extend_and_hold_once(stage: &Stage, word: &str) {
    let director = stage.ctx("regisseur").await;
    let extending = ExtendRetention {
        why: format!("{word} en nog wat woorden"),
        ..extending(stage, "7")
    };
    extend_retention(&director, extending).await.unwrap();
    let holding = HoldItem {
        asked_by: format!("Instelling {word}"),
        why: format!("{word} en nog wat woorden"),
        ..holding(stage, CASE)
    };
    hold_item(&director, holding).await.unwrap();
    let releasing = ReleaseItem {
        why: format!("{word} en nog wat woorden"),
        ..releasing(stage, CASE)
    };
    release_item(&director, releasing).await.unwrap();
}
