//! The action, and which of its states count as open.

use domain::actions::{ActionState, Capacity, Verification, Verifier, may_verify};
use domain::id::PersonId;
use uuid::Uuid;

use crate::table::{AT, Machine, WHO, compare};

fn every_state() -> Vec<ActionState> {
    use ActionState::{
        Accepted, Assigned, Blocked, Cancelled, Declined, InProgress, Proposed, Reopened,
        ReportedDone, Verified,
    };
    let (at, by, reason) = (AT, WHO, String::new());
    vec![
        Proposed,
        Assigned { at, by },
        Accepted { at, by },
        Declined {
            at,
            by,
            reason: reason.clone(),
        },
        InProgress { at, by },
        Blocked {
            at,
            by,
            reason: reason.clone(),
            bottleneck: None,
        },
        ReportedDone {
            at,
            by,
            feedback: reason.clone(),
        },
        Verified { at, by, note: None },
        Reopened {
            at,
            by,
            reason: reason.clone(),
        },
        Cancelled { at, by, reason },
    ]
}

fn verifier() -> Verifier {
    may_verify(Verification {
        person: PersonId(Uuid::max()),
        capacity: Capacity::Director,
        reported_by: WHO,
        directors_own: false,
    })
    .unwrap()
}

#[test]
fn actions() {
    let label = |state: &ActionState| state.word().to_owned();
    let table = Machine {
        name: "action",
        words: &ActionState::WORDS,
        states: every_state(),
        operations: &[
            ("assign", |state| state.assign(AT, WHO)),
            ("accept", |state| state.accept(AT, WHO)),
            ("decline", |state| state.decline(AT, WHO, String::new())),
            ("reassign", |state| state.reassign(AT, WHO)),
            ("update", |state| state.update(AT, WHO)),
            ("block", |state| state.block(AT, WHO, String::new(), None)),
            ("unblock", |state| state.unblock(AT, WHO)),
            ("report_done", |state| {
                state.report_done(AT, WHO, String::new())
            }),
            ("verify", |state| state.verify(verifier(), AT, None)),
            ("reopen", |state| state.reopen(AT, WHO, String::new())),
            ("cancel", |state| state.cancel(AT, WHO, String::new())),
        ],
        word: ActionState::word,
        label,
        result: label,
    };
    compare("actions.txt", &table.print());
}

#[test]
fn only_verified_and_cancelled_leave_the_list() {
    for state in every_state() {
        let gone = ["verified", "cancelled"].contains(&state.word());
        assert_eq!(state.is_open(), !gone, "{}", state.word());
    }
}

#[test]
fn a_verification_names_the_verifier() {
    let reported = ActionState::ReportedDone {
        at: AT,
        by: WHO,
        feedback: String::new(),
    };
    assert_eq!(reported.reported_by(), Some(WHO));
    let verified = reported.verify(verifier(), AT, None).unwrap();
    assert_eq!(
        verified,
        ActionState::Verified {
            at: AT,
            by: verifier().person(),
            note: None
        }
    );
}
