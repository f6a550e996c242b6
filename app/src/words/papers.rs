//! Words for papers: what they are, how large, and why a file is not taken in.

use domain::papers::{Flaw, PaperKind, Place, Spot};

use crate::i18n::Locale;
use crate::say;

/// What a paper is.
pub fn kind(kind: PaperKind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        PaperKind::Pdf => say!(l, papers.kind_pdf),
        PaperKind::Docx => say!(l, papers.kind_docx),
        PaperKind::Odt => say!(l, papers.kind_odt),
        PaperKind::Xlsx => say!(l, papers.kind_xlsx),
        PaperKind::Ods => say!(l, papers.kind_ods),
        PaperKind::Pptx => say!(l, papers.kind_pptx),
        PaperKind::Odp => say!(l, papers.kind_odp),
        PaperKind::Png => say!(l, papers.kind_png),
        PaperKind::Jpeg => say!(l, papers.kind_jpg),
        PaperKind::Text => say!(l, papers.kind_txt),
    }
}

/// How large, as people say it.
pub fn size(bytes: u32) -> String {
    let l = Locale::Nl;
    let kb = bytes.div_ceil(1024).max(1);
    if kb < 1000 {
        return say!(l, papers.kb, size = kb);
    }
    let tenths = (u64::from(bytes) * 10).div_ceil(1024 * 1024);
    let size = format!("{},{}", tenths / 10, tenths % 10);
    say!(l, papers.mb, size = size)
}

/// How many papers.
pub fn count(count: u32) -> String {
    let l = Locale::Nl;
    match count {
        1 => say!(l, papers.count_one).to_owned(),
        many => say!(l, papers.count, count = many),
    }
}

/// Why a file is not taken in, and what to do.
pub fn flaw(flaw: Flaw) -> &'static str {
    let l = Locale::Nl;
    match flaw {
        Flaw::Missing => say!(l, papers.flaw_missing),
        Flaw::Nothing => say!(l, papers.flaw_nothing),
        Flaw::TooLarge => say!(l, papers.flaw_too_large),
        Flaw::TooLargeTogether => say!(l, papers.flaw_too_large_together),
        Flaw::TooMany => say!(l, papers.flaw_too_many),
        Flaw::UnknownKind => say!(l, papers.flaw_unknown_kind),
        Flaw::Renamed => say!(l, papers.flaw_renamed),
        Flaw::OldOffice => say!(l, papers.flaw_old_office),
        Flaw::Encrypted => say!(l, papers.flaw_encrypted),
        Flaw::Macros => say!(l, papers.flaw_macros),
        Flaw::Active => say!(l, papers.flaw_active),
        Flaw::Embedded => say!(l, papers.flaw_embedded),
        Flaw::Polyglot => say!(l, papers.flaw_polyglot),
        Flaw::External => say!(l, papers.flaw_external),
        Flaw::Bomb => say!(l, papers.flaw_bomb),
        Flaw::Broken => say!(l, papers.flaw_broken),
        Flaw::TooHard => say!(l, papers.flaw_too_hard),
        Flaw::NotUtf8 => say!(l, papers.flaw_not_utf8),
        Flaw::Infected => say!(l, papers.flaw_infected),
        Flaw::Unread => say!(l, papers.flaw_unread),
    }
}

/// Where in a file something was found.
pub fn found(places: &[Place]) -> String {
    let l = Locale::Nl;
    let word = |place: &Place| match place.spot {
        Spot::Page => say!(l, papers.place_page, number = place.number),
        Spot::Sheet => say!(l, papers.place_sheet, number = place.number),
        Spot::Slide => say!(l, papers.place_slide, number = place.number),
        Spot::Text => say!(l, papers.place_text).to_owned(),
        Spot::Comments => say!(l, papers.place_comments).to_owned(),
        Spot::Edge => say!(l, papers.place_edge).to_owned(),
        Spot::Elsewhere => say!(l, papers.place_elsewhere).to_owned(),
    };
    let places: Vec<String> = places.iter().map(word).collect();
    say!(l, papers.found, places = places.join(", "))
}

/// The label of a field of this slice.
pub fn field(field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match field {
        "title" => say!(l, papers.title_label),
        "file" => say!(l, papers.file_label),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_said_as_people_say_it() {
        assert_eq!(size(0), "1 kB");
        assert_eq!(size(1024), "1 kB");
        assert_eq!(size(1025), "2 kB");
        assert_eq!(size(1_500_000), "1,5 MB");
        assert_eq!(size(20 * 1024 * 1024), "20,0 MB");
    }
}
