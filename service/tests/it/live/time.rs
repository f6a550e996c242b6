//! More time for the item on the table than the agenda gave it.

use chrono::TimeDelta;
use domain::meetings::live_command::GiveTime;
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings::live::{self, Now};

use super::excluded::left_out;
use super::script::details;
use super::{MEETING, id, in_closed_part, is_not_now, item, look, refused_field, sitting, walk};
use crate::stage::{Stage, on_both, opening};

const ITEM: &str = "item.next.policy1";

async fn give(stage: &Stage, ctx: &Ctx, item: &str, (minutes, given): (i32, i32)) -> Result<()> {
    let command = GiveTime {
        id: id(stage, MEETING),
        item: id(stage, item),
        minutes: minutes.to_string(),
        given: given.to_string(),
    };
    live::give_time(ctx, command).await.map(drop)
}

async fn extra(stage: &Stage, ctx: &Ctx) -> Option<u32> {
    match look(ctx, stage).await.now {
        Some(Now::Item(note)) => Some(note.extra),
        _ => None,
    }
}

#[tokio::test]
async fn an_item_gets_more_time_and_everybody_sees_it() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let police = stage.ctx("politie").await;
        assert!(is_not_now(&give(&stage, &secretary, ITEM, (5, 0)).await));
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        assert_eq!(extra(&stage, &police).await, Some(0));
        let planned = look(&police, &stage).await.ends_at;
        let before = stage.audited("WalkItems").await;
        give(&stage, &secretary, ITEM, (5, 0)).await.unwrap();
        // Pressed twice, or by two at once, it is given once.
        give(&stage, &stage.ctx("regisseur").await, ITEM, (5, 0))
            .await
            .unwrap();
        assert_eq!(stage.audited("WalkItems").await, before + 1);
        let told = details(&stage, "WalkItems").await;
        assert!(told.iter().any(|detail| detail.ends_with(" extra=5")));
        let stale = give(&stage, &secretary, ITEM, (10, 0)).await;
        assert!(matches!(stale, Err(Error::Stale(_))));
        give(&stage, &secretary, ITEM, (10, 5)).await.unwrap();
        assert_eq!(extra(&stage, &police).await, Some(15));
        let seen = look(&police, &stage).await;
        assert_eq!(seen.ends_at - planned, TimeDelta::minutes(15));
        assert!(seen.at >= opening());
        // The agenda stays as it was published.
        assert_eq!(item(&stage, ITEM).await.minutes, 10);
        // All of it is taken back at once.
        give(&stage, &secretary, ITEM, (0, 15)).await.unwrap();
        assert_eq!(extra(&stage, &police).await, Some(0));
        assert_eq!(look(&police, &stage).await.ends_at, planned);
        // What leaves the table leaves it behind.
        give(&stage, &secretary, ITEM, (60, 0)).await.unwrap();
        live::deal(&secretary, walk(&stage, ITEM)).await.unwrap();
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        assert_eq!(extra(&stage, &police).await, Some(0));
    })
    .await;
}

#[tokio::test]
async fn only_the_chair_gives_it_and_within_bounds() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        for who in ["politie", "om"] {
            let no = give(&stage, &stage.ctx(who).await, ITEM, (5, 0)).await;
            assert!(matches!(no, Err(Error::NotAllowed)), "{who}");
        }
        let stranger = stage.ctx_in("politie_delta", "vechtdelta").await;
        let no = give(&stage, &stranger, ITEM, (5, 0)).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let other = give(&stage, &secretary, "item.next.opening", (5, 0)).await;
        assert!(is_not_now(&other));
        for odd in [-1, 61, 600] {
            let no = give(&stage, &secretary, ITEM, (odd, 0)).await;
            assert_eq!(refused_field(no), "minutes", "{odd}");
        }
        for given in [0, 60, 120] {
            give(&stage, &secretary, ITEM, (60, given)).await.unwrap();
        }
        let no = give(&stage, &secretary, ITEM, (1, 180)).await;
        assert_eq!(refused_field(no), "minutes");
        assert_eq!(extra(&stage, &secretary).await, Some(180));
    })
    .await;
}

#[tokio::test]
async fn a_chair_who_is_left_out_gives_none_and_who_is_outside_learns_nothing() {
    on_both(async |stage: Stage| {
        const SHUT: &str = "item.next.policy2";
        let director = left_out(&stage).await;
        let secretary = in_closed_part(&stage).await;
        live::call(&secretary, walk(&stage, SHUT)).await.unwrap();
        let outside = stage.ctx("vrijwilliger").await;
        let before = format!("{:?}", look(&outside, &stage).await);
        let no = give(&stage, &director, SHUT, (5, 0)).await;
        assert!(matches!(no, Err(Error::NotFound)));
        give(&stage, &secretary, SHUT, (30, 0)).await.unwrap();
        assert_eq!(extra(&stage, &secretary).await, Some(30));
        assert_eq!(format!("{:?}", look(&outside, &stage).await), before);
    })
    .await;
}
