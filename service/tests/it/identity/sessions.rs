//! The store of sessions and the list of one's own.

use chrono::TimeDelta;
use domain::id::PersonId;
use domain::identity::Device;
use domain::identity::command::{EndSession, EndSessionsOf};
use serde_json::json;
use service::error::Error;
use service::identity::{
    BEGAN, DEVICE, Sessions, Way, end_other_sessions, end_session, end_sessions_of, my_sessions,
    sessions_of,
};
use time::OffsetDateTime;
use tower_sessions_core::session::{Id, Record};
use tower_sessions_core::session_store::SessionStore;

use crate::stage::{Stage, on_both, opening};

fn store(stage: &Stage) -> Sessions {
    Sessions::new(stage.site.store.clone(), stage.site.clock.clone())
}

/// A session of somebody in Amstelrand.
async fn begin(stage: &Stage, person: &str, id: i128) -> Record {
    let data = [
        ("account", json!(stage.id(&format!("account.{person}")))),
        ("region", json!(stage.id("region.amstelrand"))),
        (BEGAN, json!(stage.site.clock.now().timestamp())),
        (DEVICE, json!("phone")),
    ];
    let mut record = Record {
        id: Id(id),
        data: data.into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
        expiry_date: OffsetDateTime::UNIX_EPOCH,
    };
    store(stage).create(&mut record).await.unwrap();
    record
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_of_silence_to_the_second() {
    on_both(async |stage: Stage| {
        let sessions = store(&stage);
        let record = begin(&stage, "politie", 1).await;
        let (clock, minutes) = (&stage.site.clock, TimeDelta::minutes);
        clock.set(opening() + minutes(30) - TimeDelta::seconds(1));
        assert!(sessions.load(&record.id).await.unwrap().is_some());
        clock.set(opening() + minutes(30));
        assert!(sessions.load(&record.id).await.unwrap().is_none());
        assert!(!sessions.prolong(record.id).await.unwrap(), "too late");
        assert!(sessions.load(&record.id).await.unwrap().is_none());

        clock.set(opening() + minutes(29));
        assert!(sessions.prolong(record.id).await.unwrap());
        clock.set(opening() + minutes(58));
        assert!(sessions.load(&record.id).await.unwrap().is_some());
        clock.set(opening() + minutes(59));
        assert!(sessions.load(&record.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_request_that_was_under_way_does_not_bring_back_a_session_that_was_ended() {
    on_both(async |stage: Stage| {
        let sessions = store(&stage);
        let record = begin(&stage, "politie", 1).await;
        let loaded = sessions.load(&record.id).await.unwrap().unwrap();
        sessions.delete(&record.id).await.unwrap();
        sessions.save(&loaded).await.unwrap();
        assert!(sessions.load(&record.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn one_sees_and_ends_the_own_sessions_and_no_other() {
    on_both(async |stage: Stage| {
        let mine = begin(&stage, "politie", 1).await;
        let phone = begin(&stage, "politie", 2).await;
        let third = begin(&stage, "politie", 3).await;
        let hers = begin(&stage, "om", 4).await;
        let police = stage.ctx("politie").await;
        let seen = my_sessions(&police).await.unwrap();
        assert_eq!(seen.len(), 3);
        assert_eq!(seen[0].device, Device::Phone);
        assert_eq!(seen[0].way, Way::Other(String::new()));
        assert_eq!(seen[0].region, "Amstelrand");

        let named = |record: &Record| EndSession {
            id: Sessions::name_of(record.id),
        };
        let refused = end_session(&police, named(&hers)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        end_session(&police, named(&phone)).await.unwrap();
        let twice = end_session(&police, named(&phone)).await;
        assert!(matches!(twice, Err(Error::NotFound)));
        let others = end_other_sessions(&police, &Sessions::name_of(mine.id)).await;
        assert_eq!(others.unwrap(), 1);
        assert_eq!(my_sessions(&police).await.unwrap().len(), 1);
        let sessions = store(&stage);
        assert!(sessions.load(&mine.id).await.unwrap().is_some());
        assert!(sessions.load(&third.id).await.unwrap().is_none());
        assert!(sessions.load(&hers.id).await.unwrap().is_some());
        assert_eq!(stage.audited("EndOwnSessions").await, 2);
    })
    .await;
}

#[tokio::test]
async fn who_looks_after_the_region_ends_all_sessions_of_somebody_there() {
    on_both(async |stage: Stage| {
        begin(&stage, "politie", 1).await;
        begin(&stage, "politie", 2).await;
        let kept = begin(&stage, "om", 3).await;
        let id = stage.id("person.politie");
        let all = EndSessionsOf { id: id.to_string() };
        for other in ["secretaris", "om", "fg"] {
            let other = stage.ctx(other).await;
            let refused = end_sessions_of(&other, all.clone()).await;
            assert!(matches!(refused, Err(Error::NotAllowed)));
            let refused = sessions_of(&other, PersonId(id)).await;
            assert!(matches!(refused, Err(Error::NotAllowed)));
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = end_sessions_of(&elsewhere, all.clone()).await;
        assert!(matches!(refused, Err(Error::NotFound)));

        let administrator = stage.ctx("beheerder").await;
        let seen = sessions_of(&administrator, PersonId(id)).await.unwrap();
        assert_eq!(seen.len(), 2);
        assert_eq!(
            end_sessions_of(&administrator, all.clone()).await.unwrap(),
            2
        );
        assert_eq!(end_sessions_of(&administrator, all).await.unwrap(), 0);
        assert!(store(&stage).load(&kept.id).await.unwrap().is_some());
        assert_eq!(stage.audited("EndSessions").await, 2);
    })
    .await;
}
