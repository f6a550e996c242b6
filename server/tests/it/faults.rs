//! When the ground goes: a database that is away, a demo where none may be.

use axum::http::{StatusCode, header};
use ketentafel::commands;
use ketentafel::config::{ServeOptions, TrailFiles};

use crate::house::House;

#[tokio::test]
async fn a_database_that_is_away_gives_a_friendly_page() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    house.site.store.clone().close().await.unwrap();
    let page = house.get("/regie", Some(&cookie)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    assert!(page.body.contains("Even niet bereikbaar"), "{}", page.body);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("style-src 'self'"), "{policy}");
    assert!(policy.contains("form-action 'self'"), "{policy}");
    assert_eq!(
        house.get("/health/ready", None).await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(house.get("/health/live", None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_demo_is_refused_where_it_is_not_safe() {
    let folder = std::env::temp_dir().join(format!("kt_refuse_{}", std::process::id()));
    let url = format!("sqlite:{}/leeg.db", folder.display());
    let options = |addr: &str| ServeOptions {
        providers: None,
        addr: addr.parse().unwrap(),
        origin: None,
        demo: true,
        idle_minutes: 30,
        proof_seconds: 900,
        trusted_proxy: Vec::new(),
        no_limits: false,
        security_contact: None,
        count_sql: false,
        clamd: None,
        mail: ketentafel::mail::MailOptions::default(),
        trail: TrailFiles::default(),
        secrets_key_file: None,
    };
    let open = commands::serve(&url, options("0.0.0.0:0"))
        .await
        .unwrap_err()
        .to_string();
    assert!(open.contains("only listens on this machine"), "{open}");
    let real = commands::serve(&url, options("127.0.0.1:0"))
        .await
        .unwrap_err()
        .to_string();
    assert!(real.contains("seed --demo"), "{real}");
    std::fs::remove_dir_all(folder).unwrap();
}
