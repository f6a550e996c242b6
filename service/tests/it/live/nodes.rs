//! What happens on one node is heard on the others.

use std::time::Duration;

use domain::meetings::live_command::WalkItem;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use service::live::{Event, wire};
use service::meetings::live;
use tokio::sync::broadcast::Receiver;

use super::{MEETING, sitting, walk};
use crate::stage::{Engine, Stage};

/// Generous: nothing is judged by it.
const CEILING: Duration = Duration::from_mins(1);

async fn next<T: Clone>(heard: &mut Receiver<T>) -> T {
    let next = tokio::time::timeout(CEILING, heard.recv()).await;
    next.expect("something is heard").unwrap()
}

/// Cuts the connections on which nodes listen.
async fn cut(stage: &Stage) {
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let cut = Statement::from_string(DbBackend::Postgres, sql);
    let cut = stage.site.store.reader().query_all_raw(cut).await.unwrap();
    assert!(!cut.is_empty(), "somebody listens");
}

async fn two_nodes(play: impl AsyncFnOnce(Stage, service::ctx::Site)) {
    if std::env::var_os("KETENTAFEL_TEST_PG").is_none() {
        eprintln!("no PostgreSQL at hand: nodes share one (make test has it)");
        return;
    }
    let stage = Stage::new(Engine::Postgres).await;
    let other = stage.beside().await.expect("nodes share a PostgreSQL");
    let mut ready = other.live.listen_for_gaps();
    let hearing = tokio::spawn({
        let other = other.clone();
        async move { wire::hear(&other).await }
    });
    next(&mut ready).await;
    play(stage, other).await;
    hearing.abort();
}

#[tokio::test]
async fn a_change_is_heard_on_the_other_node_once_and_only_when_it_is_done() {
    two_nodes(async |stage, other| {
        let mut there = other.live.listen();
        let secretary = sitting(&stage).await;
        // That the meeting began; from here on nothing is on its way.
        next(&mut there).await;
        let before = other.live.changes();
        let refused = live::deal(&secretary, walk(&stage, "item.next.policy1")).await;
        assert!(refused.is_err());
        // Begun, told and taken back.
        let mut tx = secretary.write().await.unwrap();
        tx.turn(stage.id("meeting.later").to_string().parse().unwrap());
        drop(tx);
        let opening: WalkItem = walk(&stage, "item.next.opening");
        live::call(&secretary, opening.clone()).await.unwrap();
        live::deal(&secretary, opening).await.unwrap();
        for _ in 0..2 {
            let Event { meeting, .. } = next(&mut there).await;
            assert_eq!(meeting.0, stage.id(MEETING));
        }
        assert!(other.live.changes() >= before + 2);
        assert!(there.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn a_node_does_not_hear_itself() {
    two_nodes(async |stage, other| {
        let mut ready = stage.site.live.listen_for_gaps();
        let hearing = tokio::spawn({
            let site = stage.site.clone();
            async move { wire::hear(&site).await }
        });
        next(&mut ready).await;
        let (mut here, mut there) = (stage.site.live.listen(), other.live.listen());
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, "item.next.opening"))
            .await
            .unwrap();
        // Both were told over the same wire, in the same order.
        next(&mut there).await;
        next(&mut there).await;
        let mut told = 0;
        while here.try_recv().is_ok() {
            told += 1;
        }
        assert_eq!(told, 2);
        hearing.abort();
    })
    .await;
}

#[tokio::test]
async fn after_a_connection_that_was_lost_everybody_looks_again() {
    two_nodes(async |stage, other| {
        let secretary = sitting(&stage).await;
        let (mut gaps, mut there) = (other.live.listen_for_gaps(), other.live.listen());
        cut(&stage).await;
        next(&mut gaps).await;
        live::call(&secretary, walk(&stage, "item.next.opening"))
            .await
            .unwrap();
        let Event { meeting, .. } = next(&mut there).await;
        assert_eq!(meeting.0, stage.id(MEETING));
    })
    .await;
}
