//! The age of a person, as against the duration of anything else.

use super::lists::{DURATION_AFTER, DURATION_BEFORE, GIVEN, NOT_COUNTED, PERSONS, THINGS, UNITS};
use super::view::View;
use super::{Hit, Kind};

const NUMERALS: &[(&str, u32)] = &[
    ("een", 1),
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("elf", 11),
    ("twaalf", 12),
    ("dertien", 13),
    ("veertien", 14),
    ("vijftien", 15),
    ("zestien", 16),
    ("zeventien", 17),
    ("achttien", 18),
    ("negentien", 19),
    ("twintig", 20),
    ("dertig", 30),
    ("veertig", 40),
    ("vijftig", 50),
];

/// Ages in digits or words: "16-jarige", "zestien jaar oud", "een meisje van 9 jaar"; and without
/// a unit after a person: "een meisje van 16". `named` holds the names, in order of place.
pub fn find(view: &View, named: &[Hit], hits: &mut Vec<Hit>) {
    for index in 0..view.words.len() {
        let bare = is_bare_age(view, named, index).then_some(index);
        if let Some(last) = bare.or_else(|| age_at(view, index)) {
            hits.extend(view.hit(Kind::Age, view.words[index].from, view.words[last].to));
        }
    }
}

fn age_at(view: &View, index: usize) -> Option<usize> {
    let low = view.low(index);
    if low == "leeftijd" {
        let last = index
            + if matches!(view.low(index + 1), "van" | "is") {
                2
            } else {
                1
            };
        let after = view.low(last + 1);
        let is_age =
            value(view.low(last)).is_some_and(|age| age <= 110) && !matches!(after, "tot" | "t");
        return (is_age && !view.ends_before(last)).then_some(last);
    }
    let tail = low
        .find(|ch: char| !ch.is_ascii_digit())
        .unwrap_or(low.len());
    let (number, unit, last) = match &low[tail..] {
        "" => (value(low)?, view.low(index + 1), index + 1),
        unit if tail > 0 => (value(&low[..tail])?, unit, index),
        _ => match low.split_once("jarig") {
            Some((number, "" | "e" | "en")) => {
                (value(number.trim_end_matches('-'))?, "jarige", index)
            }
            _ => (value(low)?, view.low(index + 1), index + 1),
        },
    };
    if number > 110 || last > index && !view.gap(last).all(|ch| matches!(ch, ' ' | '-')) {
        return None;
    }
    let is_age = match unit {
        "jarig" | "jarige" | "jarigen" => !THINGS.ends(view.low(last + 1)),
        "jaar" | "jr" => is_age_in_years(view, number, index, last),
        _ => false,
    };
    is_age.then_some(last)
}

fn is_age_in_years(view: &View, number: u32, index: usize, last: usize) -> bool {
    let before = |back: usize| index.checked_sub(back).map_or("", |i| view.low(i));
    let is_thing = (1..=5).any(|back| THINGS.ends(before(back)));
    let after = view.low(last + 1);
    if matches!(after, "oud" | "jong" | "oude") {
        return !is_thing;
    }
    let is_bound = matches!(after, "en" | "of") && matches!(view.low(last + 2), "jonger" | "ouder");
    if is_bound || DURATION_AFTER.has(after) {
        return false;
    }
    if (1..=3).any(|back| PERSONS.has(before(back)))
        && matches!(before(1), "van" | "is" | "" | "was")
    {
        return true;
    }
    // Younger than ten without a word for a person is far more often a term.
    number >= 10 && !is_thing && !(1..=2).any(|back| DURATION_BEFORE.has(before(back)))
}

/// A number said of a person, where nothing is counted or measured: "Fatima is 16".
fn is_bare_age(view: &View, named: &[Hit], index: usize) -> bool {
    let low = view.low(index);
    // One or two digits; as a word only from ten, for "een" is an article.
    let is_bare = |number: &u32| low.len() <= 2 || (10..100).contains(number);
    let Some(number) = value(low).filter(is_bare) else {
        return false;
    };
    let Some(person) = index.checked_sub(2) else {
        return false;
    };
    let verb = view.low(index - 1);
    let who = view.low(person);
    let is_said = view.is_joined(index) && view.is_joined(index - 1);
    let is_of = match verb {
        // "Moeder van 3" has three children.
        "van" => number >= 12 || !matches!(who, "moeder" | "vader"),
        "ben" => who == "ik",
        "is" | "was" | "werd" | "wordt" => true,
        _ => false,
    };
    is_said && is_of && (who == "ik" || is_person(view, named, person)) && !is_count(view, index)
}

/// A word for a person, a given name, or the end of a name that was found.
fn is_person(view: &View, named: &[Hit], index: usize) -> bool {
    let low = view.low(index);
    let end = |at: usize| {
        let word = view.words.get(at)?;
        Some(view.hit(Kind::Name, word.from, word.to)?.span.end)
    };
    PERSONS.has(low)
        || view.is_capital(index) && GIVEN.has(low)
        || end(index).is_some_and(|end| {
            named
                .binary_search_by_key(&end, |name| name.span.end)
                .is_ok()
        })
}

/// Whether the number at `index` counts or measures something, or is part of a longer one.
fn is_count(view: &View, index: usize) -> bool {
    let mut gap = view.gap(index + 1);
    let next = view.low(index + 1);
    let is_digit = next.starts_with(|ch: char| ch.is_ascii_digit());
    match gap.next() {
        Some('%' | '€' | '°' | '/') => true,
        // "9.30", "2,5", "16-18": one number.
        Some('.' | ',' | ':' | '-') => is_digit && gap.next().is_none(),
        Some(' ') if gap.all(|ch| ch == ' ') => {
            let is_plural = next.ends_with("en") || next.ends_with('s');
            let is_plural = is_plural && !view.is_capital(index + 1);
            UNITS.has(next) || is_digit || is_plural && !NOT_COUNTED.has(next)
        }
        Some(' ') => matches!(view.ch(view.words[index].to + 1), Some('%' | '€' | '°')),
        _ => false,
    }
}

fn value(word: &str) -> Option<u32> {
    if (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    NUMERALS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}
