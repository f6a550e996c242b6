//! Checks of the reference cards: reporting code, contact points, school holidays, indicators.

use chrono::{Datelike, Weekday};

use super::Content;
use super::findings::Findings;
use crate::content::indicators::IndicatorKind;
use crate::content::reporting::ContactStatus;
use crate::content::school_holidays::SchoolYear;

pub(super) fn reporting_code(content: &Content, found: &mut Findings) {
    found.about("reporting_code.toml");
    let code = &content.reporting_code;
    found.count("steps", &code.steps, 5);
    found.numbered("step", code.steps.iter().map(|s| s.number));
    found.numbered(
        "weighing question",
        code.weighing_questions.iter().map(|q| q.number),
    );
    for step in code.deviations.iter().filter_map(|d| d.step) {
        found.ensure(code.steps.iter().any(|s| s.number == step), || {
            format!("a deviation names unknown step {step}")
        });
    }
}

pub(super) fn contact_points(content: &Content, found: &mut Findings) {
    found.about("contact_points.toml");
    let points = &content.contact_points.contact_points;
    found.unique("contact point", points.iter().map(|p| &p.key));
    for p in points {
        let current = p.status == ContactStatus::Current;
        found.ensure(!current || p.valid_to.is_none(), || {
            format!("{} is current but has ended", p.key)
        });
        found.ensure(p.successor.is_none() == current, || {
            format!("{} must name a successor exactly if historic", p.key)
        });
        if let Some(successor) = &p.successor {
            let offered = points
                .iter()
                .any(|o| o.key == *successor && o.status == ContactStatus::Current);
            found.ensure(offered, || {
                format!(
                    "{} is succeeded by `{successor}`, which is not current",
                    p.key
                )
            });
        }
    }
}

pub(super) fn school_holidays(content: &Content, found: &mut Findings) {
    found.about("school_holidays.toml");
    let years = &content.school_holidays.years;
    found.unique("school year", years.iter().map(|y| &y.school_year));
    for year in years {
        let label = &year.school_year;
        found.unique(label, year.holidays.iter().map(|h| &h.name));
        let Some((begin, end)) = calendar_years(year) else {
            found.ensure(false, || format!("`{label}` is not a school year"));
            continue;
        };
        for holiday in &year.holidays {
            for period in [holiday.north, holiday.middle, holiday.south] {
                let whole_weeks = period.first < period.last
                    && period.first.weekday() == Weekday::Sat
                    && period.last.weekday() == Weekday::Sun;
                let inside = period.first.year() >= begin && period.last.year() <= end;
                found.ensure(whole_weeks && inside, || {
                    format!("{label}, {} has impossible dates", holiday.name)
                });
            }
        }
    }
}

/// `2026-2027` as two consecutive calendar years.
fn calendar_years(year: &SchoolYear) -> Option<(i32, i32)> {
    let (begin, end) = year.school_year.split_once('-')?;
    let years: (i32, i32) = (begin.parse().ok()?, end.parse().ok()?);
    (years.0.checked_add(1) == Some(years.1)).then_some(years)
}

pub(super) fn indicators(content: &Content, found: &mut Findings) {
    found.about("indicators.toml");
    let indicators = &content.indicators.indicators;
    found.unique("indicator", indicators.iter().map(|i| &i.key));
    for i in indicators {
        let prevalence = i.kind == IndicatorKind::Prevalence;
        found.ensure(i.measurements.is_empty() != prevalence, || {
            format!("{} must have figures exactly if it is prevalence", i.key)
        });
        found.ensure(i.measurements.iter().all(|m| m.low <= m.high), || {
            format!("{} has a range upside down", i.key)
        });
    }
}
