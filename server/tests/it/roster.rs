//! Every door of the site × everybody who may knock. A door that is not on the roster fails here.

mod doors;
mod knocker;
mod relations;
pub(crate) mod samples;
mod table;

use axum::http::StatusCode;
use leptos_axum::generate_route_list;

use crate::house::House;

/// Who knocks: nobody, somebody whose session is over, somebody of every role, organisation and region,
/// a guest without a place at the table, and one who comes for one meeting.
const KNOCKERS: [&str; 15] = [
    "-",
    knocker::EXPIRED,
    "regisseur",
    "plaatsvervanger",
    "secretaris",
    "politie",
    "om",
    "vrijwilliger",
    knocker::NOT_INVITED,
    knocker::VISITING,
    "adviseur",
    "stuurgroep",
    "beheerder",
    "fg",
    "regisseur_delta",
];

/// Who asks for what the demo holds already.
const AGAIN: [(&str, &str); 3] = [
    ("/api/covenants/sign_statement", "regisseur_delta"),
    ("/api/roadmaps/adopt", "regisseur"),
    ("/api/roadmaps/adopt", "plaatsvervanger"),
];

/// A house in which an operation can be tried.
async fn prepared(operation: &str) -> House {
    let house = House::open().await;
    for (who, first, form) in samples::before(&house, operation) {
        let cookie = house.enter(who).await;
        let done = house.post(first, Some(&cookie), &form).await.status;
        assert!(
            done.is_redirection(),
            "{first} before {operation} answered {done}"
        );
    }
    house
}

/// Whether a door did not open, and not because of what was filled in.
fn is_turned_away(status: StatusCode) -> bool {
    matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}

#[tokio::test]
async fn every_door_answers_everybody_as_the_roster_says() {
    let (house, elsewhere) = (House::open().await, House::open().await);
    let mut printed = table::Table::new(&KNOCKERS);
    let (mut unlisted, mut silent) = (Vec::new(), Vec::<String>::new());

    let mut pages: Vec<String> = generate_route_list(app::pages::App)
        .iter()
        .map(|route| route.path().to_owned())
        .chain(ketentafel::router::READS.map(str::to_owned))
        .collect();
    pages.sort();
    for page in pages {
        let Some(address) = samples::page(&house, &page) else {
            unlisted.push(page);
            continue;
        };
        let mut row = Vec::new();
        for person in KNOCKERS {
            // Who lost their place lost it in a house of their own.
            let house = if person == knocker::NOT_INVITED {
                &elsewhere
            } else {
                &house
            };
            let cookie = knocker::pass(house, person).await;
            row.push(house.get(&address, cookie.as_deref()).await.status.as_u16());
        }
        printed.add("GET", &page, &row);
    }

    let mut operations: Vec<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect();
    operations.sort();
    operations.dedup();
    for operation in operations {
        if samples::form(&house, &operation).is_none() {
            unlisted.push(operation);
            continue;
        }
        let mut row = Vec::new();
        let mut house = prepared(&operation).await;
        for person in KNOCKERS {
            let form = samples::form(&house, &operation).unwrap_or_default();
            let cookie = knocker::pass(&house, person).await;
            let trail = house.audited().await;
            let status = house
                .post(&operation, cookie.as_deref(), &form)
                .await
                .status;
            let written = house.audited().await > trail;
            let done = status.is_redirection() && knocker::is_in(person);
            // What was so already is done again without a word.
            let again = AGAIN.contains(&(operation.as_str(), person));
            let turned_away = knocker::is_in(person) && is_turned_away(status);
            if written != (done && !again || turned_away) {
                silent.push(format!(
                    "{operation} by {person}: {status}, written: {written}"
                ));
            }
            if done || person == knocker::NOT_INVITED {
                // What worked changes things, so the next one gets a house of their own.
                house = prepared(&operation).await;
            }
            row.push(status.as_u16());
        }
        printed.add("POST", &operation, &row);
    }

    assert!(
        unlisted.is_empty(),
        "these doors are not on the roster; give each a sample in tests/it/roster/samples.rs: {unlisted:#?}"
    );
    assert!(
        silent.is_empty(),
        "what is done or refused is written in the trail, and nothing else: {silent:#?}"
    );
    printed.compare("roster.txt");
}
