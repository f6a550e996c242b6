//! Searching: what is found, by whom, and that the index is what the tables say.

mod index;
mod rights;

use domain::fault::Code;
use domain::search::{Kind, MOST};
use sea_orm::{ConnectionTrait, Statement};
use service::ctx::Ctx;
use service::error::Error;
use service::search::{Ask, Found, Hit, PAGE, search};

use crate::stage::{Stage, on_both};

/// A word that is nowhere in the demo.
pub const WORD: &str = "kanariezoek";

/// Which column of which table people write, by kind of thing.
pub const SEARCHED: [(Kind, &str, &[&str]); 11] = [
    (Kind::Item, "agenda_item", &["title", "body", "question"]),
    (Kind::Note, "agenda_item", &["note"]),
    (Kind::Minutes, "minutes_item", &["title", "text"]),
    (Kind::Rectification, "minutes_note", &["text", "why"]),
    (Kind::Decision, "decision", &["text", "motivation"]),
    (Kind::Action, "action", &["title", "detail"]),
    (Kind::Paper, "paper", &["title"]),
    (Kind::Covenant, "covenant", &["title", "purpose"]),
    (Kind::Clause, "clause", &["heading", "text"]),
    (Kind::Bottleneck, "bottleneck", &["title", "detail"]),
    (Kind::Step, "roadmap_step", &["title", "why"]),
];

pub fn ask(text: &str) -> Ask {
    Ask {
        text: text.to_owned(),
        ..Ask::default()
    }
}

pub async fn run(stage: &Stage, sql: &str) -> u64 {
    let db = stage.owner().await;
    let done = db.execute_unprepared(sql).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}"))
        .rows_affected()
}

/// What a query counts.
pub async fn count(stage: &Stage, sql: &str) -> i64 {
    let db = stage.owner().await;
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

/// Gives the demo what it has none of: a paper at an item, and a note to minutes.
pub async fn complete(stage: &Stage) {
    let item = stage.id("item.past3.policy1");
    let (region, person) = (stage.id("region.amstelrand"), stage.id("person.politie"));
    let (organisation, meeting) = (stage.id("organisation.politie"), stage.id("meeting.past3"));
    let db = stage.owner().await;
    let postgres = db.get_database_backend() == sea_orm::DbBackend::Postgres;
    let id = |id: uuid::Uuid| {
        if postgres {
            format!("'{id}'::uuid")
        } else {
            format!("x'{}'", id.simple())
        }
    };
    let fresh = || id(service::clock::mint(crate::stage::opening()));
    let (item, region, person) = (id(item), id(region), id(person));
    let (organisation, meeting) = (id(organisation), id(meeting));
    let at = "'2026-10-01 10:00:00+00:00'";
    let (paper, content, note) = (fresh(), fresh(), fresh());
    run(
        stage,
        &format!(
            "INSERT INTO paper (id, region_id, item_id, number, title, kind, size, sha256, content_id, parts, \
             looked_at, scanned, organisation_id, person_id, created_at) VALUES ({paper}, {region}, {item}, \
             71, 'Stuk', 'pdf', 9, '0', {content}, 1, false, false, {organisation}, {person}, {at})"
        ),
    )
    .await;
    run(
        stage,
        &format!(
            "INSERT INTO minutes_note (id, region_id, meeting_id, item_id, text, why, at, \"by\") \
             SELECT {note}, {region}, {meeting}, item_id, 'Lees dit', 'Daarom', {at}, {person} \
             FROM minutes_item WHERE meeting_id = {meeting} ORDER BY position LIMIT 1"
        ),
    )
    .await;
}

/// All pages of an answer.
pub async fn all(ctx: &Ctx, first: Ask) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut next = first;
    loop {
        let found = search(ctx, next.clone()).await.unwrap();
        assert!(found.hits.len() <= PAGE);
        assert!(found.after.is_none() || found.hits.len() >= PAGE);
        for hit in found.hits {
            assert!(
                !hits
                    .iter()
                    .any(|seen| (seen.kind, seen.id) == (hit.kind, hit.id)),
                "found twice"
            );
            hits.push(hit);
        }
        let Some(after) = found.after else {
            return hits;
        };
        next.after = Some(after);
    }
}

fn titles(found: &Found) -> Vec<String> {
    let title = |hit: &Hit| hit.title.iter().map(|piece| piece.text.as_str()).collect();
    found.hits.iter().map(title).collect()
}

#[tokio::test]
async fn words_beginnings_and_phrases_find_what_they_say() {
    on_both(async |stage: Stage| {
        let id = stage.id("item.next.policy1");
        let literal = if stage.site.store.is_sqlite() {
            format!("x'{}'", id.simple())
        } else {
            format!("'{id}'::uuid")
        };
        let sql = format!(
            "UPDATE agenda_item SET title = 'Kwartelmeldingen', body = 'Eerste regel. De kóórddanser zag \
             het blauwe-huis/achter 12,5 meter e-mail.' WHERE id = {literal}"
        );
        run(&stage, &sql).await;
        let director = stage.ctx("regisseur").await;
        for (asked, finds) in [
            ("kwartelmeldingen", true),
            ("Kwartelm", true),
            ("koorddanser KWARTEL", true),
            ("kóórddanser", true),
            ("meldingen", false),
            ("kwartel niets", false),
            ("koord kwartelmeldingen", false),
            ("blauwe huis", true),
            ("blauwe-huis/achter", true),
            ("\"blauwe huis\"", true),
            ("\"huis blauwe\"", false),
            ("\"eerste regel\" kwart", true),
            ("\"eerste reg\"", false),
            ("koorddanser 12", true),
            ("koorddanser e-mail", true),
        ] {
            let found = search(&director, ask(asked)).await.unwrap();
            let found = titles(&found).contains(&"Kwartelmeldingen".to_owned());
            assert_eq!(found, finds, "{asked}");
        }
        let found = search(&director, ask("koorddans")).await.unwrap();
        let marked: Vec<_> = found.hits[0].snippet.iter().filter(|it| it.hit).collect();
        assert_eq!(marked.len(), 1);
        assert_eq!(marked[0].text, "kóórddanser");
        // One kind, and not the other.
        for (kind, hits) in [(Kind::Item, 1), (Kind::Action, 0)] {
            let ask = Ask {
                kind: Some(kind),
                ..ask("kwartelm")
            };
            assert_eq!(search(&director, ask).await.unwrap().hits.len(), hits);
        }
        // Another text: the old one is not found any more.
        let sql = format!("UPDATE agenda_item SET title = 'Anders', body = '' WHERE id = {literal}");
        run(&stage, &sql).await;
        assert!(search(&director, ask("kwartel")).await.unwrap().hits.is_empty());
    })
    .await;
}

#[tokio::test]
async fn no_question_does_harm() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let refused = |text: String| {
            let director = director.clone();
            async move {
                match search(&director, ask(&text)).await {
                    Err(Error::Refused(faults)) => faults[0].code.clone(),
                    other => panic!("{text:?} gave {other:?}"),
                }
            }
        };
        for nothing in ["", " ", "\0", "\"", "''", "%", "_*^:-(){}[]"] {
            assert_eq!(refused(nothing.to_owned()).await, Code::Empty);
        }
        assert_eq!(refused("ab".to_owned()).await, Code::TooShort(3));
        assert_eq!(refused("a".repeat(10_000)).await, Code::TooLong(MOST));
        for asked in [
            "overleg\0keten",
            "overleg' OR 1=1 --",
            "overleg\" OR \"\"",
            "NEAR(overleg, 5)",
            "title : overleg",
            "{title text} : overleg",
            "overleg AND NOT",
            "-overleg ^keten",
            "overleg:* & !keten | (x)",
            "'overleg' <-> 'keten':*",
            "overleg \\' \\\\ $1 ? ;DROP TABLE search_entry",
            "ſtraße İstanbul ǅ ﬁ 漢字 \u{202e}overleg\u{0301} 👩‍👩‍👧",
            "1e5 2.5e-3 http://overleg.example/a?b=c 192.168.0.1 ../../x",
        ] {
            search(&director, ask(asked))
                .await
                .unwrap_or_else(|error| panic!("{asked}: {error}"));
        }
        assert!(
            !search(&director, ask("overleg"))
                .await
                .unwrap()
                .hits
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_and_the_trail_keeps_no_words() {
    on_both(async |stage: Stage| {
        run(&stage, &format!("UPDATE roadmap_step SET why = '{WORD}'")).await;
        let director = stage.ctx("regisseur").await;
        let hits = all(&director, ask(WORD)).await;
        let steps = "SELECT COUNT(*) FROM roadmap_step";
        assert!(hits.len() > 2 * PAGE, "{}", hits.len());
        let there = usize::try_from(count(&stage, steps).await).unwrap();
        assert!(hits.len() <= there);
        // A place that does not open is no place: it does not tell whether there is such a thing.
        let hidden = Ask {
            after: Some((Kind::Step, stage.id("item.next.case1"))),
            ..ask(WORD)
        };
        let first = search(&director, ask(WORD)).await.unwrap();
        assert_eq!(search(&director, hidden).await.unwrap(), first);
        let detail = stage.detail("Search").await;
        assert_eq!(detail, format!("hits={PAGE}"));
        let told = format!("SELECT COUNT(*) FROM audit WHERE detail LIKE '%{WORD}%'");
        assert_eq!(count(&stage, &told).await, 0);
    })
    .await;
}
