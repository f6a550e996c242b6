//! A chair who is left out of an item: it is not theirs to find, to steer or to put off.

use domain::meetings::live_command::CloseMeeting;
use domain::meetings::{ItemState, command::Exclude};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::exclude;
use service::meetings::live::{self, Now, RailLine};

use super::{MEETING, id, in_closed_part, item, look, sitting, walk};
use crate::stage::{Stage, on_both};

/// An item of the closed part.
const ITEM: &str = "item.next.policy2";

/// The director, whom the submitter left out of it.
pub async fn left_out(stage: &Stage) -> Ctx {
    let form = Exclude {
        id: id(stage, ITEM),
        subject: id(stage, "person.regisseur"),
        why: "Er is een band met een betrokkene.".to_owned(),
        ..Exclude::default()
    };
    exclude(&stage.ctx("opvang").await, form).await.unwrap();
    stage.ctx("regisseur").await
}

#[tokio::test]
async fn a_chair_neither_finds_nor_steers_it_and_another_one_does() {
    on_both(async |stage: Stage| {
        let director = left_out(&stage).await;
        let secretary = in_closed_part(&stage).await;
        let walked = walk(&stage, ITEM);
        for tried in [
            live::call(&director, walked.clone()).await,
            live::defer(&director, walked.clone()).await,
        ] {
            assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
        }
        assert_eq!(item(&stage, ITEM).await.state_word, "included");
        live::call(&secretary, walked.clone()).await.unwrap();
        let tried = live::deal(&director, walked.clone()).await;
        assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");

        // That something is on shows, and not what.
        let seen = look(&director, &stage).await;
        assert_eq!(seen.now, Some(Now::Hidden { id: None }));
        assert!(!format!("{:?}", seen.rail).contains(&walked.item));
        let opaque = |line: &RailLine| matches!(line, RailLine::Closed { .. });
        assert!(seen.rail.iter().any(opaque));
        let other = look(&secretary, &stage).await;
        assert!(format!("{:?}", other.rail).contains(&walked.item));
        live::deal(&secretary, walked).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn closing_holds_it_over_whatever_the_form_says() {
    on_both(async |stage: Stage| {
        let director = left_out(&stage).await;
        sitting(&stage).await;
        let list = live::decisions(&director, &id(&stage, MEETING)).await;
        let list = list.unwrap();
        assert_eq!(list.apart, 1);
        let hidden = stage.id(ITEM);
        assert!(list.unreached.iter().all(|left| left.id.0 != hidden));
        let close = CloseMeeting {
            id: id(&stage, MEETING),
            all: "propose".to_owned(),
            unreached: vec![format!("{hidden} propose")],
            ..CloseMeeting::default()
        };
        live::close(&director, close).await.unwrap();
        let as_proposal = async |name: &str| {
            let row = item(&stage, name).await;
            let state: ItemState = serde_json::from_str(&row.state).unwrap();
            matches!(
                state,
                ItemState::Deferred {
                    as_proposal: true,
                    ..
                }
            )
        };
        assert!(!as_proposal(ITEM).await);
        assert_eq!(item(&stage, ITEM).await.state_word, "deferred");
    })
    .await;
}
