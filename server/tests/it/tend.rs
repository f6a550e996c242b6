//! What the house does for itself while it serves.

use std::time::Duration;

use ketentafel::tend;
use service::clock::Clock;
use tokio::sync::watch;

use crate::house::House;

#[tokio::test]
async fn a_session_that_ended_is_forgotten_and_one_that_lives_is_kept() {
    let house = House::open().await;
    house.enter("regisseur").await;
    assert_eq!(tend::once(&house.site).await.unwrap(), 0);
    let mut later = house.site.clone();
    later.clock = Clock::fixed(house.site.clock.now() + Duration::from_hours(1));
    assert_eq!(tend::once(&later).await.unwrap(), 1);
    assert_eq!(tend::once(&later).await.unwrap(), 0);
}

#[tokio::test]
async fn tending_ends_when_nobody_serves_any_more() {
    let house = House::open().await;
    let (serving, watched) = watch::channel(());
    let tending = tokio::spawn(tend::hourly(house.site.clone(), watched));
    drop(serving);
    tending.await.unwrap();
}
