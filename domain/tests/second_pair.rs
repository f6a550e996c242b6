//! Who may be the second for what somebody proposed, and what a proposal is about.

use domain::actor::{Actor, HeldRole};
use domain::id::{AccountId, ItemId, OrganisationId, PersonId, RegionId, SeriesId};
use domain::people::approval::Proposal;
use domain::people::{Class, OrganisationKind, Role};
use domain::policy::Facts;
use uuid::Uuid;

const TABLE: SeriesId = SeriesId(Uuid::from_u128(10));

fn at_the_table() -> Facts {
    Facts::of_series(TABLE)
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Person 2 of organisation 4.
fn somebody(role: Role) -> Actor {
    Actor {
        account: AccountId(id(1)),
        person: PersonId(id(2)),
        region: RegionId(id(3)),
        organisation: OrganisationId(id(4)),
        kind: OrganisationKind::Police,
        roles: vec![HeldRole { role, series: None }],
        seats: Vec::new(),
        stand_ins: Vec::new(),
        guest_places: Vec::new(),
    }
}

fn seat_of(person: u128, ceiling: Class) -> Proposal {
    Proposal::GrantSeat {
        person: PersonId(id(person)),
        series: TABLE,
        ceiling,
    }
}

fn lower_class() -> Proposal {
    Proposal::LowerClass {
        item: ItemId(id(20)),
        class: Class::K1,
    }
}

#[test]
fn the_second_keeps_the_table_in_another_role() {
    let seat = seat_of(9, Class::K2);
    let second = |first, role| seat.second(first, &somebody(role), at_the_table());
    assert_eq!(
        second(Role::Administrator, Role::Director),
        Some(Role::Director)
    );
    assert_eq!(
        second(Role::Director, Role::Administrator),
        Some(Role::Administrator)
    );
    assert_eq!(
        second(Role::Director, Role::Secretary),
        Some(Role::Secretary)
    );
    for (first, role) in [
        (Role::Director, Role::Director),
        (Role::Administrator, Role::Administrator),
        (Role::PartnerCoordinator, Role::Administrator),
        (Role::Director, Role::DataProtectionOfficer),
        (Role::Director, Role::Guest),
        (Role::Director, Role::Participant),
    ] {
        assert_eq!(second(first, role), None, "{role:?} after {first:?}");
    }
}

#[test]
fn nobody_is_the_second_for_their_own_rights() {
    let director = somebody(Role::Director);
    assert_eq!(
        seat_of(2, Class::K2).second(Role::Administrator, &director, at_the_table()),
        None
    );
}

#[test]
fn colleagues_of_who_brought_an_item_in_are_a_second_and_others_are_not() {
    let second = |owner| {
        let facts = Facts::owned(Some(TABLE), OrganisationId(id(owner)));
        lower_class().second(Role::Director, &somebody(Role::Participant), facts)
    };
    assert_eq!(second(4), Some(Role::Participant));
    assert_eq!(second(5), None);
}

#[test]
fn who_keeps_one_table_is_a_second_there_and_nowhere_else() {
    let keeps = |series: Option<SeriesId>| Actor {
        roles: vec![HeldRole {
            role: Role::Director,
            series,
        }],
        ..somebody(Role::Director)
    };
    let second = |actor: &Actor, facts: Facts| {
        seat_of(9, Class::K2).second(Role::Administrator, actor, facts)
    };
    let elsewhere = Facts::of_series(SeriesId(id(11)));
    let of_one = keeps(Some(TABLE));
    assert_eq!(second(&of_one, at_the_table()), Some(Role::Director));
    assert_eq!(second(&of_one, elsewhere), None);
    assert_eq!(second(&of_one, Facts::default()), None);
    let of_all = keeps(None);
    assert_eq!(second(&of_all, elsewhere), Some(Role::Director));
    assert_eq!(second(&of_all, Facts::default()), Some(Role::Director));
}

#[test]
fn a_right_names_its_table_and_a_role_of_the_region_none() {
    let role = |series| Proposal::GrantRole {
        person: PersonId(id(9)),
        role: Role::Participant,
        series,
    };
    assert_eq!(seat_of(9, Class::K1).series(), Some(TABLE));
    assert_eq!(role(Some(TABLE)).series(), Some(TABLE));
    assert_eq!(role(None).series(), None);
    assert_eq!(lower_class().series(), None);
}

#[test]
fn a_proposal_is_about_a_person_or_an_item() {
    let seat = seat_of(9, Class::K1);
    assert_eq!((seat.person(), seat.item()), (Some(PersonId(id(9))), None));
    let lower = lower_class();
    assert_eq!((lower.person(), lower.item()), (None, Some(ItemId(id(20)))));
    assert!(!seat.needs_two(Role::Director));
    assert!(seat.needs_two(Role::Secretary));
    assert!(lower.needs_two(Role::Director));
}
