//! How far an officer oversees, and what stays shut on the way.

use ::entity::role_grant;
use chrono::TimeDelta;
use domain::id::PersonId;
use domain::meetings::command::Exclude;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::audit::{Between, Filter, breach, export, guard_answers, trail};
use service::error::Error;
use service::meetings;

use super::oversight::{open, past};
use crate::stage::{Stage, on_both, opening};

#[tokio::test]
async fn an_officer_of_a_party_oversees_the_own_people_and_what_they_brought_in() {
    on_both(async |stage: Stage| {
        past(&stage).await;
        // The shelter reads a thing of its own, and so do the police.
        let shelters = stage.id("item.next.policy2").to_string();
        let shelter = stage.ctx("opvang").await;
        meetings::item(&shelter, &shelters).await.unwrap();
        let tx = stage.site.store.begin_write().await.unwrap();
        role_grant::Entity::update_many()
            .col_expr(
                role_grant::Column::Role,
                Expr::value("data_protection_officer"),
            )
            .filter(role_grant::Column::PersonId.eq(stage.id("person.politie_lead")))
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let officer = stage.ctx("politie_lead").await;
        open(&officer).await;
        let lines = trail(&officer, &Filter::default()).await.unwrap().lines;
        let about = |id: &str| {
            lines
                .iter()
                .filter(|line| line.object_id == Some(stage.id(id)))
                .count()
        };
        assert_eq!(about("item.next.case2"), 2, "brought in by the police");
        assert_eq!(about("item.next.policy2"), 0, "read by others, of others");
        let police = Some("Politie Amstelrand".to_owned());
        for line in &lines {
            let own =
                line.organisation == police || line.object_id == Some(stage.id("item.next.case2"));
            assert!(own, "{line:?}");
        }
        let others = Between {
            person: PersonId(stage.id("person.opvang")),
            from: opening(),
            to: opening() + TimeDelta::minutes(1),
        };
        assert!(breach(&officer, others).await.unwrap().is_empty());
        let file = export(&officer, &Filter::default()).await.unwrap();
        let file = format!("{file:?}");
        assert!(!file.contains(&shelters), "{file}");
        // Who is of the municipality that directs answers for all of it.
        let whole = stage.ctx("fg").await;
        open(&whole).await;
        let lines = trail(&whole, &Filter::default()).await.unwrap().lines;
        assert!(
            lines
                .iter()
                .any(|line| line.object_id == Some(stage.id("item.next.policy2")))
        );
        let grounds = lines.iter().filter_map(|line| line.ground.as_deref());
        assert_eq!(
            grounds.collect::<Vec<_>>(),
            ["Halfjaarlijkse steekproef"; 2]
        );
    })
    .await;
}

#[tokio::test]
async fn answers_at_a_case_are_for_who_reads_it() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let out = Exclude {
            id: stage.id("item.next.case2").to_string(),
            subject: stage.id("person.ggd").to_string(),
            why: "De 17-jarige kent deze collega.".to_owned(),
            reason: "De leeftijd is nodig voor de afweging.".to_owned(),
        };
        meetings::exclude(&police, out).await.unwrap();
        let officer = stage.ctx("fg").await;
        let silent = guard_answers(&officer, 0).await;
        assert!(matches!(silent, Err(Error::NotAllowed)), "first a ground");
        open(&officer).await;
        let director = stage.ctx("regisseur").await;
        for ctx in [&officer, &director] {
            let (found, _) = guard_answers(ctx, 0).await.unwrap();
            let here: Vec<_> = found.iter().filter(|one| one.object == "item").collect();
            assert!(!here.is_empty() && here.iter().all(|one| !one.kinds.is_empty()));
            assert!(here.iter().all(|one| one.reason.is_none()), "{here:?}");
        }
        assert!(
            guard_answers(&director, u64::MAX)
                .await
                .unwrap()
                .0
                .is_empty()
        );
    })
    .await;
}
