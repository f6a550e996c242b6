//! A form that was sent before comes back with everything in it and can be sent again.

use axum::http::StatusCode;

use crate::house::{Answer, House};
use crate::roster::samples;

/// The value of a hidden field of the page.
fn hidden<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let start = format!("name=\"command[{name}]\" value=\"");
    let (_, rest) = answer
        .body
        .split_once(&start)
        .unwrap_or_else(|| panic!("no hidden {name} in {}", answer.body));
    rest.split('"').next().unwrap_or_default()
}

#[tokio::test]
async fn a_replayed_form_keeps_its_text_and_gets_a_fresh_id() {
    let house = House::open().await;
    let cookie = house.enter("politie").await;
    let path = "/api/meetings/propose";
    let sample = samples::form(&house, path).unwrap();
    let page = format!("/overleg/{}/voorstel", house.id("meeting.later"));
    let send = async |change: &[(&str, &str)]| {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("page", &page);
        for (name, value) in form_urlencoded::parse(sample.as_bytes()) {
            let new = change
                .iter()
                .find(|(field, _)| name == format!("command[{field}]"));
            form.append_pair(&name, new.map_or(&value, |(_, value)| value));
        }
        house.post(path, Some(&cookie), &form.finish()).await
    };
    assert_eq!(send(&[]).await.status, StatusCode::FOUND);
    assert_eq!(
        send(&[]).await.status,
        StatusCode::FOUND,
        "the same once more is no harm"
    );
    let title = ("title", "Een ander voorstel in hetzelfde formulier");
    let refused = send(&[title]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains(title.1), "what was typed is kept");
    let id = hidden(&refused, "id").to_owned();
    assert!(!sample.contains(&id), "the id is the old one");
    let again = send(&[title, ("id", &id)]).await;
    assert_eq!(again.status, StatusCode::FOUND);
    let agenda = house
        .get(
            &again.headers["location"]
                .to_str()
                .unwrap()
                .replace("http://localhost:3000", ""),
            Some(&cookie),
        )
        .await;
    assert!(agenda.body.contains(title.1));
}
