//! The index of the search page: what can be found, in one table, kept by the database itself whenever a
//! text changes (`docs/decisions/0034-search-by-the-database.md`).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::sources::{self, SOURCES};
use crate::{fold, sources::Source};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Signs between words that the parser of PostgreSQL would take into one: paths, hosts, numbers.
const SIGNS: &str = r#"-_/\.,;:!?()[]{}<>"'`~@#$%^&*+=|"#;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let statements = match m.get_database_backend() {
            DbBackend::Postgres => postgres(),
            _ => sqlite(),
        };
        run(m, statements).await?;
        // Oldest first: what is newest is found first.
        let fill: Vec<String> = SOURCES.iter().map(Source::selection).collect();
        let fill = format!(
            "INSERT INTO search_entry ({}) SELECT * FROM ({}) f ORDER BY f.at",
            sources::COLUMNS,
            fill.join(" UNION ALL ")
        );
        run(m, vec![fill]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        let mut statements = Vec::new();
        for name in SOURCES.iter().map(|source| source.kind).chain(["place"]) {
            if postgres {
                statements.push(format!("DROP FUNCTION search_{name}() CASCADE"));
                continue;
            }
            for end in ["in", "on", "out"] {
                statements.push(format!("DROP TRIGGER IF EXISTS search_{name}_{end}"));
            }
        }
        if postgres {
            statements.push("DROP TABLE search_entry".to_owned());
            statements.push("DROP FUNCTION search_words(text)".to_owned());
        } else {
            statements.push("DROP TABLE search_text".to_owned());
            statements.push("DROP TABLE search_entry".to_owned());
        }
        run(m, statements).await
    }
}

async fn run(m: &SchemaManager<'_>, statements: Vec<String>) -> Result<(), DbErr> {
    for statement in statements {
        m.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// The table; `id` counts up, so that the last one written comes first.
fn table(id: &str, uuid: &str, time: &str, more: &str) -> Vec<String> {
    vec![
        format!(
            "CREATE TABLE search_entry (id {id}, region_id {uuid} NOT NULL, kind varchar NOT NULL, \
             object_id {uuid} NOT NULL, item_id {uuid}, parent_id {uuid}, series_id {uuid}, \
             meeting_id {uuid}, class varchar NOT NULL, at {time} NOT NULL, title text NOT NULL, \
             text text NOT NULL{more})"
        ),
        "CREATE UNIQUE INDEX ix_search_entry_object ON search_entry (kind, object_id)".to_owned(),
        "CREATE INDEX ix_search_entry_item ON search_entry (item_id)".to_owned(),
        "CREATE INDEX ix_search_entry_region ON search_entry (region_id, id)".to_owned(),
    ]
}

fn sqlite() -> Vec<String> {
    let mut all = table(
        "integer PRIMARY KEY AUTOINCREMENT",
        "uuid_text",
        "timestamp_with_timezone_text",
        "",
    );
    // What is taken out leaves nothing behind in the index either.
    all.extend(
        [
            "CREATE VIRTUAL TABLE search_text USING fts5(title, text, content='search_entry', \
             content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='3 4')",
            "INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)",
            "CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN \
             INSERT INTO search_text (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text); END",
            "CREATE TRIGGER search_entry_on AFTER UPDATE OF title, text ON search_entry BEGIN \
             INSERT INTO search_text (search_text, rowid, title, text) \
             VALUES ('delete', OLD.id, OLD.title, OLD.text); \
             INSERT INTO search_text (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text); END",
            "CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN \
             INSERT INTO search_text (search_text, rowid, title, text) \
             VALUES ('delete', OLD.id, OLD.title, OLD.text); END",
        ]
        .map(str::to_owned),
    );
    for source in &SOURCES {
        let (kind, of, watched) = (source.kind, source.table, source.watched);
        let keep = source.keep_up();
        let forget = source.forget();
        all.push(format!(
            "CREATE TRIGGER search_{kind}_in AFTER INSERT ON {of} BEGIN {keep} END"
        ));
        all.push(format!(
            "CREATE TRIGGER search_{kind}_on AFTER UPDATE OF {watched} ON {of} BEGIN {keep} END"
        ));
        all.push(format!(
            "CREATE TRIGGER search_{kind}_out AFTER DELETE ON {of} BEGIN {forget} END"
        ));
    }
    let (watched, place, forget) = (sources::PLACE_OF, sources::place(), sources::forget_item());
    all.push(format!(
        "CREATE TRIGGER search_place_on AFTER UPDATE OF {watched} ON agenda_item BEGIN {place} END"
    ));
    all.push(format!(
        "CREATE TRIGGER search_place_out AFTER DELETE ON agenda_item BEGIN {forget} END"
    ));
    all
}

fn postgres() -> Vec<String> {
    let (from, to, signs) = (fold::FROM, fold::TO, SIGNS.replace('\'', "''"));
    let capitals = from.to_uppercase();
    let (capitals, small) = if capitals.chars().count() == from.chars().count() {
        (capitals.as_str(), to)
    } else {
        ("", "")
    };
    let blanks = " ".repeat(SIGNS.chars().count());
    let mut all = vec![format!(
        "CREATE FUNCTION search_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE \
         AS $$ SELECT to_tsvector('pg_catalog.simple'::regconfig, \
         translate(lower(said), '{from}{capitals}{signs}', '{to}{small}{blanks}')) $$"
    )];
    all.extend(table(
        "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "uuid",
        "timestamptz",
        ", words tsvector GENERATED ALWAYS AS (search_words(title || ' ' || text)) STORED",
    ));
    all.push("CREATE INDEX ix_search_entry_words ON search_entry USING gin (words)".to_owned());
    for source in &SOURCES {
        let (kind, of, watched) = (source.kind, source.table, source.watched);
        all.extend(trigger(
            (kind, of, watched),
            (&source.keep_up(), &source.forget()),
            "INSERT OR DELETE OR ",
        ));
    }
    all.extend(trigger(
        ("place", "agenda_item", sources::PLACE_OF),
        (&sources::place(), &sources::forget_item()),
        "DELETE OR ",
    ));
    all
}

fn trigger(
    (kind, of, watched): (&str, &str, &str),
    (keep, forget): (&str, &str),
    also: &str,
) -> [String; 2] {
    [
        format!(
            "CREATE FUNCTION search_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF TG_OP = 'DELETE' THEN {forget} ELSE {keep} END IF; RETURN NULL; END $$"
        ),
        format!(
            "CREATE TRIGGER search_{kind} AFTER {also}UPDATE OF {watched} ON {of} \
             FOR EACH ROW EXECUTE FUNCTION search_{kind}()"
        ),
    ]
}
