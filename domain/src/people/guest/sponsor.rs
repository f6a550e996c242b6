//! Whom somebody may bring: the chain of trust behind a guest.

use crate::actor::Actor;
use crate::id::OrganisationId;
use crate::people::OrganisationKind::{self, Community, Umbrella};

/// Whether the actor may sponsor somebody of this organisation (`docs/domain.md#guests`).
///
/// Guests come from community and umbrella organisations. Partners may bring any of them; a guest
/// only a colleague, and somebody of an umbrella also people of the organisations under it.
pub fn may_sponsor(actor: &Actor, organisation: OrganisationId, kind: OrganisationKind) -> bool {
    let comes_as_guest = matches!(kind, Community | Umbrella);
    let colleague = organisation == actor.organisation;
    let below = actor.kind == Umbrella && kind == Community;
    comes_as_guest && (!actor.is_guest() || colleague || below)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::HeldRole;
    use crate::id::{AccountId, PersonId, RegionId};
    use crate::people::Role;

    fn actor(kind: OrganisationKind, role: Role) -> Actor {
        Actor {
            account: AccountId(Uuid::nil()),
            person: PersonId(Uuid::nil()),
            region: RegionId(Uuid::nil()),
            organisation: own(),
            kind,
            roles: vec![HeldRole { role, series: None }],
            seats: Vec::new(),
            stand_ins: Vec::new(),
            guest_places: Vec::new(),
        }
    }

    fn own() -> OrganisationId {
        OrganisationId(Uuid::from_u128(1))
    }

    #[test]
    fn a_sponsor_brings_whom_it_vouches_for() {
        let other = OrganisationId(Uuid::from_u128(2));
        let police = actor(OrganisationKind::Police, Role::Participant);
        let umbrella = actor(Umbrella, Role::Guest);
        let community = actor(Community, Role::Guest);
        let allowed = [&police, &umbrella, &community].map(|actor| {
            [(own(), actor.kind), (other, Community), (other, Umbrella)]
                .map(|(organisation, kind)| may_sponsor(actor, organisation, kind))
        });
        // Columns: a colleague, another community organisation, another umbrella.
        assert_eq!(allowed[0], [false, true, true], "police");
        assert_eq!(allowed[1], [true, true, false], "umbrella");
        assert_eq!(allowed[2], [true, false, false], "community");
    }

    #[test]
    fn nobody_brings_a_guest_of_a_chain_partner() {
        let police = actor(OrganisationKind::Police, Role::Participant);
        for kind in OrganisationKind::ALL {
            let comes = matches!(kind, Community | Umbrella);
            let other = OrganisationId(Uuid::from_u128(2));
            assert_eq!(may_sponsor(&police, other, kind), comes, "{kind:?}");
        }
    }
}
