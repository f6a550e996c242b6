//! The covenant and its parties.

use chrono::NaiveDate;
use domain::covenants::{
    CovenantState, FreezeProposal, FreezeRefused, Mandate, MandateDraft, PartyState, TextVersion,
};
use domain::fault::NotNow;
use domain::id::PersonId;
use domain::people::Role;
use uuid::Uuid;

use crate::table::{AT, Machine, WHO, compare};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();

#[test]
fn covenants() {
    compare("covenants.txt", &[covenant(), party()].concat());
}

fn text() -> TextVersion {
    TextVersion {
        version: 1,
        hash: "aa".into(),
    }
}

fn confirm(state: CovenantState) -> Result<CovenantState, NotNow> {
    let second = PersonId(Uuid::max());
    state
        .confirm_freeze(text(), AT, second, Role::Secretary)
        .map_err(|refused| match refused {
            FreezeRefused::NotNow(refused) => refused,
            other => panic!("the eyes are fine here: {other}"),
        })
}

fn covenant() -> String {
    use CovenantState::{
        Consultation, Draft, Expired, Frozen, InForce, OpenForSigning, Terminated, UnderEvaluation,
    };
    let (version, at, by, since) = (1, AT, WHO, DAY);
    let hash = String::new;
    let proposal = FreezeProposal {
        text: text(),
        at,
        by,
        role: Role::Director,
    };
    let label = |state: &CovenantState| match state {
        Consultation { freeze: Some(_) } => "consultation (freeze)".to_owned(),
        other => other.word().to_owned(),
    };
    Machine {
        name: "covenant",
        words: &CovenantState::WORDS,
        states: vec![
            Draft,
            Consultation { freeze: None },
            Consultation {
                freeze: Some(proposal),
            },
            Frozen {
                version,
                hash: hash(),
                at,
                by: [by; 2],
            },
            OpenForSigning {
                version,
                hash: hash(),
                at,
                by,
            },
            InForce {
                version,
                hash: hash(),
                since,
            },
            UnderEvaluation {
                version,
                hash: hash(),
                since,
                at,
                by,
            },
            Expired { on: since },
            Terminated {
                at,
                by,
                reason: String::new(),
            },
        ],
        operations: &[
            ("consult", CovenantState::consult),
            ("propose_freeze", |state| {
                state.propose_freeze(text(), AT, WHO, Role::Director)
            }),
            ("drop_freeze", CovenantState::drop_freeze),
            ("confirm_freeze", confirm),
            ("open_for_signing", |state| state.open_for_signing(AT, WHO)),
            ("enter_into_force", |state| state.enter_into_force(DAY)),
            ("begin_evaluation", |state| state.begin_evaluation(AT, WHO)),
            ("end_evaluation", CovenantState::end_evaluation),
            ("expire", |state| state.expire(DAY)),
            ("terminate", |state| state.terminate(AT, WHO, String::new())),
        ],
        word: CovenantState::word,
        label,
        result: label,
    }
    .print()
}

fn mandate() -> Mandate {
    let draft = MandateDraft {
        representative_function: "burgemeester".into(),
        capacity: "ambtshalve".into(),
        deciding_body: "college".into(),
        decision_date: Some(DAY),
        place: "Amstelrand".into(),
    };
    Mandate::new(draft, DAY).unwrap()
}

fn party() -> String {
    use PartyState::{Declined, Invited, MandatePending, Signed, Withdrawn};
    let label = |state: &PartyState| match state {
        Signed { version, .. } => format!("signed v{version}"),
        other => other.word().to_owned(),
    };
    Machine {
        name: "party",
        words: &PartyState::WORDS,
        states: vec![
            Invited,
            MandatePending { since: AT },
            Signed {
                version: 1,
                at: AT,
                by: WHO,
            },
            Signed {
                version: 2,
                at: AT,
                by: WHO,
            },
            Declined {
                at: AT,
                by: WHO,
                reason: String::new(),
            },
            Withdrawn {
                at: AT,
                by: WHO,
                reason: String::new(),
            },
        ],
        operations: &[
            ("request_mandate", |state| state.request_mandate(AT)),
            // Always of version 2: it follows on 1, and cannot be repeated.
            ("sign", |state| state.sign(&mandate(), 2, AT, WHO)),
            ("decline", |state| state.decline(AT, WHO, String::new())),
            ("withdraw", |state| state.withdraw(AT, WHO, String::new())),
            ("invite_again", PartyState::invite_again),
        ],
        word: PartyState::word,
        label,
        result: label,
    }
    .print()
}
