//! Corrections: proposed by an organisation within the term, taken back, taken over or not.

use chrono::TimeDelta;
use domain::meetings::CorrectionState;
use domain::meetings::minutes_command::{
    AcceptCorrection, DeclineCorrection, ProposeCorrection, RestoreRevision, WithdrawCorrection,
};
use service::clock::Clock;

use super::*;
use crate::stage::opening;

const POLICY: &str = "item.past3.policy1";

fn proposing(stage: &Stage, ctx: &Ctx, item: &str, text: &str) -> ProposeCorrection {
    ProposeCorrection {
        id: ctx.new_id().to_string(),
        item: id(stage, item),
        version: 1,
        text: text.to_owned(),
        reason: String::new(),
    }
}

pub(super) fn accepting(id: &str, version: i32, text: &str) -> AcceptCorrection {
    AcceptCorrection {
        id: id.to_owned(),
        version,
        text: text.to_owned(),
        reason: String::new(),
    }
}

pub(super) fn declining(id: &str, version: i32, why: &str) -> DeclineCorrection {
    DeclineCorrection {
        id: id.to_owned(),
        version,
        why: why.to_owned(),
        reason: String::new(),
    }
}

#[tokio::test]
async fn an_organisation_proposes_once_and_takes_it_back() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let form = proposing(&stage, &police, POLICY, "Het plan krijgt een folder erbij.");
        meetings::propose_correction(&police, form.clone())
            .await
            .unwrap();
        meetings::propose_correction(&police, form.clone())
            .await
            .unwrap();
        let mut other = form.clone();
        other.text = "Iets anders.".to_owned();
        let other = meetings::propose_correction(&police, other).await;
        assert!(matches!(other, Err(Error::Replayed)));
        let view = look(&police, &stage, "meeting.past3").await;
        let found = of(&view, &stage, POLICY).unwrap().corrections;
        assert_eq!(found.len(), 1);
        assert!(found[0].may_withdraw && !found[0].may_judge && !found[0].is_late);
        // The others read it, and do not take it back.
        let prosecution = stage.ctx("om").await;
        let seen = look(&prosecution, &stage, "meeting.past3").await;
        let seen = of(&seen, &stage, POLICY).unwrap().corrections;
        assert!(seen.len() == 1 && !seen[0].may_withdraw);
        let back = WithdrawCorrection {
            id: form.id.clone(),
            version: 1,
        };
        let foreign = meetings::withdraw_correction(&prosecution, back.clone()).await;
        assert!(matches!(foreign, Err(Error::NotAllowed)));
        // A guest of the table reads the minutes and not how the parties settle them.
        let guest = look(&stage.ctx("vrijwilliger").await, &stage, "meeting.past3").await;
        assert!(guest.items.iter().all(|item| item.corrections.is_empty()));
        meetings::withdraw_correction(&police, back.clone())
            .await
            .unwrap();
        assert!(is_not_now(
            &meetings::withdraw_correction(&police, back).await
        ));
        assert_eq!(stage.audited("ProposeCorrection").await, 1);
        assert_eq!(stage.audited("WithdrawCorrection").await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_read_an_item_proposes_nothing_at_it() {
    on_both(async |stage: Stage| {
        let case = "item.past3.case1";
        let prosecution = stage.ctx("om").await;
        let form = proposing(&stage, &prosecution, case, "Anders.");
        let refused = meetings::propose_correction(&prosecution, form).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let guest = stage.ctx("vrijwilliger").await;
        let hidden = proposing(&stage, &guest, POLICY, "Anders.");
        let refused = meetings::propose_correction(&guest, hidden).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let shown = proposing(&stage, &guest, "item.past3.announcement", "Anders.");
        let refused = meetings::propose_correction(&guest, shown).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let police = stage.ctx("politie").await;
        // A case is guarded as a case.
        let dated = proposing(&stage, &police, case, "Het gesprek was op 3 november 2026.");
        let found = faults(meetings::propose_correction(&police, dated).await);
        assert!(matches!(&found[..], [(field, Code::Personal(_))] if field == "text"));
        let draft = proposing(&stage, &police, "item.past1.policy1", "Anders.");
        let refused = meetings::propose_correction(&police, draft).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let approved = proposing(&stage, &police, "item.past2.policy1", "Anders.");
        assert!(is_not_now(
            &meetings::propose_correction(&police, approved).await
        ));
    })
    .await;
}

#[tokio::test]
async fn after_the_term_nothing_is_proposed() {
    on_both(async |mut stage: Stage| {
        // Five working days after the day of the demo; still on the last one.
        stage.site.clock = Clock::fixed(opening() + TimeDelta::days(7));
        let police = stage.ctx("politie").await;
        let form = proposing(&stage, &police, POLICY, "Op de laatste dag.");
        meetings::propose_correction(&police, form).await.unwrap();
        stage.site.clock = Clock::fixed(opening() + TimeDelta::days(8));
        let police = stage.ctx("politie").await;
        let form = proposing(&stage, &police, POLICY, "Een dag te laat.");
        assert!(is_not_now(
            &meetings::propose_correction(&police, form).await
        ));
        let view = look(&police, &stage, "meeting.past3").await;
        assert!(!view.rights.propose && !view.approval.unwrap().term_runs);
    })
    .await;
}

#[tokio::test]
async fn who_keeps_the_minutes_takes_over_or_says_why_not() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let social = stage.ctx("maatschappelijk_werk").await;
        let secretary = stage.ctx("secretaris").await;
        let one = proposing(&stage, &police, POLICY, "Het plan krijgt een folder erbij.");
        let two = proposing(&stage, &social, POLICY, "Het plan krijgt een spreekuur erbij.");
        meetings::propose_correction(&police, one.clone()).await.unwrap();
        meetings::propose_correction(&social, two.clone()).await.unwrap();
        let text = "Het plan krijgt een inloopspreekuur en een vernieuwde folder erbij.";
        let refused = meetings::accept_correction(&police, accepting(&one.id, 1, text)).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let both = tokio::join!(
            meetings::accept_correction(&secretary, accepting(&one.id, 1, text)),
            meetings::accept_correction(&secretary, accepting(&one.id, 1, text)),
        );
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|ok| **ok).count(), 1);
        let late = meetings::decline_correction(&secretary, declining(&one.id, 2, "Te laat.")).await;
        assert!(is_not_now(&late));
        // Judged against a text that was changed meanwhile.
        let stale = declining(&two.id, 1, "Het spreekuur stond er al.");
        let stale = meetings::decline_correction(&secretary, stale).await;
        assert!(matches!(stale, Err(Error::Stale(2))));
        let found = faults(meetings::decline_correction(&secretary, declining(&two.id, 2, "")).await);
        assert_eq!(found, [("why".to_owned(), Code::Empty)]);
        let why = declining(&two.id, 2, "Het spreekuur stond er al.");
        meetings::decline_correction(&secretary, why).await.unwrap();
        let view = look(&social, &stage, "meeting.past3").await;
        let item = of(&view, &stage, POLICY).unwrap();
        assert_eq!((item.text.as_str(), item.changed_since), (text, Some(1)));
        // Both came in at one moment of the clock, so their order says nothing.
        let state = |of: &ProposeCorrection| {
            let mut all = item.corrections.iter();
            all.find(|it| it.id.to_string() == of.id).unwrap().state.clone()
        };
        assert!(matches!(state(&one), CorrectionState::Accepted { .. }));
        assert!(
            matches!(state(&two), CorrectionState::Declined { reason, .. } if reason == "Het spreekuur stond er al.")
        );
        // Proposed with a page of before.
        let old = proposing(&stage, &police, POLICY, "Nog iets.");
        let stale = meetings::propose_correction(&police, old).await;
        assert!(matches!(stale, Err(Error::Stale(2))));
    })
    .await;
}

#[tokio::test]
async fn versions_are_compared_and_put_back() {
    on_both(async |stage: Stage| {
        let secretary = drafted(&stage).await;
        let item = "item.past1.policy2";
        let first = look(&secretary, &stage, "meeting.past1").await;
        let first = of(&first, &stage, item).unwrap().text;
        let form = writing(&stage, item, 1, "Lindewaard begint morgen.");
        meetings::edit_minutes(&secretary, form).await.unwrap();
        let restore = RestoreRevision {
            id: id(&stage, item),
            version: 2,
            number: 1,
        };
        meetings::restore_revision(&secretary, restore.clone())
            .await
            .unwrap();
        let stale = RestoreRevision {
            number: 2,
            ..restore.clone()
        };
        let stale = meetings::restore_revision(&secretary, stale).await;
        assert!(matches!(stale, Err(Error::Stale(3))));
        let unknown = RestoreRevision {
            version: 3,
            number: 9,
            ..restore
        };
        let unknown = meetings::restore_revision(&secretary, unknown).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        let view = look(&secretary, &stage, "meeting.past1").await;
        assert_eq!(of(&view, &stage, item).unwrap().text, first);
        let meeting = id(&stage, "meeting.past1");
        let named = id(&stage, item);
        let asked = Some((named.as_str(), 2, 3));
        let found = meetings::versions(&secretary, &meeting, asked)
            .await
            .unwrap();
        let own = found
            .items
            .iter()
            .find(|one| one.id.to_string() == named)
            .unwrap();
        let numbers: Vec<_> = own.revisions.iter().map(|one| one.version).collect();
        assert_eq!(numbers, [3, 2, 1]);
        assert!(found.compared.unwrap().pieces.len() > 1 && found.may_restore);
        let none = meetings::versions(&secretary, &meeting, Some((&named, 2, 4))).await;
        assert!(matches!(none, Err(Error::NotFound)));
        // Once offered, the parties see what was offered and what followed, not the draft.
        let director = stage.ctx("regisseur").await;
        meetings::offer_minutes(&director, offering(&stage, 3, "5"))
            .await
            .unwrap();
        let police = stage.ctx("politie").await;
        let found = meetings::versions(&police, &meeting, None).await.unwrap();
        let own = found
            .items
            .iter()
            .find(|one| one.id.to_string() == named)
            .unwrap();
        assert!(own.revisions.len() == 1 && own.revisions[0].offered && !found.may_restore);
        let draft = meetings::versions(&police, &meeting, Some((&named, 1, 3))).await;
        assert!(matches!(draft, Err(Error::NotFound)));
    })
    .await;
}
