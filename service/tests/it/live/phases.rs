//! How far the discussion of an item is: beeld, oordeel, besluit.

use domain::meetings::live_command::PhaseItem;
use domain::meetings::{BobPhase, Wanted};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings::live::{self, Now};

use super::{MEETING, id, is_not_now, look, refused_field, sitting, walk};
use crate::stage::{Stage, on_both};

const ITEM: &str = "item.next.policy1";

async fn go(stage: &Stage, ctx: &Ctx, item: &str, phase: &str) -> Result<()> {
    let command = PhaseItem {
        id: id(stage, MEETING),
        item: id(stage, item),
        phase: phase.to_owned(),
    };
    live::phase(ctx, command).await.map(drop)
}

async fn seen(stage: &Stage, ctx: &Ctx) -> Option<BobPhase> {
    match look(ctx, stage).await.now {
        Some(Now::Item(note)) => note.phase,
        _ => None,
    }
}

#[tokio::test]
async fn a_discussion_goes_on_and_back_and_everybody_sees_where_it_is() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let police = stage.ctx("politie").await;
        assert!(is_not_now(&go(&stage, &secretary, ITEM, "judgement").await));
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        assert_eq!(seen(&stage, &police).await, Some(BobPhase::Picture));
        for phase in [BobPhase::Judgement, BobPhase::Decision, BobPhase::Judgement] {
            go(&stage, &secretary, ITEM, phase.word()).await.unwrap();
            assert_eq!(seen(&stage, &police).await, Some(phase));
        }
        let before = stage.audited("WalkItems").await;
        go(&stage, &secretary, ITEM, "judgement").await.unwrap();
        assert_eq!(stage.audited("WalkItems").await, before);
        // What comes back begins anew.
        live::deal(&secretary, walk(&stage, ITEM)).await.unwrap();
        assert_eq!(seen(&stage, &police).await, None);
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        assert_eq!(seen(&stage, &police).await, Some(BobPhase::Picture));
    })
    .await;
}

#[tokio::test]
async fn what_is_only_told_has_no_phases() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, "item.next.opening"))
            .await
            .unwrap();
        let Some(Now::Item(note)) = look(&secretary, &stage).await.now else {
            panic!("the opening is on the table");
        };
        assert_eq!((note.wanted, note.phase), (Wanted::Inform, None));
    })
    .await;
}

#[tokio::test]
async fn only_the_chair_says_so_and_only_of_what_is_on_the_table() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, ITEM)).await.unwrap();
        let police = stage.ctx("politie").await;
        let no = go(&stage, &police, ITEM, "judgement").await;
        assert!(matches!(no, Err(Error::NotAllowed)));
        let stranger = stage.ctx_in("politie_delta", "vechtdelta").await;
        let no = go(&stage, &stranger, ITEM, "judgement").await;
        assert!(matches!(no, Err(Error::NotFound)));
        let other = go(&stage, &secretary, "item.next.opening", "judgement").await;
        assert!(is_not_now(&other));
        let odd = go(&stage, &secretary, ITEM, "vote").await;
        assert_eq!(refused_field(odd), "phase");
        assert_eq!(seen(&stage, &police).await, Some(BobPhase::Picture));
    })
    .await;
}
