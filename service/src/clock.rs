//! The only way to know the time, so that tests can move it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use chrono_tz::Europe::Amsterdam;
use uuid::{NoContext, Timestamp, Uuid};

/// Tells the time: always UTC, to the microsecond that both engines keep.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The clock of the machine.
    #[default]
    System,
    /// A clock that stands still until a test moves it.
    Fixed(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still at an instant.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// Moves a fixed clock; the clock of the machine cannot be moved and stays as it is.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Self::Fixed(instant) = self {
            *instant.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// The instant now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now().trunc_subsecs(6),
            Self::Fixed(instant) => *instant.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The calendar day now in the Netherlands.
    pub fn today(&self) -> NaiveDate {
        local_date(self.now())
    }
}

/// A new UUID version 7 for an instant (RFC 9562): sortable, never a secret.
pub fn mint(at: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(
        NoContext,
        seconds,
        at.timestamp_subsec_nanos(),
    ))
}

/// The calendar day of an instant in the Netherlands.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Amsterdam).date_naive()
}

/// The wall clock of an instant in the Netherlands, as minutes after midnight.
pub fn local_minutes(at: DateTime<Utc>) -> u32 {
    use chrono::Timelike;
    let local = at.with_timezone(&Amsterdam);
    local.hour() * 60 + local.minute()
}

/// The instant on the clocks of the Netherlands with how far these are ahead of UTC (RFC 3339), to the
/// second: for files, where it must be clear which of two equal hours it was.
pub fn local_stamp(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Amsterdam);
    local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// The instant of a day and time in the Netherlands. A time that the clocks skip or repeat
/// takes the first instant that exists.
pub fn at_local(date: NaiveDate, minutes: u32) -> Option<DateTime<Utc>> {
    let time = chrono::NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
    let wall = date.and_time(time);
    wall.and_local_timezone(Amsterdam)
        .earliest()
        .or_else(|| {
            (wall + chrono::TimeDelta::hours(1))
                .and_local_timezone(Amsterdam)
                .earliest()
        })
        .map(|local| local.with_timezone(&Utc))
}

/// The instant at which a day begins in the Netherlands.
pub fn midnight(date: NaiveDate) -> DateTime<Utc> {
    // Clocks change at two or three at night, so midnight is always there.
    at_local(date, 0).unwrap_or_else(|| date.and_time(chrono::NaiveTime::MIN).and_utc())
}
