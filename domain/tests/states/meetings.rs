//! Meeting, item, decision and contribution.

use domain::id::{ItemId, MeetingId};
use domain::meetings::party_advice::Writing;
use domain::meetings::{
    AdviceState, ContributionState, CorrectionState, Counsel, DecisionState, ItemState,
    MeetingState, Minutes, Opinion, Outcome, Part, PartyAdviceState, Verdict,
};
use uuid::Uuid;

use crate::table::{AT, Machine, WHO, compare};

#[test]
fn meetings() {
    let tables = [
        meeting(),
        item(),
        decision(),
        contribution(),
        advice(),
        correction(),
        party_advice(),
    ];
    compare("meetings.txt", &tables.concat());
}

fn meeting() -> String {
    use MeetingState::{Cancelled, Closed, Collecting, InProgress, Planned, Published};
    let label = |state: &MeetingState| match state {
        Published { version, .. } => format!("published v{version}"),
        InProgress { part, .. } => format!("in_progress ({})", part.word()),
        Closed { minutes, .. } => format!("closed ({})", minutes.word()),
        other => other.word().to_owned(),
    };
    let closed = |minutes| Closed {
        at: AT,
        by: WHO,
        minutes,
    };
    Machine {
        name: "meeting",
        words: &MeetingState::WORDS,
        states: vec![
            Planned,
            Collecting,
            Published {
                version: 1,
                at: AT,
                by: WHO,
            },
            InProgress {
                since: AT,
                by: WHO,
                part: Part::Open,
                closed_since: None,
            },
            InProgress {
                since: AT,
                by: WHO,
                part: Part::Closed,
                closed_since: Some(AT),
            },
            closed(Minutes::Missing),
            closed(Minutes::Draft { at: AT, by: WHO }),
            closed(Minutes::ForApproval {
                at: AT,
                by: WHO,
                until: AT.date_naive(),
            }),
            closed(Minutes::Approved {
                at: AT,
                by: WHO,
                meeting: MeetingId(Uuid::nil()),
                changed: false,
            }),
            Cancelled {
                at: AT,
                by: WHO,
                reason: String::new(),
            },
        ],
        operations: &[
            ("open_for_proposals", MeetingState::open_for_proposals),
            ("publish", |state| state.publish(AT, WHO)),
            ("start", |state| state.start(AT, WHO)),
            ("open_closed_part", |state| state.open_closed_part(AT)),
            ("close_closed_part", MeetingState::close_closed_part),
            ("close", |state| state.close(AT, WHO)),
            ("cancel", |state| state.cancel(AT, WHO, String::new())),
            ("answer", MeetingState::answer),
            ("draft_minutes", |state| state.draft_minutes(AT, WHO)),
            ("offer_minutes", |state| {
                state.offer_minutes(AT, WHO, AT.date_naive())
            }),
            ("approve_minutes", |state| {
                state.approve_minutes(AT, WHO, (MeetingId(Uuid::nil()), false))
            }),
        ],
        word: MeetingState::word,
        label,
        result: label,
    }
    .print()
}

fn item() -> String {
    use ItemState::{Dealt, Deferred, Included, OnTable, Returned, Withdrawn};
    Machine {
        name: "item",
        words: &ItemState::WORDS,
        states: vec![
            ItemState::PROPOSED,
            Included,
            Returned {
                at: AT,
                by: WHO,
                reason: String::new(),
            },
            OnTable { since: AT },
            Dealt { at: AT },
            Deferred {
                at: AT,
                as_proposal: false,
                taken_off: None,
            },
            Withdrawn { at: AT, by: WHO },
        ],
        operations: &[
            ("include", ItemState::include),
            ("take_off", |state| state.take_off(None)),
            ("put_back", ItemState::put_back),
            ("allot", ItemState::allot),
            ("return_with_reason", |state| {
                state.return_with_reason(AT, WHO, String::new())
            }),
            ("propose_again", ItemState::propose_again),
            ("withdraw", |state| state.withdraw(AT, WHO)),
            ("call", |state| state.call(AT)),
            ("deal", |state| state.deal(AT)),
            ("defer", |state| state.defer(AT)),
            ("defer_as_proposal", |state| state.defer_as_proposal(AT)),
            ("reopen", |state| state.reopen(AT)),
        ],
        word: ItemState::word,
        label: |state| state.word().to_owned(),
        result: |state| state.word().to_owned(),
    }
    .print()
}

fn decision() -> String {
    let confirmed = DecisionState::Confirmed {
        at: AT,
        by: WHO,
        outcome: Outcome::Adopted,
        motivation: None,
    };
    Machine {
        name: "decision",
        words: &DecisionState::WORDS,
        states: vec![DecisionState::Draft, confirmed],
        operations: &[("confirm", |state| {
            state.confirm(Verdict::new(Some(Outcome::Adopted), None).unwrap(), AT, WHO)
        })],
        word: DecisionState::word,
        label: |state| state.word().to_owned(),
        result: |state| state.word().to_owned(),
    }
    .print()
}

fn contribution() -> String {
    use ContributionState::{Answered, OnAgenda, Received};
    Machine {
        name: "contribution",
        words: &ContributionState::WORDS,
        states: vec![
            Received { at: AT },
            OnAgenda {
                item: ItemId(Uuid::nil()),
            },
            Answered {
                at: AT,
                by: WHO,
                text: String::new(),
            },
        ],
        operations: &[
            ("place", |state| state.place(ItemId(Uuid::nil()))),
            ("answer", |state| state.answer(AT, WHO, String::new())),
        ],
        word: ContributionState::word,
        label: |state| state.word().to_owned(),
        result: |state| state.word().to_owned(),
    }
    .print()
}

fn advice() -> String {
    let label = |state: &AdviceState| {
        let counts = if state.counts() { "open" } else { "shut" };
        match state {
            AdviceState::Missing => format!("missing {counts}"),
            AdviceState::Given { opinion } => format!("given {} {counts}", opinion.word()),
            AdviceState::Answered { opinion } => format!("answered {} {counts}", opinion.word()),
        }
    };
    let given = Opinion::ALL.map(|opinion| AdviceState::kept(opinion, false));
    let answered = [Opinion::Conditional, Opinion::Negative];
    let answered = answered.map(|opinion| AdviceState::kept(opinion, true));
    Machine {
        name: "advice on a series",
        words: &AdviceState::WORDS,
        states: [
            vec![AdviceState::Missing],
            given.to_vec(),
            answered.to_vec(),
        ]
        .concat(),
        operations: &[
            (
                "advise: positive",
                |state| Ok(state.give(Opinion::Positive)),
            ),
            ("advise: conditional", |state| {
                Ok(state.give(Opinion::Conditional))
            }),
            (
                "advise: negative",
                |state| Ok(state.give(Opinion::Negative)),
            ),
            ("answer_advice", AdviceState::answer),
        ],
        word: AdviceState::word,
        label,
        result: label,
    }
    .print()
}

fn correction() -> String {
    use CorrectionState::{Accepted, Declined, Proposed, Withdrawn};
    Machine {
        name: "correction of minutes",
        words: &CorrectionState::WORDS,
        states: vec![
            Proposed,
            Withdrawn { at: AT, by: WHO },
            Accepted { at: AT, by: WHO },
            Declined {
                at: AT,
                by: WHO,
                reason: String::new(),
            },
        ],
        operations: &[
            ("withdraw", |state| state.withdraw(AT, WHO)),
            ("accept", |state| state.accept(AT, WHO)),
            ("decline", |state| state.decline(AT, WHO, String::new())),
        ],
        word: CorrectionState::word,
        label: |state| state.word().to_owned(),
        result: |state| state.word().to_owned(),
    }
    .print()
}

fn party_advice() -> String {
    const IN_TIME: Writing = Writing {
        at: AT,
        today: chrono::NaiveDate::MIN,
        by: WHO,
        due: chrono::NaiveDate::MIN,
        published: None,
    };
    Machine {
        name: "advice of a party, within its term",
        words: &PartyAdviceState::WORDS,
        states: vec![
            PartyAdviceState::Asked,
            PartyAdviceState::Given {
                at: AT,
                by: WHO,
                counsel: Counsel::Positive,
            },
            PartyAdviceState::Withdrawn { at: AT, by: WHO },
        ],
        operations: &[
            ("give", |state| state.give(IN_TIME, Counsel::Negative)),
            ("withdraw_asking", |state| state.withdraw(AT, WHO)),
        ],
        word: PartyAdviceState::word,
        label: |state| state.word().to_owned(),
        result: |state| state.word().to_owned(),
    }
    .print()
}
