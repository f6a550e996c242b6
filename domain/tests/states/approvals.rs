//! What waits for a second person.

use domain::people::Role;
use domain::people::approval::ApprovalState;

use crate::table::{AT, Machine, WHO, compare};

#[test]
fn approvals() {
    use ApprovalState::{Confirmed, Refused, Waiting, Withdrawn};
    let (at, by, role, reason) = (AT, WHO, Role::Secretary, String::new());
    let label = |state: &ApprovalState| state.word().to_owned();
    let printed = Machine {
        name: "proposal",
        words: &ApprovalState::WORDS,
        states: vec![
            Waiting,
            Confirmed { at, by, role },
            Refused {
                at,
                by,
                role,
                reason,
            },
            Withdrawn { at },
        ],
        operations: &[
            ("confirm", |state| state.confirm(AT, WHO, Role::Director)),
            ("turn_down", |state| {
                state.turn_down(AT, WHO, Role::Director, String::new())
            }),
            ("withdraw", |state| state.withdraw(AT)),
        ],
        word: ApprovalState::word,
        label,
        result: label,
    }
    .print();
    compare("approvals.txt", &printed);
}
