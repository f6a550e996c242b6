//! The gate, over every combination of what it knows.

use std::fmt::Write;

use domain::covenants::{CaseGround, Shut, Standing, Subject, Undertaking, Visitor, gate};
use domain::people::{Class, SeatKind};

use crate::table::compare;

const BOTH: [bool; 2] = [false, true];

fn visitors() -> Vec<Visitor> {
    let signatures = Standing::ALL.map(Undertaking::Signature);
    let statements = BOTH.map(Undertaking::Statement);
    let mut visitors = Vec::new();
    for seat in [None, Some(SeatKind::Guest), Some(SeatKind::Member)] {
        for undertaking in signatures.into_iter().chain(statements) {
            for ground in grounds() {
                visitors.extend(BOTH.map(|partner| Visitor {
                    seat,
                    undertaking,
                    ground,
                    partner,
                    unknown_deputy: false,
                }));
            }
        }
    }
    visitors
}

fn grounds() -> Vec<CaseGround> {
    let mut grounds = Vec::new();
    for dpia in BOTH {
        for advice in BOTH {
            grounds.extend(BOTH.map(|annex| CaseGround {
                dpia,
                advice,
                annex,
            }));
        }
    }
    grounds
}

fn subjects(class: Class) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for for_guests in BOTH {
        for named in BOTH {
            for (invited, excluded) in [(false, false), (false, true), (true, false), (true, true)]
            {
                subjects.push(Subject {
                    class,
                    for_guests,
                    named,
                    invited,
                    excluded,
                });
            }
        }
    }
    subjects
}

fn answer(visitor: Visitor, subject: Subject) -> String {
    match gate(visitor, subject) {
        Ok(()) => "open".to_owned(),
        Err(shut) => shut
            .into_iter()
            .map(Shut::word)
            .collect::<Vec<_>>()
            .join("+"),
    }
}

/// The rule once more, as one sentence per class.
fn opens(visitor: Visitor, subject: Subject) -> bool {
    // Who advises sits there as a member does, at this item.
    let member = visitor.seat == Some(SeatKind::Member) || subject.invited;
    let invited = visitor.seat == Some(SeatKind::Guest) && subject.for_guests;
    let bound = [
        Undertaking::Signature(Standing::InForce),
        Undertaking::Statement(true),
    ]
    .contains(&visitor.undertaking);
    !subject.excluded
        && match subject.class {
            Class::K0 => true,
            Class::K1 => member || invited,
            Class::K2 => member && bound,
            Class::K3 => {
                let CaseGround {
                    dpia,
                    advice,
                    annex,
                } = visitor.ground;
                let whole = dpia && advice && annex;
                member && bound && whole && (subject.invited || subject.named && visitor.partner)
            }
        }
}

#[test]
fn the_gate_opens_for_exactly_those_it_should() {
    for visitor in visitors() {
        for class in Class::ALL {
            for subject in subjects(class) {
                let open = gate(visitor, subject).is_ok();
                assert_eq!(open, opens(visitor, subject), "{visitor:?} {subject:?}");
                if subject.excluded {
                    assert_eq!(gate(visitor, subject), Err(vec![Shut::Excluded]));
                }
            }
        }
    }
}

#[test]
fn the_closed_part_opens_as_k2_does() {
    for visitor in visitors() {
        let k2 = Subject {
            class: Class::K2,
            for_guests: true,
            named: true,
            invited: false,
            excluded: false,
        };
        assert_eq!(gate(visitor, Subject::CLOSED_PART), gate(visitor, k2));
    }
}

#[test]
fn a_deputy_whom_nobody_named_stays_out_of_the_closed_part() {
    for visitor in visitors() {
        let stranger = Visitor {
            unknown_deputy: true,
            ..visitor
        };
        for class in Class::ALL {
            for subject in subjects(class).into_iter().filter(|it| !it.excluded) {
                let why = gate(stranger, subject).err().unwrap_or_default();
                assert_eq!(why.contains(&Shut::UnknownDeputy), class >= Class::K2);
            }
        }
    }
}

#[test]
fn what_a_table_lacks_for_cases_is_said_all_at_once() {
    assert_eq!(CaseGround::WHOLE.missing(), []);
    let nothing = CaseGround::default();
    let all = [Shut::NoDpia, Shut::NoAdvice, Shut::NoAnnex];
    assert_eq!(nothing.missing(), all);
    for visitor in visitors() {
        for class in Class::ALL {
            for subject in subjects(class).into_iter().filter(|it| !it.excluded) {
                let why = gate(visitor, subject).err().unwrap_or_default();
                for reason in all {
                    let told = why.contains(&reason);
                    let lacks = visitor.ground.missing().contains(&reason);
                    assert_eq!(told, class == Class::K3 && lacks);
                }
            }
        }
    }
}

/// Exclusion is left out: it answers `excluded` everywhere, as the test above holds. What a table
/// lacks is printed for one visitor: it is the same for all, as the test before this one holds.
#[test]
fn the_gate_as_a_table() {
    let mut text = "gate\n".to_owned();
    for class in Class::ALL {
        writeln!(text, "\n{}", class.word()).unwrap();
        let mut lines = Vec::new();
        for visitor in visitors()
            .into_iter()
            .filter(|visitor| is_printed(*visitor))
        {
            for subject in subjects(class)
                .into_iter()
                .filter(|subject| !subject.excluded)
            {
                let line = line(visitor, subject);
                // What a class does not look at is not printed: equal lines fall together.
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        for line in lines {
            writeln!(text, "  {line}").unwrap();
        }
    }
    compare("gate.txt", &text);
}

fn is_printed(visitor: Visitor) -> bool {
    let bound = visitor.undertaking == Undertaking::Signature(Standing::InForce);
    let usual = visitor.seat == Some(SeatKind::Member) && bound;
    visitor.ground == CaseGround::WHOLE || usual
}

fn ground(ground: CaseGround) -> String {
    let missing = ground.missing().into_iter().map(|reason| match reason {
        Shut::NoDpia => "dpia",
        Shut::NoAdvice => "advice",
        _ => "annex",
    });
    let missing = missing.collect::<Vec<_>>().join("+");
    if missing.is_empty() {
        "all there".to_owned()
    } else {
        format!("without {missing}")
    }
}

fn line(visitor: Visitor, subject: Subject) -> String {
    let class = subject.class;
    let mut facts = Vec::new();
    if class >= Class::K1 && subject.invited {
        facts.push("invited");
    } else if class >= Class::K1 {
        facts.push(match visitor.seat {
            None => "no seat",
            Some(SeatKind::Guest) => "guest",
            Some(SeatKind::Member) => "member",
        });
    }
    if class == Class::K1 && subject.for_guests && !subject.invited {
        facts.push("item for guests");
    }
    if class >= Class::K2 {
        facts.push(match visitor.undertaking {
            Undertaking::Signature(Standing::InForce) => "signature in force",
            Undertaking::Signature(Standing::NotYet) => "signature not yet in force",
            Undertaking::Signature(Standing::Expired) => "signature expired",
            Undertaking::Signature(Standing::Missing) => "no signature",
            Undertaking::Statement(true) => "no covenant, statement",
            Undertaking::Statement(false) => "no covenant, no statement",
        });
    }
    if class == Class::K3 {
        if !subject.invited && visitor.ground.annex {
            facts.push(if visitor.partner {
                "partner"
            } else {
                "no partner"
            });
        }
        if !subject.invited {
            facts.push(if subject.named { "named" } else { "not named" });
        }
    }
    let stands = ground(visitor.ground);
    if class == Class::K3 {
        facts.push(&stands);
    }
    format!("{:<74}{}", facts.join(", "), answer(visitor, subject))
}
