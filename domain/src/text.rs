//! Texts that people type, as types with one constructor: what holds one has passed the
//! guard. The same constructor serves the form in the browser and the server.
//!
//! They can be serialised but not deserialised, for that would be a second way in.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::fault::Code;
use crate::guard::{self, Kind, Known, Scope};

/// What a text is held against.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'a> {
    /// How strict the guard is.
    pub scope: Scope,
    /// What may be named.
    pub known: &'a Known,
    /// The answer to what the guard asked; empty when it was not asked.
    pub reason: &'a str,
    /// Whether it says what somebody is to do.
    pub deed: bool,
}

impl<'a> Screen<'a> {
    /// A screen for text about the work, without an answer.
    pub fn ordinary(known: &'a Known) -> Self {
        Self {
            scope: Scope::Ordinary,
            known,
            reason: "",
            deed: false,
        }
    }

    /// The same screen for what somebody is to do: it also asks which expert was consulted
    /// (`docs/domain.md#approach`).
    #[must_use]
    pub fn for_deed(self) -> Self {
        Self { deed: true, ..self }
    }

    /// The same screen at the strictness of case items.
    #[must_use]
    pub fn for_case(self) -> Self {
        Self {
            scope: Scope::CaseItem,
            ..self
        }
    }

    /// Lets a text through, or names every kind that stands in its way: who mends one of them
    /// must not meet the next on the second try.
    fn admit(&self, text: &str) -> Result<(), Code> {
        let mut kinds = self.kinds(text);
        if kinds.iter().any(|kind| !kind.is_refused()) && self.has_reason()? {
            kinds.retain(|kind| kind.is_refused());
        }
        match kinds.first() {
            None => Ok(()),
            Some(first) if first.is_refused() => Err(Code::Personal(kinds)),
            Some(_) => Err(Code::AskReason(kinds)),
        }
    }

    /// Lets a text through that may name people, or names every kind that is refused.
    fn admit_names(&self, text: &str) -> Result<(), Code> {
        let mut kinds = self.kinds(text);
        kinds.retain(|kind| kind.is_refused());
        if kinds.is_empty() {
            Ok(())
        } else {
            Err(Code::Personal(kinds))
        }
    }

    /// A reason counts from five characters, and may not itself hold what is refused.
    fn has_reason(&self) -> Result<bool, Code> {
        let reason = tidy(self.reason);
        self.admit_names(&reason)?;
        Ok(reason.chars().count() >= SHORTEST_REASON)
    }

    /// The kinds found in a text, each once: first those that are refused.
    fn kinds(&self, text: &str) -> Vec<Kind> {
        let mut hits = guard::check(text, self.scope, self.known);
        if self.deed {
            hits.append(&mut guard::check_deed(text));
        }
        hits.iter()
            .map(|hit| hit.kind)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Lets the texts of a file through, or names every kind that stands in the way and the texts in
    /// which it does, by their number from 0.
    ///
    /// # Errors
    /// As a field that is guarded.
    pub fn admit_parts(&self, parts: &[&str]) -> Result<(), (Code, Vec<usize>)> {
        let found: Vec<Vec<Kind>> = parts.iter().map(|part| self.kinds(part)).collect();
        let all: BTreeSet<Kind> = found.iter().flatten().copied().collect();
        let mut kinds: Vec<Kind> = all.into_iter().collect();
        if kinds.iter().any(|kind| !kind.is_refused())
            && self.has_reason().map_err(|code| (code, Vec::new()))?
        {
            kinds.retain(|kind| kind.is_refused());
        }
        let Some(first) = kinds.first() else {
            return Ok(());
        };
        let code = if first.is_refused() {
            Code::Personal(kinds.clone())
        } else {
            Code::AskReason(kinds.clone())
        };
        let holds = |part: &Vec<Kind>| part.iter().any(|kind| kinds.contains(kind));
        let places = found.iter().enumerate();
        let places = places.filter(|(_, part)| holds(part)).map(|(at, _)| at);
        Err((code, places.collect()))
    }

    /// What the guard asked about these texts, with the reason that let them through; nothing when
    /// it had nothing to ask. For texts that were admitted.
    pub fn answer(&self, texts: &[&str]) -> Option<Answered> {
        let asked: BTreeSet<Kind> = texts
            .iter()
            .flat_map(|text| self.kinds(text))
            .filter(|kind| !kind.is_refused())
            .collect();
        (!asked.is_empty()).then(|| Answered {
            kinds: asked.into_iter().collect(),
            reason: tidy(self.reason),
        })
    }
}

const SHORTEST_REASON: usize = 5;

/// Why texts were kept that the guard asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What it asked about, each kind once.
    pub kinds: Vec<Kind>,
    /// The reason given.
    pub reason: String,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal, $clean:expr, $admit:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters that fit, in Unicode scalar values after tidying.
            pub const MAX: usize = $max;

            /// Tidies and judges `raw`. Errors, in this order: [`Code::Empty`],
            /// [`Code::TooLong`], then what this type does not admit.
            pub fn parse(raw: &str, screen: &Screen) -> Result<Self, Code> {
                let clean: fn(&str) -> String = $clean;
                let admit: fn(&str, &Screen) -> Result<(), Code> = $admit;
                let text = measured(clean(raw), Self::MAX)?;
                admit(&text, screen)?;
                Ok(Self(text))
            }
        }

        access!($name);
    )+};
}

macro_rules! access {
    ($name:ident) => {
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, given away.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

texts! {
    /// The title of something: one line, guarded.
    Title, 120, one_line, |text, screen| screen.admit(text);
    /// Notes, motivations, feedback, clause text: many lines, guarded.
    Body, 4000, tidy, |text, screen| screen.admit(text);
    /// What the minutes say of one item: what was written down at the table and what was decided, guarded.
    MinutesText, 12000, tidy, |text, screen| screen.admit(text);
    /// The question of a case item to the table; always guarded as a case item
    /// (`docs/domain.md`: no narrative, at most 1000 characters).
    CaseQuestion, 1000, tidy, |text, screen| screen.for_case().admit(text);
    /// What the chair wants to remember at an item: many lines, guarded (`docs/domain.md#script`).
    StageNote, 1000, tidy, |text, screen| screen.admit(text);
    /// What one organisation asks another about an item: guarded.
    AdviceQuestion, 1000, tidy, |text, screen| screen.admit(text);
    /// Why somebody declines, withdraws, reopens: guarded.
    Reason, 500, tidy, |text, screen| screen.admit(text);
    /// The name of an organisation or a function. Not guarded: these are public, and their
    /// contact fields hold what the guard looks for.
    Name, 120, one_line, |_, _| Ok(());
    /// What an organisation, a person at work or a function is called here. It may name somebody; what
    /// the guard refuses anywhere does not belong in it.
    WorkName, 120, one_line, |text, screen| screen.admit_names(text);
    /// A web address over https. Else [`Code::NotALink`]; what the guard refuses may not
    /// stand in it either, for a link is text too.
    Link, 500, one_line, |text, screen| admit_link(text, screen);
}

/// As [`Body::parse`], but an empty text is no text.
pub fn parse_optional(raw: &str, screen: &Screen) -> Result<Option<Body>, Code> {
    match Body::parse(raw, screen) {
        Ok(body) => Ok(Some(body)),
        Err(Code::Empty) => Ok(None),
        Err(code) => Err(code),
    }
}

/// Where a letter goes. Not a text: it is kept in a column of its own and shown to nobody.
///
/// It cannot be serialised and does not print, so that it ends up in no page and no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The most characters that fit (RFC 5321, section 4.5.3.1).
    pub const MAX: usize = 254;

    /// Reads an address, in small letters. [`Code::Empty`], [`Code::TooLong`], or
    /// [`Code::NotAnAddress`] when a letter could not be sent there.
    pub fn parse(raw: &str) -> Result<Self, Code> {
        let text = measured(one_line(raw).to_lowercase(), Self::MAX)?;
        let fits = |part: &str, more: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && !part.contains("..")
                && part
                    .chars()
                    .all(|ch| ch.is_ascii_alphanumeric() || more.contains(ch))
        };
        let is_address = text.split_once('@').is_some_and(|(who, host)| {
            who.len() <= 64
                && fits(who, ".!#$%&'*+-/=?^_`{|}~")
                && fits(host, ".-")
                && host.contains('.')
        });
        if is_address {
            Ok(Self(text))
        } else {
            Err(Code::NotAnAddress)
        }
    }
}

impl Email {
    /// The address, for the envelope.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

/// A random reference to a case, such as "AR-7K2Q": two letters of the region, then four
/// signs. Its key stays with the organisation that brought the case (`docs/domain.md`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct CaseRef(String);

impl CaseRef {
    /// The length of every reference.
    pub const MAX: usize = 7;

    /// Letters and digits that are not mistaken for one another: no I, O, 0 and 1.
    const ALPHABET: [char; 32] = [
        '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K',
        'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
    ];

    /// Makes a reference from the region's two letters and four random bytes, each sign
    /// equally likely. [`Code::NotAChoice`] when `prefix` is not two ASCII letters.
    pub fn from_entropy(prefix: &str, entropy: [u8; 4]) -> Result<Self, Code> {
        if prefix.len() != 2 || !prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(Code::NotAChoice);
        }
        let signs = entropy.map(|byte| Self::ALPHABET[usize::from(byte) % Self::ALPHABET.len()]);
        Ok(Self(format!(
            "{}-{}",
            prefix.to_ascii_uppercase(),
            signs.iter().collect::<String>()
        )))
    }

    /// Reads a reference, in upper or lower case. [`Code::Empty`], or [`Code::NotAChoice`]
    /// when it has another shape.
    pub fn parse(raw: &str) -> Result<Self, Code> {
        let text = measured(one_line(raw).to_uppercase(), usize::MAX)?;
        let is_reference = text.split_once('-').is_some_and(|(prefix, signs)| {
            prefix.len() == 2
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
                && signs.len() == 4
                && signs.chars().all(|sign| Self::ALPHABET.contains(&sign))
        });
        if is_reference {
            Ok(Self(text))
        } else {
            Err(Code::NotAChoice)
        }
    }
}

access!(CaseRef);

fn admit_link(text: &str, screen: &Screen) -> Result<(), Code> {
    let has_scheme = text
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let rest = text.get(8..).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.')
        && !host.starts_with('.')
        && host
            .chars()
            .all(|ch| ch.is_alphanumeric() || matches!(ch, '.' | '-' | ':'));
    if !has_scheme
        || !is_host
        || text
            .chars()
            .any(|ch| ch.is_whitespace() || matches!(ch, '"' | '<' | '>' | '\\'))
    {
        return Err(Code::NotALink);
    }
    let mut kinds = screen.kinds(text);
    // Dates are common in addresses of publications and point at nobody.
    kinds.retain(|kind| kind.is_refused() && *kind != Kind::PastDate);
    if kinds.is_empty() {
        Ok(())
    } else {
        Err(Code::Personal(kinds))
    }
}

fn measured(text: String, max: usize) -> Result<String, Code> {
    match text.chars().count() {
        0 => Err(Code::Empty),
        count if count > max => Err(Code::TooLong(max)),
        _ => Ok(text),
    }
}

/// Ends every line with a line feed, drops control characters and space around the text.
fn tidy(raw: &str) -> String {
    let lines = raw
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ");
    let kept: String = lines
        .chars()
        .filter(|ch| *ch == '\n' || !ch.is_control())
        .collect();
    kept.trim().to_owned()
}

/// As [`tidy`], with every line end turned into a space.
fn one_line(raw: &str) -> String {
    tidy(raw).replace('\n', " ")
}
