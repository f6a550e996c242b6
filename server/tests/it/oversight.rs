//! What is taken out as a file: by whom, after which proof, and how it is handed over.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use tower::ServiceExt;

use crate::house::{Answer, House, ORIGIN};

const FILES: [&str; 3] = [
    "/toezicht/uitvoer",
    "/toezicht/lek/uitvoer",
    "/account/gegevens/meenemen",
];

async fn opened(house: &House) -> String {
    let cookie = house.enter("fg").await;
    let why = "command%5Bwhy%5D=Steekproef+van+dit+jaar";
    let done = house
        .post("/api/audit/open_trail", Some(&cookie), why)
        .await;
    assert!(done.status.is_redirection(), "{}", done.body);
    cookie
}

fn search(house: &House) -> String {
    let today = service::clock::Clock::System.today();
    let person = house.id("person.politie");
    format!("wie={person}&van={today}T00:00&tot={today}T23:59")
}

#[tokio::test]
async fn files_are_for_who_may_and_are_saved_not_shown() {
    let house = House::open().await;
    house.enter("politie").await;
    let officer = opened(&house).await;
    let form = search(&house);
    for path in FILES {
        let nobody = house.post(path, None, &form).await;
        assert_eq!(nobody.headers[header::LOCATION], "/", "{path}");
        let file = house.post(path, Some(&officer), &form).await;
        assert_eq!(file.status, StatusCode::OK, "{path}: {}", file.body);
        let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.starts_with("attachment; filename=\""), "{path}");
        assert_eq!(file.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
    let police = house.enter("politie").await;
    for path in &FILES[..2] {
        let refused = house.post(path, Some(&police), &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    let fresh = house.enter("fg").await;
    let page = house.get("/toezicht", Some(&fresh)).await;
    assert!(
        page.body.contains("open tot"),
        "the hour is that of the person"
    );
}

#[tokio::test]
async fn a_file_speaks_the_words_of_the_pages_and_tells_the_time_here() {
    let house = House::open().await;
    house.enter("politie").await;
    let officer = opened(&house).await;
    let trail = house.post(FILES[0], Some(&officer), "").await.body;
    let mut lines = trail.lines();
    let head = lines.next().unwrap();
    assert!(
        head.starts_with("\u{feff}\"Wanneer\";\"Wie\";\"Organisatie\";\"Rol\""),
        "{head}"
    );
    let first = lines.next().unwrap();
    let at = first.trim_start_matches('"').split('"').next().unwrap();
    let at = chrono::DateTime::parse_from_rfc3339(at).unwrap();
    let here = service::clock::local_stamp(at.to_utc());
    assert!(first.starts_with(&format!("\"{here}\"")), "{first}");
    assert!(at.offset().local_minus_utc() > 0, "{first}");
    for word in [
        "Aangemeld",
        "Taakaccenthouder politie",
        "Steekproef van dit jaar",
        "Gedaan",
    ] {
        assert!(trail.contains(&format!("\"{word}\"")), "{word}: {trail}");
    }
    for word in [
        "\"SignIn\"",
        "\"OpenTrail\"",
        "\"done\"",
        "\"object\"",
        "Z\";",
    ] {
        assert!(!trail.contains(word), "{word}: {trail}");
    }
    let breach = house
        .post(FILES[1], Some(&officer), &search(&house))
        .await
        .body;
    assert!(
        breach.starts_with("\u{feff}\"Wat\";\"Soort zaak\";\"Afloop\""),
        "{breach}"
    );
    assert!(!breach.contains("SignIn"), "{breach}");
}

#[tokio::test]
async fn a_quarter_of_an_hour_later_a_file_asks_who_one_is_and_leads_back() {
    let house = House::open().await;
    let officer = opened(&house).await;
    let later = house.later(TimeDelta::minutes(16));
    let form = search(&house);
    for path in FILES {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, &officer)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let request = request.body(Body::from(form.clone())).unwrap();
        let asked = Answer::read(later.clone().oneshot(request).await.unwrap()).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN, "{path}");
        assert!(asked.body.contains("Bevestig dat u het bent"), "{path}");
    }
}
