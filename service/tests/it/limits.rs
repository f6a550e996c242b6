//! Allowances: counted in the database, so that all nodes count together.

use std::sync::Arc;

use chrono::TimeDelta;
use service::ctx::Site;
use service::error::Error;
use service::limits::{Allowance, forget, take, take_now};

use crate::stage::{Stage, on_both, opening};

const THREE: Allowance = Allowance {
    kind: "proef",
    most: 3,
    within: TimeDelta::minutes(15),
};

async fn is_left(site: &Site, key: &str) -> bool {
    match take_now(site, THREE, key).await {
        Ok(()) => true,
        Err(Error::TooMany(wait)) => {
            assert!(wait > TimeDelta::zero() && wait <= THREE.within);
            false
        }
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_allowance_is_used_up_and_comes_back() {
    on_both(async |stage: Stage| {
        let site = &stage.site;
        for left in [true, true, true, false, false] {
            assert_eq!(is_left(site, "een").await, left);
        }
        assert!(is_left(site, "twee").await, "of somebody else");
        site.clock
            .set(opening() + TimeDelta::minutes(15) - TimeDelta::seconds(1));
        assert!(!is_left(site, "een").await);
        site.clock.set(opening() + TimeDelta::minutes(15));
        assert!(is_left(site, "een").await);
        site.clock.set(opening() + TimeDelta::days(3));
        forget(site).await.unwrap();
        assert!(is_left(site, "een").await);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_commit_is_given_back() {
    on_both(async |stage: Stage| {
        let site = &stage.site;
        for _ in 0..10 {
            let tx = site.store.begin_write().await.unwrap();
            take(&tx, site.clock.now(), THREE, "een").await.unwrap();
            tx.rollback().await.unwrap();
        }
        assert!(is_left(site, "een").await);
    })
    .await;
}

#[tokio::test]
async fn asked_at_once_from_everywhere_it_is_given_as_often_as_it_goes() {
    on_both(async |stage: Stage| {
        let site = Arc::new(stage.site.clone());
        let asking: Vec<_> = (0..40)
            .map(|_| {
                let site = site.clone();
                tokio::spawn(async move { is_left(&site, "een").await })
            })
            .collect();
        let mut given = 0;
        for asked in asking {
            given += u32::from(asked.await.unwrap());
        }
        assert_eq!(given, 3);
    })
    .await;
}
