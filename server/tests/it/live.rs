//! The stream of events of a live page lasts no longer than its reader's place.

use std::time::Duration;

use ::entity::seat;
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use domain::id::{MeetingId, RegionId};
use futures_util::StreamExt;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::live::Event;
use tower::ServiceExt;

use crate::house::House;

const WHO: &str = "vrijwilliger";

async fn follow(house: &House, cookie: &str) -> BodyDataStream {
    let request = Request::get(format!("/live/{}", house.id("meeting.next")))
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    let answer = house.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.into_body().into_data_stream()
}

/// What the stream says of something that happens now; nothing when it ends.
async fn hears(house: &House, stream: &mut BodyDataStream) -> Option<String> {
    house.site.live.announce(Event {
        region: RegionId(house.id("region.amstelrand")),
        meeting: MeetingId(house.id("meeting.next")),
        turned: true,
        inside: false,
    });
    let next = tokio::time::timeout(Duration::from_secs(10), stream.next());
    let said = next.await.expect("it says something or ends")?.unwrap();
    Some(String::from_utf8_lossy(&said).trim().to_owned())
}

#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let house = House::open().await;
    let (cookie, other) = (house.enter(WHO).await, house.enter(WHO).await);
    let mut stream = follow(&house, &cookie).await;
    let mut stays = follow(&house, &other).await;
    assert_eq!(hears(&house, &mut stream).await.unwrap(), "data: again");
    house.post("/afmelden", Some(&cookie), "").await;
    assert_eq!(hears(&house, &mut stream).await, None);
    // Another session of the same person goes on.
    assert_eq!(hears(&house, &mut stays).await.unwrap(), "data: again");
}

#[tokio::test]
async fn a_stream_ends_with_the_seat() {
    let house = House::open().await;
    let cookie = house.enter(WHO).await;
    let mut stream = follow(&house, &cookie).await;
    assert_eq!(hears(&house, &mut stream).await.unwrap(), "data: again");
    seat::Entity::delete_many()
        .filter(seat::Column::PersonId.eq(house.id(&format!("person.{WHO}"))))
        .exec(house.site.store.writer())
        .await
        .unwrap();
    assert_eq!(hears(&house, &mut stream).await, None);
}

#[tokio::test]
async fn a_stream_is_not_for_who_comes_to_another_meeting() {
    let house = House::open().await;
    let cookie = house.enter(WHO).await;
    let mut stream = follow(&house, &cookie).await;
    assert_eq!(hears(&house, &mut stream).await.unwrap(), "data: again");
    let limit = async |meeting: &str| {
        seat::Entity::update_many()
            .col_expr(seat::Column::MeetingId, Expr::value(house.id(meeting)))
            .filter(seat::Column::PersonId.eq(house.id(&format!("person.{WHO}"))))
            .exec(house.site.store.writer())
            .await
            .unwrap();
    };
    limit("meeting.next").await;
    assert_eq!(hears(&house, &mut stream).await.unwrap(), "data: again");
    limit("meeting.later").await;
    assert_eq!(hears(&house, &mut stream).await, None);
    let address = format!("/live/{}", house.id("meeting.next"));
    let refused = house.get(&address, Some(&cookie)).await.status;
    assert_eq!(refused, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_stream_ends_when_the_guest_is_turned_away() {
    let house = House::open().await;
    let director = house.enter("regisseur").await;
    let start = format!("command[id]={}", house.id("meeting.next"));
    house
        .post("/api/meetings/start", Some(&director), &start)
        .await;
    let mut stream = follow(&house, &house.enter(WHO).await).await;
    let guest = house.id(&format!("guest.{WHO}"));
    let form = format!("command[id]={guest}&command[version]=1&command[text]=Niet+meer+nodig");
    let done = house
        .post("/api/guests/revoke", Some(&director), &form)
        .await;
    assert!(done.status.is_redirection(), "{}", done.body);
    // Nothing else happens at the table: the operation itself has every page ask again.
    let next = tokio::time::timeout(Duration::from_secs(10), stream.next());
    assert!(next.await.expect("it ends").is_none());
}

#[tokio::test]
async fn on_another_node_it_ends_at_the_next_beat_and_the_next_request() {
    let house = House::open().await;
    let cookie = house.enter(WHO).await;
    let node = house.beside(Duration::from_millis(100));
    let ask = async |path: String| {
        let request = Request::get(path).header(header::COOKIE, &cookie);
        let request = request.body(Body::empty()).unwrap();
        node.clone().oneshot(request).await.unwrap()
    };
    let stream = ask(format!("/live/{}", house.id("meeting.next"))).await;
    assert_eq!(stream.status(), StatusCode::OK);
    let mut stream = stream.into_body().into_data_stream();
    assert_eq!(ask("/gast".to_owned()).await.status(), StatusCode::OK);

    let guest = house.id(&format!("guest.{WHO}"));
    let form = format!("command[id]={guest}&command[version]=1&command[text]=Niet+meer+nodig");
    let director = house.enter("regisseur").await;
    let done = house
        .post("/api/guests/revoke", Some(&director), &form)
        .await;
    assert!(done.status.is_redirection(), "{}", done.body);

    let shut = ask("/gast".to_owned()).await;
    assert_eq!(
        shut.headers()[header::LOCATION],
        "/?waarom=left&next=%2Fgast"
    );
    // No event of this node reaches that one: it looks by itself.
    let ends = tokio::time::timeout(Duration::from_secs(10), async {
        while stream.next().await.is_some() {}
    });
    ends.await.expect("it ends");
}
