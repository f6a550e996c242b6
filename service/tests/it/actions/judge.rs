//! Verifying and reopening: never one's own.

use service::actions::{reopen, verify};
use service::error::Error;

use super::{id, seen, state, tell};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn the_director_verifies_what_a_partner_reported() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        verify(&ctx, tell(&stage, 106, "")).await.unwrap();
        assert_eq!(state(&stage, 106).await, "verified");
        assert_eq!(stage.audited("VerifyAction").await, 1);
        let again = verify(&ctx, tell(&stage, 106, "")).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn the_directors_own_action_is_for_the_deputy() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let refused = verify(&director, tell(&stage, 109, "")).await;
        assert!(matches!(refused, Err(Error::FourEyes)));
        let deputy = stage.ctx("plaatsvervanger").await;
        let can = seen(&stage, &deputy, 109).await.action.can;
        assert_eq!(can.verify, Some(Ok(())));
        verify(&deputy, tell(&stage, 109, "Het advies ligt er."))
            .await
            .unwrap();
        assert_eq!(state(&stage, 109).await, "verified");
    })
    .await;
}

#[tokio::test]
async fn a_partner_and_a_secretary_verify_nothing() {
    on_both(async |stage: Stage| {
        for person in ["politie", "secretaris", "veilig_thuis"] {
            let ctx = stage.ctx(person).await;
            let refused = verify(&ctx, tell(&stage, 106, "")).await;
            assert!(
                matches!(refused, Err(Error::NotAllowed | Error::FourEyes)),
                "{person}"
            );
        }
        assert_eq!(stage.audited("VerifyAction").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_claim_that_does_not_hold_is_reopened_with_a_reason() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let refused = reopen(&ctx, tell(&stage, 106, "")).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        reopen(&ctx, tell(&stage, 106, "Het tweede kwartaal ontbreekt."))
            .await
            .unwrap();
        assert_eq!(state(&stage, 106).await, "reopened");
        let not_claimed = reopen(&ctx, tell(&stage, 121, "Niet af.")).await;
        assert!(matches!(not_claimed, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("ReopenAction").await, 1);
        let there = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let mut foreign = tell(&stage, 106, "Niet af.");
        foreign.id = id(&stage, 106).to_string();
        assert!(matches!(
            reopen(&there, foreign).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}
