//! Prints the whole policy and compares it with `policy_table.txt`, which a clerk can read.
//! After a change that is meant: `UPDATE_TABLES=1 cargo test -p domain --test policy_table`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

use std::fmt::Write as _;
use std::path::Path;

use domain::actor::{Actor, HeldRole, HeldSeat, StandIn};
use domain::id::{AccountId, MeetingId, OrganisationId, PersonId, RegionId, SeriesId};
use domain::people::{Class, OrganisationKind, Role, SeatKind};
use domain::policy::{Facts, Operation, Relation, may, rule};
use uuid::Uuid;

const COLUMNS: [(Role, &str); 10] = [
    (Role::Director, "DIR"),
    (Role::Secretary, "SEC"),
    (Role::Participant, "PAR"),
    (Role::PartnerCoordinator, "PCO"),
    (Role::Guest, "GST"),
    (Role::SteeringMember, "STG"),
    (Role::NationalAdvisor, "NAT"),
    (Role::Administrator, "ADM"),
    (Role::DataProtectionOfficer, "FG"),
    (Role::Deputy, "DEP"),
];

#[test]
fn the_policy_is_the_table_in_the_file() {
    let printed = print();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policy_table.txt");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&file, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        printed, committed,
        "rights changed: read the difference, then run with UPDATE_TABLES=1"
    );
}

fn print() -> String {
    let mut table = String::from(
        "What each role may try. yes = holding the role is enough; seat = with a seat in the series;\n\
         own = for the own organisation; own+seat = both; over = for the\n\
         table the thing belongs to, or for the whole region where it belongs to none. What of the content opens is decided by the gate.\n\
         DEP: somebody who takes the place of a colleague, at that one meeting.\n\
         GST: the seat of a guest of one meeting counts at that meeting only.\n\
         * = only within fifteen minutes of showing who one is.\n\n",
    );
    write!(table, "{:<22}", "operation").unwrap();
    for (_, short) in COLUMNS {
        write!(table, "{short:<10}").unwrap();
    }
    table.push('\n');
    for operation in Operation::ALL {
        let again = if operation.is_restricted() { " *" } else { "" };
        write!(table, "{:<22}", format!("{operation:?}{again}")).unwrap();
        for (role, _) in COLUMNS {
            write!(table, "{:<10}", words(operation, role)).unwrap();
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
    let mut kind = |title: &str, is_so: fn(Operation) -> bool| {
        write!(table, "\n{title}\n").unwrap();
        for operation in Operation::ALL.into_iter().filter(|one| is_so(*one)) {
            writeln!(table, "{operation:?}").unwrap();
        }
    };
    kind(
        "About the machinery: an administrator sees that it was done.",
        Operation::is_technical,
    );
    kind(
        "Only reads: who looks as somebody else needs the right to it too.",
        Operation::is_reading,
    );
    table
}

fn words(operation: Operation, role: Role) -> String {
    let relations: Vec<&str> = rule(operation)
        .iter()
        .filter(|(granted, _)| *granted == role)
        .map(|(_, relation)| match relation {
            Relation::Role => "yes",
            Relation::Over => "over",
            Relation::Seated => "seat",
            Relation::Own => "own",
            Relation::OwnSeated => "own+seat",
        })
        .collect();
    if relations.is_empty() {
        "-".to_owned()
    } else {
        relations.join(",")
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn actor(role: Role, limited_to: Option<SeriesId>, seat: Option<SeatKind>) -> Actor {
    Actor {
        account: AccountId(id(1)),
        person: PersonId(id(2)),
        region: RegionId(id(3)),
        organisation: OrganisationId(id(4)),
        kind: OrganisationKind::Police,
        roles: vec![HeldRole {
            role,
            series: limited_to,
        }],
        seats: seat
            .map(|kind| HeldSeat {
                series: SeriesId(id(5)),
                kind,
                ceiling: Class::K3,
            })
            .into_iter()
            .collect(),
        stand_ins: Vec::new(),
        guest_places: Vec::new(),
    }
}

/// Somebody without a role who takes the place of a colleague, and perhaps what that one keeps
/// running.
fn deputy(series: SeriesId, meeting: MeetingId, role: Option<Role>) -> Actor {
    let seat = HeldSeat {
        series,
        kind: SeatKind::Member,
        ceiling: Class::K3,
    };
    Actor {
        roles: Vec::new(),
        stand_ins: vec![StandIn {
            meeting,
            seat,
            role,
        }],
        ..actor(Role::Participant, None, None)
    }
}

#[test]
fn every_operation_follows_its_rule_for_every_role_seat_and_owner() {
    let (here, there) = (SeriesId(id(5)), SeriesId(id(6)));
    let (own, other) = (OrganisationId(id(4)), OrganisationId(id(7)));
    for operation in Operation::ALL {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Deputy) {
            for seat in [None, Some(SeatKind::Guest), Some(SeatKind::Member)] {
                for owner in [own, other] {
                    for series in [here, there] {
                        let asked = may(
                            &actor(role, None, seat),
                            operation,
                            Facts::owned(Some(series), owner),
                        );
                        let seated = series == here
                            && (seat == Some(SeatKind::Member)
                                || (seat == Some(SeatKind::Guest) && role == Role::Guest));
                        let expected = rule(operation).iter().any(|(granted, relation)| {
                            *granted == role
                                && match relation {
                                    Relation::Role | Relation::Over => true,
                                    Relation::Seated => seated,
                                    Relation::Own => owner == own,
                                    Relation::OwnSeated => seated && owner == own,
                                }
                        });
                        assert_eq!(
                            asked, expected,
                            "{operation:?} {role:?} {seat:?} {owner} {series}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_deputy_has_a_place_at_one_meeting_and_nowhere_else() {
    let (here, there) = (SeriesId(id(5)), SeriesId(id(6)));
    let (this, next) = (MeetingId(id(8)), MeetingId(id(9)));
    let own = OrganisationId(id(4));
    for role in [None, Some(Role::Director), Some(Role::Secretary)] {
        let actor = deputy(here, this, role);
        for operation in Operation::ALL {
            let at = |facts: Facts| may(&actor, operation, facts);
            let granted = |asked: Role| rule(operation).iter().any(|(role, _)| *role == asked);
            let expected = granted(Role::Deputy)
                || role.is_some_and(|role| {
                    // What hangs on a whole seat is not for who keeps it warm.
                    rule(operation).iter().any(|(granted, relation)| {
                        let tied =
                            matches!(relation, Relation::Role | Relation::Over | Relation::Own);
                        *granted == role && tied
                    })
                });
            let facts = Facts::owned(Some(here), own);
            assert_eq!(at(facts.at(Some(this))), expected, "{operation:?} {role:?}");
            // The meeting next to it, the series as such and another series are shut.
            for elsewhere in [
                facts.at(Some(next)),
                facts,
                Facts::owned(Some(there), own).at(Some(this)),
            ] {
                assert!(!at(elsewhere), "{operation:?} {role:?}");
            }
            // Away from any table only what a deputy as such may.
            assert_eq!(at(Facts::default()), granted(Role::Deputy), "{operation:?}");
        }
    }
}

#[test]
fn a_role_for_one_series_counts_for_no_other() {
    let (here, there) = (SeriesId(id(5)), SeriesId(id(6)));
    let deputy = actor(Role::Director, Some(here), Some(SeatKind::Member));
    assert!(may(
        &deputy,
        Operation::PublishAgenda,
        Facts::of_series(here)
    ));
    assert!(!may(
        &deputy,
        Operation::PublishAgenda,
        Facts::of_series(there)
    ));
}

#[test]
fn what_touches_the_whole_region_is_not_for_who_keeps_one_table() {
    let here = SeriesId(id(5));
    for operation in Operation::ALL {
        for (role, relation) in rule(operation) {
            if *relation != Relation::Over {
                continue;
            }
            let limited = actor(*role, Some(here), Some(SeatKind::Member));
            let of_region = actor(*role, None, None);
            assert!(!may(&limited, operation, Facts::default()), "{operation:?}");
            assert!(may(&limited, operation, Facts::of_series(here)));
            assert!(may(&of_region, operation, Facts::default()));
        }
    }
}

#[test]
fn the_administrator_tries_nothing_that_holds_content() {
    let administrator = actor(Role::Administrator, None, Some(SeatKind::Member));
    let allowed: Vec<Operation> = Operation::ALL
        .into_iter()
        .filter(|operation| {
            may(
                &administrator,
                *operation,
                Facts::owned(Some(SeriesId(id(5))), OrganisationId(id(4))),
            )
        })
        .collect();
    assert_eq!(
        allowed,
        [
            Operation::ReadCovenants,
            Operation::ReadReference,
            Operation::ReadPeople,
            Operation::RegisterOrganisation,
            Operation::RegisterPerson,
            Operation::ChangePerson,
            Operation::PausePerson,
            Operation::ResumePerson,
            Operation::ProposeRight,
            Operation::RevokeRight,
            Operation::BindIdentity,
            Operation::UnbindIdentity,
            Operation::AskCode,
            Operation::ConfirmApproval,
            Operation::TurnDownApproval,
            Operation::WithdrawApproval,
            Operation::ReadProviders,
            Operation::CheckProvider,
            Operation::ProposeProvider,
            Operation::SwitchOffProvider,
            Operation::ReadGuests,
            Operation::RevokeGuest,
            Operation::EndOwnSessions,
            Operation::EndSessions,
            Operation::ReadTechnicalTrail,
            Operation::ExportOwnData,
            Operation::ChooseDigest,
        ],
        "K0, covenants, the machinery, oneself, and rights that a second person has to confirm"
    );
}

#[test]
fn the_steering_group_clears_the_way_and_reads_no_case() {
    // With a seat and for the own organisation: neither opens anything for this role.
    let member = actor(Role::SteeringMember, None, Some(SeatKind::Member));
    let own = Facts::owned(Some(SeriesId(id(5))), OrganisationId(id(4)));
    let facts = [Facts::default(), own, own.at(Some(MeetingId(id(8))))];
    let allowed: Vec<Operation> = Operation::ALL
        .into_iter()
        .filter(|operation| facts.iter().any(|facts| may(&member, *operation, *facts)))
        .collect();
    assert_eq!(
        allowed,
        [
            Operation::ReadPublished,
            Operation::DownloadPaper,
            Operation::CountOverdue,
            Operation::ReadCovenants,
            Operation::ReadUnsignedCovenants,
            Operation::SignCovenant,
            Operation::DeclineSigning,
            Operation::WithdrawSignature,
            Operation::ReadRoadmap,
            Operation::ReadBottlenecks,
            Operation::ReadReference,
            Operation::Search,
            Operation::ReadCommitments,
            Operation::AskCode,
            Operation::EndOwnSessions,
            Operation::ExportOwnData,
            Operation::ChooseDigest,
        ],
        "What was published, how much is overdue, covenants, what stands in the way, and oneself"
    );
}

#[test]
fn taking_a_right_away_never_waits_for_a_proof() {
    for operation in Operation::ALL {
        let name = format!("{operation:?}");
        let stops = [
            "Revoke", "Withdraw", "Pause", "Cancel", "EndOwn", "Dismiss", "Unbind",
        ];
        let stops = stops.iter().any(|word| name.starts_with(word));
        assert!(!(stops && operation.is_restricted()), "{name}");
    }
}

#[test]
fn where_no_series_is_named_any_seat_will_do_and_none_will_not() {
    let may_read = |seat| {
        let actor = actor(Role::Participant, None, seat);
        may(&actor, Operation::ReadMeetings, Facts::default())
    };
    assert!(may_read(Some(SeatKind::Member)));
    assert!(!may_read(None));
}

#[test]
fn an_operation_is_found_by_its_name_and_nothing_else_is() {
    for operation in Operation::ALL {
        assert_eq!(Operation::named(&format!("{operation:?}")), Some(operation));
    }
    assert_eq!(Operation::named("SignIn"), None);
}

#[test]
fn all_lists_every_operation_once() {
    let mut seen = Vec::new();
    for operation in Operation::ALL {
        assert!(!seen.contains(&operation), "{operation:?} is listed twice");
        seen.push(operation);
    }
}
