//! A word put into every text about a case: after destruction it is nowhere, in no table, no file, no dump;
//! and everything else still verifies.

mod planter;

use std::process::Command;

use sea_orm::{ConnectionTrait, Statement};
use service::retention::{self, DERIVED, KEPT, TABLES};

use self::planter::{CANARY, plant};
use super::{agenda_is_whole, confirm, decided, destroyed, minutes_are_whole};
use crate::stage::{Stage, on_both};

/// Everything the database holds, as bytes: its files, or a dump by its owner.
fn raw(stage: &Stage) -> Vec<u8> {
    let files = stage.files();
    if !files.is_empty() {
        let files = files.into_iter();
        return files
            .flat_map(|file| std::fs::read(file).unwrap_or_default())
            .collect();
    }
    let dump = Command::new("pg_dump")
        .args(["--enable-row-security", "--inserts", "--dbname"])
        .arg(stage.address_of_owner())
        .env("PGOPTIONS", "-c ketentafel.region=every")
        .output()
        .unwrap();
    assert!(
        dump.status.success(),
        "{}",
        String::from_utf8_lossy(&dump.stderr)
    );
    dump.stdout
}

/// How many places hold a canary: as it is written, or as a dump writes bytes.
fn canaries(bytes: &[u8]) -> usize {
    let word = CANARY.as_bytes();
    let hex = word
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    [word, hex.as_bytes()]
        .iter()
        .map(|sought| {
            bytes
                .windows(sought.len())
                .filter(|it| it == sought)
                .count()
        })
        .sum()
}

/// How many things somebody finds by the canary.
async fn found(ctx: &service::ctx::Ctx) -> usize {
    let ask = service::search::Ask {
        text: CANARY.to_owned(),
        ..Default::default()
    };
    service::search::search(ctx, ask).await.unwrap().hits.len()
}

#[tokio::test]
async fn nothing_of_a_case_is_left_and_the_rest_verifies() {
    on_both(async |stage: Stage| {
        assert!(minutes_are_whole(&stage, "meeting.past2").await);
        assert!(agenda_is_whole(&stage, "meeting.past2").await);
        let planted = plant(&stage).await;
        assert!(planted > 50, "{planted}");
        // Some words were written over others.
        assert!(canaries(&raw(&stage)) > 40);
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        assert!(found(&police).await > 3, "the index holds the case");
        super::keep::extend_and_hold_once(&stage, CANARY).await;
        let id = decided(&stage).await;
        let secretary = stage.ctx("secretaris").await;
        confirm(&stage, &secretary, &id).await.unwrap();
        assert_eq!(found(&police).await, 0);
        assert_eq!(canaries(&raw(&stage)), 0);

        // What was there around it is what it was.
        assert!(minutes_are_whole(&stage, "meeting.past2").await);
        assert!(agenda_is_whole(&stage, "meeting.past2").await);
        let view = retention::destruction(&director, &id).await.unwrap();
        let (certificate, _, whole) = view.certificate.unwrap();
        assert!(whole);
        assert_eq!(certificate.items.len(), destroyed(&stage).await);
        for table in [
            "agenda_item",
            "action",
            "decision",
            "paper",
            "paper_part",
            "minutes_item",
        ] {
            assert!(
                certificate.counts.get(table).is_some_and(|rows| *rows > 0),
                "{table}"
            );
        }
        let meeting = domain::id::MeetingId(stage.id("meeting.past2"));
        let nodes = retention::nodes(&police, meeting).await.unwrap();
        assert_eq!(nodes.len(), 1);
        assert!(nodes[0].list.is_none() && nodes[0].place.is_some());
        assert!(
            retention::nodes(&director, meeting).await.unwrap()[0]
                .list
                .is_some()
        );
        let guest = stage.ctx("vrijwilliger").await;
        let seen = retention::nodes(&guest, meeting).await;
        assert!(seen.is_err() || seen.unwrap().is_empty());
        // The pages around it still open.
        let meeting = meeting.to_string();
        service::meetings::read(&police, &meeting).await.unwrap();
        service::meetings::read_minutes(&police, &meeting)
            .await
            .unwrap();
        service::meetings::versions(&police, &meeting, None)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_certificate_that_was_changed_shows() {
    on_both(async |stage: Stage| {
        let id = decided(&stage).await;
        let secretary = stage.ctx("secretaris").await;
        confirm(&stage, &secretary, &id).await.unwrap();
        let owner = stage.owner().await;
        let sql = "UPDATE destruction SET certificate = replace(certificate, '\"term\":[6,', '\"term\":[7,')";
        owner.execute_unprepared(sql).await.unwrap();
        let view = retention::destruction(&secretary, &id).await.unwrap();
        let (certificate, _, whole) = view.certificate.unwrap();
        assert!(!whole && certificate.term.0 == 7);
    })
    .await;
}

#[tokio::test]
async fn every_table_that_names_an_item_is_known_to_the_destroyer() {
    on_both(async |stage: Stage| {
        let db = stage.owner().await;
        let sql = if stage.files().is_empty() {
            "SELECT DISTINCT table_name FROM information_schema.columns \
             WHERE table_schema = 'public' AND column_name LIKE '%item_id' ORDER BY 1"
        } else {
            "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name LIKE '%item_id' ORDER BY 1"
        };
        let rows = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
            .await
            .unwrap();
        let found: Vec<String> = rows
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect();
        let mut known: Vec<&str> = TABLES.into_iter().chain(KEPT).chain(DERIVED).collect();
        known.sort_unstable();
        assert_eq!(
            found, known,
            "a table that names an item is destroyed with it, or keeps nothing of it: say which in \
             service/src/retention/destroy.rs"
        );
    })
    .await;
}
