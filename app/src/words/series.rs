//! Words for a series: when it meets, and what happens when nobody is there.

use domain::calendar::weekday_nl;
use domain::meetings::{Beat, Evasion, Rhythm, Which, Workday};

use crate::i18n::Locale;
use crate::say;

/// "2e dinsdag van de maand"; "geen vast ritme" for a series without one.
pub fn rhythm(rhythm: Option<Rhythm>) -> String {
    let l = Locale::Nl;
    let Some(rhythm) = rhythm else {
        return say!(l, series.rhythm_none).to_owned();
    };
    match rhythm.beat {
        Beat::Month {
            which,
            day,
            months: 1,
        } => say!(l, series.of_month, which = short(which), day = weekday(day)),
        Beat::Month { which, day, months } => {
            let (which, day) = (short(which), weekday(day));
            say!(
                l,
                series.of_months,
                which = which,
                day = day,
                count = months
            )
        }
        Beat::Week { day, weeks: 1 } => say!(l, series.of_week, day = weekday(day)),
        Beat::Week { day, weeks } => say!(l, series.of_weeks, day = weekday(day), count = weeks),
    }
}

/// A day of the week.
pub fn weekday(day: Workday) -> &'static str {
    weekday_nl(day.weekday())
}

/// Which of the days in the month, on a form.
pub fn which(which: Which) -> &'static str {
    let l = Locale::Nl;
    match which {
        Which::First => say!(l, series.which_first),
        Which::Second => say!(l, series.which_second),
        Which::Third => say!(l, series.which_third),
        Which::Fourth => say!(l, series.which_fourth),
        Which::Last => say!(l, series.which_last),
    }
}

fn short(which: Which) -> &'static str {
    let l = Locale::Nl;
    match which {
        Which::First => say!(l, series.short_first),
        Which::Second => say!(l, series.short_second),
        Which::Third => say!(l, series.short_third),
        Which::Fourth => say!(l, series.short_fourth),
        Which::Last => say!(l, series.short_last),
    }
}

/// What becomes of a meeting on a day when nobody is there.
pub fn evasion(evasion: Evasion) -> &'static str {
    let l = Locale::Nl;
    match evasion {
        Evasion::Stay => say!(l, series.stay),
        Evasion::NextDay => say!(l, series.next_day),
        Evasion::NextWeek => say!(l, series.next_week),
        Evasion::Skip => say!(l, series.skip),
    }
}
