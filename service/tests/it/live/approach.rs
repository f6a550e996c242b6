//! Going to the family can put a life in danger: what would have somebody do that is caught once an
//! expert was consulted (`docs/domain.md#approach`).

use domain::fault::Code;
use domain::guard::Kind;
use domain::meetings::Capture;
use domain::meetings::live_command::CaptureLine;
use service::error::Error;
use service::meetings::live;

use super::{line, sitting, walk};
use crate::stage::{Stage, on_both};

const ITEM: &str = "item.next.policy1";

#[tokio::test]
async fn an_action_towards_the_family_asks_which_expert_was_consulted() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        let text = "Gesprek met de ouders voorbereiden";
        let action = CaptureLine {
            organisation: stage.id("organisation.politie").to_string(),
            due: "2026-12-01".to_owned(),
            ..line(&stage, &secretary, ITEM, Capture::Action, text)
        };
        let refused = live::capture(&secretary, action.clone()).await.unwrap_err();
        let Error::Refused(faults) = refused else {
            panic!("{refused:?}");
        };
        let asked: Vec<_> = faults.iter().map(|fault| fault.code.clone()).collect();
        assert_eq!(asked, [Code::AskReason(vec![Kind::Approach])]);
        assert_eq!(stage.guard_answers().await, Vec::<String>::new());

        let consulted = CaptureLine {
            reason: "Het LEC EGG is geraadpleegd.".to_owned(),
            ..action
        };
        live::capture(&secretary, consulted).await.unwrap();
        let kept = ["item approach: Het LEC EGG is geraadpleegd."];
        assert_eq!(stage.guard_answers().await, kept);
        // What the table decides about it is not an action: it may say that nobody does it.
        let decision = line(
            &stage,
            &secretary,
            ITEM,
            Capture::Decision,
            "Niemand voert een gesprek met de ouders.",
        );
        live::capture(&secretary, decision).await.unwrap();
    })
    .await;
}
