//! The steering group clears what the table cannot; it reads no case, whatever seat it is given.

use ::entity::{agenda_item, bottleneck, meeting, seat};
use domain::people::{Class, SeatKind};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use service::actions::{Ask, list};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::{self, live};
use service::roadmaps;

use crate::stage::{Stage, on_both};

/// A member of the steering group with a seat that would open everything.
async fn seated(stage: &Stage) -> Ctx {
    let who = stage.ctx("stuurgroep").await;
    let row = seat::Model {
        id: who.new_id(),
        region_id: who.region().0,
        series_id: stage.id("series.kega"),
        organisation_id: who.actor.organisation.0,
        person_id: Some(who.actor.person.0),
        kind: SeatKind::Member.word().to_owned(),
        ceiling: Class::K3.word().to_owned(),
        label: "Stuurgroeplid".to_owned(),
        position: 99,
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let who = stage.ctx("stuurgroep").await;
    assert_eq!(who.actor.seats.len(), 1);
    who
}

#[tokio::test]
async fn it_reads_no_meeting_no_item_and_no_action() {
    on_both(async |stage| {
        let who = seated(&stage).await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let series = stage.id("series.kega");
        let items = agenda_item::Entity::find()
            .filter(agenda_item::Column::SeriesId.eq(series))
            .all(&tx)
            .await
            .unwrap();
        assert!(items.iter().any(|item| item.class == "k3"));
        for item in items {
            let found = meetings::item(&who, &item.id.to_string()).await;
            assert!(matches!(found, Err(Error::NotFound)), "{}", item.title);
        }
        let all = meeting::Entity::find()
            .filter(meeting::Column::SeriesId.eq(series))
            .all(&tx)
            .await
            .unwrap();
        for meeting in all {
            let id = meeting.id.to_string();
            assert!(meetings::read(&who, &id).await.is_err());
            assert!(live::read(&who, &id).await.is_err());
            assert!(live::decisions(&who, &id).await.is_err());
        }
        assert!(matches!(
            list(&who, Ask::default()).await,
            Err(Error::NotAllowed)
        ));
    })
    .await;
}

#[tokio::test]
async fn of_what_stands_in_the_way_it_reads_nothing_confidential() {
    on_both(async |stage| {
        use sea_orm::sea_query::Expr;
        let who = seated(&stage).await;
        let shown = async || roadmaps::bottlenecks(&who, 0).await.unwrap();
        let before = format!("{:?}", shown().await);
        assert!(before.contains("jongens"), "{before}");
        let tx = stage.site.store.begin_write().await.unwrap();
        bottleneck::Entity::update_many()
            .col_expr(bottleneck::Column::Class, Expr::value("k2"))
            .col_expr(
                bottleneck::Column::ItemId,
                Expr::value(stage.id("item.next.policy2")),
            )
            .filter(bottleneck::Column::Id.eq(stage.id("bottleneck.boys")))
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after = format!("{:?}", shown().await);
        assert!(!after.contains("jongens"), "{after}");
    })
    .await;
}
