//! The door of a guest as a browser walks through it: letters, house rules, codes, and the same
//! answer for everybody.

use axum::http::{StatusCode, header};
use ketentafel::post::Post;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use service::mail::{self, Carrier};

use crate::house::{Answer, House, ORIGIN, vault};

/// What accepts the house rules.
pub const AGREED: &str = "huisregels=ja&geheim=ja";

/// One round of what the house does every second.
async fn round(house: &House) {
    let post = Post {
        site: house.site.clone(),
        carrier: Some(Carrier::DemoPost(vault())),
        origin: ORIGIN.to_owned(),
    };
    post.once().await.unwrap();
}

/// What a device would send that shows a passkey, made up.
pub const MADE_UP: &str = r#"{"id":"AAAA","rawId":"AAAA","type":"public-key","extensions":{},"response":{"authenticatorData":"AAAA","clientDataJSON":"AAAA","signature":"AAAA","userHandle":"AAAA"}}"#;

/// The path in the last letter to somebody.
pub async fn path(house: &House, receiver: &str) -> String {
    round(house).await;
    let post = mail::post(&house.site, &vault()).await.unwrap();
    let letter = post.iter().find(|it| it.receiver.starts_with(receiver));
    let link = letter.expect("no letter").written.link.clone();
    link.strip_prefix(ORIGIN).unwrap().to_owned()
}

/// The path in the last letter to somebody that asks whether they come.
pub async fn answer_path(house: &House, receiver: &str) -> String {
    round(house).await;
    let post = mail::post(&house.site, &vault()).await.unwrap();
    let mut asks = post.iter().filter(|it| !it.written.answer.is_empty());
    let letter = asks.find(|it| it.receiver.starts_with(receiver));
    let link = letter.expect("no letter").written.answer.clone();
    link.strip_prefix(ORIGIN).unwrap().to_owned()
}

/// The cookie that an answer sets.
pub fn cookie(answer: &Answer) -> String {
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// Accepts the invitation of the demo; the cookie of who stands at the door.
async fn accepted(house: &House) -> String {
    let invitation = path(house, "Buurtmoeder").await;
    let answer = house.post(&invitation, None, AGREED).await;
    assert_eq!(
        answer.headers[header::LOCATION],
        "/toegang",
        "{}",
        answer.body
    );
    cookie(&answer)
}

/// An app for codes.
pub struct Codes(totp_rs::Totp);

impl Codes {
    /// The app that was given the key on the page.
    async fn of(house: &House, at: &str) -> Self {
        use totp_rs::{Builder, Secret};
        let page = house.get("/toegang/code", Some(at)).await.body;
        let key = page.split("secret=").nth(1).unwrap();
        let key = key.split("&amp;").next().unwrap();
        let secret = Secret::try_from_base32(key).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code so many seconds from now.
    pub fn at(&self, away: i64) -> String {
        let now = service::clock::Clock::System.now().timestamp() + away;
        self.0.generate(u64::try_from(now).unwrap()).to_string()
    }
}

/// A guest who came in by invitation and set up codes: the cookie, and the app.
pub async fn with_codes(house: &House) -> (String, Codes) {
    let at = accepted(house).await;
    let codes = Codes::of(house, &at).await;
    let form = format!("code={}", codes.at(0));
    let done = house.post("/toegang/code", Some(&at), &form).await;
    (cookie(&done), codes)
}

async fn refused(house: &House, why: &str) -> u64 {
    use ::entity::audit;
    let rows = audit::Entity::find()
        .filter(audit::Column::Result.eq("refused"))
        .filter(audit::Column::Detail.eq(format!("why={why}")));
    rows.count(house.site.store.reader()).await.unwrap()
}

#[tokio::test]
async fn an_invitation_leads_to_codes_and_codes_lead_in() {
    let house = House::open().await;
    let invitation = path(&house, "Buurtmoeder").await;
    // Whoever checks mail opens the link; that burns nothing.
    for _ in 0..3 {
        let page = house.get(&invitation, None).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Huisregels"));
    }
    let half = house.post(&invitation, None, "huisregels=ja").await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = accepted(&house).await;
    let again = house.post(&invitation, None, AGREED).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert_eq!(refused(&house, "used").await, 1);

    // Without a second factor no page opens, and another browser stands nowhere.
    for page in ["/gast", "/overleg"] {
        let shut = house.get(page, Some(&at)).await;
        let door = shut.headers[header::LOCATION].to_str().unwrap();
        assert_eq!(door.replace("%2F", "/"), format!("/?next={page}"));
    }
    let elsewhere = house.get("/toegang", None).await;
    assert_eq!(elsewhere.headers[header::LOCATION], "/aanmelden-gast");

    let wrong = house.post("/toegang/code", Some(&at), "code=000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = Codes::of(&house, &at).await.at(0);
    let done = house
        .post("/toegang/code", Some(&at), &format!("code={right}"))
        .await;
    assert_eq!(done.headers[header::LOCATION], "/gast", "{}", done.body);
    let inside = cookie(&done);
    assert_ne!(at, inside, "a new id at signing in");
    assert_eq!(
        house.get("/gast", Some(&inside)).await.status,
        StatusCode::OK
    );
    let old = house.get("/gast", Some(&at)).await;
    assert_eq!(old.headers[header::LOCATION], "/?waarom=ended&next=%2Fgast");
}

#[tokio::test]
async fn a_letter_and_a_code_lead_in_again_and_a_forwarded_letter_does_not() {
    let house = House::open().await;
    let at = accepted(&house).await;
    let codes = Codes::of(&house, &at).await;
    let (right, later) = (codes.at(0), codes.at(30));
    house
        .post("/toegang/code", Some(&at), &format!("code={right}"))
        .await;

    let asked = house
        .post(
            "/aanmelden-gast/brief",
            None,
            "email=screened%40post.example",
        )
        .await;
    assert_eq!(asked.status, StatusCode::OK);
    let link = path(&house, "Buurtmoeder").await;
    assert_eq!(house.get(&link, None).await.status, StatusCode::OK);
    let half = house.post(&link, None, "").await;
    assert_eq!(half.headers[header::LOCATION], "/aanmelden-gast/code");
    let half = cookie(&half);
    // The letter was forwarded: it opens nothing any more, and the address of the second half
    // belongs to the browser that used it.
    assert_eq!(
        house.post(&link, None, "").await.status,
        StatusCode::NOT_FOUND
    );
    let other = house.get("/aanmelden-gast/code", None).await;
    assert_eq!(other.headers[header::LOCATION], "/aanmelden-gast");
    let shut = house.get("/gast", Some(&half)).await;
    assert_eq!(shut.headers[header::LOCATION], "/?next=%2Fgast");

    let replayed = format!("code={right}");
    let replayed = house
        .post("/aanmelden-gast/code", Some(&half), &replayed)
        .await;
    assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused(&house, "code").await, 1);
    let done = format!("code={later}");
    let done = house.post("/aanmelden-gast/code", Some(&half), &done).await;
    assert_eq!(done.headers[header::LOCATION], "/gast");
}

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_bytes() {
    let house = House::open().await;
    for door in ["/aanmelden-gast/brief", "/aanmelden-gast/kwijt"] {
        let known = house
            .post(door, None, "email=vrijwilliger%40post.example")
            .await;
        let unknown = house.post(door, None, "email=niemand%40post.example").await;
        assert_eq!(known.status, unknown.status);
        assert_eq!(known.body, unknown.body, "{door}");
        let names = |answer: &Answer| -> Vec<_> {
            let headers = answer.headers.iter();
            headers
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        };
        assert_eq!(names(&known), names(&unknown), "{door}");
    }
    round(&house).await;
    assert_eq!(refused(&house, "unknown").await, 2);
}

#[tokio::test]
async fn who_is_paused_or_revoked_is_out_at_the_next_request() {
    let house = House::open().await;
    let director = house.enter("regisseur").await;
    for verb in ["pause", "revoke"] {
        let guest = if verb == "pause" {
            "vrijwilliger"
        } else {
            "jongere"
        };
        let inside = house.enter(guest).await;
        assert_eq!(
            house.get("/gast", Some(&inside)).await.status,
            StatusCode::OK
        );
        let id = house.id(&format!("guest.{guest}"));
        let form =
            format!("command[id]={id}&command[version]=1&command[text]=Even+niet+in+overleg");
        let done = house
            .post(&format!("/api/guests/{verb}"), Some(&director), &form)
            .await;
        assert!(done.status.is_redirection(), "{}", done.body);
        let shut = house.get("/gast", Some(&inside)).await;
        let why = if verb == "pause" { "paused" } else { "left" };
        let door = format!("/?waarom={why}&next=%2Fgast");
        assert_eq!(shut.headers[header::LOCATION], door, "{verb}");
    }
}

#[tokio::test]
async fn a_passkey_is_asked_of_who_stands_at_the_door_only() {
    let house = House::open().await;
    let json = [
        ("content-type", "application/json"),
        ("origin", ORIGIN),
        ("sec-fetch-site", "same-origin"),
    ];
    let ask = async |path: &str, cookie: Option<&str>, body: &str| {
        let post = axum::http::Method::POST;
        house.send(post, path, cookie, &json, body.to_owned()).await
    };
    let stranger = ask("/toegang/sleutel/vraag", None, "{}").await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    let at = accepted(&house).await;
    let asked = ask("/toegang/sleutel/vraag", Some(&at), "{}").await;
    assert_eq!(asked.status, StatusCode::OK);
    for wanted in [
        "\"residentKey\":\"required\"",
        "\"userVerification\":\"required\"",
        "\"id\":\"localhost\"",
    ] {
        assert!(asked.body.contains(wanted), "{wanted}: {}", asked.body);
    }
    // Anybody may be asked to show a passkey; one that nobody has is refused and written down.
    let asked = ask("/aanmelden-gast/sleutel/vraag", None, "{}").await;
    assert_eq!(asked.status, StatusCode::OK);
    let browser = cookie(&asked);
    let shown = ask("/aanmelden-gast/sleutel", Some(&browser), MADE_UP).await;
    assert_eq!(shown.status, StatusCode::FORBIDDEN);
    assert_eq!(refused(&house, "passkey").await, 1);
    // The question was asked once.
    let again = ask("/aanmelden-gast/sleutel", Some(&browser), MADE_UP).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert_eq!(refused(&house, "passkey").await, 1);
}

/// Asks for a letter from a place.
async fn asks(router: &axum::Router, place: &str, door: &str, email: &str) -> Answer {
    let peer: std::net::SocketAddr = format!("{place}:4000").parse().unwrap();
    let request = axum::http::Request::post(door)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .extension(axum::extract::ConnectInfo(peer));
    let form = format!("email={email}%40post.example");
    let request = request.body(axum::body::Body::from(form)).unwrap();
    Answer::read(
        tower::ServiceExt::oneshot(router.clone(), request)
            .await
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn who_keeps_naming_other_addresses_waits_and_learns_nothing() {
    let house = House::open().await;
    let doors = ["/aanmelden-gast/brief", "/aanmelden-gast/kwijt"];
    let place = "203.0.113.9";
    for number in 0..30 {
        let email = format!("niemand{number}");
        let asked = asks(&house.router, place, doors[number % 2], &email).await;
        assert_eq!(asked.status, StatusCode::OK, "{number}");
    }
    for door in doors {
        let unknown = asks(&house.router, place, door, "iemand").await;
        let known = asks(&house.router, place, door, "vrijwilliger").await;
        assert_eq!(unknown.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(unknown.body.contains("Even rustig aan"), "{}", unknown.body);
        assert!(unknown.headers.contains_key(header::RETRY_AFTER));
        // After the page only a number differs, as it does in every answer.
        let page = |answer: Answer| answer.body.split("</html>").next().map(str::to_owned);
        assert_eq!(known.status, unknown.status);
        assert_eq!(page(known), page(unknown));
    }
    // What was refused did not even wait to be looked up.
    for _ in 0..3 {
        round(&house).await;
    }
    assert_eq!(refused(&house, "unknown").await, 30);
    let elsewhere = asks(&house.router, "203.0.113.10", doors[0], "vrijwilliger").await;
    assert_eq!(elsewhere.status, StatusCode::OK, "somebody else");
    let later = house.later(chrono::TimeDelta::minutes(61));
    let later = asks(&later, place, doors[0], "iemand").await;
    assert_eq!(later.status, StatusCode::OK, "an hour later");
    let rows = ::entity::allowance::Entity::find();
    let rows = rows.all(house.site.store.reader()).await.unwrap();
    assert!(rows.iter().all(|row| !row.key.contains(place)), "a hash");
}
