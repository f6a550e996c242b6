//! Looks through a file: what it really is, what may not be in it, what of it is kept, and what text
//! there is to read in it. Pure, and trusts nothing: it runs in a process of its own.

mod image;
mod markup;
mod office;
mod pdf;
mod words;
pub mod zip;

#[cfg(test)]
mod tests;

use domain::papers::{Flaw, PaperKind, Place, Sniffed, Spot, sniff};
use serde::{Deserialize, Serialize};

/// The most text of one file that is searched, in bytes.
const MOST_TEXT: usize = 5 * 1024 * 1024;
/// The fewest letters that count as a text that can be read.
const FEWEST: usize = 5;

/// A text of a file, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where.
    pub place: Place,
    /// What.
    pub text: String,
}

/// A file that was looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// What it is.
    pub kind: PaperKind,
    /// What of it is kept: without metadata, written anew.
    pub clean: Vec<u8>,
    /// The texts in it.
    pub parts: Vec<Part>,
    /// Whether something in it may be text that no machine reads.
    pub unread: bool,
}

/// Looks through a file whose name promises this kind.
///
/// # Errors
/// The first reason not to take it in.
pub fn examine(bytes: &[u8], promised: Option<PaperKind>) -> Result<Examined, Flaw> {
    let sniffed = sniff(bytes)?;
    if let Sniffed::Kind(kind) = sniffed
        && promised != Some(kind)
    {
        return Err(Flaw::Renamed);
    }
    let examined = match sniffed {
        Sniffed::Container => office::clean(bytes, promised)?,
        Sniffed::Kind(PaperKind::Pdf) => pdf::clean(bytes)?,
        Sniffed::Kind(PaperKind::Png) => picture(PaperKind::Png, image::png(bytes)?),
        Sniffed::Kind(PaperKind::Jpeg) => picture(PaperKind::Jpeg, image::jpeg(bytes)?),
        Sniffed::Kind(_) => plain(bytes)?,
    };
    let text: usize = examined.parts.iter().map(|part| part.text.len()).sum();
    if text > MOST_TEXT {
        return Err(Flaw::TooHard);
    }
    Ok(examined)
}

fn picture(kind: PaperKind, clean: Vec<u8>) -> Examined {
    Examined {
        kind,
        clean,
        parts: Vec::new(),
        unread: true,
    }
}

fn plain(bytes: &[u8]) -> Result<Examined, Flaw> {
    let text = std::str::from_utf8(bytes).map_err(|_| Flaw::NotUtf8)?;
    let text = text.trim_start_matches('\u{feff}');
    Ok(Examined {
        kind: PaperKind::Text,
        clean: text.as_bytes().to_vec(),
        parts: vec![Part {
            place: Place::only(Spot::Text),
            text: text.to_owned(),
        }],
        unread: false,
    })
}

/// Whether a text is one that a person would read there: letters, and few signs that stand for none.
fn is_readable(text: &str) -> bool {
    let (mut letters, mut signs) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        signs += 1;
        if letter.is_alphanumeric() {
            letters += 1;
        }
        if letter == '\u{fffd}' || letter.is_control() {
            return false;
        }
    }
    letters >= FEWEST && letters * 2 > signs
}
