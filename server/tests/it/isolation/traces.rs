//! What is left behind: in the database, and on the pages of people where nobody did anything.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use uuid::Uuid;

use super::neighbourhood::{Neighbourhood, backend, words};
use super::{QUIET, READERS};
use crate::roster::samples;

/// Pages about reading itself: opening others changes them.
const ABOUT_READING: [&str; 5] = [
    "/punt/{id}/gezien",
    "/toezicht",
    "/toezicht/bewaking",
    "/account",
    "/account/gegevens",
];

/// The pages of everybody in the quiet cast, without what is new on every one (ids and nonces).
pub async fn quiet(
    town: &mut Neighbourhood,
    pages: &[String],
) -> BTreeMap<(String, String), String> {
    let mut kept = BTreeMap::new();
    for page in pages {
        if ABOUT_READING.contains(&page.as_str()) {
            continue;
        }
        for person in READERS {
            let cookie = town.cookie(QUIET, person).await.unwrap();
            let house = &town.houses[QUIET];
            let address = samples::page(house, page).unwrap();
            // The first time leaves a line; the second shows it.
            house.get(&address, Some(&cookie)).await;
            let answer = house.get(&address, Some(&cookie)).await;
            for word in words(&answer.body) {
                assert_eq!(
                    word / 2,
                    QUIET,
                    "{person} reads on {page} of another region"
                );
            }
            let text = format!("{} {}", answer.status, without_the_new(&answer.body));
            kept.insert((page.clone(), person.to_owned()), text);
        }
    }
    kept
}

/// The text with every id and every nonce replaced.
fn without_the_new(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("nonce=\"") {
        let (before, nonce) = rest.split_at(at + 7);
        text.push_str(before);
        rest = nonce.find('"').map_or("", |end| &nonce[end..]);
    }
    text.push_str(rest);
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let end = (at + 36).min(signs.len());
        let piece: String = signs[at..end].iter().collect();
        if piece.len() == 36 && Uuid::try_parse(&piece).is_ok() {
            out.push('#');
            at = end;
        } else {
            out.push(signs[at]);
            at += 1;
        }
    }
    out
}

/// Fails with the first page that changed.
pub fn compare(
    before: &BTreeMap<(String, String), String>,
    after: &BTreeMap<(String, String), String>,
) {
    for (key, text) in before {
        let now = &after[key];
        if text != now {
            let at = text
                .chars()
                .zip(now.chars())
                .take_while(|(a, b)| a == b)
                .count();
            let show = |it: &str| {
                it.chars()
                    .skip(at.saturating_sub(200))
                    .take(400)
                    .collect::<String>()
            };
            panic!(
                "{key:?} changed, and nobody did anything there:\n{}\n---\n{}",
                show(text),
                show(now)
            );
        }
    }
}

/// Every row with a region holds the words of that region only, and points at rows of that region only.
pub async fn nothing_points_into_another_region(town: &Neighbourhood) {
    let mut numbers = HashMap::new();
    for cast in 0..town.houses.len() {
        for which in 0..2 {
            numbers.insert(town.region(cast, which), cast * 2 + which);
        }
    }
    let tables = columns(town).await;
    // A form brings the id of what it makes, so that posting twice makes one thing. Somebody may bring an
    // id that another kind of thing has elsewhere: then it is at home in both.
    let mut home: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
    let mut rows = Vec::new();
    for (table, columns) in &tables {
        let sql = format!("SELECT * FROM {table} WHERE region_id IS NOT NULL");
        for row in all(town, sql).await {
            let region: Uuid = row.try_get("", "region_id").unwrap();
            let id = row.try_get::<Uuid>("", "id").ok();
            if let Some(id) = id.filter(|_| columns.iter().any(|column| column == "id")) {
                home.entry(id).or_default().insert(region);
            }
            rows.push((table.clone(), region, row));
        }
    }
    assert!(rows.len() > 1_500, "{} rows", rows.len());
    for (table, region, row) in rows {
        // The chains of the trail have numbers of their own.
        let Some(number) = numbers.get(&region) else {
            assert!(
                table.starts_with("audit"),
                "{table} has a region nobody knows"
            );
            continue;
        };
        for column in &tables[&table] {
            if let Ok(Some(text)) = row.try_get::<Option<String>>("", column) {
                for word in words(&text) {
                    assert_eq!(
                        word, *number,
                        "{table}.{column} holds a word of another region: {text}"
                    );
                }
            }
            // What somebody tried stands in the trail as it was asked for.
            if table == "audit" && column == "object_id" {
                continue;
            }
            if let Ok(Some(id)) = row.try_get::<Option<Uuid>>("", column)
                && let Some(theirs) = home.get(&id)
            {
                assert!(
                    theirs.contains(&region),
                    "{table}.{column} points into another region: {id} of {theirs:?}"
                );
            }
        }
    }
}

async fn columns(town: &Neighbourhood) -> BTreeMap<String, Vec<String>> {
    let sql = match backend(&town.site) {
        DbBackend::Sqlite => {
            "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table'"
        }
        _ => {
            "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns \
             WHERE table_schema = 'public'"
        }
    };
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in all(town, sql.to_owned()).await {
        let (table, column) = (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap());
        tables.entry(table).or_default().push(column);
    }
    tables.retain(|_, columns| columns.iter().any(|column| column == "region_id"));
    // A session may work in another region than the one it began in.
    tables.remove("session");
    tables
}

async fn all(town: &Neighbourhood, sql: String) -> Vec<QueryResult> {
    let reader = town.site.store.reader();
    reader
        .query_all_raw(Statement::from_string(backend(&town.site), sql))
        .await
        .unwrap()
}
