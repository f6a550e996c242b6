//! What a reader of the routekaart sees: the region, and the line back from a step.

use ::entity::action;
use domain::people::Class;
use domain::roadmaps::StepStatus;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use service::error::Error;
use service::roadmaps::{self, Node};

use super::view;
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn the_region_is_a_matrix_of_about_half() {
    on_both(async |stage: Stage| {
        let view = roadmaps::region(&stage.ctx("stuurgroep").await)
            .await
            .unwrap();
        assert_eq!((view.municipalities.len(), view.rows.len()), (4, 20));
        assert_eq!(view.sum.percent, Some(55));
        assert!(
            view.sum.counts.iter().all(|count| *count > 0),
            "{:?}",
            view.sum
        );
        assert_eq!(view.sum.lowest, Some(StepStatus::NotStarted));
        assert_eq!(view.open_bottlenecks, 2);
        let names: Vec<_> = view
            .municipalities
            .iter()
            .map(|m| m.short.as_str())
            .collect();
        assert_eq!(
            names,
            ["Lindewaard", "Oeverstad", "Polderhaven", "Veenrijk"]
        );
    })
    .await;
}

#[tokio::test]
async fn time_alone_brings_risk() {
    on_both(async |stage: Stage| {
        let count = async |stage: &Stage| {
            let view = roadmaps::region(&stage.ctx("regisseur").await)
                .await
                .unwrap();
            view.sum.counts[2]
        };
        let before = count(&stage).await;
        stage
            .site
            .clock
            .set(crate::stage::opening() + chrono::TimeDelta::days(60));
        assert!(count(&stage).await > before);
    })
    .await;
}

#[tokio::test]
async fn the_routekaart_is_not_for_guests_and_ends_at_the_border() {
    on_both(async |stage: Stage| {
        let step = stage.id("step.oeverstad.A1").to_string();
        let town = stage.id("organisation.oeverstad").to_string();
        for person in ["vrijwilliger", "koepel", "beheerder"] {
            let ctx = stage.ctx(person).await;
            assert!(matches!(
                roadmaps::region(&ctx).await,
                Err(Error::NotAllowed)
            ));
            assert!(matches!(
                roadmaps::municipality(&ctx, &town).await,
                Err(Error::NotAllowed)
            ));
            assert!(matches!(
                roadmaps::step(&ctx, &step).await,
                Err(Error::NotAllowed)
            ));
            assert!(matches!(
                roadmaps::bottlenecks(&ctx, 1).await,
                Err(Error::NotAllowed)
            ));
        }
        let abroad = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        for id in [step.as_str(), "x", "00000000-0000-0000-0000-000000000000"] {
            assert!(
                matches!(roadmaps::step(&abroad, id).await, Err(Error::NotFound)),
                "{id}"
            );
        }
        assert!(matches!(
            roadmaps::municipality(&abroad, &town).await,
            Err(Error::NotFound)
        ));
        assert_eq!(roadmaps::region(&abroad).await.unwrap().open_bottlenecks, 0);
    })
    .await;
}

/// An action of the closed part on the step: the owner sees it, others see that something is there.
#[tokio::test]
async fn the_line_is_opaque_where_the_reader_may_not_look() {
    on_both(async |stage: Stage| {
        let name = "step.polderhaven.C3";
        let tx = stage.site.store.begin_write().await.unwrap();
        let row = action::Entity::find_by_id(stage.id("action.101"))
            .one(&tx)
            .await
            .unwrap()
            .unwrap();
        let owner = row.organisation_id;
        let mut secret = row.into_active_model();
        secret.step_id = Set(Some(stage.id(name)));
        secret.class = Set(Class::K3.word().to_owned());
        secret.item_id = Set(None);
        secret.update(&tx).await.unwrap();
        tx.commit().await.unwrap();

        let adviser = view(&stage.ctx("adviseur").await, &stage, name).await;
        assert!(adviser.line.contains(&Node::Hidden));
        assert_ne!(adviser.municipality.id.0, owner);
    })
    .await;
}
