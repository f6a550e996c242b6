//! The personal-data guard: finds what may not, or not without a reason, stand in a text.
//!
//! It exists because this is no case-file system (`docs/domain.md`, privacy): a national
//! number has no basis here at all (UAVG art. 46), and everything else that points at a
//! person stays with the organisation that knows them (AVG art. 5(1)(c)). The same code runs
//! in the browser and on the server. All scanners are written by hand and take time linear
//! in the text: a pattern library would weigh more than the rest of the browser's share.

mod age;
mod approach;
mod contact;
mod cue;
mod dates;
mod lists;
mod names;
mod numbers;
mod origin;
mod view;

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use view::View;

/// A kind of personal data. Only the kind is ever shown, logged or kept, never the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A citizen service number: nine digits that pass the eleven-test (UAVG art. 46).
    Bsn,
    /// A bank account number (ISO 13616, check by ISO 7064 MOD 97-10).
    Iban,
    /// An e-mail address.
    Email,
    /// A telephone number that is not a registered contact point.
    Phone,
    /// A postcode with a house number: together they point at one front door.
    Address,
    /// A full date beside a word about birth.
    BirthDate,
    /// Any full date of the past; looked for in case items only.
    PastDate,
    /// Something that looks like the name of a person who is not in the register.
    Name,
    /// The age of a person.
    Age,
    /// A nationality or descent.
    Nationality,
    /// The name of a school.
    School,
    /// No personal data: what would have somebody mediate, or talk with the family. Looked for in
    /// what people are to do, and answered with the expert who was consulted
    /// (`docs/domain.md#approach`).
    Approach,
}

impl Kind {
    /// Every kind: first those that are refused, then those that are asked about.
    pub const ALL: [Self; 12] = [
        Self::Bsn,
        Self::Iban,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::BirthDate,
        Self::PastDate,
        Self::Name,
        Self::Age,
        Self::Nationality,
        Self::School,
        Self::Approach,
    ];

    /// Whether this kind is refused whatever the reason; the others pass with a reason.
    pub fn is_refused(self) -> bool {
        !matches!(
            self,
            Self::Name | Self::Age | Self::Nationality | Self::School | Self::Approach
        )
    }

    /// The word for logs and messages, the same as on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bsn => "bsn",
            Self::Iban => "iban",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::BirthDate => "birth_date",
            Self::PastDate => "past_date",
            Self::Name => "name",
            Self::Age => "age",
            Self::Nationality => "nationality",
            Self::School => "school",
            Self::Approach => "approach",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How strict the guard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Text about the work: another number may explain nine digits, dates are welcome.
    Ordinary,
    /// Text of a case item: no explanation helps, and no full date of the past is accepted.
    CaseItem,
}

/// What may be named because it is public within the cooperation, and the day it is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Telephone numbers of registered contact points, digits with or without separators.
    pub numbers: Vec<String>,
    /// Names in the people register and of organisations.
    pub names: Vec<String>,
    /// The current date in Europe/Amsterdam.
    pub today: NaiveDate,
}

impl fmt::Debug for Known {
    // Names of people do not belong in a log, not even by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known")
            .field("numbers", &self.numbers.len())
            .field("names", &self.names.len())
            .field("today", &self.today)
            .finish()
    }
}

/// One finding: its kind and its place. It carries no text, so nothing can leak through it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it looks like.
    pub kind: Kind,
    /// Where it stands, in bytes, on character boundaries.
    pub span: Range<usize>,
}

/// Everything the guard finds in `text`, in order of position, without overlap.
///
/// Where findings overlap, one that is refused wins over one that is asked about, then the
/// one that starts first. Takes time linear in the length of the text.
pub fn check(text: &str, scope: Scope, known: &Known) -> Vec<Hit> {
    let view = View::new(text);
    let dates = dates::find(&view, known.today);
    let mut hits = Vec::new();
    contact::emails(&view, &mut hits);
    numbers::ibans(&view, &mut hits);
    contact::phones(&view, scope, known, &dates, &mut hits);
    numbers::bsns(&view, scope, known, &dates, &mut hits);
    contact::addresses(&view, &mut hits);
    dates::judge(&view, &dates, scope, known.today, &mut hits);
    let mut named = Vec::new();
    names::find(&view, known, &mut named);
    age::find(&view, &named, &mut hits);
    origin::nationalities(&view, &mut hits);
    origin::countries(&view, &mut hits);
    origin::schools(&view, &mut hits);
    // Last: of two findings on the same words the more telling one stays.
    hits.append(&mut named);
    without_overlap(hits)
}

/// Everything in what somebody is to do that an expert has to be asked about first: mediating, and
/// talking with the family. In order of position, without overlap; linear in the length of the text.
pub fn check_deed(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    approach::find(&View::new(text), &mut hits);
    without_overlap(hits)
}

fn without_overlap(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| {
        (
            !hit.kind.is_refused(),
            hit.span.start,
            usize::MAX - hit.span.end,
        )
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        let at = kept.partition_point(|other| other.span.start < hit.span.start);
        let clear_before = at == 0 || kept[at - 1].span.end <= hit.span.start;
        let clear_after = kept
            .get(at)
            .is_none_or(|other| hit.span.end <= other.span.start);
        if clear_before && clear_after {
            kept.insert(at, hit);
        }
    }
    kept
}
