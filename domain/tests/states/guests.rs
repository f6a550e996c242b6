//! The guest account, and getting in again after a lost factor.

use domain::people::guest::{GuestState, Recovery};

use crate::table::{AT, Machine, WHO, compare};

#[test]
fn guests() {
    compare("guests.txt", &[account(), recovery()].concat());
}

fn account() -> String {
    use GuestState::{
        Activated, Active, Expired, Forgotten, Invited, Paused, Refused, Requested, Revoked,
        Screened, Withdrawn,
    };
    let (at, by, reason) = (AT, WHO, String::new());
    let label = |state: &GuestState| state.word().to_owned();
    Machine {
        name: "guest account",
        words: &GuestState::WORDS,
        states: vec![
            Requested { at, by },
            Screened { at, by },
            Invited { at, until: at },
            Activated { at },
            Active { since: at },
            Paused {
                at,
                by,
                reason: reason.clone(),
            },
            Expired { at },
            Refused {
                at,
                by,
                reason: reason.clone(),
            },
            Withdrawn { at, by },
            Revoked { at, by, reason },
            Forgotten { at },
        ],
        operations: &[
            ("screen", |state| state.screen(AT, WHO)),
            ("turn_down", |state| state.turn_down(AT, WHO, String::new())),
            ("withdraw", |state| state.withdraw(AT, WHO)),
            ("invite", |state| state.invite(AT)),
            ("invite_again", |state| state.invite_again(AT, WHO)),
            ("activate", |state| state.activate(AT)),
            ("enrol", |state| state.enrol(AT)),
            ("pause", |state| state.pause(AT, WHO, String::new())),
            ("resume", |state| state.resume(AT)),
            ("renew", |state| state.renew(AT)),
            ("expire", |state| state.expire(AT)),
            ("revoke", |state| state.revoke(AT, WHO, String::new())),
            ("readmit", |state| state.readmit(AT, WHO)),
            ("forget", |state| state.forget(AT)),
        ],
        word: GuestState::word,
        label,
        result: label,
    }
    .print()
}

fn recovery() -> String {
    use Recovery::{Asked, Confirmed, None};
    let label = |state: &Recovery| state.word().to_owned();
    Machine {
        name: "lost factor",
        words: &Recovery::WORDS,
        states: vec![None, Asked { at: AT }, Confirmed { at: AT, by: WHO }],
        operations: &[
            ("ask", |state| state.ask(AT)),
            ("confirm", |state| state.confirm(AT, WHO)),
            ("grant", Recovery::grant),
            ("drop", Recovery::drop),
        ],
        word: Recovery::word,
        label,
        result: label,
    }
    .print()
}
