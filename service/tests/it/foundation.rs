//! What everything stands on: sessions of demo people, the seed itself.

use domain::id::PersonId;
use futures_util::FutureExt;
use sea_orm::ConnectionTrait;
use service::db::Store;
use service::error::Error;
use service::{identity, seed};
use uuid::Uuid;

use crate::stage::{Engine, Stage, on_both};

#[tokio::test]
async fn a_demo_person_signs_in_and_is_written_down() {
    on_both(async |stage: Stage| {
        let person = PersonId(stage.id("person.regisseur"));
        let (account, region) = identity::sign_in_demo(&stage.site, person).await.unwrap();
        let viewer = identity::viewer(&stage.site, account, region)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(viewer.organisation, "Gemeente Oeverstad");
        assert_eq!(viewer.theme, "oeverstad");
        assert_eq!(stage.audited("SignIn").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_person_does_not_sign_in() {
    on_both(async |stage: Stage| {
        let stranger = PersonId(Uuid::nil());
        let refused = identity::sign_in_demo(&stage.site, stranger).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert_eq!(stage.audited("SignIn").await, 0);
    })
    .await;
}

#[tokio::test]
async fn one_account_works_in_two_regions_with_the_rights_of_each() {
    on_both(async |stage: Stage| {
        let here = stage.ctx_in("adviseur", "amstelrand").await;
        let there = stage.ctx_in("adviseur", "vechtdelta").await;
        assert_eq!(here.actor.account, there.actor.account);
        assert_ne!(here.actor.person, there.actor.person);
        assert_eq!((here.actor.seats.len(), there.actor.seats.len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_role_that_owns_nothing_can_start_on_a_schema_that_is_up_to_date() {
    on_both(async |stage: Stage| service::migrate(&stage.site.store).await.unwrap()).await;
}

#[tokio::test]
async fn the_demo_passes_the_check_of_the_operator() {
    on_both(async |stage: Stage| {
        let problems = service::check::problems(&stage.site.store).await.unwrap();
        assert_eq!(problems, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn seeding_twice_changes_nothing() {
    on_both(async |stage: Stage| {
        seed::content(&stage.site).await.unwrap();
        assert!(seed::demo(&stage.site).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn what_is_written_is_told_when_whoever_asked_hangs_up() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let (before, mut events) = (ctx.site().live.changes(), ctx.site().live.listen());
        let mut tx = ctx.write().await.unwrap();
        tx.touch(stage.id("meeting.next").to_string().parse().unwrap());
        let commit = Box::pin(tx.commit());
        // Begun, and dropped halfway.
        assert!(commit.now_or_never().is_none());
        events.recv().await.unwrap();
        assert_eq!(ctx.site().live.changes(), before + 1);
    })
    .await;
}

#[tokio::test]
async fn who_only_looks_waits_for_no_writer_and_changes_nothing() {
    let stage = Stage::new(Engine::Sqlite).await;
    let url = format!("sqlite:{}", stage.files()[0]);
    let writing = stage.site.store.begin_write().await.unwrap();
    let beside = Store::open_to_look(&url).await.unwrap();
    assert!(beside.is_ready().await);
    let change = "UPDATE region SET name = 'Elders'";
    assert!(beside.writer().execute_unprepared(change).await.is_err());
    drop(writing);
    beside.close().await.unwrap();
    // Where nothing is, nothing is made.
    let nowhere = format!("{}.niets", stage.files()[0]);
    assert!(
        Store::open_to_look(&format!("sqlite:{nowhere}"))
            .await
            .is_err()
    );
    assert!(!std::path::Path::new(&nowhere).exists());
}
