//! Four eyes: what one person proposes, and a second person in another role confirms.
//!
//! Nobody obtains content alone, whatever roles they hold (`docs/domain.md#four-eyes`).

mod state;

use uuid::Uuid;

use serde::{Deserialize, Serialize};

use super::words::words;
use super::{Class, Role};
use crate::actor::Actor;
use crate::id::{ItemId, MeetingId, PersonId, ProviderId, SeatId, SeriesId, SignInId};
use crate::policy::{Facts, Operation, may};

pub use state::{ApprovalState, PATIENCE};

words! {
    /// The kinds of thing that a second person looks at (`docs/domain.md#four-eyes`).
    Sensitive {
        /// A role.
        GrantRole = "grant_role",
        /// A place at the table of a series.
        GrantSeat = "grant_seat",
        /// Who somebody is at a sign-in provider.
        BindIdentity = "bind_identity",
        /// The return of somebody whose rights were paused.
        Resume = "resume",
        /// A lower class for an item.
        LowerClass = "lower_class",
        /// The end of an exclusion from an item.
        LiftExclusion = "lift_exclusion",
        /// A confidential item for an adviser to read.
        InviteAdviser = "invite_adviser",
        /// A sign-in provider, or other settings for one.
        ChangeProvider = "change_provider",
    }
}

/// What is proposed. It holds ids and words only, so that a list of proposals tells no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Proposal {
    /// A role, in the whole region or for one series.
    GrantRole {
        /// For whom.
        person: PersonId,
        /// Which.
        role: Role,
        /// The series it is limited to.
        series: Option<SeriesId>,
    },
    /// A place at the table, as a member.
    GrantSeat {
        /// For whom.
        person: PersonId,
        /// At which table.
        series: SeriesId,
        /// The highest class it reads.
        ceiling: Class,
    },
    /// The place of a colleague at one meeting, with what that colleague keeps running there.
    StandIn {
        /// For whom.
        person: PersonId,
        /// At which meeting.
        meeting: MeetingId,
        /// Whose place.
        seat: SeatId,
        /// The highest class it reads.
        ceiling: Class,
        /// What is kept running, if the colleague keeps anything running.
        role: Option<Role>,
    },
    /// Somebody who showed themselves at a provider is this person.
    BindIdentity {
        /// Who it is.
        person: PersonId,
        /// What was shown.
        request: SignInId,
    },
    /// The person may come in again.
    Resume {
        /// Who.
        person: PersonId,
    },
    /// The item may be read by more people.
    LowerClass {
        /// Which item.
        item: ItemId,
        /// The class it gets.
        class: Class,
    },
    /// Somebody reads the item to advise on it.
    InviteAdviser {
        /// Which item.
        item: ItemId,
        /// Who advises.
        person: PersonId,
    },
    /// An organisation or a person is no longer left out of the item.
    LiftExclusion {
        /// Which item.
        item: ItemId,
        /// The organisation or the person.
        subject: Uuid,
    },
    /// People may come in by this sign-in provider, with these settings.
    ChangeProvider {
        /// The settings.
        provider: ProviderId,
    },
}

impl Proposal {
    /// Which kind it is.
    pub const fn kind(&self) -> Sensitive {
        match self {
            Self::GrantRole { .. } | Self::StandIn { role: Some(_), .. } => Sensitive::GrantRole,
            Self::GrantSeat { .. } | Self::StandIn { role: None, .. } => Sensitive::GrantSeat,
            Self::BindIdentity { .. } => Sensitive::BindIdentity,
            Self::Resume { .. } => Sensitive::Resume,
            Self::LowerClass { .. } => Sensitive::LowerClass,
            Self::LiftExclusion { .. } => Sensitive::LiftExclusion,
            Self::InviteAdviser { .. } => Sensitive::InviteAdviser,
            Self::ChangeProvider { .. } => Sensitive::ChangeProvider,
        }
    }

    /// The person whose rights it is about, if it is about one; an invitation is about its item.
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::GrantRole { person, .. }
            | Self::GrantSeat { person, .. }
            | Self::StandIn { person, .. }
            | Self::BindIdentity { person, .. }
            | Self::Resume { person } => Some(*person),
            Self::LowerClass { .. }
            | Self::LiftExclusion { .. }
            | Self::InviteAdviser { .. }
            | Self::ChangeProvider { .. } => None,
        }
    }

    /// The table that a right is for, if it says so itself.
    pub const fn series(&self) -> Option<SeriesId> {
        match self {
            Self::GrantRole { series, .. } => *series,
            Self::GrantSeat { series, .. } => Some(*series),
            _ => None,
        }
    }

    /// The item it is about, if it is about one.
    pub const fn item(&self) -> Option<ItemId> {
        match self {
            Self::LowerClass { item, .. }
            | Self::LiftExclusion { item, .. }
            | Self::InviteAdviser { item, .. } => Some(*item),
            _ => None,
        }
    }

    /// Whether a second person has to confirm it when it comes from somebody in this role. The
    /// director alone gives the everyday rights; the weighty ones nobody gives alone. Whoever does
    /// not direct gives nothing alone, but the place of a colleague up to K1 at one meeting: an
    /// administrator would come by content that way.
    pub const fn needs_two(&self, first: Role) -> bool {
        match self {
            Self::GrantRole { role, .. } => {
                matches!(
                    role,
                    Role::Director
                        | Role::Secretary
                        | Role::Administrator
                        | Role::DataProtectionOfficer
                ) || !matches!(first, Role::Director)
            }
            Self::GrantSeat { ceiling, .. } => {
                matches!(ceiling, Class::K2 | Class::K3) || !matches!(first, Role::Director)
            }
            Self::Resume { .. } => !matches!(first, Role::Director),
            Self::StandIn { ceiling, role, .. } => {
                role.is_some() || matches!(ceiling, Class::K2 | Class::K3)
            }
            Self::BindIdentity { .. }
            | Self::LowerClass { .. }
            | Self::LiftExclusion { .. }
            | Self::InviteAdviser { .. }
            | Self::ChangeProvider { .. } => true,
        }
    }

    /// The roles in which a second person may confirm what somebody in this role proposed: always
    /// another one, and of the two at least one who keeps the table.
    pub const fn seconds(&self, first: Role) -> &'static [Role] {
        match (self, first) {
            (
                Self::LowerClass { .. } | Self::LiftExclusion { .. } | Self::InviteAdviser { .. },
                Role::Director,
            ) => &[Role::Secretary, Role::Participant, Role::PartnerCoordinator],
            (_, Role::Director) => &[Role::Secretary, Role::Administrator],
            // A deputy is often found the same morning: whoever keeps the minutes is there too.
            (_, Role::Administrator)
            | (
                Self::StandIn { .. },
                Role::Participant | Role::PartnerCoordinator | Role::NationalAdvisor,
            ) => &[Role::Director, Role::Secretary],
            (_, _) => &[Role::Director],
        }
    }
}

impl Proposal {
    /// In which role somebody may confirm what was proposed in the role `first`; nothing for the
    /// person it is about, and for whom no other role puts beside the first. `facts` tell the table it
    /// is about and whose it is: of that person, or of who brought the item in. That it is somebody
    /// else than who proposed it, the caller knows.
    pub fn second(&self, first: Role, actor: &Actor, facts: Facts) -> Option<Role> {
        if self.person() == Some(actor.person) || !may(actor, Operation::ConfirmApproval, facts) {
            return None;
        }
        let own = facts.owner == Some(actor.organisation);
        let seconds = self.seconds(first).iter().copied();
        // Colleagues of who brought the thing in, not those of others.
        seconds.into_iter().find(|role| {
            actor.holds_over(*role, facts.series)
                && (own || !matches!(role, Role::Participant | Role::PartnerCoordinator))
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn all() -> Vec<Proposal> {
        let person = PersonId(Uuid::nil());
        let series = SeriesId(Uuid::nil());
        let mut all = vec![
            Proposal::BindIdentity {
                person,
                request: SignInId(Uuid::nil()),
            },
            Proposal::Resume { person },
            Proposal::LowerClass {
                item: ItemId(Uuid::nil()),
                class: Class::K0,
            },
            Proposal::LiftExclusion {
                item: ItemId(Uuid::nil()),
                subject: Uuid::nil(),
            },
            Proposal::InviteAdviser {
                item: ItemId(Uuid::nil()),
                person,
            },
            Proposal::ChangeProvider {
                provider: ProviderId(Uuid::nil()),
            },
        ];
        all.extend(Role::ALL.map(|role| Proposal::GrantRole {
            person,
            role,
            series: None,
        }));
        all.extend(Class::ALL.map(|ceiling| Proposal::GrantSeat {
            person,
            series,
            ceiling,
        }));
        for role in [None, Some(Role::Director), Some(Role::Secretary)] {
            all.extend(Class::ALL.map(|ceiling| stand_in(ceiling, role)));
        }
        all
    }

    fn stand_in(ceiling: Class, role: Option<Role>) -> Proposal {
        Proposal::StandIn {
            person: PersonId(Uuid::nil()),
            meeting: MeetingId(Uuid::nil()),
            seat: SeatId(Uuid::nil()),
            ceiling,
            role,
        }
    }

    #[test]
    fn the_second_is_never_in_the_role_of_the_first() {
        for proposal in all() {
            for first in Role::ALL {
                let seconds = proposal.seconds(first);
                assert!(!seconds.is_empty() && !seconds.contains(&first));
            }
        }
    }

    #[test]
    fn one_of_the_two_keeps_the_table() {
        let keeps = |role| matches!(role, Role::Director | Role::Secretary);
        for proposal in all() {
            for first in Role::ALL {
                for second in proposal.seconds(first) {
                    assert!(keeps(first) || keeps(*second));
                }
            }
        }
    }

    #[test]
    fn only_a_director_gives_anything_alone() {
        for proposal in all() {
            let everyday = matches!(
                proposal,
                Proposal::StandIn {
                    ceiling: Class::K0 | Class::K1,
                    role: None,
                    ..
                }
            );
            for first in Role::ALL {
                assert!(everyday || first == Role::Director || proposal.needs_two(first));
            }
        }
    }

    #[test]
    fn a_deputy_reads_nothing_above_k1_by_the_word_of_one() {
        for first in Role::ALL {
            for ceiling in Class::ALL {
                let closed = ceiling >= Class::K2;
                assert_eq!(stand_in(ceiling, None).needs_two(first), closed);
                assert!(stand_in(ceiling, Some(Role::Secretary)).needs_two(first));
            }
        }
    }
}
