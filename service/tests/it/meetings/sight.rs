//! What a reader of an item is not shown, and what the trail keeps of who may read it.

use domain::actor::HeldRole;
use domain::meetings::command::{EditItem, IncludeItem, ProposeItem, PublishAgenda};
use domain::people::{Role, SeatKind};
use service::ctx::Ctx;
use service::meetings;

use super::propose::{case, edited, policy};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn the_trail_says_who_came_into_a_circle_and_who_went_out() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let form = case(&stage, &police);
        let id = meetings::propose(&police, form.clone()).await.unwrap();
        let (out, into) = (
            stage.id("organisation.veilig_thuis"),
            stage.id("organisation.maatschappelijk_werk"),
        );
        let change = EditItem {
            question: form.question,
            named: vec![into.to_string()],
            ..edited(&police, &id.to_string()).await
        };
        meetings::edit(&police, change).await.unwrap();
        let detail = stage.detail("EditItem").await;
        assert!(
            detail.ends_with(&format!(" named={into} unnamed={out}")),
            "{detail}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_guest_reads_neither_answers_to_the_guard_nor_notes_of_parties() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let asked = ProposeItem {
            body: "Overleg met Jan de Vries over de folder.".to_owned(),
            reason: "Hij is de drukker, geen betrokkene.".to_owned(),
            guest_shared: "yes".to_owned(),
            ..policy(&stage, &police)
        };
        let id = meetings::propose(&police, asked).await.unwrap().to_string();
        let director = stage.ctx("regisseur").await;
        let include = IncludeItem {
            id: id.clone(),
            version: 1,
        };
        meetings::include(&director, include).await.unwrap();
        let meeting = stage.id("meeting.later").to_string();
        let version = meetings::read(&director, &meeting).await.unwrap();
        let publish = PublishAgenda {
            id: meeting,
            version: version.head.version,
        };
        meetings::publish(&director, publish).await.unwrap();
        for (person, reads) in [
            ("politie", true),
            ("regisseur", true),
            ("ggd", false),
            ("vrijwilliger", false),
        ] {
            let ctx = stage.ctx(person).await;
            let content = meetings::item(&ctx, &id).await.unwrap().content.unwrap();
            assert_eq!(!content.guard_reason.is_empty(), reads, "{person}");
        }

        let decided = stage.id("item.past1.policy1");
        share(&stage, decided).await;
        for (person, notes) in [("ggd", 1), ("vrijwilliger", 0)] {
            let ctx = stage.ctx(person).await;
            let item = meetings::item(&ctx, &decided.to_string()).await.unwrap();
            let said = item.content.unwrap().decisions.remove(0).positions;
            assert_eq!(said.len(), 5);
            let noted = said.iter().filter(|said| !said.note.is_empty()).count();
            assert_eq!(noted, notes, "{person}");
        }

        // A guest at this table only, who has another role elsewhere, is a guest in its list too.
        let list = stage.id("meeting.past1").to_string();
        let ggd = stage.ctx("ggd").await;
        let mut actor = (*ggd.actor).clone();
        for seat in &mut actor.seats {
            seat.kind = SeatKind::Guest;
        }
        actor.roles.push(HeldRole {
            role: Role::Guest,
            series: None,
        });
        let visiting = Ctx::new(stage.site.clone(), actor);
        for (ctx, sees) in [(ggd, true), (visiting, false)] {
            let found = meetings::live::decisions(&ctx, &list).await.unwrap();
            let decided = found.decisions.iter().find(|one| one.item_id.0 == decided);
            let said = &decided.unwrap().positions;
            assert_eq!(said.iter().any(|stand| !stand.note.is_empty()), sees);
        }
    })
    .await;
}

/// Marks an item for guests, as if it had been so all along.
async fn share(stage: &Stage, item: uuid::Uuid) {
    use ::entity::agenda_item::{Column, Entity};
    use sea_orm::sea_query::Expr;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let tx = stage.site.store.begin_write().await.unwrap();
    Entity::update_many()
        .col_expr(Column::GuestShared, Expr::value(true))
        .filter(Column::Id.eq(item))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
