//! Each item of the minutes opens for exactly who may read the item, and that it was read is kept.

use ::entity::{audit, item_relation};
use sea_orm::ActiveModelTrait;
use sea_orm::Set;
use service::identity::viewer;

use super::*;

const CASE: &str = "item.past3.case1";

/// How many items somebody finds in the minutes that wait for approval, and whether the case is one.
async fn sees(stage: &Stage, who: &str) -> (usize, bool) {
    let view = look(&stage.ctx(who).await, stage, "meeting.past3").await;
    (view.items.len(), of(&view, stage, CASE).is_some())
}

#[tokio::test]
async fn each_item_opens_for_who_may_read_it() {
    on_both(async |stage: Stage| {
        let (police, case) = sees(&stage, "politie").await;
        assert!(case);
        let (prosecution, case) = sees(&stage, "om").await;
        assert!(!case && prosecution == police - 1);
        let guest = look(&stage.ctx("vrijwilliger").await, &stage, "meeting.past3").await;
        let titles: Vec<_> = guest.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Opening en vaststelling agenda",
                "Mededelingen",
                "Rondvraag"
            ]
        );
        assert!(!guest.rights.versions && !guest.rights.propose);
        // From above only what was approved, up to K1.
        let (above, _) = sees(&stage, "stuurgroep").await;
        assert_eq!(above, 0);
        let above = look(&stage.ctx("stuurgroep").await, &stage, "meeting.past2").await;
        assert!(above.items.len() > 3);
        assert!(of(&above, &stage, "item.past2.case1").is_none());
        assert!(of(&above, &stage, "item.past2.policy4").is_none());
        assert!(above.items.iter().all(|item| item.corrections.is_empty()));
        for who in ["beheerder", "fg", "politie_delta"] {
            let region = if who.ends_with("delta") {
                "vechtdelta"
            } else {
                "amstelrand"
            };
            let ctx = stage.ctx_in(who, region).await;
            let refused = meetings::read_minutes(&ctx, &id(&stage, "meeting.past3")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_left_out_of_an_item_finds_it_nowhere_in_the_minutes() {
    on_both(async |stage: Stage| {
        let (before, _) = sees(&stage, "politie").await;
        let tx = stage.site.store.begin_write().await.unwrap();
        for item in [CASE, "item.past3.policy1"] {
            item_relation::ActiveModel {
                item_id: Set(stage.id(item)),
                subject_id: Set(stage.id("organisation.politie")),
                relation: Set("excluded".to_owned()),
                region_id: Set(stage.id("region.amstelrand")),
            }
            .insert(&tx)
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(sees(&stage, "politie").await, (before - 2, false));
        let police = stage.ctx("politie").await;
        let meeting = id(&stage, "meeting.past3");
        let versions = meetings::versions(&police, &meeting, None).await.unwrap();
        assert_eq!(versions.items.len(), before - 2);
        let named = id(&stage, "item.past3.policy1");
        let asked = meetings::versions(&police, &meeting, Some((&named, 1, 1))).await;
        assert!(matches!(asked, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn who_looks_as_somebody_else_sees_no_more_than_both() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let account = domain::id::AccountId(stage.id("account.politie"));
        let shown = viewer(&stage.site, account, director.region()).await;
        let shown = shown.unwrap().unwrap().actor;
        let looking = director.looking_as(shown);
        let view = look(&looking, &stage, "meeting.past3").await;
        // The police reads the case; the director is not named on it.
        assert!(of(&view, &stage, CASE).is_none());
        let refused = meetings::edit_minutes(
            &looking,
            writing(&stage, "item.past3.policy1", 1, "Anders."),
        );
        assert!(matches!(refused.await, Err(Error::OnlyLooking)));
    })
    .await;
}

#[tokio::test]
async fn that_they_were_read_is_kept_once_for_each_person_and_version() {
    on_both(async |stage: Stage| {
        let rows = async |object: &str| {
            let tx = stage.site.store.begin_read().await.unwrap();
            audit::Entity::find()
                .filter(audit::Column::Action.eq("ReadMinutes"))
                .filter(audit::Column::Object.eq(object))
                .count(&tx)
                .await
                .unwrap()
        };
        for _ in 0..3 {
            sees(&stage, "politie").await;
        }
        // The minutes, and the case in them.
        assert_eq!((rows("meeting").await, rows("item").await), (1, 1));
        sees(&stage, "om").await;
        assert_eq!((rows("meeting").await, rows("item").await), (2, 1));
        let secretary = stage.ctx("secretaris").await;
        let form = writing(&stage, "item.past3.policy1", 1, "Het plan staat.");
        meetings::edit_minutes(&secretary, form).await.unwrap();
        sees(&stage, "politie").await;
        assert_eq!((rows("meeting").await, rows("item").await), (3, 1));
        let seen = meetings::readers(&stage.ctx("politie").await, &id(&stage, CASE), 0).await;
        let how = seen.unwrap().readings[0].how;
        assert_eq!(how, meetings::How::Minutes);
    })
    .await;
}
