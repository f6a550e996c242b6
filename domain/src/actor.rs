//! Who is asking: the person, the organisation, the roles and the seats that count right now.
//!
//! An actor is made anew for every request, so that a withdrawn right ends at the next one.

use uuid::Uuid;

use crate::id::{AccountId, MeetingId, OrganisationId, PersonId, RegionId, SeriesId};
use crate::people::{Class, OrganisationKind, Role, SeatKind};

/// A role somebody holds, in the whole region or in one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The series it is limited to; `None` means the whole region.
    pub series: Option<SeriesId>,
}

/// A place the actor takes at the table of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldSeat {
    /// The series.
    pub series: SeriesId,
    /// Member or guest.
    pub kind: SeatKind,
    /// The highest class this seat may read.
    pub ceiling: Class,
}

/// A place somebody takes for a colleague, at one meeting (`docs/domain.md#deputies`).
///
/// It is no [`HeldSeat`], so that what does not ask for a meeting cannot open by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn {
    /// The meeting.
    pub meeting: MeetingId,
    /// The seat stood in for: the same table, the same ceiling.
    pub seat: HeldSeat,
    /// What the colleague keeps running there, when the deputy does that too.
    pub role: Option<Role>,
}

/// The place of a guest who was let in for one meeting (`docs/domain.md#guests`).
///
/// It is no [`HeldSeat`], for the same reason as [`StandIn`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestPlace {
    /// The meeting.
    pub meeting: MeetingId,
    /// The seat that is taken there.
    pub seat: HeldSeat,
}

/// Somebody who is signed in and works in one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account behind the session.
    pub account: AccountId,
    /// The person in this region.
    pub person: PersonId,
    /// The region this session works in.
    pub region: RegionId,
    /// The organisation the person works for.
    pub organisation: OrganisationId,
    /// What kind of organisation that is.
    pub kind: OrganisationKind,
    /// The roles held now.
    pub roles: Vec<HeldRole>,
    /// The seats taken now, each at every meeting of its series.
    pub seats: Vec<HeldSeat>,
    /// The seats taken for a colleague, each at one meeting.
    pub stand_ins: Vec<StandIn>,
    /// The seats taken as a guest, each at one meeting.
    pub guest_places: Vec<GuestPlace>,
}

impl Actor {
    /// Whether a role is held for a series; a region-wide role counts for every series.
    /// Without a series any holding counts.
    pub fn holds(&self, role: Role, series: Option<SeriesId>) -> bool {
        self.roles.iter().any(|held| {
            held.role == role
                && match (held.series, series) {
                    (Some(limited), Some(asked)) => limited == asked,
                    (None, _) | (Some(_), None) => true,
                }
        })
    }

    /// Whether a role is held over all that a thing touches: its series, or the whole region where
    /// it belongs to none (`docs/domain.md#one-table`).
    pub fn holds_over(&self, role: Role, series: Option<SeriesId>) -> bool {
        let mut held = self.roles.iter().filter(|held| held.role == role);
        held.any(|held| held.series.is_none() || held.series == series)
    }

    /// Whether the actor can still act in a role they acted in before: holds it over that thing, or
    /// stands in somewhere for who acted as a deputy.
    pub fn still_acts_as(&self, role: Role, series: Option<SeriesId>) -> bool {
        self.holds_over(role, series) || (role == Role::Deputy && !self.stand_ins.is_empty())
    }

    /// The seat at the table of a series, if there is one.
    pub fn seat(&self, series: SeriesId) -> Option<&HeldSeat> {
        self.seats.iter().find(|seat| seat.series == series)
    }

    /// The own seat at one meeting of a series: that of the series, or else that of who is a guest at
    /// this meeting. Without a meeting, the former only.
    pub fn own_seat_at(&self, series: SeriesId, meeting: Option<MeetingId>) -> Option<&HeldSeat> {
        let place = || here(self.guest_places(), series, meeting);
        self.seat(series).or_else(place)
    }

    /// The place at one meeting of a series: the own seat, or else that of a colleague. Without a
    /// meeting, the seat of the series only.
    pub fn seat_at(&self, series: SeriesId, meeting: Option<MeetingId>) -> Option<&HeldSeat> {
        let place = || here(self.places(), series, meeting);
        self.seat(series).or_else(place)
    }

    /// The places that count at one meeting each: those of colleagues, and those of a guest.
    pub fn places(&self) -> impl Iterator<Item = (MeetingId, &HeldSeat)> {
        let stands_in = self.stand_ins.iter();
        let stands_in = stands_in.map(|place| (place.meeting, &place.seat));
        stands_in.chain(self.guest_places())
    }

    /// The one meeting of a series at which the actor is a guest; nothing for who has a seat at all of
    /// them, and for who is no guest there.
    pub fn guest_only_at(&self, series: SeriesId) -> Option<MeetingId> {
        let mut there = self.guest_places();
        let place = there.find(|(_, seat)| seat.series == series);
        place
            .filter(|_| self.seat(series).is_none())
            .map(|(meeting, _)| meeting)
    }

    /// Whether the actor has a place at some meeting of a series, without a seat at all of them.
    pub fn has_place_in(&self, series: SeriesId) -> bool {
        self.places().any(|(_, seat)| seat.series == series)
    }

    fn guest_places(&self) -> impl Iterator<Item = (MeetingId, &HeldSeat)> {
        let places = self.guest_places.iter();
        places.map(|place| (place.meeting, &place.seat))
    }

    /// Who is meant when the actor is left out of something: the organisation, or just the person.
    pub fn subjects(&self) -> [Uuid; 2] {
        [self.organisation.0, self.person.0]
    }

    /// Whether every seat and role of this actor is that of a guest.
    pub fn is_guest(&self) -> bool {
        !self.roles.is_empty() && self.roles.iter().all(|held| held.role == Role::Guest)
    }

    /// Whether the actor is a guest at the table of a series, if not everywhere.
    pub fn is_guest_of(&self, series: SeriesId) -> bool {
        let seat = self.seat(series).map(|seat| seat.kind);
        self.is_guest() || seat == Some(SeatKind::Guest)
    }

    /// Whether the actor can be invited to an item, to advise on it.
    pub fn advises(&self) -> bool {
        self.roles.iter().any(|held| held.role.advises())
    }

    /// The role to show and to write into the audit trail: the first one held.
    pub fn leading_role(&self) -> Option<Role> {
        let deputy = || self.stand_ins.first().map(|_| Role::Deputy);
        self.roles.first().map(|held| held.role).or_else(deputy)
    }
}

/// The place at this meeting of this series.
fn here<'a>(
    mut places: impl Iterator<Item = (MeetingId, &'a HeldSeat)>,
    series: SeriesId,
    meeting: Option<MeetingId>,
) -> Option<&'a HeldSeat> {
    let place = places.find(|(at, seat)| Some(*at) == meeting && seat.series == series);
    place.map(|(_, seat)| seat)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn seat(series: u128, kind: SeatKind) -> HeldSeat {
        HeldSeat {
            series: SeriesId(id(series)),
            kind,
            ceiling: Class::K2,
        }
    }

    fn somebody() -> Actor {
        Actor {
            account: AccountId(id(1)),
            person: PersonId(id(2)),
            region: RegionId(id(3)),
            organisation: OrganisationId(id(4)),
            kind: OrganisationKind::Police,
            roles: Vec::new(),
            seats: Vec::new(),
            stand_ins: Vec::new(),
            guest_places: Vec::new(),
        }
    }

    fn holding(roles: &[(Role, Option<u128>)]) -> Actor {
        let held = |(role, series): &(Role, Option<u128>)| HeldRole {
            role: *role,
            series: series.map(|series| SeriesId(id(series))),
        };
        Actor {
            roles: roles.iter().map(held).collect(),
            ..somebody()
        }
    }

    /// Somebody with a seat at series 10, who stands in at meeting 20 of series 11.
    fn standing_in() -> Actor {
        Actor {
            seats: vec![seat(10, SeatKind::Member)],
            stand_ins: vec![StandIn {
                meeting: MeetingId(id(20)),
                seat: seat(11, SeatKind::Member),
                role: None,
            }],
            ..somebody()
        }
    }

    /// Somebody with a seat at series 10, who is a guest at meeting 20 of series 11.
    fn visiting() -> Actor {
        Actor {
            stand_ins: Vec::new(),
            guest_places: vec![GuestPlace {
                meeting: MeetingId(id(20)),
                seat: seat(11, SeatKind::Guest),
            }],
            ..standing_in()
        }
    }

    #[test]
    fn a_role_of_one_series_counts_there_and_one_of_the_region_everywhere() {
        let limited = holding(&[(Role::Director, Some(10))]);
        assert!(limited.holds(Role::Director, Some(SeriesId(id(10)))));
        assert!(!limited.holds(Role::Director, Some(SeriesId(id(11)))));
        assert!(limited.holds(Role::Director, None));
        assert!(!limited.holds(Role::Secretary, None));
        let wide = holding(&[(Role::Director, None)]);
        assert!(wide.holds(Role::Director, Some(SeriesId(id(11)))));
    }

    #[test]
    fn a_role_of_one_series_is_not_held_over_the_region() {
        let (here, there) = (Some(SeriesId(id(10))), Some(SeriesId(id(11))));
        let limited = holding(&[(Role::Director, Some(10)), (Role::Secretary, None)]);
        assert!(limited.holds_over(Role::Director, here));
        assert!(!limited.holds_over(Role::Director, there));
        assert!(!limited.holds_over(Role::Director, None));
        assert!(limited.holds_over(Role::Secretary, None));
        assert!(limited.holds_over(Role::Secretary, there));
        assert!(!limited.holds_over(Role::Participant, here));
    }

    #[test]
    fn somebody_still_acts_by_the_role_over_the_thing_or_as_a_deputy() {
        let here = Some(SeriesId(id(10)));
        let keeps = holding(&[(Role::Director, Some(10))]);
        assert!(keeps.still_acts_as(Role::Director, here));
        assert!(!keeps.still_acts_as(Role::Director, None));
        assert!(!keeps.still_acts_as(Role::Deputy, here));
        let deputy = standing_in();
        assert!(deputy.still_acts_as(Role::Deputy, None));
        assert!(!deputy.still_acts_as(Role::Director, here));
    }

    #[test]
    fn a_seat_counts_at_its_own_table() {
        let actor = standing_in();
        assert_eq!(
            actor.seat(SeriesId(id(10))),
            Some(&seat(10, SeatKind::Member))
        );
        // A place for one meeting is no seat of the series.
        assert_eq!(actor.seat(SeriesId(id(11))), None);
    }

    #[test]
    fn a_place_for_a_colleague_counts_at_that_meeting_of_that_series_only() {
        let actor = standing_in();
        let at = |series: u128, meeting: Option<u128>| {
            let meeting = meeting.map(|meeting| MeetingId(id(meeting)));
            actor
                .seat_at(SeriesId(id(series)), meeting)
                .map(|seat| seat.series)
        };
        assert_eq!(at(11, Some(20)), Some(SeriesId(id(11))));
        assert_eq!(at(11, Some(21)), None);
        assert_eq!(at(11, None), None);
        assert_eq!(at(12, Some(20)), None);
        // The own seat counts at every meeting of its series, and without one.
        assert_eq!(at(10, Some(21)), Some(SeriesId(id(10))));
        assert_eq!(at(10, None), Some(SeriesId(id(10))));
        assert!(actor.has_place_in(SeriesId(id(11))));
        assert!(!actor.has_place_in(SeriesId(id(10))));
        // It is the seat of somebody else.
        let (series, meeting) = (SeriesId(id(11)), MeetingId(id(20)));
        assert_eq!(actor.own_seat_at(series, Some(meeting)), None);
        assert_eq!(actor.guest_only_at(series), None);
    }

    #[test]
    fn a_guest_of_one_meeting_has_a_seat_there_only() {
        let actor = visiting();
        let (series, meeting) = (SeriesId(id(11)), MeetingId(id(20)));
        let place = seat(11, SeatKind::Guest);
        for seat in [Actor::seat_at, Actor::own_seat_at] {
            let at = |series, meeting| seat(&actor, SeriesId(id(series)), meeting);
            assert_eq!(at(11, Some(meeting)), Some(&place));
            assert_eq!(at(11, Some(MeetingId(id(21)))), None);
            assert_eq!(at(11, None), None);
            assert_eq!(at(12, Some(meeting)), None);
            // The seat of a series counts at every meeting, and without one.
            assert_eq!(
                at(10, Some(meeting)).map(|it| it.kind),
                Some(SeatKind::Member)
            );
            assert_eq!(at(10, None).map(|it| it.kind), Some(SeatKind::Member));
        }
        assert_eq!(actor.seat(series), None);
        assert!(actor.has_place_in(series) && !actor.has_place_in(SeriesId(id(10))));
        assert_eq!(actor.guest_only_at(series), Some(meeting));
        assert_eq!(actor.guest_only_at(SeriesId(id(10))), None);
        // Who has a seat there as well is bound to no meeting.
        let seated = Actor {
            seats: vec![seat(11, SeatKind::Guest)],
            ..visiting()
        };
        assert_eq!(seated.guest_only_at(series), None);
        // Nobody follows from such a place that they stand in for somebody.
        assert!(!actor.still_acts_as(Role::Deputy, None));
        assert_eq!(actor.leading_role(), None);
    }

    #[test]
    fn who_is_left_out_is_an_organisation_or_the_person() {
        assert_eq!(somebody().subjects(), [id(4), id(2)]);
    }

    #[test]
    fn a_guest_is_who_is_nothing_else_or_sits_as_one() {
        assert!(holding(&[(Role::Guest, None)]).is_guest());
        assert!(!holding(&[(Role::Guest, None), (Role::Participant, None)]).is_guest());
        assert!(!somebody().is_guest());
        let here = |actor: &Actor| actor.is_guest_of(SeriesId(id(10)));
        assert!(here(&holding(&[(Role::Guest, None)])));
        let sits = |kind| Actor {
            seats: vec![seat(10, kind)],
            ..holding(&[(Role::Participant, None)])
        };
        assert!(here(&sits(SeatKind::Guest)));
        assert!(!here(&sits(SeatKind::Member)));
        assert!(!sits(SeatKind::Guest).is_guest_of(SeriesId(id(11))));
    }

    #[test]
    fn only_an_adviser_advises() {
        assert!(holding(&[(Role::NationalAdvisor, None)]).advises());
        assert!(!holding(&[(Role::Participant, None)]).advises());
        assert!(!somebody().advises());
    }

    #[test]
    fn the_first_role_leads_and_a_deputy_without_one_is_a_deputy() {
        let two = holding(&[(Role::Secretary, None), (Role::Director, None)]);
        assert_eq!(two.leading_role(), Some(Role::Secretary));
        assert_eq!(standing_in().leading_role(), Some(Role::Deputy));
        assert_eq!(somebody().leading_role(), None);
    }
}
