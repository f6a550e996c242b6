//! Full dates, in every way they are written in Dutch, and whether they may stand.

use chrono::{Datelike, NaiveDate};

use super::lists::BIRTH;
use super::view::View;
use super::{Hit, Kind, Scope};

/// A full date in the text.
pub struct Found {
    /// First glyph.
    pub from: usize,
    /// One past the last glyph.
    pub to: usize,
    /// It can hardly be anything else; the others need a cue before they count.
    pub is_clear: bool,
    date: NaiveDate,
}

const WORDS_BEFORE: usize = 6;
const WORDS_AFTER: usize = 3;

/// All full dates, clear or not, in order. `today` decides the century of two-digit years.
pub fn find(view: &View, today: NaiveDate) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.glyphs.len() {
        let is_start = view.is_digit(at) && !view.before(at).is_some_and(char::is_alphanumeric);
        let date = is_start.then(|| read(view, at, today)).flatten();
        at = date.as_ref().map_or(at + 1, |date| date.to);
        found.extend(date);
    }
    found
}

/// Refuses dates of birth and, in case items, every date of the past.
pub fn judge(view: &View, dates: &[Found], scope: Scope, today: NaiveDate, hits: &mut Vec<Hit>) {
    for found in dates {
        if has_birth_cue(view, found) {
            hits.extend(view.hit(Kind::BirthDate, found.from, found.to));
        } else if scope == Scope::CaseItem && found.is_clear && found.date < today {
            hits.extend(view.hit(Kind::PastDate, found.from, found.to));
        }
    }
}

fn has_birth_cue(view: &View, found: &Found) -> bool {
    let sign = (1..=2).filter_map(|back| view.ch(found.from.wrapping_sub(back)));
    if sign
        .take_while(|ch| !ch.is_alphanumeric())
        .any(|ch| matches!(ch, '°' | 'º' | '*'))
    {
        return true;
    }
    let first = view.words_before(found.from);
    for index in (first.saturating_sub(WORDS_BEFORE)..first).rev() {
        if view.ends_before(index + 1) {
            break;
        }
        if is_birth(view, index) {
            return true;
        }
    }
    let last = view.words_before(found.to);
    (last..last + WORDS_AFTER)
        .take_while(|index| !view.ends_before(*index))
        .any(|index| is_birth(view, index))
}

fn is_birth(view: &View, index: usize) -> bool {
    let low = view.low(index);
    BIRTH.has(low)
        || low == "d" && view.low(index.wrapping_sub(1)) == "g" && view.gap(index).eq(['.'])
}

fn read(view: &View, start: usize, today: NaiveDate) -> Option<Found> {
    let (first, width, at) = number(view, start)?;
    if width == 8 {
        let date = NaiveDate::from_ymd_opt(
            i32::try_from(first % 10_000).ok()?,
            first / 10_000 % 100,
            first / 1_000_000,
        );
        return done(view, start, at, date, false);
    }
    if width <= 2
        && let Some((month, at)) = month_word(view, at)
    {
        let (year, at) = year_after(view, at, today)?;
        return done(
            view,
            start,
            at,
            NaiveDate::from_ymd_opt(year, month, first),
            true,
        );
    }
    let (sign, at) = separator(view, at)?;
    let (second, second_width, at) = number(view, at)?;
    let (again, at) = separator(view, at)?;
    let (third, third_width, end) = number(view, at)?;
    if again != sign || second_width > 2 || is_chained(view, start, end, sign) {
        return None;
    }
    let (year, day, is_clear) = match (width, third_width) {
        (4, 1 | 2) => (i32::try_from(first).ok()?, third, sign != ' '),
        (1 | 2, 4) => (i32::try_from(third).ok()?, first, sign != ' '),
        // "4.1.12" is more often the number of a paragraph than a day.
        (1 | 2, 2) => (
            century(third, today)?,
            first,
            matches!(sign, '-' | '/') || sign == '.' && width + second_width == 4,
        ),
        _ => return None,
    };
    done(
        view,
        start,
        end,
        NaiveDate::from_ymd_opt(year, second, day),
        is_clear,
    )
}

fn done(
    view: &View,
    from: usize,
    to: usize,
    date: Option<NaiveDate>,
    is_clear: bool,
) -> Option<Found> {
    let date = date.filter(|date| (1900..2100).contains(&date.year()))?;
    let is_whole = !view.ch(to).is_some_and(char::is_alphanumeric);
    is_whole.then_some(Found {
        from,
        to,
        is_clear,
        date,
    })
}

/// A number of at most eight digits: its value, its width and where it ends.
fn number(view: &View, from: usize) -> Option<(u32, usize, usize)> {
    let width = (from..from + 9).take_while(|at| view.is_digit(*at)).count();
    let digits = (from..from + width).filter_map(|at| view.ch(at)?.to_digit(10));
    (1..=8).contains(&width).then(|| {
        (
            digits.fold(0, |sum, digit| sum * 10 + digit),
            width,
            from + width,
        )
    })
}

/// One of `-`, `/`, `.` with at most a space on either side, or only spaces or a line end.
fn separator(view: &View, from: usize) -> Option<(char, usize)> {
    let is_space = |at: usize| matches!(view.ch(at), Some(' ' | '\n'));
    let at = from + usize::from(is_space(from));
    match view.ch(at)? {
        sign @ ('-' | '/' | '.') => Some((sign, at + 1 + usize::from(is_space(at + 1)))),
        _ if at > from => Some((' ', at)),
        _ => None,
    }
}

/// Whether the same sign goes on to another digit: then it is a longer number, not a date.
fn is_chained(view: &View, start: usize, end: usize, sign: char) -> bool {
    let ahead = view.ch(end) == Some(sign) && view.is_digit(end + 1);
    let behind = view.before(start) == Some(sign) && start >= 2 && view.is_digit(start - 2);
    ahead || behind
}

fn month_word(view: &View, at: usize) -> Option<(u32, usize)> {
    let mut from = at;
    // "3e maart", "3. maart", "3-mrt".
    while from < at + 3 && matches!(view.ch(from), Some('e' | '.' | '-' | ' ' | '\n')) {
        from += 1;
    }
    let to = (from..from + 10).find(|i| !view.ch(*i).is_some_and(char::is_alphabetic))?;
    let low: String = (from..to)
        .filter_map(|i| view.ch(i))
        .flat_map(char::to_lowercase)
        .collect();
    let month = match low.as_str() {
        "jan" | "januari" => 1,
        "feb" | "febr" | "februari" => 2,
        "mrt" | "maart" | "mar" => 3,
        "apr" | "april" => 4,
        "mei" => 5,
        "jun" | "juni" => 6,
        "jul" | "juli" => 7,
        "aug" | "augustus" => 8,
        "sep" | "sept" | "september" => 9,
        "okt" | "oktober" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    };
    Some((month, to))
}

fn year_after(view: &View, at: usize, today: NaiveDate) -> Option<(i32, usize)> {
    let signs = (at..at + 3).take_while(|i| {
        matches!(
            view.ch(*i),
            Some(' ' | '.' | ',' | '-' | '\n' | '\'' | '’' | '‘')
        )
    });
    let from = at + signs.count();
    let is_short = from > at && matches!(view.before(from), Some('\'' | '’' | '‘' | '-'));
    match number(view, from)? {
        (year, 4, end) => Some((i32::try_from(year).ok()?, end)),
        (year, 2, end) if is_short => Some((century(year, today)?, end)),
        _ => None,
    }
}

/// A two-digit year lies in this century up to this year, or ten years ahead; else in the last.
fn century(short: u32, today: NaiveDate) -> Option<i32> {
    let year = 2000 + i32::try_from(short).ok()?;
    Some(if year > today.year() + 10 {
        year - 100
    } else {
        year
    })
}
