//! A stage for a test: a database of its own with the demo on it, and the cast by name.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, TimeZone, Utc};
use domain::id::{AccountId, RegionId};
use migration::wall::{EVERY, SETTING};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use service::clock::Clock;
use service::ctx::{Ctx, Site};
use service::db::Store;
use service::identity::viewer;
use service::live::Live;
use service::seed::{self, Cast};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// A database with the demo on it.
pub struct Stage {
    pub site: Site,
    cast: Cast,
    file: Option<std::path::PathBuf>,
    name: String,
}

/// An engine to play on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

struct Master {
    cast: Cast,
    at: String,
}

static SQLITE: OnceCell<Master> = OnceCell::const_new();
static POSTGRES: OnceCell<Master> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// Wednesday 18 November 2026, 10.00 in Amsterdam: the day all tests begin on.
pub fn opening() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap()
}

/// Runs a test on both engines.
pub async fn on_both<F: AsyncFn(Stage)>(play: F) {
    Box::pin(play(Stage::new(Engine::Sqlite).await)).await;
    if std::env::var_os("KETENTAFEL_TEST_PG").is_some() {
        Box::pin(play(Stage::new(Engine::Postgres).await)).await;
    } else {
        eprintln!("no PostgreSQL at hand: only SQLite was tried (make test has both)");
    }
}

/// Runs a test on both engines, where nobody has an account yet.
pub async fn on_both_bare<F: AsyncFn(Stage)>(play: F) {
    Box::pin(play(Stage::bare(Engine::Sqlite).await)).await;
    if std::env::var_os("KETENTAFEL_TEST_PG").is_some() {
        Box::pin(play(Stage::bare(Engine::Postgres).await)).await;
    }
}

impl Stage {
    /// A fresh copy of the demo.
    pub async fn new(engine: Engine) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("kt_{}_{number}", std::process::id());
        match engine {
            Engine::Sqlite => {
                let master = SQLITE.get_or_init(sqlite_master).await;
                let file = std::env::temp_dir().join(format!("{name}.db"));
                std::fs::copy(&master.at, &file).unwrap();
                let site = site(&format!("sqlite:{}", file.display())).await;
                Self {
                    site,
                    cast: master.cast.clone(),
                    file: Some(file),
                    name,
                }
            }
            Engine::Postgres => {
                let master = POSTGRES.get_or_init(postgres_master).await;
                let owner = std::env::var("KETENTAFEL_TEST_PG_OWNER").unwrap();
                run(
                    &owner,
                    &format!("CREATE DATABASE {name} TEMPLATE {}", master.at),
                )
                .await;
                let site = site(&database(
                    &std::env::var("KETENTAFEL_TEST_PG").unwrap(),
                    &name,
                ))
                .await;
                Self {
                    site,
                    cast: master.cast.clone(),
                    file: None,
                    name,
                }
            }
        }
    }

    /// Another node on the same database; nothing where there is only one.
    pub async fn beside(&self) -> Option<Site> {
        if self.file.is_some() {
            return None;
        }
        let server = std::env::var("KETENTAFEL_TEST_PG").unwrap();
        Some(site(&database(&server, &self.name)).await)
    }

    /// A database with nothing in it but the reference content: nobody has an account yet.
    pub async fn bare(engine: Engine) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("kt_{}_bare_{number}", std::process::id());
        let cast = Cast::new(opening());
        let (url, file) = match engine {
            Engine::Sqlite => {
                let file = std::env::temp_dir().join(format!("{name}.db"));
                (format!("sqlite:{}", file.display()), Some(file))
            }
            Engine::Postgres => {
                let owner = std::env::var("KETENTAFEL_TEST_PG_OWNER").unwrap();
                run(&owner, &format!("CREATE DATABASE {name}")).await;
                (database(&owner, &name), None)
            }
        };
        let site = site(&url).await;
        service::migrate(&site.store).await.unwrap();
        seed::content(&site).await.unwrap();
        Self {
            site,
            cast,
            file,
            name,
        }
    }

    /// The files of the database, where it is in files.
    pub fn files(&self) -> Vec<String> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        let ends = ["", "-wal", "-shm"];
        ends.map(|end| format!("{}{end}", file.display())).to_vec()
    }

    /// The database as its owner has it, who can do more to it than the application.
    pub async fn owner(&self) -> DatabaseConnection {
        if self.file.is_some() {
            return self.site.store.writer().clone();
        }
        let owner = std::env::var("KETENTAFEL_TEST_PG_OWNER").unwrap();
        // The wall counts for the owner too.
        let mut options = ConnectOptions::new(database(&owner, &self.name));
        options.map_sqlx_postgres_opts(|opts| opts.options([(SETTING, EVERY)]));
        Database::connect(options).await.unwrap()
    }

    /// Where the owner of the database finds it, on PostgreSQL.
    pub fn address_of_owner(&self) -> String {
        let owner = std::env::var("KETENTAFEL_TEST_PG_OWNER").unwrap();
        database(&owner, &self.name)
    }

    /// Somebody of the cast at work in Amstelrand.
    pub async fn ctx(&self, person: &str) -> Ctx {
        self.ctx_in(person, "amstelrand").await
    }

    /// Somebody of the cast at work in a region.
    pub async fn ctx_in(&self, person: &str, region: &str) -> Ctx {
        let account = AccountId(self.id(&format!("account.{person}")));
        let region = RegionId(self.id(&format!("region.{region}")));
        let viewer = viewer(&self.site, account, region)
            .await
            .unwrap()
            .expect("nobody by that name");
        Ctx::new(self.site.clone(), viewer.actor)
    }

    /// The id of a thing of the cast, such as `meeting.next`.
    pub fn id(&self, name: &str) -> Uuid {
        self.cast
            .get(name)
            .unwrap_or_else(|| panic!("the seed has no {name}"))
    }

    /// The detail of the last audit row of an action.
    pub async fn detail(&self, action: &str) -> String {
        use ::entity::audit;
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
        let tx = self.site.store.begin_read().await.unwrap();
        let row = audit::Entity::find()
            .filter(audit::Column::Action.eq(action))
            .order_by_desc(audit::Column::Id)
            .one(&tx)
            .await
            .unwrap();
        row.unwrap().detail
    }

    /// What the guard asked and was told: object, kinds and reason, oldest first.
    pub async fn guard_answers(&self) -> Vec<String> {
        use ::entity::guard_answer;
        use sea_orm::{EntityTrait, QueryOrder};
        let tx = self.site.store.begin_read().await.unwrap();
        let rows = guard_answer::Entity::find()
            .order_by_asc(guard_answer::Column::Id)
            .all(&tx)
            .await
            .unwrap();
        rows.into_iter()
            .map(|row| format!("{} {}: {}", row.object, row.kinds, row.reason))
            .collect()
    }

    /// How many audit rows an action has.
    pub async fn audited(&self, action: &str) -> u64 {
        use ::entity::audit;
        use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
        let tx = self.site.store.begin_read().await.unwrap();
        audit::Entity::find()
            .filter(audit::Column::Action.eq(action))
            .count(&tx)
            .await
            .unwrap()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for end in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(format!("{}{end}", file.display())));
            }
        }
    }
}

async fn site(url: &str) -> Site {
    let store = Store::open(url).await.unwrap();
    Site {
        store,
        clock: Clock::fixed(opening()),
        live: Live::default(),
    }
}

async fn seeded(url: &str) -> Cast {
    let site = site(url).await;
    service::migrate(&site.store).await.unwrap();
    seed::content(&site).await.unwrap();
    let cast = seed::demo(&site).await.unwrap().expect("an empty database");
    if site.store.writer().get_database_backend() == DbBackend::Sqlite {
        let fold = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        site.store.writer().query_one_raw(fold).await.unwrap();
    } else {
        let grant = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kt_app";
        site.store.writer().execute_unprepared(grant).await.unwrap();
    }
    site.store.close().await.unwrap();
    cast
}

async fn sqlite_master() -> Master {
    let at = std::env::temp_dir().join(format!("kt_{}_master.db", std::process::id()));
    let at = at.display().to_string();
    let cast = seeded(&format!("sqlite:{at}")).await;
    Master { cast, at }
}

async fn postgres_master() -> Master {
    let owner = std::env::var("KETENTAFEL_TEST_PG_OWNER").unwrap();
    let at = format!("kt_{}_master", std::process::id());
    run(&owner, &format!("CREATE DATABASE {at}")).await;
    let cast = seeded(&database(&owner, &at)).await;
    Master { cast, at }
}

async fn run(url: &str, sql: &str) {
    let connection = Database::connect(url).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

fn database(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}
