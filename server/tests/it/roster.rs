//! Every door of the site × everybody who may knock. A door that is not on the roster fails here.

pub(crate) mod samples;
mod table;

use leptos_axum::generate_route_list;

use crate::house::House;

/// Who knocks: nobody, and somebody of every role, organisation and region.
const KNOCKERS: [&str; 12] = [
    "-",
    "regisseur",
    "plaatsvervanger",
    "secretaris",
    "politie",
    "om",
    "vrijwilliger",
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

#[tokio::test]
async fn every_door_answers_everybody_as_the_roster_says() {
    let house = House::open().await;
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
            let cookie = if person == "-" {
                None
            } else {
                Some(house.enter(person).await)
            };
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
        for person in KNOCKERS {
            // A house of its own for each: an operation that works changes things.
            let house = House::open().await;
            let form = samples::form(&house, &operation).unwrap_or_default();
            for (who, first, form) in samples::before(&house, &operation) {
                let cookie = house.enter(who).await;
                let done = house.post(first, Some(&cookie), &form).await.status;
                assert!(
                    done.is_redirection(),
                    "{first} before {operation} answered {done}"
                );
            }
            let cookie = if person == "-" {
                None
            } else {
                Some(house.enter(person).await)
            };
            let trail = house.audited().await;
            let status = house
                .post(&operation, cookie.as_deref(), &form)
                .await
                .status;
            let written = house.audited().await > trail;
            let done = status.is_redirection() && person != "-";
            // What was so already is done again without a word.
            let again = AGAIN.contains(&(operation.as_str(), person));
            if written != (done && !again) {
                silent.push(format!(
                    "{operation} by {person}: {status}, written: {written}"
                ));
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
        "what is done is written in the trail, and nothing else: {silent:#?}"
    );
    printed.compare("roster.txt");
}
