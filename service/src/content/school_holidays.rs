//! School holidays per region, which the planning of meetings takes into account.

use chrono::NaiveDate;
use serde::Deserialize;

use super::provenance::Provenance;

/// `school_holidays.toml`. A school year that is not in it has no data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHolidays {
    /// Origin of the dates.
    pub provenance: Provenance,
    /// The school years with data, oldest first.
    pub years: Vec<SchoolYear>,
}

/// The holidays of one school year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolYear {
    /// Such as `2026-2027`; unique.
    pub school_year: String,
    /// The holidays, in order.
    pub holidays: Vec<SchoolHoliday>,
}

/// One holiday, per region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHoliday {
    /// Dutch name, unique within the year.
    pub name: String,
    /// Region Noord.
    #[serde(rename = "noord")]
    pub north: HolidayPeriod,
    /// Region Midden.
    #[serde(rename = "midden")]
    pub middle: HolidayPeriod,
    /// Region Zuid.
    #[serde(rename = "zuid")]
    pub south: HolidayPeriod,
}

/// First to last day, both included, from a Saturday to a Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayPeriod {
    /// First day without school, weekend included.
    pub first: NaiveDate,
    /// Last day without school, weekend included.
    pub last: NaiveDate,
}
