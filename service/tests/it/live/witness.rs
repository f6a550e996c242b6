//! What is confidential and comes on the table is seen once by each person, in the trail too.

use domain::policy::Operation;
use service::meetings::{self, How, live};

use super::{MEETING, door, id, start_form, walk};
use crate::stage::{Stage, on_both};

const CASE: &str = "item.next.case2";

async fn seen(stage: &Stage) -> Vec<How> {
    let police = stage.ctx("politie").await;
    let readers = meetings::readers(&police, &id(stage, CASE), 0)
        .await
        .unwrap();
    readers
        .readings
        .into_iter()
        .map(|reading| reading.how)
        .collect()
}

#[tokio::test]
async fn who_has_a_case_on_screen_is_written_down_once() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        live::start(&secretary, start_form(&stage)).await.unwrap();
        live::open_closed_part(&secretary, door(&stage, "yes"))
            .await
            .unwrap();
        let police = stage.ctx("politie").await;
        let meeting = id(&stage, MEETING);
        live::read(&police, &meeting).await.unwrap();
        assert!(seen(&stage).await.is_empty(), "not on the table yet");
        live::call(&secretary, walk(&stage, CASE)).await.unwrap();
        for _ in 0..3 {
            live::read(&police, &meeting).await.unwrap();
            let sight = live::look(&police, &meeting).await.unwrap();
            live::witness(&police, &sight).await.unwrap();
        }
        // Another node, that remembers nothing, finds it in the trail.
        let mut other = stage.site.clone();
        other.live = service::live::Live::default();
        let elsewhere = service::ctx::Ctx::new(other, (*police.actor).clone());
        live::read(&elsewhere, &meeting).await.unwrap();
        assert_eq!(seen(&stage).await, [How::Live]);
        // Who may not read it saw nothing.
        let rvdk = stage.ctx("rvdk").await;
        live::read(&rvdk, &meeting).await.unwrap();
        live::read(&secretary, &meeting).await.unwrap();
        let action = format!("{:?}", Operation::FollowMeeting);
        assert_eq!(stage.audited(&action).await, 1);

        live::decisions(&police, &meeting).await.unwrap();
        live::decisions(&rvdk, &meeting).await.unwrap();
        let seen = seen(&stage).await;
        assert!(seen.len() == 2 && seen.contains(&How::Decisions));
    })
    .await;
}
