//! Ways to reach somebody: e-mail, telephone, front door.

use super::cue::{self, Cue};
use super::dates::Found;
use super::view::View;
use super::{Hit, Kind, Known, Scope};

/// E-mail addresses, also with the sign written as "(at)" or "[at]".
pub fn emails(view: &View, hits: &mut Vec<Hit>) {
    for at in 0..view.glyphs.len() {
        let Some(after) = at_sign(view, at) else {
            continue;
        };
        let local = (1..=64).take_while(|back| {
            at.checked_sub(*back)
                .and_then(|i| view.ch(i))
                .is_some_and(is_local)
        });
        let from = at - local.count();
        let mut to = (after..after + 255)
            .find(|i| {
                !view
                    .ch(*i)
                    .is_some_and(|ch| ch.is_alphanumeric() || matches!(ch, '.' | '-'))
            })
            .unwrap_or(after);
        while to > after && !view.before(to).is_some_and(char::is_alphanumeric) {
            to -= 1;
        }
        let domain: String = (after..to).filter_map(|i| view.ch(i)).collect();
        let is_host = domain.rsplit_once('.').is_some_and(|(host, top)| {
            !host.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic)
        });
        if from < at && is_host {
            hits.extend(view.hit(Kind::Email, from, to));
        }
    }
}

fn is_local(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '.' | '_' | '-' | '+' | '\'' | '%')
}

fn at_sign(view: &View, at: usize) -> Option<usize> {
    match view.ch(at)? {
        '@' => Some(at + 1),
        '(' | '[' => {
            let is_word = view.ch(at + 1)?.eq_ignore_ascii_case(&'a')
                && view.ch(at + 2)?.eq_ignore_ascii_case(&'t');
            (is_word && matches!(view.ch(at + 3)?, ')' | ']')).then_some(at + 4)
        }
        _ => None,
    }
}

/// Telephone numbers, Dutch and foreign, unless everybody may know them.
pub fn phones(view: &View, scope: Scope, known: &Known, dates: &[Found], hits: &mut Vec<Hit>) {
    let mut at = 0;
    while at < view.glyphs.len() {
        let Some((digits, end)) = phone_at(view, at) else {
            at += 1;
            continue;
        };
        let cue = cue::before(view, at);
        let date = dates
            .binary_search_by_key(&at, |date| date.from)
            .is_ok_and(|i| dates[i].is_clear);
        let is_other = cue == Cue::Other && scope == Scope::Ordinary;
        if is_public(&digits) || is_known(&digits, known) {
            at = end;
        } else if is_other || date && cue != Cue::Phone {
            at += 1;
        } else {
            hits.extend(view.hit(Kind::Phone, at, end));
            at = end;
        }
    }
}

/// The digits in national form where the number is Dutch, and where it ends.
fn phone_at(view: &View, start: usize) -> Option<(Vec<u8>, usize)> {
    let sign = view.ch(start)?;
    if view
        .before(start)
        .is_some_and(|ch| ch.is_alphanumeric() || ch == '+')
        || !matches!(sign, '+' | '0' | '(')
    {
        return None;
    }
    let mut digits: Vec<u8> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut at = start + usize::from(sign != '0');
    let mut apart = 0;
    while let Some(ch) = view.ch(at).filter(|_| digits.len() <= 16) {
        if let Some(digit) = ch.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
            // "+31 (0)6": the bracketed zero is only for callers at home.
            if digit == 0
                && view.before(at) == Some('(')
                && view.ch(at + 1) == Some(')')
                && at > start + 1
            {
                at += 1;
                continue;
            }
            digits.push(digit);
            apart = 0;
            if !view.is_digit(at + 1) {
                ends.push((digits.len(), at + 1));
            }
        } else if matches!(ch, ' ' | '-' | '.' | '/' | '(' | ')' | '\n' | '·')
            && apart < 3
            && (at > start + 1 || sign == '0')
        {
            apart += 1;
        } else {
            break;
        }
        at += 1;
    }
    let is_abroad = sign == '+' || digits.starts_with(&[0, 0]);
    let skip = if sign == '+' { 0 } else { 2 };
    let first = ends.first()?.0;
    let is_dutch = is_abroad && digits.get(skip..skip + 2) == Some(&[3, 1]);
    let fits = |length: usize| match (is_abroad, is_dutch) {
        (true, true) => length == skip + 11,
        (true, false) => {
            (skip + 9..=skip + 15).contains(&length) && digits.get(skip).is_some_and(|d| *d != 0)
        }
        // "09.05 10.30 11" are times: a first group of two is 06, of a mobile number.
        _ => length == 10 && digits[0] == 0 && digits[1] != 0 && (first != 2 || digits[1] == 6),
    };
    let (length, end) = ends
        .iter()
        .rev()
        .find(|(length, _)| fits(*length))
        .copied()?;
    digits.truncate(length);
    if view.ch(end).is_some_and(char::is_alphabetic) {
        return None;
    }
    Some((national(&digits), end))
}

fn national(digits: &[u8]) -> Vec<u8> {
    let rest = digits
        .strip_prefix(&[0, 0, 3, 1])
        .or_else(|| digits.strip_prefix(&[3, 1]));
    match rest {
        Some(rest) if rest.len() == 9 => [&[0], rest].concat(),
        _ => digits.to_vec(),
    }
}

/// Numbers of services, free or at a tariff, belong to no person.
fn is_public(digits: &[u8]) -> bool {
    [[0, 8, 0, 0], [0, 9, 0, 0], [0, 9, 0, 6], [0, 9, 0, 9]]
        .iter()
        .any(|start| digits.starts_with(start))
}

/// Whether these digits are those of a registered contact point.
pub fn is_known(digits: &[u8], known: &Known) -> bool {
    known.numbers.iter().any(|number| {
        let plain: Vec<u8> = number
            .chars()
            .filter_map(|ch| ch.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        national(&plain) == digits
    })
}

/// Postcodes with a house number just before or after them.
pub fn addresses(view: &View, hits: &mut Vec<Hit>) {
    for index in 0..view.words.len() {
        let Some(last) = postcode(view, index) else {
            continue;
        };
        let (from, to) = (view.words[index].from, view.words[last].to);
        if let Some(house) = house_after(view, last) {
            hits.extend(view.hit(Kind::Address, from, view.words[house].to));
        } else if let Some(house) = house_before(view, index) {
            hits.extend(view.hit(Kind::Address, view.words[house].from, to));
        }
    }
}

/// The last word of the postcode that starts at word `index`.
fn postcode(view: &View, index: usize) -> Option<usize> {
    const WORDS: &[&str] = &[
        "al", "bv", "co", "de", "dd", "en", "er", "eu", "ik", "in", "is", "ja", "je", "km", "kg",
        "na", "nr", "nu", "of", "om", "op", "pm", "te", "uw", "we", "ze", "zo",
    ];
    let low = view.low(index);
    let digits = low
        .get(..4)
        .filter(|start| start.bytes().all(|b| b.is_ascii_digit()) && !start.starts_with('0'))?;
    let (letters, last) = match &low[4..] {
        "" => (view.low(index + 1), index + 1),
        rest => (rest, index),
    };
    let is_pair = letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_lowercase());
    if !is_pair || matches!(letters, "sa" | "sd" | "ss") || last > index && !is_close(view, last) {
        return None;
    }
    let is_upper = view
        .ch(view.words[last].to - 1)
        .is_some_and(char::is_uppercase);
    // "In 2026 OM 12 zaken": a year and the prosecution, not a front door.
    let is_year =
        matches!(&digits[..2], "19" | "20") && matches!(letters, "om" | "vt" | "nl" | "eu");
    let is_word = !is_upper && WORDS.contains(&letters) || last > index && is_year;
    (!is_word).then_some(last)
}

fn is_close(view: &View, index: usize) -> bool {
    view.gap(index).count() <= 2 && view.gap(index).all(|ch| matches!(ch, ' ' | '\n'))
}

fn house_after(view: &View, last: usize) -> Option<usize> {
    let filler = |index: usize| {
        matches!(
            view.low(index),
            "huisnummer" | "nr" | "nummer" | "no" | "huisnr" | "op"
        )
    };
    let index = if filler(last + 1) { last + 2 } else { last + 1 };
    let near = view.words.get(index)?.from - view.words[last].to <= 16;
    let joined = view
        .gap(last + 1)
        .all(|ch| matches!(ch, ' ' | ',' | '/' | '-' | '\n' | '#' | ':' | '.'));
    (near && joined && !(view.ends_before(last + 1)) && is_house(view.low(index))).then_some(index)
}

fn house_before(view: &View, index: usize) -> Option<usize> {
    // A suffix may stand between: "12 a", "12-2", "12 hs", "12 bis".
    (1..=2)
        .filter_map(|back| index.checked_sub(back))
        .find(|house| {
            let between = (*house + 1..=index).all(|i| {
                view.gap(i)
                    .all(|ch| matches!(ch, ' ' | ',' | '-' | '\n' | '/' | '('))
            });
            let suffix = index - house == 1
                || view.low(house + 1).len() <= 3
                    && !matches!(view.low(house + 1), "is" | "in" | "en");
            between && suffix && is_house(view.low(*house))
        })
}

/// One to five digits, perhaps with one letter.
fn is_house(low: &str) -> bool {
    let digits = low.trim_end_matches(|ch: char| ch.is_ascii_lowercase());
    (1..=5).contains(&digits.len())
        && low.len() - digits.len() <= 1
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
}
