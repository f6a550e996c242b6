//! The index says what the tables say: no text is left out of it, nothing stays in it.

use migration::sources::SOURCES;
use sea_orm::{ConnectionTrait, Statement};

use super::{SEARCHED, WORD, all, ask, complete, count, run};
use crate::stage::{Stage, on_both};

/// Texts of these tables that nobody searches: words of the system, and what is between a few.
const NOT_SEARCHED: [(&str, &[&str]); 10] = [
    (
        "agenda_item",
        &[
            "kind",
            "class",
            "wanted",
            "state_word",
            "state",
            "origin",
            "case_ref",
            "guard_reason",
        ],
    ),
    ("minutes_item", &["class", "hash"]),
    ("minutes_note", &[]),
    ("decision", &["outcome", "state_word", "state"]),
    (
        "action",
        &["class", "case_ref", "chain_link", "state_word", "state"],
    ),
    ("paper", &["kind", "sha256"]),
    ("covenant", &["state_word", "state", "effective_when"]),
    ("clause", &["flag"]),
    ("bottleneck", &["category", "state_word", "state", "class"]),
    (
        "roadmap_step",
        &["code", "phase", "action_line", "recorded", "status", "lost"],
    ),
];

/// How many entries are not what the tables say, and how much the tables say that has no entry.
async fn differences(stage: &Stage) -> i64 {
    let columns =
        "region_id, kind, object_id, item_id, parent_id, series_id, meeting_id, class, title, text";
    let all: Vec<String> = SOURCES
        .iter()
        .map(migration::sources::Source::selection)
        .collect();
    let all = all.join(" UNION ALL ");
    let said = format!("SELECT {columns} FROM ({all}) f");
    let kept = format!("SELECT {columns} FROM search_entry");
    let more = |a: &str, b: &str| format!("SELECT COUNT(*) FROM ({a} EXCEPT {b}) d");
    count(stage, &more(&said, &kept)).await + count(stage, &more(&kept, &said)).await
}

#[tokio::test]
async fn whatever_happens_to_a_row_the_index_follows() {
    on_both(async |stage: Stage| {
        assert!(count(&stage, "SELECT COUNT(*) FROM search_entry").await > 200);
        assert_eq!(differences(&stage).await, 0, "as the demo was filled");
        complete(&stage).await;
        for change in [
            "UPDATE agenda_item SET class = 'k2' WHERE class = 'k1'",
            "UPDATE agenda_item SET note = 'Anders'",
            "UPDATE agenda_item SET meeting_id = NULL WHERE state_word = 'proposed'",
            "UPDATE action SET class = 'k3', detail = 'Nog iets'",
            "UPDATE decision SET state_word = 'draft' WHERE number = 1",
            "UPDATE decision SET state_word = 'confirmed', text = 'Zo'",
            "UPDATE paper SET removed_at = created_at",
            "UPDATE minutes_item SET text = ''",
            "UPDATE minutes_item SET text = 'Terug'",
            "UPDATE agenda_item SET note = ''",
            "DELETE FROM clause WHERE number = 2",
            "DELETE FROM bottleneck",
            "DELETE FROM decision",
            "DELETE FROM action WHERE number < 110",
            "DELETE FROM agenda_item WHERE class = 'k3'",
        ] {
            run(&stage, change).await;
            assert_eq!(differences(&stage).await, 0, "{change}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_text_that_people_write_is_found() {
    on_both(async |stage: Stage| {
        complete(&stage).await;
        let director = stage.ctx("regisseur").await;
        for (at, (kind, table, columns)) in SEARCHED.into_iter().enumerate() {
            for column in columns {
                let word = format!("{WORD}{at}{column}");
                run(&stage, &format!("UPDATE {table} SET {column} = '{word}'")).await;
                let hits = all(&director, ask(&word)).await;
                assert!(!hits.is_empty(), "{table}.{column} is not found");
                assert!(
                    hits.iter().all(|hit| hit.kind == kind),
                    "{table}.{column} is found as another kind"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_text_of_these_tables_is_searched_or_said_not_to_be() {
    let stage = Stage::new(crate::stage::Engine::Sqlite).await;
    for (table, not) in NOT_SEARCHED {
        let searched = SEARCHED.iter().filter(|(_, of, _)| *of == table);
        let mut known: Vec<&str> = searched
            .flat_map(|(_, _, columns)| *columns)
            .copied()
            .collect();
        known.extend(not);
        known.sort_unstable();
        let db = stage.owner().await;
        let sql = format!(
            "SELECT name FROM pragma_table_info('{table}') WHERE lower(type) IN ('text', 'varchar') \
             ORDER BY name"
        );
        let rows = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
            .await
            .unwrap();
        let found: Vec<String> = rows
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect();
        assert_eq!(
            found, known,
            "{table}: say in migration/src/sources.rs whether a text is searched"
        );
    }
}
