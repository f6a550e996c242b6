//! Houses on one database: several casts of the demo, each region with words of its own in every text.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{StatusCode, header};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use service::clock::Clock;
use service::ctx::Site;
use service::db::Store;
use service::live::Live;
use service::seed;
use uuid::Uuid;

use crate::house::{Answer, House};

/// An engine to prove it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where people write, or are written about.
const TEXTS: [(&str, &[&str]); 30] = [
    ("action", &["title", "detail"]),
    ("action_event", &["text"]),
    ("agenda_item", &["title", "body", "question", "note"]),
    ("agenda_version_item", &["title"]),
    ("approval", &["why"]),
    ("bottleneck", &["title", "detail"]),
    ("capture", &["text"]),
    ("clause", &["heading", "text"]),
    ("contribution", &["title", "body"]),
    ("covenant", &["title", "purpose"]),
    ("criterion", &["text"]),
    ("decision", &["text", "motivation"]),
    ("decision_position", &["note"]),
    ("evidence", &["title"]),
    ("exclusion", &["why"]),
    ("guard_answer", &["reason"]),
    ("guest_account", &["function", "purpose"]),
    ("meeting", &["room"]),
    ("meeting_annex", &["purpose", "information"]),
    ("roadmap_step", &["title", "why"]),
    ("seat", &["label"]),
    ("series", &["purpose", "legal_basis", "room"]),
    (
        "series_advice",
        &["text", "answer", "purpose", "legal_basis"],
    ),
    ("signature", &["representative", "deciding_body", "place"]),
    // What the frame of every page shows of who looks.
    ("person", &["name", "function"]),
    ("series", &["name", "purpose", "legal_basis", "room"]),
    ("region", &["name"]),
    ("organisation", &["name", "short_name"]),
    ("account", &["name"]),
    ("municipality", &[]),
];

/// From here on [`TEXTS`] is what stands in the frame: a word of its own, so that it can be told apart.
const FRAME: usize = 24;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The engines at hand: always SQLite, and PostgreSQL where `make test` started one.
pub fn engines() -> Vec<Engine> {
    if std::env::var_os("KETENTAFEL_TEST_PG").is_some() {
        vec![Engine::Sqlite, Engine::Postgres]
    } else {
        eprintln!("no PostgreSQL at hand: only SQLite was tried (make test has both)");
        vec![Engine::Sqlite]
    }
}

/// Several casts, two regions each.
pub struct Neighbourhood {
    pub houses: Vec<House>,
    pub site: Site,
    cookies: HashMap<(usize, String), String>,
    owner: Option<String>,
    file: Option<std::path::PathBuf>,
}

impl Neighbourhood {
    pub async fn new(engine: Engine, casts: usize) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("kt_street_{}_{number}", std::process::id());
        let (file, owner, url) = match engine {
            Engine::Sqlite => {
                let file = std::env::temp_dir().join(format!("{name}.db"));
                let url = format!("sqlite:{}", file.display());
                (Some(file), None, url)
            }
            Engine::Postgres => {
                let server = std::env::var("KETENTAFEL_TEST_PG_OWNER").unwrap();
                run(&server, &format!("CREATE DATABASE {name}")).await;
                let url = std::env::var("KETENTAFEL_TEST_PG").unwrap();
                (None, Some(database(&server, &name)), database(&url, &name))
            }
        };
        // The owner makes the tables; the application owns nothing.
        let store = Store::open(owner.as_deref().unwrap_or(&url)).await.unwrap();
        service::migrate(&store).await.unwrap();
        if let Some(owner) = &owner {
            store.close().await.unwrap();
            run(
                owner,
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kt_app",
            )
            .await;
        }
        let site = Site {
            store: Store::open(&url).await.unwrap(),
            clock: Clock::fixed(Clock::System.now()),
            live: Live::default(),
        };
        seed::content(&site).await.unwrap();
        let casts = seed::regions(&site, casts).await.unwrap();
        let houses = House::street(&site, casts);
        let town = Self {
            houses,
            site,
            cookies: HashMap::new(),
            owner,
            file,
        };
        town.plant().await;
        town
    }

    /// The region of a cast: its first or its second.
    pub fn region(&self, cast: usize, which: usize) -> Uuid {
        self.houses[cast].id(["region.amstelrand", "region.vechtdelta"][which])
    }

    /// The cookie of somebody who is in; nothing for who lost their place meanwhile.
    pub async fn cookie(&mut self, cast: usize, person: &str) -> Option<String> {
        let key = (cast, person.to_owned());
        if let Some(known) = self.cookies.get(&key) {
            return Some(known.clone());
        }
        let cookie = self.houses[cast].admit(person).await.ok()?;
        self.cookies.insert(key, cookie.clone());
        Some(cookie)
    }

    /// Signs people of every cast in.
    pub async fn sign_in(&mut self, people: &[&str]) {
        for cast in 0..self.houses.len() {
            for person in people {
                assert!(self.cookie(cast, person).await.is_some(), "{person}");
            }
        }
    }

    /// Finds what is not this person's in an answer. Who was sent away signs in again.
    pub fn judge(
        &mut self,
        answer: &Answer,
        (cast, region, person): (usize, usize, &str),
        what: &str,
    ) {
        if is_sent_away(answer) {
            self.cookies.remove(&(cast, person.to_owned()));
            return;
        }
        assert!(
            !answer.status.is_server_error(),
            "{what}: {} {}",
            answer.status,
            answer.body
        );
        // The adviser works in both regions of the cast.
        let both = person == "adviseur";
        let location = answer.headers.get(header::LOCATION);
        let location = location.map_or("", |to| to.to_str().unwrap());
        for text in [answer.body.as_str(), location] {
            for word in words(text) {
                let (word_cast, word_region) = (word / 2, word % 2);
                assert!(
                    word_cast == cast && (both || word_region == region),
                    "{what}: holds a word of region {word_region} of {word_cast}"
                );
            }
            for (at, _) in text.match_indices("huis") {
                let digits = text
                    .get(at + 4..at + 6)
                    .and_then(|it| it.parse::<usize>().ok());
                assert!(
                    digits.is_none_or(|theirs| theirs == cast),
                    "{what}: holds an organisation of {digits:?}"
                );
            }
        }
    }

    /// From now on the database takes every use case for one of this cast's first region, whatever the
    /// application says.
    pub async fn fix_the_wall(&self, cast: usize) {
        let owner = self.owner.as_deref().unwrap();
        let region = self.region(cast, 0);
        let sql = format!(
            "DO $$ DECLARE name text; BEGIN \
             FOR name IN SELECT tablename FROM pg_policies WHERE policyname = 'region' LOOP \
             EXECUTE format('ALTER POLICY region ON %I USING (region_id = ''{region}'' \
             OR current_setting(''ketentafel.region'', true) = ''every'')', name); \
             END LOOP; END $$"
        );
        run(owner, &sql).await;
    }

    async fn plant(&self) {
        let writer = self.site.store.writer();
        let backend = writer.get_database_backend();
        for cast in 0..self.houses.len() {
            for which in 0..2 {
                let (region, number) = (self.region(cast, which), cast * 2 + which);
                for (position, (table, columns)) in TEXTS.iter().enumerate() {
                    let word = match *table {
                        "organisation" => format!(" huis{cast:02}"),
                        _ if position >= FRAME => format!(" wijk{number:02}"),
                        _ => format!(" kanarie{number:02}"),
                    };
                    let of = match *table {
                        "region" => "id = $1",
                        "organisation" => {
                            "id IN (SELECT organisation_id FROM region_organisation WHERE region_id = $1) \
                             AND name NOT LIKE '%huis%'"
                        }
                        "account" => {
                            "id IN (SELECT account_id FROM person WHERE region_id = $1) \
                             AND name NOT LIKE '%wijk%'"
                        }
                        _ => "region_id = $1",
                    };
                    for column in *columns {
                        let sql = format!(
                            "UPDATE {table} SET {column} = {column} || '{word}' WHERE {column} <> '' AND {of}"
                        );
                        let values = [region.into()];
                        writer
                            .execute_raw(Statement::from_sql_and_values(backend, sql, values))
                            .await
                            .unwrap();
                    }
                }
            }
        }
    }
}

/// Whether somebody is sent to the front door: their session ended.
pub fn is_sent_away(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        || answer
            .headers
            .get(header::LOCATION)
            .is_some_and(|to| to.to_str().unwrap().starts_with("/?"))
}

/// The numbers of the planted words in a text.
pub fn words(text: &str) -> Vec<usize> {
    let found = ["kanarie", "wijk"].into_iter().flat_map(|word| {
        text.match_indices(word)
            .filter_map(move |(at, _)| text.get(at + word.len()..at + word.len() + 2)?.parse().ok())
    });
    found.collect()
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

/// The backend of a store, for who writes SQL of their own.
pub fn backend(site: &Site) -> DbBackend {
    site.store.reader().get_database_backend()
}

impl Drop for Neighbourhood {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for end in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(format!("{}{end}", file.display())));
            }
        }
    }
}
