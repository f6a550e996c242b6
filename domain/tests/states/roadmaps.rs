//! The bottleneck, the recorded decisions on a step, and the derived status.

use std::fmt::Write;

use chrono::{Days, NaiveDate};
use domain::id::OrganisationId;
use domain::roadmaps::{
    Answer, BottleneckState, CriterionFacts, Recorded, Removal, StepFacts, StepStatus, derive,
    still_stands,
};
use uuid::Uuid;

use crate::table::{AT, Machine, WHO, compare};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
const NOBODY: OrganisationId = OrganisationId(Uuid::nil());

#[test]
fn roadmaps() {
    compare(
        "roadmaps.txt",
        &[bottleneck(), recording(), removal(), derivation()].concat(),
    );
}

fn bottleneck() -> String {
    use BottleneckState::{Accepted, EscalatedNational, EscalatedRegion, Open, Owned, Resolved};
    let (at, by) = (AT, WHO);
    Machine {
        name: "bottleneck",
        words: &BottleneckState::WORDS,
        states: vec![
            Open { at, by },
            Owned {
                at,
                by,
                owner: NOBODY,
            },
            EscalatedRegion { at, by },
            EscalatedNational { at, by },
            Resolved {
                at,
                by,
                how: String::new(),
            },
            Accepted {
                at,
                by,
                reason: String::new(),
            },
        ],
        operations: &[
            ("own", |state| state.own(AT, WHO, NOBODY)),
            ("resolve", |state| state.resolve(AT, WHO, String::new())),
            ("accept", |state| state.accept(AT, WHO, String::new())),
        ],
        word: BottleneckState::word,
        label: |state| state.word().to_owned(),
        result: |state| state.word().to_owned(),
    }
    .print()
}

fn removal() -> String {
    Machine {
        name: "step: what taking evidence away asks for",
        words: &StepStatus::ALL.map(StepStatus::word),
        states: StepStatus::ALL.to_vec(),
        operations: &[("remove_evidence", StepStatus::remove_evidence)],
        word: |status| status.word(),
        label: |status| status.word().to_owned(),
        result: |removal: &Removal| removal.word().to_owned(),
    }
    .print()
}

fn recording() -> String {
    Machine {
        name: "step: what may be recorded",
        words: &StepStatus::ALL.map(StepStatus::word),
        states: StepStatus::ALL.to_vec(),
        operations: &[
            ("verify", |status| status.verify(AT, WHO).map(Some)),
            ("embed", |status| status.embed(AT, WHO).map(Some)),
            ("set_aside", |status| {
                status.set_aside(AT, WHO, String::new()).map(Some)
            }),
            ("take_up", |status| status.take_up().map(|()| None)),
        ],
        word: |status| status.word(),
        label: |status| status.word().to_owned(),
        result: |recorded: &Option<Recorded>| {
            recorded
                .as_ref()
                .map_or("nothing recorded", Recorded::word)
                .to_owned()
        },
    }
    .print()
}

fn criterion(answer: Answer, evidence: usize) -> CriterionFacts {
    CriterionFacts { answer, evidence }
}

/// Kinds of answers, with whether they meet the step.
fn answers() -> [(&'static str, Vec<CriterionFacts>); 6] {
    let proven = criterion(Answer::Yes, 1);
    [
        ("no criteria", vec![]),
        ("all open", vec![criterion(Answer::Open, 0); 2]),
        (
            "one partly",
            vec![criterion(Answer::Partly, 1), criterion(Answer::Open, 0)],
        ),
        ("one no", vec![proven, criterion(Answer::No, 1)]),
        ("yes, unproven", vec![proven, criterion(Answer::Yes, 0)]),
        ("yes, proven", vec![proven; 2]),
    ]
}

fn decisions() -> [(&'static str, Option<Recorded>); 4] {
    let (at, by) = (AT, WHO);
    [
        ("-", None),
        ("verified", Some(Recorded::Verified { at, by })),
        ("embedded", Some(Recorded::Embedded { at, by })),
        (
            "n.a.",
            Some(Recorded::NotApplicable {
                at,
                by,
                reason: String::new(),
            }),
        ),
    ]
}

fn derivation() -> String {
    let mut text = "step: derived status\n\n".to_owned();
    let dues = [
        ("no date", None),
        ("31 days", Some(TODAY + Days::new(31))),
        ("30 days", Some(TODAY + Days::new(30))),
        ("past", Some(TODAY - Days::new(1))),
    ];
    for (answer, criteria) in answers() {
        for (decided, recorded) in decisions() {
            for open_bottlenecks in [0, 1] {
                for (when, due) in dues {
                    let recorded = recorded.as_ref();
                    let criteria = &criteria;
                    let facts = StepFacts {
                        criteria,
                        open_bottlenecks,
                        due,
                        recorded,
                    };
                    let status = derive(&facts, TODAY).word();
                    let stuck = if open_bottlenecks > 0 {
                        "bottleneck"
                    } else {
                        "-"
                    };
                    writeln!(
                        text,
                        "{answer:<16}{decided:<10}{stuck:<12}{when:<10}{status}"
                    )
                    .unwrap();
                }
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn an_unmet_criterion_undoes_what_was_recorded() {
    for (answer, criteria) in answers() {
        for (decided, recorded) in decisions() {
            let Some(recorded) = recorded else { continue };
            let stands = answer == "yes, proven" || decided == "n.a.";
            assert_eq!(
                still_stands(&recorded, &criteria),
                stands,
                "{answer} {decided}"
            );
        }
    }
}
