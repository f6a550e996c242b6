//! The borders of the site: every route, every method, whoever says to be somebody else, and how
//! often one may ask.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use governor::Quota;
use ketentafel::limits::Gate;
use ketentafel::router::{Edges, READS, doors};
use leptos_axum::generate_route_list;
use tower::ServiceExt;

use crate::house::{Answer, House, ORIGIN};
use crate::roster::samples;

/// The headers that every answer carries, whatever it answers.
const ALWAYS: [(&str, &str); 9] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-robots-tag", "noindex, nofollow"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("reporting-endpoints", "csp=\"/csp\""),
];

/// An address of everything that answers.
fn addresses(house: &House) -> Vec<String> {
    let pages = generate_route_list(app::pages::App);
    let pages = pages.iter().map(|route| route.path().to_owned());
    let pages = pages.chain(READS.map(str::to_owned));
    let pages = pages.filter_map(|page| samples::page(house, &page));
    let operations = leptos::server_fn::axum::server_fn_paths();
    let operations = operations.map(|(path, _)| path.to_owned());
    let others = doors().into_iter().map(|(_, door)| made_up(door));
    let files = ["/favicon.svg", "/pkg/niets.js", "/bestaat/niet"];
    pages
        .chain(operations)
        .chain(others)
        .chain(files.map(str::to_owned))
        .collect()
}

/// An address of a door, with a made-up thing in it.
fn made_up(door: &str) -> String {
    let parts = door
        .split('/')
        .map(|part| if part.starts_with('{') { "niets" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn expect_headers(answer: &Answer, what: &str) {
    for (name, value) in ALWAYS {
        let found = answer
            .headers
            .get(name)
            .map(|value| value.to_str().unwrap());
        assert_eq!(found, Some(value), "{what} answers {}", answer.status);
    }
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
    assert!(
        policy.contains("frame-ancestors 'none'"),
        "{what}: {policy}"
    );
    assert!(!policy.contains("unsafe-inline"), "{what}: {policy}");
    assert!(answer.headers.contains_key(header::CACHE_CONTROL), "{what}");
    assert!(!answer.headers.contains_key(header::SERVER), "{what}");
}

#[tokio::test]
async fn every_answer_of_every_route_carries_the_headers() {
    let house = House::open().await;
    let cookie = house.enter("fg").await;
    let page = [("accept", "text/html")];
    let mut statuses = std::collections::BTreeSet::new();
    for address in addresses(&house) {
        for who in [None, Some(cookie.as_str())] {
            // Leaving by each of these would end the session of the next.
            for method in [Method::GET, Method::HEAD, Method::POST] {
                let answer = house
                    .send(method.clone(), &address, who, &page, String::new())
                    .await;
                expect_headers(&answer, &format!("{method} {address}"));
                statuses.insert(answer.status.as_u16());
            }
        }
    }
    let long = "x".repeat(300 * 1024);
    let answer = house.post("/aanmelden", None, &long).await;
    expect_headers(&answer, "a body without end");
    statuses.insert(answer.status.as_u16());
    for status in [200, 303, 401, 403, 404, 405, 413] {
        assert!(
            statuses.contains(&status),
            "{status} was not met: {statuses:?}"
        );
    }
}

#[tokio::test]
async fn no_route_takes_a_method_it_has_no_use_for() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let same = [
        ("origin", ORIGIN),
        ("sec-fetch-site", "same-origin"),
        ("accept", "text/html"),
    ];
    for address in addresses(&house) {
        for method in ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = house
                .send(
                    method.clone(),
                    &address,
                    Some(&cookie),
                    &same,
                    String::new(),
                )
                .await;
            assert_eq!(
                answer.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {address}"
            );
        }
    }
    let still = house.get("/regie", Some(&cookie)).await;
    assert_eq!(still.status, StatusCode::OK);
}

#[tokio::test]
async fn bare_refusals_become_pages_for_who_reads_them() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let wrong = house.get("/api/meetings/edit", Some(&cookie)).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    let long = format!("person={}", "x".repeat(300 * 1024));
    let large = house.post("/aanmelden", None, &long).await;
    let form = format!("command%5Btext%5D={}", "x".repeat(70 * 1024));
    let larger = house
        .post("/api/actions/update", Some(&cookie), &form)
        .await;
    for page in [&large, &larger] {
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(
            page.body.contains("Dat is te veel in één keer"),
            "{}",
            page.body
        );
        assert!(page.body.contains("<main") && page.body.contains("href=\"/\""));
    }
    let put = [
        ("origin", ORIGIN),
        ("sec-fetch-site", "same-origin"),
        ("accept", "text/html"),
    ];
    let put = house
        .send(Method::PUT, "/regie", Some(&cookie), &put, String::new())
        .await;
    assert!(put.body.contains("Zo werkt dit adres niet"), "{}", put.body);
}

#[tokio::test]
async fn what_a_stranger_says_about_the_way_here_changes_nothing() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let forged = [
        ("host", "elders.example"),
        ("x-forwarded-host", "elders.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-real-ip", "127.0.0.1"),
        ("forwarded", "for=127.0.0.1;host=elders.example;proto=https"),
        ("x-original-url", "/beheer/thema"),
        ("x-rewrite-url", "/beheer/thema"),
        ("x-http-method-override", "DELETE"),
    ];
    for path in ["/", "/regie", "/naslag", "/.well-known/security.txt"] {
        let plain = house.get(path, Some(&cookie)).await;
        for (name, value) in forged {
            let headers = [("accept", "text/html"), (name, value)];
            let answer = house
                .send(Method::GET, path, Some(&cookie), &headers, String::new())
                .await;
            assert_eq!(answer.status, plain.status, "{path} {name}");
            let to = |answer: &Answer| answer.headers.get(header::LOCATION).cloned();
            assert_eq!(to(&answer), to(&plain), "{path} {name}");
            assert!(!answer.body.contains("elders.example"), "{path} {name}");
            assert!(
                !answer
                    .headers
                    .contains_key(header::STRICT_TRANSPORT_SECURITY)
            );
        }
    }
    // A forged host makes no forged origin right.
    for (name, value) in forged {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let headers = [form, ("origin", "http://elders.example"), (name, value)];
        let answer = house.send(
            Method::POST,
            "/afmelden",
            Some(&cookie),
            &headers,
            String::new(),
        );
        assert_eq!(answer.await.status, StatusCode::FORBIDDEN, "{name}");
    }
}

fn narrow() -> Edges {
    let three = NonZeroU32::new(3).unwrap();
    let one = NonZeroU32::new(1).unwrap();
    Edges {
        gate: Some(Arc::new(Gate::of(
            Quota::per_minute(one).allow_burst(three),
        ))),
        proxies: vec!["10.0.0.0/8".parse().unwrap()],
        ..Edges::default()
    }
}

async fn from(house: &House, peer: &str, said: &str) -> Answer {
    let peer: SocketAddr = format!("{peer}:4000").parse().unwrap();
    let request = Request::get("/privacy")
        .header(header::ACCEPT, "text/html")
        .header("x-forwarded-for", said)
        .extension(ConnectInfo(peer));
    let request = request.body(Body::empty()).unwrap();
    Answer::read(house.router.clone().oneshot(request).await.unwrap()).await
}

#[tokio::test]
async fn who_asks_too_often_waits_and_reads_how_long() {
    let house = House::at(Vec::new(), narrow()).await;
    for number in 0..3 {
        // Another name for every request does not help.
        let answer = from(&house, "203.0.113.9", &format!("198.51.100.{number}")).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let waits = from(&house, "203.0.113.9", "198.51.100.77").await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    let after = waits.headers[header::RETRY_AFTER].to_str().unwrap();
    assert!((1..=61).contains(&after.parse::<i64>().unwrap()), "{after}");
    assert!(waits.body.contains("Even rustig aan") && waits.body.contains("lang=\"nl\""));
    expect_headers(&waits, "too many");
    let neighbour = from(&house, "203.0.113.10", "").await;
    assert_eq!(neighbour.status, StatusCode::OK, "somebody else");
    // Behind a proxy that was named, each counts by themselves.
    for number in 0..8 {
        let answer = from(&house, "10.0.0.1", &format!("198.51.100.{number}")).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let health = house.get("/health/live", None).await;
    assert_eq!(
        health.status,
        StatusCode::OK,
        "who watches is always answered"
    );
}

#[tokio::test]
async fn browsers_report_and_only_so_much() {
    let house = House::open().await;
    let report = r#"{"csp-report":{"document-uri":"http://localhost:3000/punt/1?x=y","effective-directive":"img-src"}}"#;
    let kind = [("content-type", "application/csp-report")];
    let taken = house
        .send(Method::POST, "/csp", None, &kind, report.to_owned())
        .await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    let nonsense = house
        .send(Method::POST, "/csp", None, &kind, "niets".to_owned())
        .await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    let long = house
        .send(Method::POST, "/csp", None, &kind, "x".repeat(20 << 10))
        .await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut last = StatusCode::NO_CONTENT;
    for _ in 0..100 {
        last = house
            .send(Method::POST, "/csp", None, &kind, report.to_owned())
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let policy = house.get("/privacy", None).await.headers[header::CONTENT_SECURITY_POLICY].clone();
    assert!(
        policy
            .to_str()
            .unwrap()
            .ends_with("report-uri /csp; report-to csp")
    );
}

#[tokio::test]
async fn anybody_finds_whom_to_tell_about_a_weakness() {
    let house = House::open().await;
    let file = house.get("/.well-known/security.txt", None).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(
        file.headers[header::CONTENT_TYPE],
        "text/plain; charset=utf-8"
    );
    let line = |name: &str| {
        let start = format!("{name}: ");
        let line = file.body.lines().find_map(|line| line.strip_prefix(&start));
        line.unwrap_or_else(|| panic!("no {name}")).to_owned()
    };
    assert_eq!(line("Contact"), format!("{ORIGIN}/beveiliging"));
    assert_eq!(
        line("Canonical"),
        format!("{ORIGIN}/.well-known/security.txt")
    );
    assert_eq!(line("Preferred-Languages"), "nl, en");
    let expires = chrono::DateTime::parse_from_rfc3339(&line("Expires")).unwrap();
    let days = (expires.to_utc() - house.site.clock.now()).num_days();
    assert!((170..365).contains(&days), "{days}");
    for page in ["/toegankelijkheid", "/privacy", "/beveiliging"] {
        let open = house.get(page, None).await;
        assert_eq!(open.status, StatusCode::OK, "{page}");
        assert!(open.body.contains("<h1"), "{page}");
    }
    assert!(
        house
            .get("/", None)
            .await
            .body
            .contains("href=\"/toegankelijkheid\"")
    );
}

#[tokio::test]
async fn going_away_clears_what_the_browser_kept() {
    let house = House::open().await;
    for way in ["/afmelden", "/verlaten"] {
        let cookie = house.enter("politie").await;
        let answer = house.post(way, Some(&cookie), "").await;
        assert_eq!(
            answer.headers["clear-site-data"], "\"cache\", \"storage\"",
            "{way}"
        );
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{way}");
        let gone = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(gone.contains("Max-Age=0"), "{way}: {gone}");
    }
}
