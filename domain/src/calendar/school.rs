//! School holidays: dated data per region, so a lookup over a list and nothing more.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A part of the country with school holidays of its own (Regeling vaststelling
/// schoolvakanties).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoolRegion {
    /// Region Noord.
    Noord,
    /// Region Midden.
    Midden,
    /// Region Zuid.
    Zuid,
}

/// One school holiday in one region, first and last day included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolHoliday {
    /// Where it holds.
    pub region: SchoolRegion,
    /// Its Dutch name, such as "Kerstvakantie".
    pub name: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// The school holiday that `date` falls in. None does not mean that schools are open: ask
/// [`has_data`] first.
pub fn during(
    date: NaiveDate,
    region: SchoolRegion,
    all: &[SchoolHoliday],
) -> Option<&SchoolHoliday> {
    all.iter()
        .find(|holiday| holiday.region == region && (holiday.from..=holiday.to).contains(&date))
}

/// Whether the list says anything about this region in this calendar year.
pub fn has_data(year: i32, region: SchoolRegion, all: &[SchoolHoliday]) -> bool {
    all.iter()
        .any(|holiday| holiday.region == region && holiday.from.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_belong_and_other_regions_do_not() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
        let all = [SchoolHoliday {
            region: SchoolRegion::Noord,
            name: "Herfstvakantie".to_owned(),
            from: day(10),
            to: day(18),
        }];
        for (date, is_in) in [(9, false), (10, true), (18, true), (19, false)] {
            assert_eq!(
                during(day(date), SchoolRegion::Noord, &all).is_some(),
                is_in
            );
            assert!(during(day(date), SchoolRegion::Zuid, &all).is_none());
        }
        assert!(has_data(2026, SchoolRegion::Noord, &all));
        assert!(!has_data(2027, SchoolRegion::Noord, &all));
        assert!(!has_data(2026, SchoolRegion::Zuid, &all));
    }
}
