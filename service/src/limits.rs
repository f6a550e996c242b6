//! How often something may be asked for, counted in the database, so that all nodes count together.
//!
//! What one address may ask of one node is bounded in memory by `server`; this is for what does harm
//! by its number: sign-ins, links, exports (SECURITY 4.6, ASVS 5.0 V2.4.1 and V6.3.1).

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use sha2::{Digest, Sha256};

use ::entity::allowance;

use crate::ctx::Site;
use crate::error::{Error, Result};

/// How often something may be done within a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// What is counted, in one word.
    pub kind: &'static str,
    /// How often.
    pub most: i32,
    /// Within what time, counted from the first time.
    pub within: TimeDelta,
}

/// Beginning to sign in, per address. A town hall comes from one address at nine o'clock.
pub const SIGN_IN: Allowance = Allowance {
    kind: "sign_in",
    most: 300,
    within: TimeDelta::minutes(15),
};

/// Statements of a provider that sessions ended, per address.
pub const ENDED: Allowance = Allowance {
    kind: "ended",
    most: 600,
    within: TimeDelta::minutes(15),
};

/// Letters to guests, asked for by who is not signed in, per address. Each address of a letter has
/// a bound of its own (`docs/domain.md#guests`); this one is for who keeps naming other ones.
pub const LETTER: Allowance = Allowance {
    kind: "letter",
    most: 30,
    within: TimeDelta::hours(1),
};

/// Questions of calendars, per address. A town hall asks from one address, for everybody and all day.
pub const FEED: Allowance = Allowance {
    kind: "feed",
    most: 1200,
    within: TimeDelta::minutes(15),
};

/// Exports, per account.
pub const EXPORT: Allowance = Allowance {
    kind: "export",
    most: 20,
    within: TimeDelta::days(1),
};

/// Files, per person: each is unpacked and looked through.
pub const UPLOAD: Allowance = Allowance {
    kind: "upload",
    most: 60,
    within: TimeDelta::hours(1),
};

/// Lines of the trail about doors that do not open, per account.
pub const KNOCK: Allowance = Allowance {
    kind: "knock",
    most: 200,
    within: TimeDelta::hours(1),
};

/// One statement on both engines: the row is locked while it counts, so that two nodes never count
/// the same one twice.
const SQL: &str = "INSERT INTO allowance (kind, key, began, taken) VALUES ($1, $2, $3, 1) \
     ON CONFLICT (kind, key) DO UPDATE SET \
     taken = CASE WHEN allowance.began <= $4 THEN 1 ELSE allowance.taken + 1 END, \
     began = CASE WHEN allowance.began <= $4 THEN excluded.began ELSE allowance.began END \
     RETURNING taken, began";

/// Takes one of an allowance. `key` says whose it is; only its hash is kept. Inside a transaction it
/// is taken with it, and given back when that does not commit.
///
/// # Errors
/// [`Error::TooMany`] when none is left, with how long to wait.
pub async fn take(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    allowance: Allowance,
    key: &str,
) -> Result<()> {
    let key = crate::hex(&Sha256::digest(format!("{}\n{key}", allowance.kind)));
    let values = [
        allowance.kind.into(),
        key.into(),
        now.into(),
        (now - allowance.within).into(),
    ];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), SQL, values);
    let row = db.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| Error::broken("an allowance that is not counted"))?;
    let taken: i32 = row.try_get_by_index(0)?;
    if taken <= allowance.most {
        return Ok(());
    }
    let began: DateTime<Utc> = row.try_get_by_index(1)?;
    Err(Error::TooMany(began + allowance.within - now))
}

/// The same, outside any transaction: it is taken whatever comes of it.
///
/// # Errors
/// As [`take`].
pub async fn take_now(site: &Site, allowance: Allowance, key: &str) -> Result<()> {
    take(site.store.writer(), site.clock.now(), allowance, key).await
}

/// Forgets what is older than any allowance reaches.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(site: &Site) -> Result<()> {
    allowance::Entity::delete_many()
        .filter(allowance::Column::Began.lt(site.clock.now() - EXPORT.within))
        .exec(site.store.writer())
        .await?;
    Ok(())
}
