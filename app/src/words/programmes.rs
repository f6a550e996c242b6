//! Words for the reference pages and for themes.

use domain::calendar::month_nl;
use domain::people::Theme;
use domain::programmes::{CommitmentKind, CommitmentState, FuzzyDue, Season};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// How a commitment stands today: tone, icon, word.
pub fn commitment(state: &CommitmentState) -> (Tone, &'static str, &'static str) {
    let l = Locale::Nl;
    match state {
        CommitmentState::Open => (Tone::Info, "open", say!(l, programmes.state_open)),
        CommitmentState::Renewed => (Tone::Attention, "reopen", say!(l, programmes.state_renewed)),
        CommitmentState::Due => (Tone::Attention, "clock", say!(l, programmes.state_due)),
        CommitmentState::Overdue => (Tone::Critical, "late", say!(l, programmes.state_overdue)),
        CommitmentState::Settled { .. } => {
            (Tone::Positive, "done", say!(l, programmes.state_settled))
        }
    }
}

/// A theme: its name, and what one sees.
pub fn theme(theme: Theme) -> (&'static str, &'static str) {
    let l = Locale::Nl;
    match theme {
        Theme::Oeverstad => (
            say!(l, programmes.theme_oeverstad),
            say!(l, programmes.theme_oeverstad_text),
        ),
        Theme::Lindewaard => (
            say!(l, programmes.theme_lindewaard),
            say!(l, programmes.theme_lindewaard_text),
        ),
        Theme::Polderhaven => (
            say!(l, programmes.theme_polderhaven),
            say!(l, programmes.theme_polderhaven_text),
        ),
        Theme::Veenrijk => (
            say!(l, programmes.theme_veenrijk),
            say!(l, programmes.theme_veenrijk_text),
        ),
    }
}

/// What kind of pledge a commitment is.
pub fn kind(kind: CommitmentKind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        CommitmentKind::Promise => say!(l, registers.kind_promise),
        CommitmentKind::Motion => say!(l, registers.kind_motion),
        CommitmentKind::Decision => say!(l, registers.kind_decision),
    }
}

/// A vague date in the words of the promise; without those, in ours.
pub fn promised(due: &FuzzyDue, wording: &str) -> String {
    if wording.is_empty() {
        fuzzy(due)
    } else {
        wording.to_owned()
    }
}

/// A vague date, no more precise than it is.
pub fn fuzzy(due: &FuzzyDue) -> String {
    let l = Locale::Nl;
    match due {
        FuzzyDue::Date { on } => super::covenants::day(*on),
        FuzzyDue::Month { year, month } => {
            let first = chrono::NaiveDate::from_ymd_opt(*year, *month, 1);
            let name = first.map(month_nl).unwrap_or_default();
            format!("{name} {year}")
        }
        FuzzyDue::Quarter { year, quarter } => {
            say!(l, registers.due_quarter, quarter = quarter, year = year)
        }
        FuzzyDue::HalfYear { year, half: 1 } => say!(l, registers.due_first_half, year = year),
        FuzzyDue::HalfYear { year, .. } => say!(l, registers.due_second_half, year = year),
        FuzzyDue::Season { year, season } => format!("{} {year}", self::season(*season)),
        FuzzyDue::Year { year } => say!(l, registers.due_year, year = year),
        FuzzyDue::Begin { year } => say!(l, registers.due_begin, year = year),
        FuzzyDue::Relative {
            event,
            duration_months,
            ..
        } => say!(
            l,
            registers.due_after,
            months = duration_months,
            event = event
        ),
        FuzzyDue::ByDocument { document } => {
            say!(l, registers.due_document, document = document)
        }
    }
}

fn season(season: Season) -> &'static str {
    let l = Locale::Nl;
    match season {
        Season::Spring => say!(l, registers.spring),
        Season::Summer => say!(l, registers.summer),
        Season::Autumn => say!(l, registers.autumn),
        Season::Winter => say!(l, registers.winter),
    }
}

/// A choice of the form about a vague date.
pub fn period(word: &str) -> String {
    let l = Locale::Nl;
    if let Some(known) = Season::parse(word) {
        return season(known).to_owned();
    }
    let number = |prefix: char| word.strip_prefix(prefix)?.parse::<u32>().ok();
    if let Some(month) = number('m') {
        let first = chrono::NaiveDate::from_ymd_opt(2000, month, 1);
        return first.map(month_nl).unwrap_or_default().to_owned();
    }
    if let Some(quarter) = number('q') {
        return say!(l, registers.period_quarter, quarter = quarter);
    }
    let word = match word {
        "day" => say!(l, registers.period_day),
        "h1" => say!(l, registers.period_first_half),
        "h2" => say!(l, registers.period_second_half),
        "begin" => say!(l, registers.period_begin),
        "year" => say!(l, registers.period_year),
        _ => say!(l, registers.period_event),
    };
    word.to_owned()
}

/// The label of a field of a form about commitments.
pub fn field(field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match field {
        "text" => say!(l, registers.text),
        "made_to" => say!(l, registers.made_to),
        "kind" => say!(l, registers.kind),
        "made_on" => say!(l, registers.made_on),
        "period" => say!(l, registers.period),
        "year" => say!(l, registers.year),
        "on" => say!(l, registers.on),
        "event" => say!(l, registers.event),
        "months" => say!(l, registers.months),
        "wording" => say!(l, registers.wording),
        "told_to" => say!(l, registers.told_to),
        "why" => say!(l, registers.why),
        "known" => say!(l, registers.document_known),
        "title" => say!(l, registers.document_title),
        "dated_on" => say!(l, registers.document_date),
        "place" => say!(l, registers.document_place),
        _ => return None,
    })
}
