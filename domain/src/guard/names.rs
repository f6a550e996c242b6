//! What looks like the name of a person. It is asked about, never refused: only the reader
//! knows whether it is one.

use super::lists::{GIVEN, TITLES, is_institutional};
use super::view::{View, plain};
use super::{Hit, Kind, Known};

/// Prefixes that occur in names and nowhere else.
const ARABIC: &[&str] = &[
    "abu", "ait", "al", "ben", "bin", "bint", "bou", "el", "ibn", "ould", "oulad",
];
const DUTCH: &[&str] = &[
    "da", "de", "den", "der", "di", "do", "dos", "het", "in", "la", "le", "op", "te", "ten", "ter",
    "van", "von",
];

/// Pairs that look like a name, except those in the people register.
pub fn find(view: &View, known: &Known, hits: &mut Vec<Hit>) {
    let mut register = None;
    let mut index = 0;
    while index < view.words.len() {
        let Some((first, last)) = name_at(view, index) else {
            index += 1;
            continue;
        };
        let name = joined((first..=last).map(|i| view.low(i)));
        let register = register.get_or_insert_with(|| register_of(known));
        if !register.contains(&name) {
            hits.extend(view.hit(Kind::Name, view.words[index].from, view.words[last].to));
        }
        index = last + 1;
    }
}

/// All known names in one text, each word between spaces, so that one search finds a part.
fn register_of(known: &Known) -> String {
    let names = known.names.iter().map(|name| {
        let low: String = name.chars().flat_map(plain).collect();
        joined(
            low.split(|ch: char| !(ch.is_alphanumeric() || matches!(ch, '-' | '\'')))
                .filter(|w| !w.is_empty()),
        )
    });
    names.collect::<Vec<_>>().join("\n")
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::from(" ");
    for word in words {
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// The name that starts at word `index`: the first word of it without title, and the last.
fn name_at(view: &View, index: usize) -> Option<(usize, usize)> {
    let low = view.low(index);
    if TITLES.has(low) {
        let first = index + 1;
        let after_initials = initials(view, first);
        return surname(view, after_initials, true).map(|last| (first, last));
    }
    let after = initials(view, index);
    if after > index {
        return surname(view, after, true).map(|last| (index, last));
    }
    if !view.is_capital(index) || is_institutional(low) {
        return None;
    }
    if GIVEN.has(low) {
        return surname(view, index + 1, true).map(|last| (index, last));
    }
    // Unknown words: only in mid-sentence does a capital mean anything.
    if view.opens(index) {
        return None;
    }
    surname(view, index + 1, false).map(|last| (index, last))
}

/// The word after the initials that start at `index`; `index` itself when there are none.
fn initials(view: &View, index: usize) -> usize {
    let is_initial = |i: usize| {
        view.words.get(i).is_some_and(|word| {
            let is_short = word.to - word.from == 1 || word.low == "th" || word.low == "ch";
            is_short && view.ch(word.from).is_some_and(char::is_uppercase)
        }) && view.gap(i + 1).next() == Some('.')
    };
    let mut at = index;
    while is_initial(at) && view.gap(at + 1).all(|ch| matches!(ch, '.' | ' ')) {
        at += 1;
    }
    at
}

/// The last word of a surname at `index`, prefixes included.
fn surname(view: &View, index: usize, is_sure: bool) -> Option<usize> {
    let mut at = index;
    while at < index + 3 {
        let low = view.low(at);
        let is_prefix = ARABIC.contains(&low) || is_sure && DUTCH.contains(&low);
        if !is_prefix || !is_adjacent(view, at) || !is_adjacent(view, at + 1) {
            break;
        }
        at += 1;
    }
    let word = view.words.get(at)?;
    let is_loud = word.to - word.from >= 3
        && view.glyphs[word.from..word.to]
            .iter()
            .all(|glyph| glyph.ch.is_uppercase())
        && is_sure
        && at > 0
        && view.gap(at).any(|ch| ch == '.');
    let is_name =
        (word.is_capital || is_loud) && is_adjacent(view, at) && !is_institutional(&word.low);
    if !is_name {
        return None;
    }
    // "Karim Ali Hassan", "Jansen-Smit": the rest of the name goes along.
    let more =
        view.is_joined(at + 1) && view.is_capital(at + 1) && !is_institutional(view.low(at + 1));
    Some(at + usize::from(more))
}

fn is_adjacent(view: &View, index: usize) -> bool {
    index > 0
        && index < view.words.len()
        && view.gap(index).count() <= 2
        && view.gap(index).all(|ch| matches!(ch, ' ' | '.'))
        && !(view.gap(index).any(|ch| ch == '.') && view.ends_before(index))
}
