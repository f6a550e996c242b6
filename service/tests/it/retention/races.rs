//! Two at once.

use service::error::Error;
use service::retention::{self, confirm_destruction, hold_item};

use super::keep::holding;
use super::{CASE, confirming, decided, destroyed};
use crate::stage::{Stage, on_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_confirm_at_once_destroy_once() {
    on_both(async |stage: Stage| {
        let id = decided(&stage).await;
        let secretary = stage.ctx("secretaris").await;
        let command = confirming(&stage, &id).await;
        let (one, other) = tokio::join!(
            confirm_destruction(&secretary, command.clone()),
            confirm_destruction(&secretary, command)
        );
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let gone = destroyed(&stage).await;
        assert!(gone >= 2);
        // One line for the list and one for each item.
        let written = stage.audited("ConfirmDestruction").await;
        assert_eq!(written, 1 + u64::try_from(gone).unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hold_beside_the_second_person_comes_first_or_finds_nothing() {
    on_both(async |stage: Stage| {
        let id = decided(&stage).await;
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        let command = confirming(&stage, &id).await;
        let (hold, confirmed) = tokio::join!(
            hold_item(&director, holding(&stage, CASE)),
            confirm_destruction(&secretary, command)
        );
        let case = stage.id(CASE).to_string();
        let left = retention::item(&director, &case).await;
        match hold {
            // The second person saw another list, or one without it.
            Ok(_) => {
                assert!(matches!(confirmed, Err(Error::Stale(_))), "{confirmed:?}");
                assert!(left.unwrap().line.clock.held);
            }
            Err(Error::NotFound) => {
                assert!(confirmed.is_ok());
                assert!(matches!(left, Err(Error::NotFound)));
            }
            Err(other) => panic!("{other:?}"),
        }
    })
    .await;
}
