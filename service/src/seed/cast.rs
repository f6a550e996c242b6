//! The people and things of a demo by name, so that the parts of the seed can point at each other.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use crate::clock::{at_local, local_date, mint};

/// Hands out one id per name, whoever asks first.
#[derive(Debug, Clone)]
pub struct Cast {
    ids: HashMap<String, Uuid>,
    now: DateTime<Utc>,
}

impl Cast {
    /// An empty cast on the day of seeding.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            ids: HashMap::new(),
            now,
        }
    }

    /// The id of a name such as `person.regisseur` or `meeting.next`.
    pub fn id(&mut self, name: &str) -> Uuid {
        let now = self.now;
        *self.ids.entry(name.to_owned()).or_insert_with(|| mint(now))
    }

    /// The id of a name that the seed used.
    pub fn get(&self, name: &str) -> Option<Uuid> {
        self.ids.get(name).copied()
    }

    /// The instant of seeding.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The day of seeding in the Netherlands.
    pub fn today(&self) -> NaiveDate {
        local_date(self.now)
    }

    /// A day some days from today; negative lies behind.
    pub fn day(&self, offset: i64) -> NaiveDate {
        let days = Days::new(offset.unsigned_abs());
        let today = self.today();
        let moved = if offset < 0 {
            today.checked_sub_days(days)
        } else {
            today.checked_add_days(days)
        };
        moved.unwrap_or(today)
    }

    /// The instant of a time of day some days from today.
    pub fn at(&self, offset: i64, minutes: u32) -> DateTime<Utc> {
        at_local(self.day(offset), minutes).unwrap_or(self.now)
    }
}
