//! Keeps sessions in the database. The key is a hash, so a copy of the table opens nothing.

use std::collections::HashMap;

use ::entity::session;
use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::{Ended, SILENCE};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions_core::session::{Id, Record};
use tower_sessions_core::session_store::{Error, Result, SessionStore};
use uuid::Uuid;

use crate::clock::Clock;
use crate::db::Store;

/// The name under which a session keeps the session at the provider.
pub const SID: &str = "sid";

/// The name under which a session keeps its account.
pub const ACCOUNT: &str = "account";
/// The name under which a session keeps its region.
pub const REGION: &str = "region";
/// The name under which a session keeps when its person came in, in seconds.
pub const BEGAN: &str = "began";
/// The name under which a session keeps when its person last showed who they are, in seconds;
/// nothing as long as that was when it began.
pub const PROVEN: &str = "proven";
/// The name under which a session keeps the sign-in provider its person came in by.
pub const PROVIDER: &str = "provider";
/// The name under which a session keeps who its person is at that provider.
pub const BOUND: &str = "bound";
/// The name under which a session keeps by which other way its person came in.
pub const WAY: &str = "way";
/// The name under which a session keeps the kind of machine it was begun on.
pub const DEVICE: &str = "device";

/// The name under which what is left of a session keeps why it ended; nobody is in on that.
pub const ENDED: &str = "ended";
/// For how long that is kept.
const TOLD_FOR: TimeDelta = TimeDelta::hours(24);

/// Ends every session of an account. What is left says why, to who still holds the cookie; it opens
/// nothing and knows of nobody.
pub(crate) async fn end_telling(
    tx: &DatabaseTransaction,
    account: Uuid,
    (why, now): (Ended, DateTime<Utc>),
) -> crate::error::Result<()> {
    let left = serde_json::json!({ ENDED: why.word() }).to_string();
    let nobody = || Expr::value(None::<Uuid>);
    session::Entity::update_many()
        .col_expr(session::Column::AccountId, nobody())
        .col_expr(session::Column::RegionId, nobody())
        .col_expr(session::Column::Data, Expr::value(left))
        .col_expr(session::Column::ExpiresAt, Expr::value(now + TOLD_FOR))
        .filter(session::Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    Ok(())
}

/// The session store of tower-sessions on our own table. When a session ends is decided here, by
/// our own clock: what the cookie says counts for nothing.
#[derive(Debug, Clone)]
pub struct Sessions {
    store: Store,
    clock: Clock,
    silence: TimeDelta,
}

impl Sessions {
    /// A store on a database.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self {
            store,
            clock,
            silence: SILENCE,
        }
    }

    /// The same, where a session ends after another silence.
    #[must_use]
    pub fn ending_after(mut self, silence: TimeDelta) -> Self {
        self.silence = silence;
        self
    }

    /// What a session is called outside its cookie: enough to point at it, worth nothing to come in
    /// with.
    pub fn name_of(id: Id) -> String {
        crate::hex(&Sha256::digest(id.0.to_be_bytes()))
    }

    /// Begins the silence of a session anew; whether it was still there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn prolong(&self, id: Id) -> crate::error::Result<bool> {
        let now = self.clock.now();
        let done = session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(now))
            .col_expr(session::Column::ExpiresAt, Expr::value(now + self.silence))
            .filter(session::Column::Id.eq(Self::name_of(id)))
            .filter(session::Column::ExpiresAt.gt(now))
            .exec(self.store.writer())
            .await?;
        Ok(done.rows_affected > 0)
    }

    /// Removes sessions that ended; returns how many.
    pub async fn sweep(&self) -> crate::error::Result<u64> {
        let done = session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lt(self.clock.now()))
            .exec(self.store.writer())
            .await?;
        Ok(done.rows_affected)
    }

    fn row(&self, record: &Record) -> Result<session::ActiveModel> {
        let data = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let part = |name: &str| {
            record
                .data
                .get(name)
                .and_then(|v| v.as_str())
                .and_then(|v| v.parse().ok())
        };
        let now = self.clock.now();
        Ok(session::ActiveModel {
            id: Set(Self::name_of(record.id)),
            account_id: Set(part(ACCOUNT)),
            region_id: Set(part(REGION)),
            data: Set(data),
            created_at: Set(now),
            seen_at: Set(now),
            expires_at: Set(now + self.silence),
        })
    }
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits do not meet twice; should they, the insert fails and a new id is drawn.
        for _ in 0..3 {
            match self.row(record)?.insert(self.store.writer()).await {
                Ok(_) => return Ok(()),
                Err(error) if crate::error::is_duplicate(&error) => record.id = Id::default(),
                Err(error) => return Err(backend(&error)),
            }
        }
        Err(Error::Backend("no free session id".to_owned()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // Only what is there: a request that began before its session was ended elsewhere would
        // otherwise bring it back.
        let row = session::ActiveModel {
            created_at: sea_orm::NotSet,
            id: sea_orm::NotSet,
            ..self.row(record)?
        };
        session::Entity::update_many()
            .set(row)
            .filter(session::Column::Id.eq(Self::name_of(record.id)))
            .exec(self.store.writer())
            .await
            .map_err(|error| backend(&error))?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = session::Entity::find_by_id(Self::name_of(*id))
            .one(self.store.reader())
            .await
            .map_err(|error| backend(&error))?;
        let Some(row) = row.filter(|row| row.expires_at > self.clock.now()) else {
            return Ok(None);
        };
        let data: HashMap<String, serde_json::Value> =
            serde_json::from_str(&row.data).map_err(|e| Error::Decode(e.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
            .map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        session::Entity::delete_by_id(Self::name_of(*id))
            .exec(self.store.writer())
            .await
            .map_err(|error| backend(&error))?;
        Ok(())
    }
}

fn backend(error: &DbErr) -> Error {
    Error::Backend(error.to_string())
}
