//! Numbers with a check of their own: citizen service numbers and bank accounts.

use super::contact::is_known;
use super::cue::{self, Cue};
use super::dates::Found;
use super::view::View;
use super::{Hit, Kind, Known, Scope};

/// A run of digits; letters that pass for digits are read as such.
struct Group {
    from: usize,
    to: usize,
    digits: Vec<u8>,
}

/// Citizen service numbers, in any notation.
///
/// Whole groups of digits that make nine together and pass the eleven-test; eight when a cue
/// says so, for such numbers are also written without their leading zero.
pub fn bsns(view: &View, scope: Scope, known: &Known, dates: &[Found], hits: &mut Vec<Hit>) {
    let groups = groups(view);
    for first in 0..groups.len() {
        let mut digits: Vec<u8> = Vec::new();
        let cue = cue::before(view, groups[first].from);
        for last in first..groups.len() {
            if last > first && !is_separator(view, groups[last - 1].to, groups[last].from) {
                break;
            }
            digits.extend(&groups[last].digits);
            let enough = digits.len() == 9 || digits.len() == 8 && cue == Cue::Bsn;
            let (from, to) = (groups[first].from, groups[last].to);
            if enough && passes_eleven(&digits) {
                let is_explained = match cue {
                    Cue::Bsn => false,
                    _ if is_known(&digits, known) || holds_date(view, dates, from, to) => true,
                    Cue::Other => scope == Scope::Ordinary,
                    Cue::Phone | Cue::None => false,
                };
                if !is_explained {
                    hits.extend(view.hit(Kind::Bsn, from, to));
                }
            }
            if digits.len() >= 9 {
                break;
            }
        }
    }
}

/// The eleven-test: weights 9 to 2, then -1, on nine digits; eight get a leading zero.
fn passes_eleven(digits: &[u8]) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let skip = weights.len() - digits.len();
    let sum: i32 = digits
        .iter()
        .zip(&weights[skip..])
        .map(|(d, w)| i32::from(*d) * w)
        .sum();
    digits.iter().any(|digit| *digit != 0) && sum % 11 == 0
}

fn groups(view: &View) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < view.glyphs.len() {
        let mut from = at;
        while view.ch(at).and_then(digit).is_some() {
            at += 1;
        }
        if from == at {
            at += 1;
            continue;
        }
        let mut to = at;
        // Beside other letters a lookalike is a letter: the "l" of "Zaal 12", the "o" of "12 okt".
        if view.before(from).is_some_and(char::is_alphabetic) {
            while from < to && !view.is_digit(from) {
                from += 1;
            }
        }
        if view.ch(to).is_some_and(char::is_alphabetic) {
            while to > from && !view.is_digit(to - 1) {
                to -= 1;
            }
        }
        if (from..to).any(|i| view.is_digit(i)) {
            let digits = (from..to)
                .filter_map(|i| view.ch(i).and_then(digit))
                .collect();
            groups.push(Group { from, to, digits });
        }
    }
    groups
}

fn digit(ch: char) -> Option<u8> {
    match ch {
        'O' | 'o' => Some(0),
        'l' | 'I' | '|' => Some(1),
        _ => ch.to_digit(10).and_then(|value| u8::try_from(value).ok()),
    }
}

/// At most four signs that people put inside a number; a comma only without a space.
fn is_separator(view: &View, from: usize, to: usize) -> bool {
    let gap = &view.glyphs[from..to];
    let sign = |ch| matches!(ch, ' ' | '\n' | '.' | '-' | '/' | '_' | ':' | '·' | '*');
    gap.len() <= 4 && (gap.iter().all(|g| sign(g.ch)) || gap.len() == 1 && gap[0].ch == ',')
}

/// Whether a date or a span of years stands apart within the glyphs `from..to`.
fn holds_date(view: &View, dates: &[Found], from: usize, to: usize) -> bool {
    let at = dates.partition_point(|date| date.from < from);
    let date = dates
        .get(at)
        .is_some_and(|date| date.is_clear && date.to <= to);
    date || (from..to).any(|i| is_span_of_years(view, i))
}

fn is_span_of_years(view: &View, at: usize) -> bool {
    let year = |i: usize| {
        view.ch(i) == Some('2')
            && view.ch(i + 1) == Some('0')
            && (i..i + 4).all(|j| view.is_digit(j))
    };
    !at.checked_sub(1).is_some_and(|i| view.is_digit(i))
        && year(at)
        && matches!(view.ch(at + 4), Some('-' | '/'))
        && year(at + 5)
        && !view.is_digit(at + 9)
        && !(matches!(view.ch(at + 9), Some('-' | '/')) && view.is_digit(at + 10))
}

/// Bank accounts of every country that has them, with or without separators.
pub fn ibans(view: &View, hits: &mut Vec<Hit>) {
    let mut at = 0;
    while at < view.glyphs.len() {
        match iban_at(view, at) {
            Some(end) => {
                hits.extend(view.hit(Kind::Iban, at, end));
                at = end;
            }
            None => at += 1,
        }
    }
}

fn iban_at(view: &View, start: usize) -> Option<usize> {
    let is_letter = |at: usize| view.ch(at).is_some_and(|ch| ch.is_ascii_alphabetic());
    let is_inside = view.before(start).is_some_and(char::is_alphanumeric);
    if is_inside || !is_letter(start) || !is_letter(start + 1) {
        return None;
    }
    let country = [
        view.ch(start)?.to_ascii_uppercase(),
        view.ch(start + 1)?.to_ascii_uppercase(),
    ];
    let length = super::lists::iban_length(country)?;
    let mut signs: Vec<char> = Vec::with_capacity(length);
    let mut at = start;
    let mut apart = 0;
    while signs.len() < length {
        let ch = view.ch(at)?;
        at += 1;
        if ch.is_ascii_alphanumeric() {
            signs.push(ch.to_ascii_uppercase());
            apart = 0;
        } else if matches!(ch, ' ' | '\n' | '.' | '-') && apart < 2 {
            apart += 1;
        } else {
            return None;
        }
    }
    let is_whole = !view.ch(at).is_some_and(char::is_alphanumeric);
    (is_whole && signs[2].is_ascii_digit() && signs[3].is_ascii_digit() && passes_97(&signs))
        .then_some(at)
}

/// ISO 7064 MOD 97-10: the first four signs go to the end, letters count from 10.
fn passes_97(signs: &[char]) -> bool {
    let moved = signs[4..].iter().chain(&signs[..4]);
    let rest = moved
        .filter_map(|ch| ch.to_digit(36))
        .fold(0, |rest, value| {
            if value < 10 {
                (rest * 10 + value) % 97
            } else {
                (rest * 100 + value) % 97
            }
        });
    rest == 1
}
