//! Opening the database: SQLite in a file or PostgreSQL at an address, behind one type.
//!
//! On PostgreSQL a wall stands between the regions, in the database itself ([`migration::wall`]). What
//! works for one region goes through [`Store::begin_read_in`] and [`Store::begin_write_in`] and meets no
//! other. What is about nobody's region yet (who is at the door) or about all of them (jobs, the trail)
//! has connections of its own, for which the wall is open; a tidy test names the files that use those.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteAutoVacuum, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};

use domain::id::RegionId;
use migration::wall::{EVERY, SETTING};

use crate::error::{Error, Result};
use crate::identity::Arrivals;

/// The database, with one writer where the engine has one.
#[derive(Debug, Clone)]
pub struct Store {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    /// Behind the wall; nothing where the engine has none.
    walled: Option<DatabaseConnection>,
    arrivals: Arrivals,
}

impl Store {
    /// Opens the database at a URL: `sqlite:path` or `postgres://…`. A missing SQLite file is made.
    ///
    /// # Errors
    /// When it cannot be reached, or when SQLite did not take the settings that durability and
    /// deletion rest on (`docs/domain.md#storage`).
    pub async fn open(url: &str) -> Result<Self> {
        if !url.starts_with("sqlite:") {
            let walled = Database::connect(options(url, 12)).await?;
            let mut open = options(url, 8);
            open.map_sqlx_postgres_opts(|opts| opts.options([(SETTING, EVERY)]));
            let pool = Database::connect(open).await?;
            return Ok(Self {
                reader: pool.clone(),
                writer: pool,
                walled: Some(walled),
                arrivals: Arrivals::default(),
            });
        }
        let writer = Database::connect(sqlite(url, Use::Write)).await?;
        tend(&writer).await?;
        let reader = Database::connect(sqlite(url, Use::Read)).await?;
        let store = Self {
            reader,
            writer,
            walled: None,
            arrivals: Arrivals::default(),
        };
        store.assert_pragmas().await?;
        Ok(store)
    }

    /// Opens a database that is there, to look at and no more. With SQLite it waits for nobody who
    /// writes and can change nothing; PostgreSQL opens as ever, for there nobody waits for a writer.
    ///
    /// # Errors
    /// When it is not there or cannot be reached.
    pub async fn open_to_look(url: &str) -> Result<Self> {
        if !url.starts_with("sqlite:") {
            return Self::open(url).await;
        }
        let reader = Database::connect(sqlite(url, Use::Look)).await?;
        Ok(Self {
            writer: reader.clone(),
            reader,
            walled: None,
            arrivals: Arrivals::default(),
        })
    }

    /// The connection that may write; migrations run on it.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// The connections for a single statement about nobody's region, such as who is signed in.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Those who come by on a session at this moment, looked up together.
    pub(crate) fn arrivals(&self) -> &Arrivals {
        &self.arrivals
    }

    /// A transaction that reads one region. Commit or drop it: nothing was changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_read_in(&self, region: RegionId) -> Result<DatabaseTransaction> {
        match &self.walled {
            Some(walled) => inside(walled.begin().await?, region).await,
            None => self.begin_read().await,
        }
    }

    /// A transaction that writes in one region. SQLite takes its single write lock here, not halfway.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_write_in(&self, region: RegionId) -> Result<DatabaseTransaction> {
        match &self.walled {
            Some(walled) => inside(walled.begin().await?, region).await,
            None => self.begin_write().await,
        }
    }

    /// A transaction that reads, over all regions. Commit or drop it: nothing was changed.
    pub async fn begin_read(&self) -> Result<DatabaseTransaction> {
        Ok(self.reader.begin().await?)
    }

    /// A transaction that reads everything as it is at its first statement, however long it takes.
    /// For SQLite every transaction is like that.
    pub async fn begin_snapshot(&self) -> Result<DatabaseTransaction> {
        if self.is_sqlite() {
            return self.begin_read().await;
        }
        let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        Ok(self
            .reader
            .begin_with_config(Some(isolation), Some(access))
            .await?)
    }

    /// A transaction that writes, over all regions. SQLite takes its single write lock here, not halfway.
    pub async fn begin_write(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// Whether this is the embedded database.
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// Closes all connections.
    pub async fn close(self) -> Result<()> {
        if let Some(walled) = self.walled {
            walled.close().await?;
        }
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }

    /// Lets SQLite look again at how its rows are spread; PostgreSQL does so by itself.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tend(&self) -> Result<()> {
        if self.is_sqlite() {
            self.writer.execute_unprepared("PRAGMA optimize;").await?;
        }
        Ok(())
    }

    /// Leaves nothing in the file of what was destroyed: folds the log into it, where the pages of what is
    /// gone were overwritten (`secure_delete`), and gives those back. With PostgreSQL that is the business
    /// of its own vacuum (`docs/domain.md#destruction`).
    ///
    /// # Errors
    /// When the database does not answer, or somebody still reads in the log; it can be tried again.
    pub async fn scrub(&self) -> Result<()> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        let fold = Statement::from_string(DbBackend::Sqlite, fold);
        self.writer
            .execute_unprepared("PRAGMA incremental_vacuum;")
            .await?;
        let row = self.writer.query_one_raw(fold).await?;
        let busy = row.map_or(Ok(0), |row| row.try_get_by_index::<i64>(0))?;
        if busy == 0 {
            Ok(())
        } else {
            Err(Error::broken("the log of the database is still read"))
        }
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        let statement = Statement::from_string(self.reader.get_database_backend(), "SELECT 1");
        self.reader.query_one_raw(statement).await.is_ok()
    }

    /// Counts every SQL statement on all pools, for the bench.
    pub fn count_statements(&mut self, count: impl Fn() + Clone + Send + Sync + 'static) {
        let again = count.clone();
        self.reader.set_metric_callback(move |_| count());
        match &mut self.walled {
            Some(walled) => walled.set_metric_callback(move |_| again()),
            None => self.writer.set_metric_callback(move |_| again()),
        }
    }

    async fn assert_pragmas(&self) -> Result<()> {
        for (pragma, wanted) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("secure_delete", "1"),
        ] {
            let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"));
            let row = self.writer.query_one_raw(statement).await?;
            let row = row.ok_or_else(|| Error::broken(format!("PRAGMA {pragma} says nothing")))?;
            let found = row.try_get_by_index::<String>(0).or_else(|_| {
                row.try_get_by_index::<i64>(0)
                    .map(|number| number.to_string())
            })?;
            if found != wanted {
                return Err(Error::broken(format!(
                    "PRAGMA {pragma} is {found}, not {wanted}"
                )));
            }
        }
        Ok(())
    }
}

/// Tells the planner how the rows are spread: nearly all have the same region, and without this
/// it takes the index that begins with it. Looks at some rows only, so it is done in a moment.
async fn tend(writer: &DatabaseConnection) -> Result<()> {
    writer
        .execute_unprepared("PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002;")
        .await?;
    Ok(())
}

/// Tells the wall for which region this transaction works, and for no longer than it lasts.
async fn inside(tx: DatabaseTransaction, region: RegionId) -> Result<DatabaseTransaction> {
    go_on_in(&tx, region).await?;
    Ok(tx)
}

/// Has a transaction go on in another region, for what has to be told there in the same breath.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn go_on_in(tx: &DatabaseTransaction, region: RegionId) -> Result<()> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = format!("SELECT set_config('{SETTING}', $1, true)");
    let values = [region.to_string().into()];
    tx.query_one_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        values,
    ))
    .await?;
    Ok(())
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(2))
        .connect_timeout(Duration::from_secs(5))
        .sqlx_logging(false);
    options
}

/// How many rows the thread of a connection reads ahead of who asked for them: what the largest
/// statement reads. With fewer it waits for a free place at every row, and the asker for the next one.
const ROWS_AHEAD: usize = 2000;

/// What connections to SQLite are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// To read, beside the one that writes.
    Read,
    /// To write: one, and it comes first.
    Write,
    /// To look at what another process has open.
    Look,
}

fn sqlite(url: &str, way: Use) -> ConnectOptions {
    let mut options = options(url, if way == Use::Write { 1 } else { 6 });
    // A file does not hang up; asking it before each use costs a turn of its thread.
    options.test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        // Setting the vacuum mode takes the write lock, so only the writer does.
        let sqlite = if way == Use::Write {
            sqlite.auto_vacuum(SqliteAutoVacuum::Incremental)
        } else {
            sqlite
        };
        sqlite
            .create_if_missing(way != Use::Look)
            .read_only(way == Use::Look)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .row_buffer_size(ROWS_AHEAD)
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
    });
    options
}
