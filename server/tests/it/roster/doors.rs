//! Every door of the server that is neither a page nor an operation × everybody, and with them who
//! stands at the door of a guest: halfway an invitation, and halfway a letter.

use axum::http::{Method, StatusCode};
use ketentafel::router::{READS, doors};

use super::{KNOCKERS, knocker, samples, table};
use crate::guests::{AGREED, cookie, path};
use crate::house::{Answer, House, ORIGIN};
use crate::papers::MULTIPART;

/// Somebody who accepted an invitation and has no factor yet.
const ENROLS: &str = "nodigt";
/// Somebody who used the link of a letter and has no code yet.
const PROVES: &str = "brief";

/// What opens the trail.
const GROUND: &str = "/api/audit/open_trail";

/// Where nobody is anybody: what is refused there is refused to a stranger, in the trail too.
const STRANGERS: [&str; 8] = [
    "/agenda",
    "/aanmelden",
    "/antwoord",
    "/aanmelden-gast",
    "/uitnodiging",
    "/toegang",
    "/postvak",
    "/health",
];

fn is_for_strangers(door: &str) -> bool {
    STRANGERS.iter().any(|root| {
        door.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The cookie with which somebody knocks.
async fn pass(house: &House, who: &str) -> Option<String> {
    match who {
        ENROLS => {
            let link = path(house, "Buurtmoeder").await;
            Some(cookie(&house.post(&link, None, AGREED).await))
        }
        PROVES => {
            let link = samples::begun(house).await;
            Some(cookie(&house.post(&link, None, "").await))
        }
        known => {
            let cookie = knocker::pass(house, known).await;
            if known == "fg" {
                // The trail is read on a ground, and otherwise by nobody.
                let ground = samples::form(house, GROUND).unwrap_or_default();
                house.post(GROUND, cookie.as_deref(), &ground).await;
            }
            cookie
        }
    }
}

async fn knock(
    house: &House,
    (method, address): (&Method, &str),
    cookie: Option<&str>,
    sent: String,
) -> Answer {
    let kind = if sent.starts_with("--") {
        MULTIPART
    } else if sent.starts_with('{') {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    let headers = [
        ("accept", "text/html"),
        ("content-type", kind),
        ("origin", ORIGIN),
        ("sec-fetch-site", "same-origin"),
    ];
    let headers = if method == Method::GET {
        &headers[..1]
    } else {
        &headers[..]
    };
    house
        .send(method.clone(), address, cookie, headers, sent)
        .await
}

#[tokio::test]
async fn every_other_door_answers_everybody_as_the_roster_says() {
    let mut people = KNOCKERS.to_vec();
    people.extend([ENROLS, PROVES]);
    let mut printed = table::Table::of_doors(&people);
    let (mut unlisted, mut silent) = (Vec::new(), Vec::new());
    // These are on the other roster, with the pages.
    let others = doors()
        .into_iter()
        .filter(|(_, door)| !READS.contains(door));
    let mut others: Vec<_> = others.collect();
    others.sort_by_key(|(method, door)| (*door, method.to_string()));
    for (method, door) in others {
        let mut house = House::open().await;
        if samples::door(&house, method.as_str(), door).await.is_none() {
            unlisted.push(format!("{method} {door}"));
            continue;
        }
        let mut row = Vec::new();
        for who in &people {
            let pass = pass(&house, who).await;
            let (address, sent) = samples::door(&house, method.as_str(), door).await.unwrap();
            let trail = house.audited().await;
            let answer = knock(&house, (&method, &address), pass.as_deref(), sent).await;
            let written = house.audited().await > trail;
            let turned_away =
                matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            let is_in = knocker::is_in(who) && ![ENROLS, PROVES].contains(who);
            if turned_away && is_in && !written && !is_for_strangers(door) {
                silent.push(format!("{method} {door} by {who}: {}", answer.status));
            }
            let mark = if written { "*" } else { "" };
            row.push(format!("{}{mark}", answer.status.as_u16()));
            // What was done here would be there for the next one.
            if method == Method::POST
                || *who == knocker::NOT_INVITED
                || [ENROLS, PROVES].contains(who)
            {
                house = House::open().await;
            }
        }
        printed.row(method.as_str(), door, &row);
    }
    assert!(
        unlisted.is_empty(),
        "these doors are not on the roster; give each a sample in tests/it/roster/samples/doors.rs: {unlisted:#?}"
    );
    assert!(
        silent.is_empty(),
        "a door that does not open for somebody who is in leaves a line in the trail: {silent:#?}"
    );
    printed.compare("doors.txt");
}
