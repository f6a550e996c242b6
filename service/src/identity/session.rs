//! Keeps sessions in the database. The key is a hash, so a copy of the table opens nothing.

use std::collections::HashMap;

use ::entity::session;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, Set};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions_core::session::{Id, Record};
use tower_sessions_core::session_store::{Error, Result, SessionStore};

use crate::clock::Clock;
use crate::db::Store;

/// The name under which a session keeps the session at the provider.
pub const SID: &str = "sid";

/// The session store of tower-sessions on our own table.
#[derive(Debug, Clone)]
pub struct Sessions {
    store: Store,
    clock: Clock,
}

impl Sessions {
    /// A store on a database.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
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
            id: Set(key(record.id)),
            account_id: Set(part("account")),
            region_id: Set(part("region")),
            data: Set(data),
            created_at: Set(now),
            seen_at: Set(now),
            expires_at: Set(instant(record.expiry_date)?),
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
        let conflict = OnConflict::column(session::Column::Id)
            .update_columns([
                session::Column::AccountId,
                session::Column::RegionId,
                session::Column::Data,
                session::Column::SeenAt,
                session::Column::ExpiresAt,
            ])
            .to_owned();
        session::Entity::insert(self.row(record)?)
            .on_conflict(conflict)
            .exec_without_returning(self.store.writer())
            .await
            .map_err(|error| backend(&error))?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = session::Entity::find_by_id(key(*id))
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
        session::Entity::delete_by_id(key(*id))
            .exec(self.store.writer())
            .await
            .map_err(|error| backend(&error))?;
        Ok(())
    }
}

fn key(id: Id) -> String {
    crate::hex(&Sha256::digest(id.0.to_be_bytes()))
}

fn instant(at: OffsetDateTime) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp(at.unix_timestamp(), 0)
        .ok_or_else(|| Error::Encode("expiry out of range".to_owned()))
}

fn backend(error: &DbErr) -> Error {
    Error::Backend(error.to_string())
}
