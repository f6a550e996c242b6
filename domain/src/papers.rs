//! Papers (stukken): files that hang on an item, what is taken in, and what never is.
//!
//! A paper has the class of its item and opens where the item opens. Nothing of it is kept before it
//! was looked through (`docs/domain.md#papers`).

pub mod command;
pub mod sniff;

use serde::{Deserialize, Serialize};

use crate::fault::NotNow;
use crate::meetings::{ItemState, MeetingState};
use crate::people::words::words;

pub use sniff::{Sniffed, sniff};

/// The most one file may hold, in bytes: 20 MB.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most the papers of one item may hold together, in bytes: 100 MB.
pub const LARGEST_TOGETHER: u64 = 100 * 1024 * 1024;
/// The most papers an item has at a time.
pub const MOST: u64 = 20;

words! {
    /// What a paper is, by its content.
    PaperKind {
        /// A document to read and print.
        Pdf = "pdf",
        /// A text of a word processor, as Microsoft keeps it.
        Docx = "docx",
        /// A text of a word processor, by the open standard.
        Odt = "odt",
        /// A spreadsheet, as Microsoft keeps it.
        Xlsx = "xlsx",
        /// A spreadsheet, by the open standard.
        Ods = "ods",
        /// Slides, as Microsoft keeps them.
        Pptx = "pptx",
        /// Slides, by the open standard.
        Odp = "odp",
        /// A picture without loss.
        Png = "png",
        /// A photograph.
        Jpeg = "jpg",
        /// Plain text in UTF-8.
        Text = "txt",
    }
}

impl PaperKind {
    /// The media type under which it leaves.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The kind that a file name promises by its end; nothing where it promises none of ours.
    pub fn promised(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        match end.to_ascii_lowercase().as_str() {
            "jpeg" => Some(Self::Jpeg),
            other => Self::parse(other),
        }
    }

    /// The name under which it leaves: its kind and number, nothing of what it is about.
    pub fn file_name(self, number: i32) -> String {
        format!("stuk-{number}.{}", self.word())
    }

    /// Whether no text can be read from it, so that a person has to look.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }
}

words! {
    /// Why a file is not taken in.
    Flaw {
        /// No file came with the form.
        Missing = "missing",
        /// There is nothing in it.
        Nothing = "nothing",
        /// It is larger than [`LARGEST`].
        TooLarge = "too_large",
        /// With it the papers of the item would be larger than [`LARGEST_TOGETHER`].
        TooLargeTogether = "too_large_together",
        /// The item has [`MOST`] papers.
        TooMany = "too_many",
        /// It is of no kind that is taken in.
        UnknownKind = "unknown_kind",
        /// Its name promises another kind than its content is.
        Renamed = "renamed",
        /// An old file of an office program, which may hold anything.
        OldOffice = "old_office",
        /// It is locked with a password.
        Encrypted = "encrypted",
        /// It holds macros.
        Macros = "macros",
        /// It holds something that does something by itself.
        Active = "active",
        /// Another file is inside it.
        Embedded = "embedded",
        /// It is two kinds of file at once.
        Polyglot = "polyglot",
        /// It fetches a part of itself from elsewhere.
        External = "external",
        /// There is far more in it than it shows.
        Bomb = "bomb",
        /// It is damaged, or made in a way that we do not read.
        Broken = "broken",
        /// Looking through it took too long.
        TooHard = "too_hard",
        /// It is a text, but not in UTF-8.
        NotUtf8 = "not_utf8",
        /// The scanner found a virus.
        Infected = "infected",
        /// Not all of its text can be read, so a person has to say that they looked.
        Unread = "unread",
    }
}

words! {
    /// Where in a file something was found.
    Spot {
        /// A page, counted from 1.
        Page = "page",
        /// A sheet, counted from 1.
        Sheet = "sheet",
        /// A slide, counted from 1.
        Slide = "slide",
        /// The running text.
        Text = "text",
        /// Comments.
        Comments = "comments",
        /// Above or below each page.
        Edge = "edge",
        /// Anywhere else.
        Elsewhere = "elsewhere",
    }
}

/// A place in a file: where, and which one where there are several; 0 where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// What kind of place.
    pub spot: Spot,
    /// Which one, counted from 1; 0 where there is one.
    pub number: u32,
}

impl Place {
    /// The only one of its kind.
    pub const fn only(spot: Spot) -> Self {
        Self { spot, number: 0 }
    }
}

/// Whether papers of an item can be attached and removed now: as long as the item itself can be changed,
/// which is until its meeting starts. What the table had before it stays as it was.
///
/// # Errors
/// [`NotNow`] with the state that stands in the way.
pub fn changeable(
    meeting: Option<&MeetingState>,
    item: &ItemState,
    operation: &'static str,
) -> Result<(), NotNow> {
    let before = matches!(
        meeting,
        None | Some(
            MeetingState::Planned | MeetingState::Collecting | MeetingState::Published { .. }
        )
    );
    let waits = matches!(
        item,
        ItemState::Proposed { .. } | ItemState::Included | ItemState::Returned { .. }
    );
    match meeting {
        Some(meeting) if !before => Err(NotNow {
            state: meeting.word(),
            operation,
        }),
        _ if waits => Ok(()),
        _ => Err(NotNow {
            state: item.word(),
            operation,
        }),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::id::PersonId;

    /// Every state of a meeting meets every state of an item.
    #[test]
    fn papers_change_until_the_meeting_starts() {
        let (at, by) = (DateTime::UNIX_EPOCH, PersonId(Uuid::nil()));
        let planned = MeetingState::Planned;
        let collecting = planned.clone().open_for_proposals().unwrap();
        let published = collecting.clone().publish(at, by).unwrap();
        let running = published.clone().start(at, by).unwrap();
        let proposed = ItemState::PROPOSED;
        let included = proposed.clone().include().unwrap();
        let returned = proposed
            .clone()
            .return_with_reason(at, by, "Graag korter".into())
            .unwrap();
        let withdrawn = proposed.clone().withdraw(at, by).unwrap();
        let meetings = [
            (None, true),
            (Some(planned), true),
            (Some(collecting), true),
            (Some(published), true),
            (Some(running), false),
        ];
        let items = [
            (proposed, true),
            (included, true),
            (returned, true),
            (withdrawn, false),
        ];
        for (meeting, open) in &meetings {
            for (item, waits) in &items {
                let found = changeable(meeting.as_ref(), item, "attach_paper");
                assert_eq!(found.is_ok(), *open && *waits, "{meeting:?} {item:?}");
            }
        }
    }

    #[test]
    fn a_name_promises_a_kind_by_its_end_only() {
        for (name, kind) in [
            ("verslag.pdf", Some(PaperKind::Pdf)),
            ("VERSLAG.PDF", Some(PaperKind::Pdf)),
            ("foto.jpeg", Some(PaperKind::Jpeg)),
            ("foto.jpg", Some(PaperKind::Jpeg)),
            ("nota.pdf.exe", None),
            ("nota.docm", None),
            ("nota", None),
            ("", None),
            (".pdf", Some(PaperKind::Pdf)),
        ] {
            assert_eq!(PaperKind::promised(name), kind, "{name}");
        }
    }

    #[test]
    fn a_paper_leaves_under_its_number() {
        assert_eq!(PaperKind::Pdf.file_name(3), "stuk-3.pdf");
        assert_eq!(PaperKind::Jpeg.file_name(12), "stuk-12.jpg");
        for kind in PaperKind::ALL {
            assert_eq!(PaperKind::promised(&kind.file_name(1)), Some(kind));
            assert!(kind.media_type().contains('/'));
        }
    }
}
