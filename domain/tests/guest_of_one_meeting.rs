//! What a guest of one meeting may: what hangs on a seat, at that meeting and nowhere else
//! (`docs/domain.md#guests`).

use domain::actor::{Actor, GuestPlace, HeldRole, HeldSeat};
use domain::id::{AccountId, MeetingId, OrganisationId, PersonId, RegionId, SeriesId};
use domain::people::{Class, OrganisationKind, Role, SeatKind};
use domain::policy::{Facts, Operation, Relation, may, rule};
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The table, the meeting, and the organisation of who comes.
fn here() -> (SeriesId, MeetingId, OrganisationId) {
    (SeriesId(id(5)), MeetingId(id(8)), OrganisationId(id(4)))
}

fn seat(kind: SeatKind) -> HeldSeat {
    HeldSeat {
        series: here().0,
        kind,
        ceiling: Class::K1,
    }
}

/// Somebody who holds a role at the table, without a place there.
fn holding(role: Role) -> Actor {
    Actor {
        account: AccountId(id(1)),
        person: PersonId(id(2)),
        region: RegionId(id(3)),
        organisation: here().2,
        kind: OrganisationKind::Community,
        roles: vec![HeldRole {
            role,
            series: Some(here().0),
        }],
        seats: Vec::new(),
        stand_ins: Vec::new(),
        guest_places: Vec::new(),
    }
}

/// The same, with a place at the one meeting.
fn visiting(role: Role, kind: SeatKind) -> Actor {
    let place = GuestPlace {
        meeting: here().1,
        seat: seat(kind),
    };
    Actor {
        guest_places: vec![place],
        ..holding(role)
    }
}

#[test]
fn a_place_at_one_meeting_is_a_seat_there_and_nowhere_else() {
    let (series, meeting, own) = here();
    let (there, next) = (SeriesId(id(6)), MeetingId(id(9)));
    for kind in [SeatKind::Guest, SeatKind::Member] {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Deputy) {
            let actor = visiting(role, kind);
            for operation in Operation::ALL {
                let at = |facts: Facts| may(&actor, operation, facts);
                // Of a table; the role is held there, and not over the region.
                let granted = |seated: bool, of_table: bool| {
                    rule(operation).iter().any(|(granted, relation)| {
                        let tied = match relation {
                            Relation::Role | Relation::Own => true,
                            Relation::Over => of_table,
                            Relation::Seated | Relation::OwnSeated => seated,
                        };
                        *granted == role && tied
                    })
                };
                let facts = Facts::owned(Some(series), own);
                let counts = kind == SeatKind::Member || role == Role::Guest;
                let asked = at(facts.at(Some(meeting)));
                assert_eq!(asked, granted(counts, true), "{operation:?} {role:?}");
                // At the meeting next to it, for the series as such and beside any table there is no
                // seat; another series is not theirs at all.
                for (elsewhere, of_table) in [
                    (facts.at(Some(next)), true),
                    (facts, true),
                    (Facts::of_owner(own), false),
                ] {
                    let expected = granted(false, of_table);
                    assert_eq!(at(elsewhere), expected, "{operation:?} {role:?}");
                }
                let elsewhere = Facts::owned(Some(there), own).at(Some(meeting));
                assert!(!at(elsewhere), "{operation:?} {role:?}");
            }
        }
    }
}

#[test]
fn beside_the_meeting_such_a_guest_misses_all_that_hangs_on_a_seat() {
    let (series, meeting, own) = here();
    let visiting = visiting(Role::Guest, SeatKind::Guest);
    let seated = Actor {
        seats: vec![seat(SeatKind::Guest)],
        ..holding(Role::Guest)
    };
    let facts = Facts::owned(Some(series), own);
    let differ = |facts: Facts| {
        let all = Operation::ALL.into_iter();
        let lost = all.filter(|it| may(&seated, *it, facts) != may(&visiting, *it, facts));
        lost.collect::<Vec<_>>()
    };
    assert_eq!(differ(facts.at(Some(meeting))), []);
    let hangs_on_a_seat = [
        Operation::ReadMeetings,
        Operation::AcceptMeeting,
        Operation::DeclineMeeting,
        Operation::DownloadPaper,
        Operation::FollowMeeting,
        Operation::ReadMinutes,
        Operation::Contribute,
        Operation::ReadGuests,
        Operation::RequestGuest,
        Operation::WithdrawGuestRequest,
        Operation::ConfirmGuest,
    ];
    assert_eq!(differ(facts), hangs_on_a_seat);
    assert_eq!(
        differ(Facts::default()),
        [
            Operation::ReadMeetings,
            Operation::AcceptMeeting,
            Operation::DeclineMeeting,
            Operation::DownloadPaper,
            Operation::FollowMeeting,
            Operation::ReadMinutes,
            Operation::Contribute,
            Operation::RequestGuest,
        ]
    );
}
