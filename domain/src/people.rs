//! Who sits at the table: kinds of organisation, roles, seats, and the classes of what they read.

pub mod approval;
pub mod command;
pub mod deputy;
pub mod guest;
pub mod mail;
pub mod review;
pub(crate) mod words;

use words::words;

words! {
    /// What an organisation is in the chain (`docs/domain.md#organisations`).
    OrganisationKind {
        /// Gemeente.
        Municipality = "municipality",
        /// Politie.
        Police = "police",
        /// Openbaar Ministerie.
        PublicProsecution = "public_prosecution",
        /// Veilig Thuis, the statutory advice and reporting point (Wmo 2015, art. 4.1.1).
        VeiligThuis = "veilig_thuis",
        /// Maatschappelijk werk.
        SocialWork = "social_work",
        /// GGD.
        PublicHealth = "public_health",
        /// GGZ.
        MentalHealth = "mental_health",
        /// Vrouwen- en maatschappelijke opvang.
        Shelter = "shelter",
        /// Onderwijs en leerplicht.
        Education = "education",
        /// Raad voor de Kinderbescherming and gecertificeerde instellingen.
        YouthProtection = "youth_protection",
        /// Zorg- en Veiligheidshuis.
        SafetyHouse = "safety_house",
        /// Koepelorganisatie.
        Umbrella = "umbrella",
        /// Zelforganisatie or migrantenorganisatie.
        Community = "community",
        /// A national centre of advice or expertise.
        National = "national",
        /// The party that runs the software.
        Supplier = "supplier",
    }
}

words! {
    /// What a person does in a region or series (`docs/domain.md#roles`).
    ///
    /// A role alone opens nothing: rights follow from seat, covenant, class and being named.
    Role {
        /// Regisseur and chair.
        Director = "director",
        /// Ambtelijk secretaris.
        Secretary = "secretary",
        /// Takes part for a chain partner.
        Participant = "participant",
        /// Divides the work within the own organisation.
        PartnerCoordinator = "partner_coordinator",
        /// Takes part for a community organisation.
        Guest = "guest",
        /// Member of the stuurgroep.
        SteeringMember = "steering_member",
        /// Landelijk adviseur; advises and never owns.
        NationalAdvisor = "national_advisor",
        /// Technical administrator; never reads content.
        Administrator = "administrator",
        /// Functionaris gegevensbescherming (GDPR, art. 37-39).
        DataProtectionOfficer = "data_protection_officer",
        /// Takes the place of a colleague, at one meeting.
        Deputy = "deputy",
    }
}

/// Where a role stands around a table, to show people in groups. It decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Circle {
    /// Keeps the process running.
    Process,
    /// Takes part for a partner.
    Partner,
    /// Comes by invitation.
    Guest,
    /// Steers, advises, monitors or keeps the machine.
    Around,
}

impl Role {
    /// The roles that an installation begins with, each with a person of its own: who keeps the
    /// machine, and who directs.
    pub const FIRST: [Self; 2] = [Self::Administrator, Self::Director];

    /// Whether this role is given by who keeps the rights; a guest comes by invitation, a deputy is
    /// one for a meeting.
    pub const fn is_granted(self) -> bool {
        !matches!(self, Self::Guest | Self::Deputy)
    }

    /// Whether somebody with this role can be invited to one item, to advise on it
    /// (`docs/domain.md#advice`).
    pub const fn advises(self) -> bool {
        matches!(self, Self::NationalAdvisor)
    }

    /// Whether somebody with this role may take the place of a colleague at the table: not who steers
    /// or oversees it from outside, keeps the machine or comes by invitation (`docs/domain.md#deputies`).
    pub const fn may_stand_in(self) -> bool {
        matches!(
            self,
            Self::Director
                | Self::Secretary
                | Self::Participant
                | Self::PartnerCoordinator
                | Self::NationalAdvisor
        )
    }

    /// Whether a deputy who is to keep this running too needs a second pair of eyes, as somebody who
    /// is given the role for good (`docs/domain.md#deputies`).
    pub const fn runs_the_table(self) -> bool {
        matches!(self, Self::Director | Self::Secretary)
    }

    /// Whether this role oversees the others: only who directs takes it away, for whom it oversees
    /// would shut it out otherwise.
    pub const fn oversees(self) -> bool {
        matches!(self, Self::DataProtectionOfficer)
    }

    /// Whether this role directs: somebody has to hold it, or nobody could give the rights back.
    pub const fn directs(self) -> bool {
        matches!(self, Self::Director)
    }

    /// Where this role stands.
    pub const fn circle(self) -> Circle {
        match self {
            Self::Director | Self::Secretary => Circle::Process,
            Self::Participant | Self::PartnerCoordinator | Self::Deputy => Circle::Partner,
            Self::Guest => Circle::Guest,
            Self::SteeringMember
            | Self::NationalAdvisor
            | Self::Administrator
            | Self::DataProtectionOfficer => Circle::Around,
        }
    }
}

words! {
    /// How confidential something is; a later class is stricter (`docs/domain.md#classes`).
    Class {
        /// Openbaar: for anyone signed in.
        K0 = "k0",
        /// Keten-intern: for the table, and for guests where marked.
        K1 = "k1",
        /// Vertrouwelijk: for seated partners whose signature is in force.
        K2 = "k2",
        /// Strikt: for those named on the item.
        K3 = "k3",
    }
}

words! {
    /// As what a person sits at the table of a series (`docs/domain.md#gate`).
    SeatKind {
        /// For a chain partner.
        Member = "member",
        /// By invitation; never K2 or K3.
        Guest = "guest",
    }
}

words! {
    /// The colours and arms that a municipality shows; a style of the same name goes with each.
    Theme {
        /// Deep blue, a river.
        Oeverstad = "oeverstad",
        /// Wine red, a lime tree.
        Lindewaard = "lindewaard",
        /// Polder green, an anchor.
        Polderhaven = "polderhaven",
        /// Peat brown, layers of turf.
        Veenrijk = "veenrijk",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_back_to_its_value() {
        for kind in OrganisationKind::ALL {
            assert_eq!(OrganisationKind::parse(kind.word()), Some(kind));
        }
        for role in Role::ALL {
            assert_eq!(Role::parse(role.word()), Some(role));
        }
        for class in Class::ALL {
            assert_eq!(Class::parse(class.word()), Some(class));
        }
        for seat in SeatKind::ALL {
            assert_eq!(SeatKind::parse(seat.word()), Some(seat));
        }
    }

    #[test]
    fn other_text_is_no_value() {
        for text in ["", "K2", "k4", " k2", "directeur"] {
            assert_eq!(Class::parse(text), None);
            assert_eq!(Role::parse(text), None);
        }
    }

    #[test]
    fn classes_grow_stricter() {
        assert!(Class::K0 < Class::K1 && Class::K1 < Class::K2 && Class::K2 < Class::K3);
    }
}
