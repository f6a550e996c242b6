//! Files through the real door: a form with a file as a browser sends it, a process that looks, a download.

use ::entity::{paper, paper_part};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::papers::LARGEST;
use sea_orm::{EntityTrait, PaginatorTrait};
use service::papers::samples::{self, CANARY};
use service::papers::{Desk, Examiner, Scanner};
use tower::ServiceExt;

use crate::house::{House, ORIGIN, vault};

const BOUNDARY: &str = "----kt7MA4YWxkTrZu0gW";

/// How a form with a file is named.
pub const MULTIPART: &str = "multipart/form-data; boundary=----kt7MA4YWxkTrZu0gW";

/// A form as a browser sends it.
pub fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut sent = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"command[{name}]\"\r\n\r\n{value}\r\n"
        );
        sent.extend(part.into_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        sent.extend(head.into_bytes());
        sent.extend(bytes);
        sent.extend(b"\r\n");
    }
    sent.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    sent
}

struct Sent {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Sent {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

async fn ask(router: &axum::Router, request: Request<Body>) -> Sent {
    let answer = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    Sent {
        status: parts.status,
        headers: parts.headers,
        body: to_bytes(body, 64 << 20).await.unwrap().to_vec(),
    }
}

async fn post(house: &House, cookie: &str, item: &str, sent: Vec<u8>) -> Sent {
    post_to(
        &house.router,
        cookie,
        &format!("/punt/{item}/stukken"),
        sent,
    )
    .await
}

async fn post_to(router: &axum::Router, cookie: &str, path: &str, sent: Vec<u8>) -> Sent {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "text/html")
        .header(header::ORIGIN, ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, MULTIPART)
        .header(header::CONTENT_LENGTH, sent.len())
        .body(Body::from(sent))
        .unwrap();
    ask(router, request).await
}

async fn fetch(house: &House, cookie: &str, id: &str) -> Sent {
    let request = Request::builder()
        .uri(format!("/stuk/{id}"))
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap();
    ask(&house.router, request).await
}

/// How many papers and pieces there are.
async fn kept(house: &House) -> (u64, u64) {
    let reader = house.site.store.reader();
    (
        paper::Entity::find().count(reader).await.unwrap(),
        paper_part::Entity::find().count(reader).await.unwrap(),
    )
}

const TITLE: &str = "Voortgang van de meldroute";

fn fields(id: &str) -> [(&str, &str); 2] {
    [("id", id), ("title", TITLE)]
}

fn fresh(number: u32) -> String {
    format!("01900000-0000-7000-8000-{number:012}")
}

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes
        .windows(part.len())
        .any(|window| window == part.as_bytes())
}

#[tokio::test]
async fn a_file_comes_in_without_who_made_it_and_leaves_as_what_one_saves() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let item = house.id("item.next.policy1").to_string();
    for (number, name, file, kind) in [
        (
            1,
            "nota van jansen.pdf",
            samples::pdf(&["Beste partners"]),
            "pdf",
        ),
        (
            2,
            "nota.docx",
            samples::docx(&["Beste partners"], &[]),
            "docx",
        ),
        (3, "foto.JPG", samples::jpeg(), "jpg"),
    ] {
        let id = fresh(number);
        let [id_field, title] = fields(&id);
        let sent = multipart(&[id_field, title, ("checked", "yes")], Some((name, &file)));
        let answer = post(&house, &cookie, &item, sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let page = house.get(&format!("/punt/{item}"), Some(&cookie)).await;
        assert!(page.body.contains(&format!("/stuk/{id}")), "{name}");
        assert!(!page.body.contains("jansen"));
        let saved = fetch(&house, &cookie, &id).await;
        assert_eq!(saved.status, StatusCode::OK);
        let said = |name: header::HeaderName| saved.headers[name].to_str().unwrap().to_owned();
        let file_name = format!("stuk-{number}.{kind}");
        let disposition = said(header::CONTENT_DISPOSITION);
        assert!(disposition.starts_with("attachment;") && disposition.contains(&file_name));
        assert!(said(header::CONTENT_SECURITY_POLICY).starts_with("sandbox; default-src 'none'"));
        assert_eq!(said(header::CACHE_CONTROL), "no-store");
        assert_eq!(said(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        let same_origin = header::HeaderName::from_static("cross-origin-resource-policy");
        assert_eq!(said(same_origin), "same-origin");
        assert_eq!(said(header::CONTENT_LENGTH), saved.body.len().to_string());
        assert!(
            !holds(&saved.body, CANARY) && !holds(&saved.body, "GPS"),
            "{name}"
        );
    }
    let stranger = fetch(&house, "ketentafel=niets", &fresh(1)).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    // Sent twice is attached once.
    let sent = multipart(
        &fields(&fresh(1)),
        Some(("nota.pdf", &samples::pdf(&["Beste partners"]))),
    );
    let before = kept(&house).await;
    assert_eq!(
        post(&house, &cookie, &item, sent).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(kept(&house).await, before);
}

#[tokio::test]
async fn every_bad_file_gets_a_sentence_and_nothing_is_lost_or_kept() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let item = house.id("item.next.policy1").to_string();
    let before = kept(&house).await;
    let bsn = "Burgerservicenummer 111222333";
    let huge = vec![b'a'; LARGEST + 1];
    let fine = samples::docx(&["Beste"], &[]);
    for (name, file, sentence) in [
        (
            "nota.docx",
            samples::pdf(&["Beste"]),
            "past niet bij wat erin zit",
        ),
        ("nota.txt", huge, "groter dan 20 MB"),
        ("nota.pdf", Vec::new(), "Dit bestand is leeg"),
        (
            "nota.docx",
            samples::bomb(64 << 20),
            "veel meer dan het lijkt",
        ),
        ("nota.docx", samples::locked(&fine), "met een wachtwoord"),
        ("nota.pdf", samples::pdf_locked(), "met een wachtwoord"),
        (
            "nota.pdf",
            samples::pdf_with_script(),
            "iets dat vanzelf iets doet",
        ),
        ("nota.pdf", samples::pdf_with_file(), "een ander bestand"),
        (
            "nota.docx",
            samples::docx(&["x"], &[("word/vbaProject.bin", b"x")]),
            "macro",
        ),
        (
            "nota.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "oud Word-",
        ),
        ("nota.exe", b"MZ\x90\0".to_vec(), "nemen wij niet aan"),
        ("foto.png", samples::png(), "niet alle tekst te lezen"),
        (
            "nota.docx",
            samples::docx(&["Beste", bsn], &[]),
            "burgerservicenummer",
        ),
        (
            "nota.pdf",
            samples::pdf(&["Beste partners", bsn]),
            "bladzijde 2",
        ),
        (
            "nota.pdf",
            samples::pdf(&["Beste"])[..80].to_vec(),
            "beschadigd",
        ),
    ] {
        let id = fresh(7);
        let sent = multipart(&fields(&id), Some((name, &file)));
        let answer = post(&house, &cookie, &item, sent).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{sentence}"
        );
        let page = answer.text();
        assert!(page.contains(sentence), "{sentence}: {page}");
        assert!(page.contains(TITLE), "{sentence}: the title stays");
        assert!(
            page.contains(&id),
            "{sentence}: the form stays the same form"
        );
    }
    let none = post(&house, &cookie, &item, multipart(&fields(&fresh(7)), None)).await;
    assert!(none.text().contains("Kies een bestand."));
    assert_eq!(kept(&house).await, before);
}

#[tokio::test]
async fn only_this_door_takes_much_and_never_without_end() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let item = house.id("item.next.policy1").to_string();
    let more = multipart(&[], Some(("a.pdf", &vec![0; 3 * LARGEST])));
    let too_much = post(&house, &cookie, &item, more).await;
    assert_eq!(too_much.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Another door takes what a form holds.
    let much = multipart(&[], Some(("a.pdf", &vec![0; 300 * 1024])));
    for path in ["/afmelden", "/api/papers/remove"] {
        let answer = post_to(&house.router, &cookie, path, much.clone()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
    // What is no form with a file, what comes from elsewhere, and who may not.
    let cut = multipart(&fields(&fresh(1)), Some(("a.pdf", b"%PDF-1.7")));
    let cut = post(&house, &cookie, &item, cut[..cut.len() - 30].to_vec()).await;
    assert_eq!(cut.status, StatusCode::UNPROCESSABLE_ENTITY);
    let police = house.enter("politie").await;
    let sent = multipart(&fields(&fresh(1)), Some(("a.txt", b"Beste")));
    let refused = post(&house, &police, &item, sent.clone()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nowhere = post(&house, &police, &fresh(1), sent).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_scanner_that_is_away_is_told_and_the_title_stays() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let item = house.id("item.next.policy1").to_string();
    let scanner = Scanner::parse("unix:/nergens/clamd.ctl");
    let settings = ketentafel::router::Settings {
        papers: Desk::new(vault(), Examiner::Here, scanner),
        ..house.settings.clone()
    };
    let router = ketentafel::router::router(house.site.clone(), settings);
    let sent = multipart(&fields(&fresh(1)), Some(("a.txt", b"Beste partners")));
    let path = format!("/punt/{item}/stukken");
    let answer = post_to(&router, &cookie, &path, sent).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = answer.text();
    assert!(page.contains("De virusscanner antwoordt niet") && page.contains(TITLE));
}

/// The process has no more than it needs: a file that means to eat everything ends it, and not the house.
#[tokio::test]
async fn the_process_that_looks_ends_with_what_it_cannot_stomach() {
    let program = env!("CARGO_BIN_EXE_ketentafel");
    let examiner = Examiner::Process(program.into());
    let deep = "<w:p>".repeat(200_000);
    let part = format!("<a xmlns:w=\"w\">{deep}</a>");
    let file = samples::docx(&["Beste"], &[("word/deep.xml", part.as_bytes())]);
    let docx = Some(domain::papers::PaperKind::Docx);
    let looked = examiner.examine(&file, docx).await.unwrap();
    assert!(looked.is_err(), "{looked:?}");
    let fine = samples::docx(&["Beste partners"], &[]);
    let looked = examiner.examine(&fine, docx).await.unwrap();
    assert!(looked.is_ok(), "{looked:?}");
    let missing = Examiner::Process("/nergens/ketentafel".into());
    assert!(missing.examine(&fine, docx).await.is_err());
}
