//! From publishing an agenda to reading it, by way of the letter.

use axum::http::header;
use chrono::TimeDelta;
use ketentafel::post::Post;
use service::clock::Clock;
use service::ctx::Site;
use service::mail::{self, Carrier};

use crate::guests::cookie;
use crate::house::{Answer, House, ORIGIN, vault};

fn to(answer: &Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

/// Publishes another version of the next agenda, as the director does.
async fn publish(house: &House) {
    let director = house.enter("regisseur").await;
    let item = house.id("item.next.policy1");
    let allot = format!("command%5Bid%5D={item}&command%5Bversion%5D=1&command%5Bminutes%5D=25");
    let done = house
        .post("/api/meetings/allot", Some(&director), &allot)
        .await;
    assert!(done.status.is_redirection(), "{}", done.body);
    let id = house.id("meeting.next");
    // Whichever version the agenda is at by now.
    for version in 1..9 {
        let form = format!("command%5Bid%5D={id}&command%5Bversion%5D={version}");
        let done = house
            .post("/api/meetings/publish", Some(&director), &form)
            .await;
        if done.status.is_redirection() {
            return;
        }
    }
    panic!("the agenda was not published");
}

#[tokio::test]
async fn a_published_agenda_is_read_by_way_of_the_letter() {
    let house = House::open().await;
    publish(&house).await;
    let in_ten_minutes = Clock::fixed(house.site.clock.now() + TimeDelta::minutes(10));
    let post = Post {
        site: Site {
            clock: in_ten_minutes,
            ..house.site.clone()
        },
        carrier: Some(Carrier::DemoPost(vault())),
        origin: ORIGIN.to_owned(),
    };
    post.once().await.unwrap();
    let letters = mail::post(&house.site, &vault()).await.unwrap();
    let police = "Taakaccenthouder politie";
    let mine: Vec<_> = letters.iter().filter(|it| it.receiver == police).collect();
    assert_eq!(mine.len(), 1);
    let link = mine[0].written.link.strip_prefix(ORIGIN).unwrap();
    // Whoever is not signed in goes there by the door.
    let shut = house.get(link, None).await;
    assert!(
        to(&shut).starts_with("/?next=%2Foverleg%2F"),
        "{}",
        to(&shut)
    );
    let form = format!("person={}&next={link}", house.id("person.politie"));
    let entered = house.post("/aanmelden", None, &form).await;
    assert_eq!(to(&entered), link);
    let page = house.get(link, Some(&cookie(&entered))).await;
    assert!(page.status.is_success());
    // The agenda is that of the version the letter is about.
    assert!(page.body.contains("Gewijzigd (minuten)"), "{}", page.body);
}
