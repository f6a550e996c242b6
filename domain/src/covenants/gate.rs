//! The gate: who may read what, and who may enter the closed part, with the reason if not.
//!
//! The covenant never stands between a party and the covenant itself; that is not asked here.

use super::term::Standing;
use crate::people::words::words;
use crate::people::{Class, SeatKind};

words! {
    /// One reason why the gate stays shut.
    Shut {
        /// No seat at this table.
        NoSeat = "no_seat",
        /// A guest, and the item is not for guests.
        GuestSeat = "guest_seat",
        /// The own organisation has not signed the text in force.
        NotSigned = "not_signed",
        /// It has signed, but the covenant does not bind yet.
        NotYetInForce = "not_yet_in_force",
        /// It has signed, but the covenant binds no longer.
        Expired = "expired",
        /// No personal confidentiality statement, in a series without a covenant.
        NoStatement = "no_statement",
        /// No day of a DPIA is recorded for this table.
        NoDpia = "no_dpia",
        /// The data protection officer did not advise, or the advice waits for an answer.
        NoAdvice = "no_advice",
        /// The annex of this meeting is not in force.
        NoAnnex = "no_annex",
        /// The annex is in force, without the own organisation.
        NotPartner = "not_partner",
        /// Not named on the item.
        NotNamed = "not_named",
        /// On the exclusion list of the item.
        Excluded = "excluded",
        /// Somebody else is there, whom nobody named as deputy.
        UnknownDeputy = "unknown_deputy",
    }
}

/// What binds a visitor to confidentiality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undertaking {
    /// The series has a covenant: the own organisation's signature.
    Signature(Standing),
    /// The series has none: whether the person signed a statement.
    Statement(bool),
}

/// What discussing cases at a table stands on, whoever sits there (`docs/domain.md#case-discussion`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseGround {
    /// Whether the day of a DPIA is recorded.
    pub dpia: bool,
    /// Whether the advice of the officer is recorded, and answered where it has to be.
    pub advice: bool,
    /// Whether the annex is in force.
    pub annex: bool,
}

impl CaseGround {
    /// Everything is there.
    pub const WHOLE: Self = Self {
        dpia: true,
        advice: true,
        annex: true,
    };

    /// What is missing, in the order in which it is put right.
    pub fn missing(self) -> Vec<Shut> {
        let mut missing = Vec::new();
        missing.extend((!self.dpia).then_some(Shut::NoDpia));
        missing.extend((!self.advice).then_some(Shut::NoAdvice));
        missing.extend((!self.annex).then_some(Shut::NoAnnex));
        missing
    }
}

/// What the gate needs to know of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// The seat in the series, if any.
    pub seat: Option<SeatKind>,
    /// What binds the person to confidentiality.
    pub undertaking: Undertaking,
    /// What case discussion stands on at this table.
    pub ground: CaseGround,
    /// Whether the own organisation is one of the partners of the annex.
    pub partner: bool,
    /// Whether somebody is in the place of the one who has the seat without being named for it.
    pub unknown_deputy: bool,
}

/// What the gate needs to know of the item, and of this person's relation to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// How confidential it is.
    pub class: Class,
    /// Whether it is marked for guests; counts for K1 only.
    pub for_guests: bool,
    /// Whether the person is named on it.
    pub named: bool,
    /// Whether the person was invited to it, to advise: that stands for a seat and for being named, at
    /// this item only.
    pub invited: bool,
    /// Whether the person is on its exclusion list.
    pub excluded: bool,
}

impl Subject {
    /// The closed part as such, apart from any item.
    pub const CLOSED_PART: Self = Self {
        class: Class::K2,
        for_guests: false,
        named: false,
        invited: false,
        excluded: false,
    };
}

/// Opens, or gives every reason why not (`docs/domain.md#gate`).
///
/// An excluded person learns only that, whatever the class.
pub fn gate(visitor: Visitor, subject: Subject) -> Result<(), Vec<Shut>> {
    if subject.excluded {
        return Err(vec![Shut::Excluded]);
    }
    let mut shut = Vec::new();
    if subject.class >= Class::K1 && !subject.invited {
        shut.extend(seat(visitor.seat, subject));
    }
    if subject.class >= Class::K2 {
        shut.extend(visitor.unknown_deputy.then_some(Shut::UnknownDeputy));
        shut.extend(undertaking(visitor.undertaking));
    }
    if subject.class >= Class::K3 {
        shut.extend(visitor.ground.missing());
        // Who was invited to the item comes from outside the table and its annex.
        let inside = visitor.partner || subject.invited;
        shut.extend((visitor.ground.annex && !inside).then_some(Shut::NotPartner));
        let named = subject.named || subject.invited;
        shut.extend((!named).then_some(Shut::NotNamed));
    }
    if shut.is_empty() { Ok(()) } else { Err(shut) }
}

fn seat(seat: Option<SeatKind>, subject: Subject) -> Option<Shut> {
    match seat {
        None => Some(Shut::NoSeat),
        Some(SeatKind::Member) => None,
        Some(SeatKind::Guest) if subject.class == Class::K1 && subject.for_guests => None,
        Some(SeatKind::Guest) => Some(Shut::GuestSeat),
    }
}

const fn undertaking(undertaking: Undertaking) -> Option<Shut> {
    match undertaking {
        Undertaking::Signature(Standing::InForce) | Undertaking::Statement(true) => None,
        Undertaking::Signature(Standing::Missing) => Some(Shut::NotSigned),
        Undertaking::Signature(Standing::NotYet) => Some(Shut::NotYetInForce),
        Undertaking::Signature(Standing::Expired) => Some(Shut::Expired),
        Undertaking::Statement(false) => Some(Shut::NoStatement),
    }
}
