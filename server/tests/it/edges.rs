//! The edges of the web: headers on every answer, forged changes, methods, body sizes.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt;

use crate::house::{House, ORIGIN};

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    for path in [
        "/",
        "/regie",
        "/overleg/niets",
        "/favicon.svg",
        "/health/live",
        "/health/ready",
        "/bestaat/niet",
    ] {
        for who in [None, Some(cookie.as_str())] {
            let answer = house.get(path, who).await;
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "same-origin"),
                ("x-robots-tag", "noindex, nofollow"),
            ] {
                assert_eq!(
                    answer.headers.get(name).map(|v| v.to_str().unwrap()),
                    Some(value),
                    "{path}"
                );
            }
            let policy = answer.headers[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap();
            assert!(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                "{path}"
            );
            assert!(!policy.contains("unsafe-inline"), "{path}");
            assert!(answer.headers.contains_key(header::CACHE_CONTROL), "{path}");
        }
    }
}

#[tokio::test]
async fn the_nonce_is_new_every_time() {
    let house = House::open().await;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..50 {
        let policy = house.get("/", None).await.headers[header::CONTENT_SECURITY_POLICY].clone();
        assert!(seen.insert(policy), "the same nonce twice");
    }
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let house = House::open().await;
    let form = format!("person={}", house.id("person.regisseur"));
    let answer = house.post("/aanmelden", None, &form).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
}

#[tokio::test]
async fn a_change_from_elsewhere_is_refused() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let cases: [&[(&str, &str)]; 7] = [
        &[form],
        &[form, ("origin", "null")],
        &[form, ("origin", "https://elders.example")],
        &[form, ("origin", "http://localhost:3001")],
        &[form, ("origin", ORIGIN), ("sec-fetch-site", "cross-site")],
        &[form, ("origin", ORIGIN), ("sec-fetch-site", "same-site")],
        &[form, ("referer", "http://localhost:3000/regie")],
    ];
    for path in [
        "/afmelden",
        "/verlaten",
        "/regio",
        "/aanmelden",
        "/api/meetings/plan",
    ] {
        for headers in cases {
            let answer = house
                .send(Method::POST, path, Some(&cookie), headers, String::new())
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
    }
    assert_eq!(
        house.get("/regie", Some(&cookie)).await.status,
        StatusCode::OK,
        "still signed in"
    );
}

#[tokio::test]
async fn other_methods_and_endless_bodies_are_refused() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let same = [
        ("origin", ORIGIN),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
        let answer = house
            .send(
                method.clone(),
                "/regie",
                Some(&cookie),
                &same,
                String::new(),
            )
            .await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    // After a refused form the browser stands at such an address.
    let answer = house.get("/api/meetings/edit", Some(&cookie)).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(
        answer.body.contains("<main"),
        "a page of ours with a way out"
    );
    let long = format!("person={}", "x".repeat(300 * 1024));
    let answer = house.post("/aanmelden", None, &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn unknown_malformed_and_foreign_ids_look_alike() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let strip = |body: String| {
        let start = body.find("<main").unwrap();
        let end = body.find("</main>").unwrap();
        body[start..end].to_owned()
    };
    for kind in ["overleg", "punt", "acties", "convenant", "routekaart"] {
        let mut pages = Vec::new();
        let foreign = house.id("region.vechtdelta");
        for id in [
            "zomaar".to_owned(),
            uuid::Uuid::nil().to_string(),
            foreign.to_string(),
        ] {
            let answer = house.get(&format!("/{kind}/{id}"), Some(&cookie)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "/{kind}/{id}");
            pages.push(strip(answer.body));
        }
        assert!(
            pages.windows(2).all(|pair| pair[0] == pair[1]),
            "/{kind} tells them apart"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_a_fault_of_who_sent_it() {
    let house = House::open().await;
    let cookie = house.enter("politie").await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    for accept in ["*/*", "application/json", "text/html"] {
        for who in [None, Some(cookie.as_str())] {
            for body in ["x=1", "", "command[id]=%FF", "command=1&command[id]=2"] {
                let headers = [form, ("origin", ORIGIN), ("accept", accept)];
                let path = "/api/actions/update";
                let sent = body.to_owned();
                let answer = house.send(Method::POST, path, who, &headers, sent).await;
                assert!(
                    answer.status.is_client_error(),
                    "{accept} {body}: {} {}",
                    answer.status,
                    answer.body
                );
            }
        }
    }
}

#[tokio::test]
async fn too_much_in_pieces_is_refused_like_too_much_at_once() {
    let house = House::open().await;
    let cookie = house.enter("politie").await;
    for accept in ["*/*", "text/html"] {
        for path in ["/api/actions/update", "/aanmelden", "/regio"] {
            let pieces = (0..300).map(|_| Ok::<_, std::io::Error>("x".repeat(1024)));
            let body = Body::from_stream(futures_util::stream::iter(pieces));
            let request = Request::post(path)
                .header(header::COOKIE, &cookie)
                .header(header::ORIGIN, ORIGIN)
                .header(header::ACCEPT, accept)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = request.body(body).unwrap();
            let answer = house.router.clone().oneshot(request).await.unwrap();
            assert_eq!(
                answer.status(),
                StatusCode::PAYLOAD_TOO_LARGE,
                "{path} {accept}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_that_nobody_can_reach_is_no_failure() {
    let house = House::open().await;
    let officer = house.enter("fg").await;
    let director = house.enter("regisseur").await;
    for (who, path) in [
        (&officer, "/toezicht/bewaking?pagina="),
        (&director, "/beheer/mensen?blad="),
        (&director, "/beheer/gasten?blad="),
        (&director, "/overleg?pagina="),
        (&director, "/acties?blad="),
        (&director, "/knelpunten?blad="),
        (&director, "/besluiten?blad="),
        (&director, "/besluiten?jaar="),
        (&director, "/toezeggingen?blad="),
        (&director, "/convenant?bladzijde="),
        (&director, "/bijdragen?blad="),
    ] {
        for page in [u64::MAX.to_string(), i64::MAX.to_string(), "-1".to_owned()] {
            let path = format!("{path}{page}");
            let answer = house.get(&path, Some(who)).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn who_runs_the_site_can_be_reached_from_each_page_about_it() {
    let mut house = House::open().await;
    let pages = ["/toegankelijkheid", "/privacy", "/beveiliging"];
    for page in pages {
        assert!(!house.get(page, None).await.body.contains("mailto:"));
    }
    house.router = house.reached_at("mailto:veilig@oeverstad.example");
    for page in pages {
        let shown = house.get(page, None).await.body;
        assert!(
            shown.contains("href=\"mailto:veilig@oeverstad.example\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_page_that_is_not_ones_own_says_whom_to_ask() {
    let house = House::open().await;
    for (who, page, word) in [
        ("regisseur", "/adviezen", "Ook als regisseur"),
        ("secretaris", "/bekijk-als", "Vraag"),
        ("vrijwilliger", "/regie", "degene die u uitnodigde"),
    ] {
        let cookie = house.enter(who).await;
        let shown = house.get(page, Some(&cookie)).await;
        assert_eq!(shown.status, StatusCode::FORBIDDEN, "{who}");
        let asks = shown.body.to_lowercase();
        assert!(asks.contains(&word.to_lowercase()), "{who}");
        assert_eq!(
            asks.contains("aan de regisseur"),
            who == "secretaris",
            "{who}"
        );
    }
}
