//! Accepting and declining.

use domain::actions::command::{MoveAction, TellAction};
use domain::fault::Code;
use domain::guard::Kind;
use service::actions::{accept, decline};
use service::error::Error;

use super::{seen, state, step, tell};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn the_owner_accepts_once() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        accept(&ctx, step(&stage, 123)).await.unwrap();
        assert_eq!(state(&stage, 123).await, "accepted");
        let again = accept(&ctx, step(&stage, 123)).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("AcceptAction").await, 1);
        assert_eq!(seen(&stage, &ctx, 123).await.events.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_one_wins() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        let (one, other) = tokio::join!(
            accept(&ctx, step(&stage, 123)),
            decline(&ctx, tell(&stage, 123, "Geen ruimte tot januari.")),
        );
        let lost = one.as_ref().err().or(other.as_ref().err());
        assert!(one.is_ok() != other.is_ok());
        assert!(matches!(lost, Some(Error::NotNow(_) | Error::Stale(_))));
        assert_eq!(seen(&stage, &ctx, 123).await.action.version, 2);
    })
    .await;
}

#[tokio::test]
async fn declining_takes_a_reason_without_personal_data() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        for (text, code) in [
            ("  ", Code::Empty),
            (
                "Mail naar iemand@voorbeeld.nl",
                Code::Personal(vec![Kind::Email]),
            ),
        ] {
            let refused = decline(&ctx, tell(&stage, 124, text)).await;
            let Err(Error::Refused(faults)) = refused else {
                panic!("{text} was not refused")
            };
            assert_eq!((faults[0].field.as_str(), &faults[0].code), ("text", &code));
        }
        assert_eq!(state(&stage, 124).await, "assigned");
        decline(&ctx, tell(&stage, 124, "Geen ruimte tot januari."))
            .await
            .unwrap();
        assert_eq!(state(&stage, 124).await, "declined");
        assert_eq!(stage.audited("DeclineAction").await, 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_owner_answers() {
    on_both(async |stage: Stage| {
        // The action is of social work: the police at the table see it, another region does not.
        let police = stage.ctx("politie").await;
        let refused = accept(&police, step(&stage, 124)).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let far = stage.ctx_in("politie_delta", "vechtdelta").await;
        let hidden = accept(&far, step(&stage, 124)).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        for id in ["", "x", "00000000-0000-0000-0000-000000000000"] {
            let command = MoveAction {
                id: id.to_owned(),
                version: 1,
            };
            assert!(matches!(
                accept(&police, command).await,
                Err(Error::NotFound)
            ));
        }
        assert_eq!(stage.audited("AcceptAction").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_case_is_guarded_as_a_case() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("veilig_thuis").await;
        // A full date of the past may stand in other work, never beside a case.
        let command = TellAction {
            text: "Op 3 maart 2024 besproken.".to_owned(),
            ..tell(&stage, 112, "")
        };
        let refused = service::actions::update(&ctx, command).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    })
    .await;
}
