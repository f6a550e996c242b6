//! Taking the own request for a guest back.

use domain::people::guest::{GuestStep, GuestTerm};
use service::error::Error;
use service::guests::accounts;

use super::wish;
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn whoever_asked_takes_it_back_as_long_as_nobody_decided() {
    on_both(async |stage: Stage| {
        let sponsor = stage.ctx("politie").await;
        let director = stage.ctx("regisseur").await;
        let form = wish(&sponsor, &stage);
        let id = accounts::request(&sponsor, form).await.unwrap();
        let step = |version| GuestStep {
            id: id.to_string(),
            version,
        };
        let view = accounts::account(&sponsor, &id.to_string()).await.unwrap();
        assert!(view.may.withdraw);
        let view = accounts::account(&director, &id.to_string()).await.unwrap();
        assert!(!view.may.withdraw && view.may.screen);
        // Not for who decides, and not for who does not follow this guest.
        let other = accounts::withdraw_request(&director, step(1)).await;
        assert!(matches!(other, Err(Error::NotAllowed)));
        let stranger = stage.ctx("om").await;
        let none = accounts::withdraw_request(&stranger, step(1)).await;
        assert!(matches!(none, Err(Error::NotFound)));

        let both = tokio::join!(
            accounts::withdraw_request(&sponsor, step(1)),
            accounts::withdraw_request(&sponsor, step(1)),
        );
        assert_eq!(
            [both.0.is_ok(), both.1.is_ok()]
                .iter()
                .filter(|it| **it)
                .count(),
            1
        );
        let twice = accounts::withdraw_request(&sponsor, step(2)).await;
        assert!(matches!(twice, Err(Error::NotNow(_))));
        let late = GuestTerm {
            id: id.to_string(),
            version: 2,
            months: "6".to_owned(),
        };
        let late = accounts::screen(&director, late).await;
        assert!(matches!(late, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("WithdrawGuestRequest").await, 1);
        let over = accounts::accounts(&sponsor, true, 0).await.unwrap();
        assert!(over.accounts.iter().any(|guest| guest.id == id));
        // Somebody who was let in is not taken back.
        let screened = stage.id("guest.screened").to_string();
        let view = accounts::account(&director, &screened).await.unwrap();
        assert!(!view.may.withdraw);
    })
    .await;
}
