//! Words that tell what the number after them is.

use super::view::View;

/// What the words just before a number say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// A citizen service number.
    Bsn,
    /// A telephone number.
    Phone,
    /// A number of a thing: a file, an order, a legal person.
    Other,
    /// Nothing.
    None,
}

const BSN: &[&str] = &[
    "bsn",
    "burgerservicenr",
    "burgerservicenummer",
    "sofi",
    "sofinr",
    "sofinummer",
];
const PHONE: &[&str] = &[
    "bel",
    "bellen",
    "fax",
    "gsm",
    "mobiel",
    "tel",
    "telefoon",
    "whatsapp",
    "06-nummer",
];
const OTHER: &[&str] = &[
    "aanvraag",
    "artikel",
    "besluit",
    "btw",
    "contract",
    "dossier",
    "dossiernr",
    "factuur",
    "isbn",
    "kenmerk",
    "kvk",
    "offerte",
    "order",
    "ordernr",
    "project",
    "ref",
    "referentie",
    "rsin",
    "subsidie",
    "verplichting",
    "vestiging",
    "zaak",
    "zaakid",
    "zaaknr",
];
/// Numbers of people, so no excuse for nine digits.
const OF_PEOPLE: &[&str] = &[
    "burger",
    "bsn",
    "client",
    "crv",
    "document",
    "id-",
    "identiteit",
    "mobiel",
    "paspoort",
    "patient",
    "persoon",
    "rijbewijs",
    "sofi",
    "tel",
    "v-",
    "vreemdeling",
    "06-",
];
/// Words between a cue and its number that carry no meaning of their own.
const FILLERS: &[&str] = &[
    "de", "deze", "dit", "een", "het", "is", "luidt", "met", "nr", "nummer", "onder", "van",
];
/// How many words with a meaning may stand between, and how many in all.
const REACH: usize = 3;
const FARTHEST: usize = 6;

/// The cue nearest before glyph `at`, at most three meaningful words away in
/// the same sentence.
pub fn before(view: &View, at: usize) -> Cue {
    // An amount of money is a number of a thing, whatever the words say.
    let sign = view
        .before(at)
        .filter(|ch| *ch != ' ')
        .or_else(|| view.before(at.saturating_sub(1)));
    if sign == Some('€') {
        return Cue::Other;
    }
    let count = view.words_before(at);
    let mut seen = 0;
    for index in (0..count).rev().take(FARTHEST) {
        // Words lie before the number itself, so only later gaps can end the sentence.
        if index + 1 < count && view.ends_before(index + 1) {
            break;
        }
        if index + 1 == count && stops(view, index, at) {
            break;
        }
        match of(view.low(index)) {
            Cue::None => seen += usize::from(!FILLERS.contains(&view.low(index))),
            cue => return cue,
        }
        if seen == REACH {
            break;
        }
    }
    Cue::None
}

/// Whether a sentence ends between word `index` and glyph `at`; a cue may carry a full stop.
fn stops(view: &View, index: usize, at: usize) -> bool {
    let from = view.words[index].to;
    let is_end = view.glyphs[from..at]
        .iter()
        .any(|glyph| matches!(glyph.ch, '.' | '!' | '?' | ';'));
    is_end && of(view.low(index)) == Cue::None && !matches!(view.low(index), "nr" | "no")
}

fn of(word: &str) -> Cue {
    let starts = |list: &[&str]| list.iter().any(|start| word.starts_with(start));
    if BSN.contains(&word) || word.starts_with("bsn-") || word.starts_with("burgerservice") {
        Cue::Bsn
    } else if PHONE.contains(&word) || word.starts_with("telefoon") || word.starts_with("mobiel") {
        Cue::Phone
    } else if OTHER.contains(&word) {
        Cue::Other
    } else if word == "nummer" || word == "nummers" || starts(OF_PEOPLE) {
        Cue::None
    } else if ["nummer", "nummers", "nr", "kenmerk"]
        .iter()
        .any(|end| word.ends_with(end) && word != *end)
    {
        Cue::Other
    } else {
        Cue::None
    }
}
