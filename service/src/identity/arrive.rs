//! Who comes by on a session, and what that keeps. One statement for both, because every request pays
//! for it, and one for all who come by at the same moment.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, RegionId};
use domain::identity::LONGEST;
use sea_orm::{DatabaseConnection, DbBackend, FromQueryResult, Statement};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_sessions_core::session::Id;

use super::bound::Opens;
use super::my_sessions::Way;
use super::session::{ACCOUNT, BEGAN, BOUND, PROVEN, PROVIDER, REGION, Sessions, WAY};
use super::viewer::{self, Row, Viewer};
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::together::Together;

/// What a session keeps, by name.
#[derive(Debug, Clone, Default)]
pub struct Kept(HashMap<String, Value>);

impl Kept {
    /// What it keeps under a name; nothing too when that is something else than was asked for.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        T::deserialize(self.0.get(name)?).ok()
    }

    /// Whether it keeps anything under a name, be it unreadable.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn instant(&self, name: &str) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.get(name)?, 0)
    }
}

/// Somebody who is in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The person at work.
    pub viewer: Viewer,
    /// What the session keeps.
    pub kept: Kept,
    /// When they came in.
    pub began: DateTime<Utc>,
    /// When they last showed who they are.
    pub proven: DateTime<Utc>,
    /// By which way they came in.
    pub way: Way,
    /// Which regions of the account the session opens.
    pub opens: Opens,
}

/// One of the rows about a session and whose it is.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Line {
    session_id: String,
    session_data: String,
    #[sea_orm(nested)]
    row: Row,
}

/// Those who come by at the same moment, on this node: they are looked up together.
pub(crate) type Arrivals = Together<String, Arc<Vec<Line>>>;

static ONE: LazyLock<String> = LazyLock::new(|| sql("= $1"));
static MANY: LazyLock<String> = LazyLock::new(|| sql("IN (SELECT value FROM json_each($1))"));
static MANY_ON_POSTGRES: LazyLock<String> =
    LazyLock::new(|| sql("IN (SELECT json_array_elements_text($1::json))"));

fn sql(sessions: &str) -> String {
    format!(
        "SELECT e.id AS session_id, e.data AS session_data, {} FROM session e \
         JOIN account a ON a.id = e.account_id {} \
         AND e.id {sessions} AND e.expires_at > $2 {}",
        viewer::COLUMNS,
        viewer::PLACES,
        viewer::ORDER
    )
}

/// The rows about each of these sessions that is there.
async fn rows_of(
    reader: &DatabaseConnection,
    now: DateTime<Utc>,
    sessions: Vec<String>,
) -> Result<HashMap<String, Arc<Vec<Line>>>> {
    let backend = reader.get_database_backend();
    let (sql, asked) = match (sessions.as_slice(), backend) {
        ([one], _) => (&*ONE, one.clone()),
        (all, DbBackend::Postgres) => (&*MANY_ON_POSTGRES, json!(all).to_string()),
        (all, _) => (&*MANY, json!(all).to_string()),
    };
    let values = [asked.into(), now.into(), (now - viewer::LONG_OVER).into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut found: HashMap<String, Vec<Line>> = HashMap::new();
    for line in Line::find_by_statement(statement).all(reader).await? {
        found.entry(line.session_id.clone()).or_default().push(line);
    }
    let found = found.into_iter();
    Ok(found.map(|(id, lines)| (id, Arc::new(lines))).collect())
}

/// Who comes by on a session as it stands now. Nobody when it is not there, is over, or opens nothing
/// for its account in the region it works in. It does not prolong the session.
///
/// # Errors
/// When the database does not answer.
pub async fn arrive(site: &Site, id: Id) -> Result<Option<Arrival>> {
    let (reader, clock) = (site.store.reader().clone(), site.clock.clone());
    let answer = move |sessions| {
        let (reader, now) = (reader.clone(), clock.now());
        async move { rows_of(&reader, now, sessions).await }
    };
    let arrivals = site.store.arrivals();
    let Some(lines) = arrivals.ask(Sessions::name_of(id), answer).await? else {
        return Ok(None);
    };
    let Some(first) = lines.first() else {
        return Ok(None);
    };
    let kept = serde_json::from_str(&first.session_data);
    let kept = Kept(kept.map_err(|_| Error::broken("a session that cannot be read"))?);
    let ids = (kept.get::<AccountId>(ACCOUNT), kept.get::<RegionId>(REGION));
    let (Some(account), Some(region)) = ids else {
        return Ok(None);
    };
    let Some(began) = kept.instant(BEGAN).filter(|began| !is_over(site, *began)) else {
        return Ok(None);
    };
    // One that cannot be read is no reason to open more.
    let bound = kept.get(BOUND);
    if bound.is_none() && kept.has(BOUND) {
        return Ok(None);
    }
    let way = Way::of(kept.get(PROVIDER), kept.get(WAY));
    let opens = Opens::of(bound, &way, region);
    let rows = lines.iter().map(|line| &line.row).collect();
    let viewer = viewer::of_rows(rows, (account, region), &opens, site)?;
    Ok(viewer.map(|viewer| Arrival {
        viewer,
        proven: kept.instant(PROVEN).unwrap_or(began),
        kept,
        began,
        way,
        opens,
    }))
}

/// Whether a session that began then has lasted as long as one may.
pub fn is_over(site: &Site, began: DateTime<Utc>) -> bool {
    let age: TimeDelta = site.clock.now() - began;
    age >= LONGEST
}
