//! The content that ships is consistent, and each kind of contradiction is found and named.

use super::problems;
use crate::content::agreements::{FuzzyDue, Measures};
use crate::content::covenants::ClauseFlag;
use crate::content::programmes::Participation;
use crate::content::{Content, ContentError, load, parse};

/// The shipped content after one change by a careless editor, and what the check says about it.
fn after(change: impl FnOnce(&mut Content)) -> Vec<String> {
    let mut content = load().unwrap();
    change(&mut content);
    problems(&content)
}

#[test]
fn shipped_content_is_consistent() {
    let content = load().unwrap();
    let pilots = content.municipalities.municipalities.iter();
    let pilots = pilots.filter(|m| m.participation == Participation::Pilot);
    assert_eq!(pilots.count(), 3);
    assert_eq!(content.roadmap_template.phases.len(), 5);
    assert_eq!(content.covenant_template.annexes.len(), 5);
    let optional = content.covenant_template.clauses.iter();
    let optional = optional.filter(|c| c.flag == ClauseFlag::Optional);
    assert_eq!(
        optional.map(|c| c.number).collect::<Vec<_>>(),
        [12, 13, 17, 22]
    );
}

#[test]
fn missing_items_are_found() {
    assert_eq!(
        after(|c| drop(c.roadmap_template.steps.pop())),
        ["roadmap_template.toml: steps: 20 expected, 19 found"]
    );
    assert_eq!(
        after(|c| drop(c.measures.measures.pop())),
        ["measures.toml: measures: 10 expected, 9 found"]
    );
    assert_eq!(
        after(|c| drop(c.commitments.commitments.remove(3))),
        ["commitments.toml: commitments: 9 expected, 8 found"]
    );
    assert_eq!(
        after(|c| drop(c.municipalities.municipalities.pop())),
        ["municipalities.toml: municipalities: 10 expected, 9 found"]
    );
    assert_eq!(
        after(|c| drop(c.covenant_template.clauses.remove(21))),
        [
            "covenant_template.toml: clauses: 23 expected, 22 found",
            "covenant_template.toml: clause 23 stands where 22 should",
            "covenant_template.toml: no clause uses `{citeertitel}`",
        ]
    );
}

#[test]
fn codes_used_twice_are_found() {
    assert_eq!(
        after(|c| c.roadmap_template.steps[1].criteria[0].code = "A1.1".to_owned()),
        [
            "roadmap_template.toml: criterion `A1.1` occurs twice",
            "roadmap_template.toml: criterion A1.1 should be A2.1",
        ]
    );
    assert_eq!(
        after(|c| c.measures.measures[1].number = 1),
        ["measures.toml: measure 1 stands where 2 should"]
    );
    assert_eq!(
        after(|c| c.commitments.commitments[1].key = "coalitieakkoord".to_owned()),
        ["commitments.toml: commitment `coalitieakkoord` occurs twice"]
    );
    assert_eq!(
        after(|c| c.school_holidays.years[1].school_year = "2025-2026".to_owned()).first(),
        Some(&"school_holidays.toml: school year `2025-2026` occurs twice".to_owned())
    );
}

#[test]
fn loose_ends_are_found() {
    let nothing = || "nergens".to_owned();
    let cases: [(Vec<String>, &str); 9] = [
        (
            after(|c| c.commitments.commitments[8].slippage = None),
            "sources.toml: nothing cites `beschermingsbevelen-2025`",
        ),
        (
            after(|c| c.programmes.programmes[0].sources = vec![nothing()]),
            "programmes.toml: programma-egg cites unknown source `nergens`",
        ),
        (
            after(|c| c.roadmap_template.steps[0].sources.clear()),
            "roadmap_template.toml: A1 cites no source",
        ),
        (
            after(|c| c.municipalities.municipalities[0].programme = nothing()),
            "municipalities.toml: arnhem names unknown programme `nergens`",
        ),
        (
            after(|c| c.measures.measures[0].holders = vec![nothing()]),
            "measures.toml: measure 1 has unknown holder `nergens`",
        ),
        (
            after(|c| c.action_lines.goals[0].indicator = nothing()),
            "action_lines.toml: a goal names unknown indicator `nergens`",
        ),
        (
            after(|c| c.roadmap_template.steps[0].action_line = Some(4)),
            "roadmap_template.toml: step A1 has an unknown action line",
        ),
        (
            after(|c| c.covenant_template.clauses[0].text.push_str("{nergens}")),
            "covenant_template.toml: clause 1 uses undeclared `{nergens}`",
        ),
        (
            after(|c| c.contact_points.contact_points[2].successor = Some(nothing())),
            "contact_points.toml: landelijk-nummer-2013 is succeeded by `nergens`, which is not current",
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, [expected]);
    }
}

#[test]
fn impossible_facts_are_found() {
    assert_eq!(
        after(|c| {
            c.commitments.commitments[4].due = FuzzyDue::Month {
                year: 2023,
                month: 13,
            };
        }),
        ["commitments.toml: meerjarenplan-zelfbeschikking has an impossible due date"]
    );
    assert_eq!(
        after(|c| c.commitments.commitments[0].settled_on = None),
        ["commitments.toml: coalitieakkoord must say how and when exactly if settled"]
    );
    assert_eq!(
        after(|c| {
            let north = &mut c.school_holidays.years[0].holidays[0].north;
            north.last = north.first;
        }),
        ["school_holidays.toml: 2025-2026, Herfstvakantie has impossible dates"]
    );
}

#[test]
fn a_field_that_nothing_reads_is_refused() {
    let refused = parse::<Measures>("measures.toml", "naam = 1");
    assert!(matches!(
        refused,
        Err(ContentError::Parse {
            file: "measures.toml",
            ..
        })
    ));
}
