//! Handing an action to somebody else, and calling it off.

use domain::actions::command::{LinkStep, ReassignAction};
use service::actions::{self, cancel, reassign};
use service::error::Error;

use super::{id, seen, state, tell};
use crate::stage::{Stage, on_both};

fn to(stage: &Stage, number: i32, organisation: &str) -> ReassignAction {
    ReassignAction {
        id: id(stage, number).to_string(),
        version: 1,
        organisation: stage
            .id(&format!("organisation.{organisation}"))
            .to_string(),
        to: "2027-01-15".to_owned(),
    }
}

#[tokio::test]
async fn what_was_declined_goes_to_another_who_must_accept() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        reassign(&ctx, to(&stage, 118, "maatschappelijk_werk"))
            .await
            .unwrap();
        let social = stage.ctx("maatschappelijk_werk").await;
        let action = seen(&stage, &social, 118).await.action;
        assert!(action.own);
        assert_eq!(action.state.word(), "assigned");
        assert_eq!(action.due_on.to_string(), "2027-01-15");
        assert_eq!(action.accept_due.unwrap().to_string(), "2026-11-23");
        assert_eq!(stage.audited("ReassignAction").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_captured_is_asked_of_somebody() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        reassign(&ctx, to(&stage, 107, "onderwijs")).await.unwrap();
        assert_eq!(state(&stage, 107).await, "assigned");
    })
    .await;
}

#[tokio::test]
async fn only_to_who_takes_part_and_only_while_open() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let elsewhere = reassign(&ctx, to(&stage, 118, "politie_vechtdelta")).await;
        assert!(matches!(elsewhere, Err(Error::Refused(_))));
        let claimed = reassign(&ctx, to(&stage, 106, "politie")).await;
        assert!(matches!(claimed, Err(Error::NotNow(_))));
        let partner = stage.ctx("politie").await;
        let refused = reassign(&partner, to(&stage, 118, "politie")).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn calling_off_takes_a_reason_and_spares_what_is_verified() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let refused = cancel(&ctx, tell(&stage, 118, "")).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        cancel(&ctx, tell(&stage, 118, "Niet meer nodig."))
            .await
            .unwrap();
        assert_eq!(state(&stage, 118).await, "cancelled");
        let verified = cancel(&ctx, tell(&stage, 102, "Niet meer nodig.")).await;
        assert!(matches!(verified, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("CancelAction").await, 1);
    })
    .await;
}

/// What hangs on a case goes only to who may read the case: neither to the director's own
/// organisation that is not named, nor to one that did not sign, nor to a guest.
#[tokio::test]
async fn a_case_action_is_never_handed_to_who_may_not_read_the_case() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        for organisation in ["oeverstad", "om", "vrouwen_verbinden", "onderwijs"] {
            let refused = reassign(&ctx, to(&stage, 117, organisation)).await;
            assert!(
                matches!(&refused, Err(Error::Refused(faults)) if faults[0].field == "organisation"),
                "{organisation}: {refused:?}"
            );
        }
        assert_eq!(stage.audited("ReassignAction").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_action_is_tied_to_the_step_it_moves() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let step = stage.id("step.lindewaard.A1");
        let form = LinkStep {
            id: id(&stage, 118).to_string(),
            version: 1,
            step: step.to_string(),
        };
        let choices = actions::steps(&secretary).await.unwrap();
        assert!(choices.iter().any(|choice| choice.id.0 == step));
        let police = stage.ctx("politie").await;
        assert!(!seen(&stage, &police, 118).await.action.can.link);
        let refused = actions::link_step(&police, form.clone()).await;
        assert!(matches!(refused, Err(Error::NotAllowed | Error::NotFound)));
        let unknown = LinkStep {
            step: stage.id("region.vechtdelta").to_string(),
            ..form.clone()
        };
        let refused = actions::link_step(&secretary, unknown).await;
        assert!(matches!(refused, Err(Error::Refused(_))));

        // Tied to a municipality, a case would show on a page that many read.
        let case = LinkStep {
            id: id(&stage, 112).to_string(),
            ..form.clone()
        };
        let refused = actions::link_step(&secretary, case).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        assert!(!seen(&stage, &secretary, 112).await.action.can.link);

        actions::link_step(&secretary, form.clone()).await.unwrap();
        let late = actions::link_step(&secretary, form.clone()).await;
        assert!(matches!(late, Err(Error::Stale(2))));
        let tied = seen(&stage, &secretary, 118).await.action;
        assert_eq!(tied.trace.step.unwrap().code, "A1");
        assert_eq!(stage.audited("LinkStep").await, 1);
        let loose = LinkStep {
            version: 2,
            step: String::new(),
            ..form
        };
        actions::link_step(&secretary, loose).await.unwrap();
        let loose = seen(&stage, &secretary, 118).await.action;
        assert!(loose.trace.step.is_none());
    })
    .await;
}
