//! Bottlenecks: named, owned, settled, and what that does to steps.

use domain::fault::Code;
use domain::roadmaps::StepStatus;
use domain::roadmaps::command::{
    AcceptBottleneck, OwnBottleneck, RaiseBottleneck, ResolveBottleneck,
};
use service::error::Error;
use service::roadmaps;

use super::{codes, view};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn a_bottleneck_blocks_its_step_until_it_is_resolved() {
    on_both(async |stage: Stage| {
        let partner = stage.ctx("veilig_thuis").await;
        let director = stage.ctx("regisseur").await;
        let step = "step.oeverstad.D2";
        let form = RaiseBottleneck {
            id: partner.new_id().to_string(),
            title: "Geen vaste contactpersoon bij het consulaat".to_owned(),
            category: "acting_abroad".to_owned(),
            step: stage.id(step).to_string(),
            ..RaiseBottleneck::default()
        };
        let id = roadmaps::raise_bottleneck(&partner, form.clone())
            .await
            .unwrap();
        let again = roadmaps::raise_bottleneck(&partner, form.clone()).await;
        assert_eq!(again.unwrap(), id);
        for other in [
            RaiseBottleneck {
                detail: "Het telefoonnummer wisselt.".to_owned(),
                ..form.clone()
            },
            RaiseBottleneck {
                step: String::new(),
                ..form
            },
        ] {
            let lost = roadmaps::raise_bottleneck(&partner, other).await;
            assert!(matches!(lost, Err(Error::Replayed)));
        }
        assert_eq!(
            view(&partner, &stage, step).await.status,
            StepStatus::Blocked
        );
        assert_eq!(stage.audited("RaiseBottleneck").await, 1);

        let row = |list: roadmaps::BottleneckList| {
            list.rows.into_iter().find(|row| row.id == id).unwrap()
        };
        let now = row(roadmaps::bottlenecks(&director, 1).await.unwrap());
        assert_eq!((now.number, now.version), (3, 1));
        let resolve = |version| ResolveBottleneck {
            id: id.to_string(),
            version,
            how: "Er is een vaste contactpersoon.".to_owned(),
            ..ResolveBottleneck::default()
        };
        let early = roadmaps::resolve_bottleneck(&director, resolve(1)).await;
        assert!(matches!(early, Err(Error::NotNow(_))));
        let own = OwnBottleneck {
            id: id.to_string(),
            version: 1,
            owner: stage.id("organisation.lkha").to_string(),
        };
        roadmaps::own_bottleneck(&director, own.clone())
            .await
            .unwrap();
        let twice = roadmaps::own_bottleneck(&director, own).await;
        assert!(matches!(twice, Err(Error::Stale(2))));
        roadmaps::resolve_bottleneck(&director, resolve(2))
            .await
            .unwrap();
        assert_eq!(
            view(&partner, &stage, step).await.status,
            StepStatus::InProgress
        );
        assert_eq!(stage.audited("HandleBottleneck").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_bottleneck_is_accepted_with_a_reason() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("secretaris").await;
        let form = |why: &str| AcceptBottleneck {
            id: stage.id("bottleneck.boys").to_string(),
            version: 1,
            why: why.to_owned(),
            ..AcceptBottleneck::default()
        };
        let silent = codes(roadmaps::accept_bottleneck(&director, form("")).await);
        assert_eq!(silent, [("why".to_owned(), Code::Empty)]);
        roadmaps::accept_bottleneck(&director, form("Landelijk is geen plek te vinden."))
            .await
            .unwrap();
        assert_ne!(
            view(&director, &stage, "step.lindewaard.D1").await.status,
            StepStatus::Blocked
        );
    })
    .await;
}

#[tokio::test]
async fn who_may_not_handle_changes_nothing() {
    on_both(async |stage: Stage| {
        let own = OwnBottleneck {
            id: stage.id("bottleneck.acceptance").to_string(),
            version: 1,
            owner: stage.id("organisation.politie").to_string(),
        };
        let partner = stage.ctx("politie").await;
        let refused = roadmaps::own_bottleneck(&partner, own.clone()).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let abroad = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = roadmaps::own_bottleneck(&abroad, own).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let guest = stage.ctx("vrijwilliger").await;
        let refused = roadmaps::raise_bottleneck(&guest, RaiseBottleneck::default()).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let empty = codes(roadmaps::raise_bottleneck(&partner, RaiseBottleneck::default()).await);
        assert_eq!(
            empty,
            [
                ("title".to_owned(), Code::Empty),
                ("category".to_owned(), Code::NotAChoice)
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn k1_is_for_a_seat_and_for_the_steering_group() {
    on_both(async |stage: Stage| {
        for (person, sees) in [
            ("regisseur", 2),
            ("secretaris", 2),
            ("politie", 2),
            ("adviseur", 2),
            ("stuurgroep", 2),
            ("fg", 0),
        ] {
            let ctx = stage.ctx(person).await;
            let list = roadmaps::bottlenecks(&ctx, 1).await.unwrap();
            assert_eq!(
                (list.rows.len(), list.open),
                (sees, sees as u64),
                "{person}"
            );
        }
        // The step still says that something holds it up.
        let fg = stage.ctx("fg").await;
        let step = view(&fg, &stage, "step.lindewaard.D1").await;
        assert!(step.bottlenecks.is_empty() && step.hidden_bottlenecks == 1);
    })
    .await;
}
