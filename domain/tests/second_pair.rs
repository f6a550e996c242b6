//! Who may be the second for what somebody proposed, and what a proposal is about.

use domain::actor::{Actor, HeldRole};
use domain::id::{AccountId, ItemId, OrganisationId, PersonId, RegionId, SeriesId};
use domain::people::approval::Proposal;
use domain::people::{Class, OrganisationKind, Role};
use uuid::Uuid;

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
    }
}

fn seat_of(person: u128, ceiling: Class) -> Proposal {
    Proposal::GrantSeat {
        person: PersonId(id(person)),
        series: SeriesId(id(10)),
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
    let second = |first, role| seat.second(first, &somebody(role), None);
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
        seat_of(2, Class::K2).second(Role::Administrator, &director, None),
        None
    );
}

#[test]
fn colleagues_of_who_brought_an_item_in_are_a_second_and_others_are_not() {
    let second = |owner| {
        let owner = Some(OrganisationId(id(owner)));
        lower_class().second(Role::Director, &somebody(Role::Participant), owner)
    };
    assert_eq!(second(4), Some(Role::Participant));
    assert_eq!(second(5), None);
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
