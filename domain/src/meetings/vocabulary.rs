//! The words of the agenda and of the table.

use crate::fault::Code;
use crate::people::Class;
use crate::people::words::words;
use crate::text::{Reason, Screen};

words! {
    /// What an agenda item is about (`docs/domain.md#items`).
    ItemKind {
        /// Opening, attendance and agenda.
        Opening = "opening",
        /// Mededeling: for information, nothing to decide.
        Announcement = "announcement",
        /// Verslag of the last meeting and the actions still open.
        Minutes = "minutes",
        /// Beleid.
        Policy = "policy",
        /// Casuïstiek, by random reference only; always K3.
        Case = "case",
        /// The state of the convenant.
        Covenant = "covenant",
        /// The progress of the routekaart.
        Roadmap = "roadmap",
        /// Brought in by a guest; owed an answer.
        GuestContribution = "guest_contribution",
        /// Rondvraag.
        AnyOtherBusiness = "any_other_business",
    }
}

words! {
    /// What the submitter wants of the table.
    Wanted {
        /// Take note.
        Inform = "inform",
        /// Give views.
        Discuss = "discuss",
        /// Take a decision.
        Decide = "decide",
    }
}

words! {
    /// How far the discussion of an item is: beeld, oordeel, besluit (`docs/domain.md#phases`).
    BobPhase {
        /// What is going on; nobody judges yet.
        Picture = "picture",
        /// What everybody makes of it.
        Judgement = "judgement",
        /// What the table does.
        Decision = "decision",
    }
}

impl BobPhase {
    /// The one that comes after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| *phase > self)
    }

    /// The one that comes before it.
    pub fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|phase| *phase < self)
    }
}

words! {
    /// The two parts of a meeting (`docs/domain.md#parts`).
    Part {
        /// K0 and K1; guests may be present.
        Open = "open",
        /// K2 and K3, behind the gate.
        Closed = "closed",
    }
}

words! {
    /// How a question to the table ended (`docs/domain.md#decisions`).
    Outcome {
        /// Aangenomen.
        Adopted = "adopted",
        /// Gewijzigd aangenomen.
        Amended = "amended",
        /// Aangehouden; returns on the next agenda.
        Deferred = "deferred",
        /// Niet aangenomen; kept, so that nobody has to ask again.
        NotAdopted = "not_adopted",
    }
}

words! {
    /// Where one party stands on a decision; there is no vote (`docs/domain.md#decisions`).
    Position {
        /// Akkoord.
        Agrees = "agrees",
        /// Voorbehoud.
        Reserves = "reserves",
        /// Bindt zich: agrees, and answers for carrying it out.
        Commits = "commits",
    }
}

impl Position {
    /// Whether it says nothing without words of the party itself. Who carries a decision out, and
    /// who reads it back later, has to know what a reservation is about (`docs/domain.md#decisions`).
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Reserves)
    }

    /// What a party said with its position; one that speaks for itself keeps no words.
    ///
    /// # Errors
    /// [`Code::Empty`] for a reservation without words, else what the text is refused for.
    pub fn said(self, words: &str, screen: &Screen) -> Result<String, Code> {
        if !self.needs_words() {
            return Ok(String::new());
        }
        Reason::parse(words, screen).map(Reason::into_string)
    }
}

words! {
    /// What becomes of an item that the table did not get to (`docs/domain.md#items`).
    Unreached {
        /// Comes onto the next agenda by itself.
        Hold = "hold",
        /// Goes back among the proposals, to be judged once more.
        Propose = "propose",
    }
}

words! {
    /// What one key captures during the meeting.
    Capture {
        /// A decision in draft.
        Decision = "decision",
        /// An action, not yet dispatched.
        Action = "action",
        /// A bottleneck.
        Bottleneck = "bottleneck",
        /// Something to come back to.
        Parked = "parked",
    }
}

impl Capture {
    /// Whether a guest who may read the item sees what was caught on it: what was agreed and what
    /// comes back, and of what is to be done only the own part (`docs/domain.md#readers-agenda`).
    pub const fn is_for_guest(self, is_asked_of_own: bool) -> bool {
        match self {
            Self::Decision | Self::Parked => true,
            Self::Action => is_asked_of_own,
            // How the chain falters is for those who mend it.
            Self::Bottleneck => false,
        }
    }
}

words! {
    /// The presence of a seat at one meeting.
    Attendance {
        /// Not seen yet.
        Expected = "expected",
        /// There from the start.
        Present = "present",
        /// Came in later.
        Late = "late",
        /// Sent word.
        Excused = "excused",
        /// Did not come and did not say so.
        Absent = "absent",
        /// Represented by a deputy.
        Deputy = "deputy",
        /// Went before the end.
        Left = "left",
    }
}

impl Attendance {
    /// Whether somebody of this seat is at the table now.
    pub const fn at_table(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::Deputy)
    }

    /// Whether somebody of this seat may be in the room: seen at the table, or not yet said to be
    /// anywhere (`docs/domain.md#gate`).
    pub const fn may_be_in_room(self) -> bool {
        self.at_table() || matches!(self, Self::Expected)
    }
}

/// The part a class belongs to: K0-K1 open, K2-K3 closed (`docs/domain.md#parts`).
pub const fn part_of(class: Class) -> Part {
    match class {
        Class::K0 | Class::K1 => Part::Open,
        Class::K2 | Class::K3 => Part::Closed,
    }
}

/// The items every agenda starts with, in order, with their minutes (`docs/domain.md#items`).
///
/// The closed part is a place between minutes and covenant, not an item. Policy is not among
/// them: an agenda has the policy items that partners propose, or none.
pub const fn standing_items() -> [(ItemKind, u32, Wanted); 6] {
    [
        (ItemKind::Opening, 5, Wanted::Inform),
        (ItemKind::Announcement, 5, Wanted::Inform),
        (ItemKind::Minutes, 10, Wanted::Discuss),
        (ItemKind::Covenant, 5, Wanted::Inform),
        (ItemKind::Roadmap, 10, Wanted::Discuss),
        (ItemKind::AnyOtherBusiness, 5, Wanted::Inform),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::Known;

    #[test]
    fn a_reservation_says_what_it_is_about() {
        let known = Known::default();
        let screen = Screen::ordinary(&known);
        let words = "Eerst de werkafspraken.";
        for position in Position::ALL {
            let silent = position.said("  ", &screen);
            let said = position.said(words, &screen);
            if position.needs_words() {
                assert_eq!((silent, said), (Err(Code::Empty), Ok(words.to_owned())));
            } else {
                assert_eq!((silent, said), (Ok(String::new()), Ok(String::new())));
            }
        }
        let personal = Position::Reserves.said("Bel 06-12345678.", &screen);
        assert!(matches!(personal, Err(Code::Personal(_))));
    }
}
