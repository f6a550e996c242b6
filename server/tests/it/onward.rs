//! Going on: to the page somebody wanted before signing in, and knowing what happened when a session
//! was over or an operation was done.

use axum::http::{Method, StatusCode, header};
use axum::{body::Body, http::Request};
use chrono::TimeDelta;
use tower::ServiceExt;

use crate::guests::{Codes, cookie, path, with_codes};
use crate::house::{Answer, House};

fn to(answer: &Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

#[tokio::test]
async fn a_link_opened_while_signed_out_is_gone_on_to() {
    let house = House::open().await;
    let item = format!("/punt/{}", house.id("item.next.policy1"));
    let shut = house.get(&format!("{item}?van=1"), None).await;
    let door = to(&shut).to_owned();
    assert!(door.starts_with("/?next=%2Fpunt%2F"), "{door}");
    let page = house.get(&door, None).await.body;
    let named = format!("name=\"next\" value=\"{item}?van=1\"");
    assert!(page.contains(&named), "{page}");
    assert!(page.contains("href=\"/aanmelden-gast?next=%2Fpunt%2F"));

    let person = house.id("person.politie");
    let form = format!("person={person}&next={item}%3Fvan%3D1");
    let entered = house.post("/aanmelden", None, &form).await;
    assert_eq!(to(&entered), format!("{item}?van=1"));
    // Who is in already goes there by the front door.
    let inside = cookie(&entered);
    let again = house.get(&door, Some(&inside)).await;
    assert_eq!(to(&again), format!("{item}?van=1"));
    // Anywhere else than a page of this site, it is the own first page.
    for odd in [
        "//elders.example",
        "/%5Celders.example",
        "https://elders.example/acties",
        "/api/meetings/plan",
        "/afmelden",
        "/toezicht/uitvoer",
        "/aanmelden",
    ] {
        let odd: String = form_urlencoded::byte_serialize(odd.as_bytes()).collect();
        let form = format!("person={person}&next={odd}");
        let entered = house.post("/aanmelden", None, &form).await;
        assert_eq!(to(&entered), "/acties", "{odd}");
        let door = house.get(&format!("/?next={odd}"), Some(&inside)).await;
        assert_eq!(to(&door), "/acties", "{odd}");
    }
    // An address that takes forms only is no place to go on to, and neither is an unknown one.
    for odd in ["/api/meetings/plan", "/regio", "/niets/hier"] {
        assert_eq!(to(&house.get(odd, None).await), "/", "{odd}");
    }
}

#[tokio::test]
async fn the_address_of_a_refused_form_leads_back_to_its_page() {
    let house = House::open().await;
    let cookie = house.enter("fg").await;
    let again = "/api/audit/open_trail";
    let bare = house.get(again, Some(&cookie)).await;
    assert_eq!(bare.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(
        bare.body.contains("Zo werkt dit adres niet"),
        "{}",
        bare.body
    );
    let form = "page=%2Ftoezicht%3Fwat%3DSignIn&command%5Bwhy%5D=x";
    let refused = house.post(again, Some(&cookie), form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = house.get(again, Some(&cookie)).await;
    assert_eq!(to(&back), "/toezicht?wat=SignIn");
    // Another operation, and another person, have no such form.
    let other = house.get("/api/meetings/edit", Some(&cookie)).await;
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
    let police = house.enter("politie").await;
    let other = house.get(again, Some(&police)).await;
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(to(&house.get(again, None).await), "/");
}

/// A guest who has codes, asks for a letter in this browser and proves a code.
async fn by_letter(house: &House, at: &str, codes: &Codes) -> Answer {
    let letter = "email=screened%40post.example";
    house.post("/aanmelden-gast/brief", Some(at), letter).await;
    let link = path(house, "Buurtmoeder").await;
    let half = cookie(&house.post(&link, Some(at), "").await);
    let form = format!("code={}", codes.at(30));
    house.post("/aanmelden-gast/code", Some(&half), &form).await
}

#[tokio::test]
async fn the_letter_and_code_of_a_guest_lead_to_the_page() {
    let house = House::open().await;
    let (inside, codes) = with_codes(&house).await;
    house.post("/afmelden", Some(&inside), "").await;
    let door = house.get("/aanmelden-gast?next=%2Facties", None).await;
    let entered = by_letter(&house, &cookie(&door), &codes).await;
    assert_eq!(to(&entered), "/acties", "{}", entered.body);
    // Once in, it has served.
    let inside = cookie(&entered);
    assert_eq!(to(&house.get("/", Some(&inside)).await), "/gast");
}

#[tokio::test]
async fn an_odd_page_leads_a_guest_to_their_own() {
    let house = House::open().await;
    let (_, codes) = with_codes(&house).await;
    let door = house.get("/aanmelden-gast?next=%2Facties", None).await;
    let at = cookie(&door);
    let odd = "/aanmelden-gast?next=%2F%2Felders.example";
    house.get(odd, Some(&at)).await;
    assert_eq!(to(&by_letter(&house, &at, &codes).await), "/gast");
}

#[tokio::test]
async fn who_holds_the_old_cookie_reads_what_happened_and_nobody_else() {
    let house = House::open().await;
    let guest = house.enter("vrijwilliger").await;
    let director = house.enter("regisseur").await;
    let form = format!(
        "command%5Bid%5D={}&command%5Bversion%5D=1&command%5Btext%5D=Even+niet",
        house.id("guest.vrijwilliger")
    );
    let paused = house
        .post("/api/guests/pause", Some(&director), &form)
        .await;
    assert!(paused.status.is_redirection(), "{}", paused.body);
    for _ in 0..2 {
        let shut = house.get("/overleg", Some(&guest)).await;
        assert_eq!(to(&shut), "/?waarom=paused&next=%2Foverleg");
    }
    let told = house.get("/?waarom=paused", Some(&guest)).await;
    assert!(told.body.contains("staat op pauze"), "{}", told.body);
    assert_eq!(to(&house.get("/overleg", None).await), "/?next=%2Foverleg");
    let asked = house.get("/sessie", Some(&guest)).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert_eq!(asked.headers["x-why"], "paused");
    // What was left opens nothing when the guest comes again.
    let form = form.replace("version%5D=1", "version%5D=2");
    let resumed = house
        .post("/api/guests/resume", Some(&director), &form)
        .await;
    assert!(resumed.status.is_redirection(), "{}", resumed.body);
    let shut = house.get("/gast", Some(&guest)).await;
    assert_eq!(to(&shut), "/?waarom=paused&next=%2Fgast");

    // Ended from another device.
    let phone = house.enter("politie").await;
    let here = house.enter("politie").await;
    let form = "command%5Ball%5D=yes&page=%2Faccount";
    house
        .post("/api/identity/end_other_sessions", Some(&here), form)
        .await;
    let out = house.get("/acties", Some(&phone)).await;
    assert_eq!(to(&out), "/?waarom=ended&next=%2Facties");
    let told = house.get(to(&out), None).await;
    assert!(told.body.contains("Uw aanmelding is voorbij"));
}

#[tokio::test]
async fn ten_hours_say_so() {
    let house = House::open().await;
    let cookie = house.enter("politie").await;
    for quarter in 1..40 {
        let later = house.later(TimeDelta::minutes(15 * quarter));
        later.oneshot(asked("/acties", &cookie)).await.unwrap();
    }
    let over = house.later(TimeDelta::hours(10) + TimeDelta::seconds(1));
    let out = Answer::read(over.oneshot(asked("/acties", &cookie)).await.unwrap()).await;
    assert_eq!(to(&out), "/?waarom=silent&next=%2Facties");
}

#[tokio::test]
async fn an_account_that_is_shut_says_so() {
    let house = House::open().await;
    let person = house.enter("politie").await;
    let other = house.enter("beheerder").await;
    let pause = format!(
        "command[id]={}&command[version]=1",
        house.id("person.politie")
    );
    let paused = house.post("/api/people/pause", Some(&other), &pause).await;
    assert!(paused.status.is_redirection(), "{}", paused.body);
    let out = house.get("/acties", Some(&person)).await;
    let why = to(&out);
    assert!(
        why == "/?waarom=shut&next=%2Facties" || why == "/?waarom=ended&next=%2Facties",
        "{why}"
    );
}

fn asked(path: &str, cookie: &str) -> Request<Body> {
    let request = Request::builder().method(Method::GET).uri(path);
    let request = request.header(header::COOKIE, cookie);
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn what_was_done_is_said_once_on_the_page_that_follows() {
    let house = House::open().await;
    house.enter("politie").await;
    let here = house.enter("politie").await;
    let form = "command%5Ball%5D=yes&page=%2Faccount";
    let done = house
        .post("/api/identity/end_other_sessions", Some(&here), form)
        .await;
    assert!(!done.headers.contains_key("x-done"), "it stays inside");
    // What a script fetches meanwhile does not use it up.
    let fetched = [("accept", "text/html"), ("sec-fetch-dest", "empty")];
    let fetch = house.send(
        Method::GET,
        "/account",
        Some(&here),
        &fetched,
        String::new(),
    );
    assert!(!fetch.await.body.contains("andere apparaten zijn afgemeld"));
    let page = house.get("/account", Some(&here)).await;
    let said = "<span role=\"status\">Alle andere apparaten zijn afgemeld";
    assert!(page.body.contains(said), "{}", page.body);
    let page = house.get("/account", Some(&here)).await;
    assert!(!page.body.contains(said));
}

#[tokio::test]
async fn confirming_a_guest_and_withdrawing_a_request_say_what_happened() {
    let house = House::open().await;
    let sponsor = house.enter("koepel").await;
    let guest = house.id("guest.jongere");
    let form = format!("command%5Bid%5D={guest}&command%5Bversion%5D=1");
    let done = house
        .post("/api/guests/confirm", Some(&sponsor), &form)
        .await;
    let page = house.get(to(&done), Some(&sponsor)).await;
    assert!(page.body.contains("U hebt bevestigd"), "{}", page.body);

    let asks = house.enter("jongere").await;
    let request = house.id("guest.requested");
    let address = format!("/beheer/gasten/{request}");
    let page = house.get(&address, Some(&asks)).await;
    assert!(page.body.contains("Trek mijn aanvraag in"), "{}", page.body);
    let form = format!("command%5Bid%5D={request}&command%5Bversion%5D=1");
    let done = house
        .post("/api/guests/withdraw_request", Some(&asks), &form)
        .await;
    let page = house.get(to(&done), Some(&asks)).await;
    assert!(page.body.contains("Uw aanvraag is ingetrokken"));
    assert!(page.body.contains("Aanvraag ingetrokken"));
    assert!(!page.body.contains("Trek mijn aanvraag in"));
}
