//! What an agenda proposes by itself: by which rule, to whom, and what becomes of it.

use ::entity::{agenda_item, bottleneck, contribution, covenant, roadmap_step};
use chrono::Days;
use domain::meetings::command::WithdrawItem;
use domain::meetings::suggest::{PassSuggestion, TakeUpSuggestion};
use domain::meetings::{Cause, ItemState};
use domain::people::Class;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings;
use service::meetings::suggest::{Suggestion, Suggestions, TakenUp};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

const NEXT: &str = "meeting.next";

async fn proposed(stage: &Stage, ctx: &Ctx) -> Suggestions {
    let meeting = stage.id(NEXT).to_string();
    meetings::compose(ctx, &meeting).await.unwrap().suggestions
}

fn of(all: &[Suggestion], cause: Cause) -> Vec<Uuid> {
    let of = all.iter().filter(|one| one.cause == cause);
    of.map(|one| one.object).collect()
}

fn takes(stage: &Stage, one: &Suggestion) -> TakeUpSuggestion {
    TakeUpSuggestion {
        meeting: stage.id(NEXT).to_string(),
        cause: one.cause.word().to_owned(),
        object: one.object.to_string(),
    }
}

fn passes(stage: &Stage, one: &Suggestion, back: &str) -> PassSuggestion {
    PassSuggestion {
        meeting: stage.id(NEXT).to_string(),
        cause: one.cause.word().to_owned(),
        object: one.object.to_string(),
        back: back.to_owned(),
    }
}

fn first(all: &Suggestions, cause: Cause) -> Suggestion {
    let mut of = all.open.iter().filter(|one| one.cause == cause);
    of.next().unwrap().clone()
}

async fn settle_bottlenecks(stage: &Stage) {
    bottleneck::Entity::update_many()
        .col_expr(bottleneck::Column::StateWord, Expr::value("resolved"))
        .exec(stage.site.store.writer())
        .await
        .unwrap();
}

#[tokio::test]
async fn every_rule_proposes_what_it_finds() {
    on_both(async |stage: Stage| {
        let (db, today) = (stage.site.store.writer(), stage.site.clock.today());
        let director = stage.ctx("regisseur").await;
        let open = proposed(&stage, &director).await.open;
        let boys = stage.id("bottleneck.boys");
        assert!(of(&open, Cause::BottleneckOpen).contains(&boys));
        // The steps that a proposed bottleneck holds up are not proposed beside it.
        let held = stage.id("step.lindewaard.D1");
        assert!(!of(&open, Cause::StepStuck).contains(&held));

        settle_bottlenecks(&stage).await;
        covenant::Entity::update_many()
            .col_expr(covenant::Column::EndsOn, Expr::value(today + Days::new(60)))
            .col_expr(
                covenant::Column::EvaluationOn,
                Expr::value(today - Days::new(3)),
            )
            .filter(covenant::Column::StateWord.eq("in_force"))
            .exec(db)
            .await
            .unwrap();
        roadmap_step::Entity::update_many()
            .col_expr(roadmap_step::Column::Status, Expr::value("embedded"))
            .filter(roadmap_step::Column::Id.ne(held))
            .exec(db)
            .await
            .unwrap();
        let open = proposed(&stage, &director).await.open;
        assert!(of(&open, Cause::BottleneckOpen).is_empty());
        assert_eq!(of(&open, Cause::StepStuck), [held]);
        let ends = of(&open, Cause::CovenantEnds);
        assert!(!ends.is_empty());
        assert_eq!(ends, of(&open, Cause::EvaluationDue));
        let day = open.iter().find(|one| one.cause == Cause::CovenantEnds);
        assert_eq!(day.unwrap().day, Some(today + Days::new(60)));

        let received = contribution::Entity::find()
            .filter(contribution::Column::SeriesId.eq(stage.id("series.kega")))
            .filter(contribution::Column::StateWord.eq("received"))
            .all(db)
            .await
            .unwrap();
        let mut waiting: Vec<Uuid> = received.into_iter().map(|row| row.id).collect();
        let mut told = of(&open, Cause::ContributionWaits);
        waiting.sort_unstable();
        told.sort_unstable();
        assert!(!told.is_empty());
        assert_eq!(told, waiting);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_up_becomes_one_item_with_its_reason() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let one = first(&proposed(&stage, &director).await, Cause::BottleneckOpen);
        let taken = meetings::take_up(&director, takes(&stage, &one))
            .await
            .unwrap();
        assert!(taken.placed);
        let again = meetings::take_up(&director, takes(&stage, &one))
            .await
            .unwrap();
        assert_eq!(again, taken);
        assert_eq!(stage.audited("TakeUpSuggestion").await, 1);
        let item = row(&stage, taken).await;
        assert!(item.title.starts_with("Knelpunt ") && item.title.ends_with(&one.title));
        assert!(item.body.contains("open sinds"), "{}", item.body);
        assert_eq!(item.origin_id, Some(one.object));
        let bench = meetings::compose(&director, &stage.id(NEXT).to_string())
            .await
            .unwrap();
        assert!(bench.items.iter().any(|it| it.id == taken.item));
        assert!(!of(&bench.suggestions.open, one.cause).contains(&one.object));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_put_it_on_proposes_it_and_can_take_that_back() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let one = first(&proposed(&stage, &secretary).await, Cause::BottleneckOpen);
        let taken = meetings::take_up(&secretary, takes(&stage, &one))
            .await
            .unwrap();
        assert!(!taken.placed);
        assert_eq!(
            row(&stage, taken).await.state_word,
            ItemState::PROPOSED.word()
        );
        let back = WithdrawItem {
            id: taken.item.to_string(),
            version: 1,
        };
        meetings::withdraw(&secretary, back).await.unwrap();
        let open = proposed(&stage, &secretary).await.open;
        assert!(of(&open, one.cause).contains(&one.object));
    })
    .await;
}

#[tokio::test]
async fn what_is_left_aside_is_left_aside_at_this_meeting_only() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let one = first(&proposed(&stage, &director).await, Cause::BottleneckOpen);
        for _ in 0..2 {
            meetings::pass_suggestion(&director, passes(&stage, &one, ""))
                .await
                .unwrap();
        }
        let after = proposed(&stage, &director).await;
        assert!(!of(&after.open, one.cause).contains(&one.object));
        assert_eq!(after.passed, std::slice::from_ref(&one));
        let later = stage.id("meeting.later").to_string();
        let later = meetings::compose(&director, &later)
            .await
            .unwrap()
            .suggestions;
        assert!(of(&later.open, one.cause).contains(&one.object));
        meetings::pass_suggestion(&director, passes(&stage, &one, "yes"))
            .await
            .unwrap();
        let after = proposed(&stage, &director).await;
        assert!(after.passed.is_empty());
        assert!(of(&after.open, one.cause).contains(&one.object));
    })
    .await;
}

#[tokio::test]
async fn what_is_settled_meanwhile_or_never_was_there_becomes_nothing() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let one = first(&proposed(&stage, &director).await, Cause::BottleneckOpen);
        settle_bottlenecks(&stage).await;
        let gone = meetings::take_up(&director, takes(&stage, &one)).await;
        assert!(matches!(gone, Err(Error::NotNow(_))), "{gone:?}");
        let made_up = TakeUpSuggestion {
            cause: "boredom".into(),
            ..takes(&stage, &one)
        };
        let refused = meetings::take_up(&director, made_up).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn it_is_for_who_composes_and_for_who_may_read_it() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let one = first(&proposed(&stage, &director).await, Cause::BottleneckOpen);
        let police = stage.ctx("politie").await;
        let refused = meetings::take_up(&police, takes(&stage, &one)).await;
        assert!(matches!(refused, Err(Error::NotAllowed)), "{refused:?}");
        let refused = meetings::pass_suggestion(&police, passes(&stage, &one, "")).await;
        assert!(matches!(refused, Err(Error::NotAllowed)), "{refused:?}");
        bottleneck::Entity::update_many()
            .col_expr(bottleneck::Column::Class, Expr::value(Class::K2.word()))
            .exec(stage.site.store.writer())
            .await
            .unwrap();
        let open = proposed(&stage, &director).await.open;
        assert!(of(&open, Cause::BottleneckOpen).is_empty());
        let refused = meetings::take_up(&director, takes(&stage, &one)).await;
        assert!(matches!(refused, Err(Error::NotNow(_))), "{refused:?}");
    })
    .await;
}

async fn row(stage: &Stage, taken: TakenUp) -> agenda_item::Model {
    agenda_item::Entity::find_by_id(taken.item.0)
        .one(stage.site.store.writer())
        .await
        .unwrap()
        .unwrap()
}
