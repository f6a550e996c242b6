//! The story of an item: every turn that opens, and of the others nothing but that there was something.

use ::entity::{agenda_item, audit, item_relation};
use domain::meetings::Outcome;
use domain::people::Class;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set,
};
use service::clock::{Clock, mint};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::story::What;
use service::meetings::{self, Turn};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

const BEFORE: &str = "item.past3.policy2";
const AFTER: &str = "item.next.policy3";

async fn story(ctx: &Ctx, id: Uuid) -> Vec<Turn> {
    let view = meetings::item(ctx, &id.to_string()).await.unwrap();
    meetings::story(ctx, &view).await.unwrap()
}

fn whats(turn: &Turn) -> Vec<&What> {
    match turn {
        Turn::Hidden => panic!("a turn that opens"),
        Turn::Open { events, .. } => events.iter().map(|event| &event.what).collect(),
    }
}

async fn set(stage: &Stage, item: &str, column: agenda_item::Column, value: SimpleExpr) {
    set_of(stage, stage.id(item), column, value).await;
}

async fn set_of(stage: &Stage, item: Uuid, column: agenda_item::Column, value: SimpleExpr) {
    let tx = stage.site.store.begin_write().await.unwrap();
    agenda_item::Entity::update_many()
        .col_expr(column, value)
        .filter(agenda_item::Column::Id.eq(item))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Somebody else's item of the next meeting but one that follows this one; no agenda tells of it yet.
async fn follow(stage: &Stage, before: Uuid, class: Class) -> Uuid {
    let tx = stage.site.store.begin_write().await.unwrap();
    let row = agenda_item::Entity::find_by_id(stage.id(AFTER));
    let mut row = row.one(&tx).await.unwrap().unwrap().into_active_model();
    let id = mint(Clock::System.now());
    row.id = Set(id);
    row.meeting_id = Set(Some(stage.id("meeting.later")));
    row.origin_id = Set(Some(before));
    row.class = Set(class.word().to_owned());
    row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn the_story_goes_from_meeting_to_meeting() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let turns = story(&police, stage.id(AFTER)).await;
        assert_eq!(turns.len(), 2);
        let first = whats(&turns[0]);
        assert!(first.iter().any(|it| matches!(it, What::Published(1))));
        assert!(
            first
                .iter()
                .any(|it| matches!(it, What::HeldOver { as_proposal: false }))
        );
        let decided = first.iter().find_map(|it| match it {
            What::Decided(_, outcome, _) => *outcome,
            _ => None,
        });
        assert_eq!(decided, Some(Outcome::Deferred));
        assert!(matches!(
            whats(&turns[1])[..],
            [What::CameAlong, What::Published(1)]
        ));
        // The same story stands on the page of each turn; only the own one is no link.
        let back = story(&police, stage.id(BEFORE)).await;
        assert_eq!(back.len(), 2);
        let links = |turns: &[Turn]| -> Vec<bool> {
            let link = |turn: &Turn| matches!(turn, Turn::Open { item: Some(_), .. });
            turns.iter().map(link).collect()
        };
        assert_eq!(links(&turns), [true, false]);
        assert_eq!(links(&back), [false, true]);
        // What came of an item stands there with its action.
        let plan = story(&police, stage.id("item.past3.policy1")).await;
        let plan = whats(&plan[0]);
        assert!(
            plan.iter().any(|it| matches!(it, What::Discussed)),
            "{plan:?}"
        );
        assert!(plan.iter().any(|it| matches!(it, What::Decided(..))));
        assert!(
            plan.iter().any(|it| matches!(it, What::Action(..))),
            "{plan:?}"
        );
        let approved = story(&police, stage.id("item.past2.policy1")).await;
        assert_eq!(whats(&approved[0]).last(), Some(&&What::MinutesApproved));
    })
    .await;
}

#[tokio::test]
async fn a_turn_that_does_not_open_is_a_dot_and_nothing_else() {
    on_both(async |stage: Stage| {
        let class = agenda_item::Column::Class;
        set(&stage, AFTER, class, Expr::value(Class::K3.word())).await;
        let ggd = stage.ctx("ggd").await;
        let turns = story(&ggd, stage.id(BEFORE)).await;
        assert_eq!(turns.len(), 2);
        assert_eq!(turns[1], Turn::Hidden);
        assert_eq!(format!("{:?}", turns[1]), "Hidden");
        // Two after each other are one dot: how many there were is not told.
        let last = follow(&stage, stage.id(AFTER), Class::K3).await;
        let director = stage.ctx("regisseur").await;
        assert_eq!(story(&director, stage.id(BEFORE)).await.len(), 2);
        // Who reads the last one sees the first as well, with a dot between.
        set_of(&stage, last, class, Expr::value(Class::K1.word())).await;
        let turns = story(&director, stage.id(BEFORE)).await;
        assert_eq!(turns.len(), 3);
        assert_eq!(turns[1], Turn::Hidden);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_was_told_of_and_what_one_is_left_out_of_is_not_there() {
    on_both(async |stage: Stage| {
        let last = follow(&stage, stage.id(AFTER), Class::K1).await;
        let police = stage.ctx("politie").await;
        let lists = story(&police, stage.id(AFTER)).await;
        assert_eq!(lists.len(), 2, "no agenda tells of the third: {lists:?}");
        let owner = stage.ctx("lindewaard").await;
        assert_eq!(story(&owner, stage.id(AFTER)).await.len(), 3);
        let director = stage.ctx("regisseur").await;
        assert_eq!(story(&director, last).await.len(), 3);
        // Left out of one turn only: for them there was no such turn.
        let ggd = stage.ctx("ggd").await;
        let tx = stage.site.store.begin_write().await.unwrap();
        item_relation::Model {
            item_id: stage.id(BEFORE),
            subject_id: ggd.actor.person.0,
            relation: "excluded".to_owned(),
            region_id: ggd.actor.region.0,
        }
        .into_active_model()
        .insert(&tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let turns = story(&ggd, stage.id(AFTER)).await;
        assert!(
            matches!(turns[..], [Turn::Open { item: None, .. }]),
            "{turns:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_turn_that_was_destroyed_is_a_dot_for_the_table_and_nothing_for_guests() {
    on_both(async |stage: Stage| {
        let origin = agenda_item::Column::OriginId;
        set(&stage, AFTER, origin, Expr::value(Uuid::max())).await;
        let shared = agenda_item::Column::GuestShared;
        set(&stage, AFTER, shared, Expr::value(true)).await;
        let police = stage.ctx("politie").await;
        let turns = story(&police, stage.id(AFTER)).await;
        assert!(
            matches!(turns[..], [Turn::Hidden, Turn::Open { .. }]),
            "{turns:?}"
        );
        // A guest is told neither of what is theirs nor of what is not.
        set(&stage, AFTER, origin, Expr::value(stage.id(BEFORE))).await;
        let guest = stage.ctx("vrijwilliger").await;
        let turns = story(&guest, stage.id(AFTER)).await;
        assert!(matches!(turns[..], [Turn::Open { .. }]), "{turns:?}");
    })
    .await;
}

#[tokio::test]
async fn every_turn_that_shows_opens_for_everybody_and_reading_it_is_kept() {
    on_both(async |stage: Stage| {
        let class = agenda_item::Column::Class;
        set(&stage, BEFORE, class, Expr::value(Class::K2.word())).await;
        follow(&stage, stage.id(AFTER), Class::K2).await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let all = agenda_item::Entity::find().all(&tx).await.unwrap();
        drop(tx);
        let people = ["regisseur", "secretaris", "politie", "om", "ggd", "rvdk"];
        let others = [
            "lindewaard",
            "vrijwilliger",
            "stuurgroep",
            "adviseur",
            "beheerder",
            "fg",
        ];
        let mut shown = 0;
        for who in people.into_iter().chain(others) {
            let ctx = stage.ctx(who).await;
            for row in &all {
                let view = match meetings::item(&ctx, &row.id.to_string()).await {
                    Ok(view) => view,
                    Err(Error::NotFound) => continue,
                    Err(error) => panic!("{who}: {error:?}"),
                };
                let turns = meetings::story(&ctx, &view).await.unwrap();
                assert!(view.content.is_some() || turns.is_empty());
                for turn in turns {
                    let Turn::Open { item, events, .. } = turn else {
                        continue;
                    };
                    shown += events.len();
                    if let Some(item) = item {
                        let there = meetings::item(&ctx, &item.to_string()).await.unwrap();
                        assert!(there.content.is_some(), "{who}");
                    }
                    for event in events {
                        if let What::Action(id, ..) = event.what {
                            service::actions::read(&ctx, id).await.unwrap();
                        }
                    }
                }
            }
        }
        assert!(shown > 100, "{shown}");
        let police = stage.ctx("politie").await;
        story(&police, stage.id(AFTER)).await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let kept = audit::Entity::find()
            .filter(audit::Column::ObjectId.eq(stage.id(BEFORE)))
            .filter(audit::Column::PersonId.eq(police.actor.person.0))
            .filter(audit::Column::Detail.eq("class=k2 list=story"))
            .count(&tx)
            .await
            .unwrap();
        assert!(kept > 0);
    })
    .await;
}
