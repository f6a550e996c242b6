//! How the rules say no: a short list of codes, never a sentence.
//!
//! The interface turns each code into Dutch; the compiler checks that it knows them all.

use serde::{Deserialize, Serialize};

use crate::guard::Kind;
use crate::identity::provider::Unfit;
use crate::papers::{Flaw, Place};

/// Why one field, or the whole form, was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "with", rename_all = "snake_case")]
pub enum Code {
    /// Nothing was filled in where something is needed.
    Empty,
    /// More characters than fit; carries the most that fit.
    TooLong(usize),
    /// Fewer characters than it takes to say why; carries how many are needed.
    TooShort(usize),
    /// The text is not one of the choices offered.
    NotAChoice,
    /// The text is not a whole number.
    NotANumber,
    /// The number lies outside the bounds (lowest, highest).
    OutOfRange(i64, i64),
    /// The text is not a date or time.
    NotADate,
    /// The date lies in the past where it may not.
    InThePast,
    /// The time lies in the past, today.
    TimePassed,
    /// There is time enough for the ordinary terms.
    NotUrgent,
    /// The date lies ahead where it may not.
    InTheFuture,
    /// Fewer things were chosen than are needed; carries how many are.
    TooFew(usize),
    /// The second date lies before the first.
    WrongOrder,
    /// The agenda would be due before the last day for proposals.
    AgendaBeforeProposals,
    /// The agenda would be due after the meeting.
    AgendaAfterMeeting,
    /// The term would not end before the day of the meeting.
    TermAfterMeeting,
    /// No meeting would be held by this rhythm for two years.
    NeverHeld,
    /// There is a meeting of this series on that day already.
    DayTaken,
    /// What follows from this day was not seen yet: look before it is planned.
    LookFirst,
    /// The personal-data guard refuses the first of these kinds of data; what it would ask about
    /// as well comes after.
    Personal(Vec<Kind>),
    /// The guard asks about these kinds of data; a reason lets them through.
    AskReason(Vec<Kind>),
    /// K2 and K3 belong in the closed part.
    ClosedOnly,
    /// K0 and K1 belong in the open part.
    OpenOnly,
    /// The class is above what this series allows.
    AboveCeiling,
    /// A case item must name at least one organisation.
    NameOrganisations,
    /// Not a web address that starts with https.
    NotALink,
    /// The organisation may not read what it would be handed.
    MayNotRead,
    /// A reason is needed for this choice.
    ReasonNeeded,
    /// A yes counts only with something that shows it.
    EvidenceNeeded,
    /// It is so already.
    AlreadySo,
    /// What it is about changed since it was proposed.
    ChangedSince,
    /// Who proposed it may no longer do so.
    ProposerGone,
    /// A guest comes and goes by invitation only.
    IsGuest,
    /// Somebody with this address comes already, or is on the way.
    ComesAlready,
    /// Somebody has to keep directing.
    LastDirector,
    /// Not what was printed at the start of this installation.
    WrongToken,
    /// Two people are needed, and this is the same one.
    SamePerson,
    /// Nobody showed themselves with this code, or too long ago.
    UnknownCode,
    /// Organisations may still propose corrections: the table has to be asked.
    TermRuns,
    /// A proposed correction was not judged yet.
    CorrectionsWait,
    /// Not two letters of the alphabet.
    NotTwoLetters,
    /// Not an e-mail address.
    NotAnAddress,
    /// Not a name that can stand in an address.
    NotAKey,
    /// Somebody uses it already.
    Taken,
    /// The sign-in provider cannot be used.
    Unfit(Unfit),
    /// The sign-in provider is for people of other organisations.
    OtherProvider,
    /// The file is not taken in.
    File(Flaw),
    /// Where in the file the guard found what it names beside this.
    Found(Vec<Place>),
}

/// A refusal of one field; an empty `field` speaks of the whole form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The name of the form field, as in the command struct.
    pub field: String,
    /// What is wrong with it.
    pub code: Code,
}

/// Collects the faults of a form, so that a person sees all of them at once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Keeps the value of a field, or its fault.
    pub fn keep<T>(&mut self, field: &str, parsed: Result<T, Code>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(code) => {
                self.add(field, code);
                None
            }
        }
    }

    /// Adds one fault.
    pub fn add(&mut self, field: &str, code: Code) {
        self.0.push(Fault {
            field: field.to_owned(),
            code,
        });
    }

    /// Whether nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults in the order of the form.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

/// The operation does not fit the state the thing is in now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{operation} is not possible while {state}")]
pub struct NotNow {
    /// The word of the present state.
    pub state: &'static str,
    /// The operation that was asked.
    pub operation: &'static str,
}
