//! Finding what the rules propose. Covenants, steps and contributions are open to who composes; a
//! bottleneck is proposed to who may read it, and one above K1 comes with its own item.

use std::collections::{HashMap, HashSet};

use ::entity::{
    agenda_item, bottleneck, bottleneck_step, contribution, covenant, meeting, meeting_annex,
    passed_suggestion, roadmap_step,
};
use chrono::NaiveDate;
use domain::covenants::term::{Term, evaluation_due, expiring};
use domain::meetings::{Cause, is_stuck};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::roadmaps::StepStatus;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use super::Suggestion;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::names;
use crate::roadmaps::bottlenecks::places;
use crate::roadmaps::{SETTLED, visible};
use crate::stored;

/// What was left aside for a meeting.
pub(super) async fn passed(
    tx: &DatabaseTransaction,
    row: &meeting::Model,
) -> Result<HashSet<(Cause, Uuid)>> {
    passed_suggestion::Entity::find()
        .filter(passed_suggestion::Column::RegionId.eq(row.region_id))
        .filter(passed_suggestion::Column::MeetingId.eq(row.id))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| Ok((stored::word(Cause::parse, &row.cause)?, row.object_id)))
        .collect()
}

/// Everything the rules propose for a meeting that has no item there yet, by cause.
pub(super) async fn all(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
) -> Result<Vec<Suggestion>> {
    let mut all = covenants(tx, ctx, row).await?;
    let bottlenecks = bottlenecks(tx, ctx, row).await?;
    all.extend(steps(tx, ctx, row, &bottlenecks).await?);
    all.extend(bottlenecks);
    all.extend(contributions(tx, ctx, row).await?);
    let there = there(tx, row).await?;
    all.retain(|one| !there.contains(&(one.cause.word().to_owned(), one.object)));
    Ok(all)
}

/// The item that a suggestion became at this meeting, if it did.
pub(super) async fn item_of(
    tx: &DatabaseTransaction,
    row: &meeting::Model,
    (cause, object): (Cause, Uuid),
) -> Result<Option<agenda_item::Model>> {
    Ok(made(row)
        .filter(agenda_item::Column::Origin.eq(cause.word()))
        .filter(agenda_item::Column::OriginId.eq(object))
        .one(tx)
        .await?)
}

/// What was taken up at this meeting and not withdrawn again.
async fn there(tx: &DatabaseTransaction, row: &meeting::Model) -> Result<HashSet<(String, Uuid)>> {
    Ok(made(row)
        .filter(agenda_item::Column::Origin.is_in(Cause::ALL.map(Cause::word)))
        .all(tx)
        .await?
        .into_iter()
        .filter_map(|item| Some((item.origin, item.origin_id?)))
        .collect())
}

fn made(row: &meeting::Model) -> sea_orm::Select<agenda_item::Entity> {
    agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(row.region_id))
        .filter(agenda_item::Column::MeetingId.eq(row.id))
        .filter(agenda_item::Column::StateWord.ne("withdrawn"))
}

/// Covenants of this table, or of no table in particular, that end or are to be evaluated.
async fn covenants(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
) -> Result<Vec<Suggestion>> {
    let on = local_date(row.starts_at);
    let annexes = meeting_annex::Entity::find()
        .filter(meeting_annex::Column::RegionId.eq(row.region_id))
        .filter(meeting_annex::Column::EndedAt.is_null())
        .all(tx)
        .await?;
    let of_this_table = |id: Uuid| {
        let of = annexes.iter().filter(|annex| annex.covenant_id == id);
        let mut tables = of.map(|annex| annex.series_id).peekable();
        tables.peek().is_none() || tables.any(|series| series == row.series_id)
    };
    let running = covenant::Entity::find()
        .filter(covenant::Column::RegionId.eq(ctx.region().0))
        .filter(covenant::Column::StateWord.is_in(["in_force", "under_evaluation"]))
        .order_by_asc(covenant::Column::EndsOn)
        .order_by_asc(covenant::Column::Id)
        .all(tx)
        .await?;
    let mut found = Vec::new();
    for row in running.into_iter().filter(|row| of_this_table(row.id)) {
        let term = Term {
            starts: row.starts_on.unwrap_or(on),
            ends: row.ends_on,
        };
        let state = stored::state(&row.state)?;
        let due = evaluation_due(&state, row.evaluation_on, on).and(row.evaluation_on);
        let ends = expiring(term, on).and(row.ends_on);
        for (cause, day) in [(Cause::CovenantEnds, ends), (Cause::EvaluationDue, due)] {
            if day.is_some() {
                found.push(Suggestion {
                    day,
                    ..about(cause, row.id, row.title.clone())
                });
            }
        }
    }
    Ok(found)
}

/// Bottlenecks named at this table, or beside any, that nobody has settled.
async fn bottlenecks(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
) -> Result<Vec<Suggestion>> {
    if !ctx.may(Operation::ReadRoadmap, Facts::default()) {
        return Ok(Vec::new());
    }
    let named_at: HashMap<Uuid, Uuid> = meeting::Entity::find()
        .select_only()
        .columns([meeting::Column::Id, meeting::Column::SeriesId])
        .filter(meeting::Column::RegionId.eq(row.region_id))
        .filter(meeting::Column::Id.in_subquery(open_at(row)))
        .into_tuple::<(Uuid, Uuid)>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let open = bottleneck::Entity::find()
        .filter(visible::to(tx, ctx).await?)
        .filter(bottleneck::Column::StateWord.is_not_in(SETTLED))
        .filter(bottleneck::Column::Class.is_in([Class::K0.word(), Class::K1.word()]))
        .order_by_asc(bottleneck::Column::Number)
        .all(tx)
        .await?;
    let here = |one: &bottleneck::Model| match one.meeting_id {
        None => true,
        Some(id) => named_at.get(&id) == Some(&row.series_id),
    };
    open.into_iter()
        .filter(here)
        .map(|one| {
            Ok(Suggestion {
                code: one.number.to_string(),
                day: Some(local_date(one.created_at)),
                class: stored::word(Class::parse, &one.class)?,
                ..about(Cause::BottleneckOpen, one.id, one.title)
            })
        })
        .collect()
}

/// The meetings at which bottlenecks were named that are open still.
fn open_at(row: &meeting::Model) -> SelectStatement {
    bottleneck::Entity::find()
        .select_only()
        .column(bottleneck::Column::MeetingId)
        .filter(bottleneck::Column::RegionId.eq(row.region_id))
        .filter(bottleneck::Column::MeetingId.is_not_null())
        .filter(bottleneck::Column::StateWord.is_not_in(SETTLED))
        .into_query()
}

/// Steps that stand still, without those that a proposed bottleneck holds up.
async fn steps(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
    bottlenecks: &[Suggestion],
) -> Result<Vec<Suggestion>> {
    if !ctx.may(Operation::ReadRoadmap, Facts::default()) {
        return Ok(Vec::new());
    }
    let on = local_date(row.starts_at);
    let told: HashSet<Uuid> = bottleneck_step::Entity::find()
        .filter(bottleneck_step::Column::RegionId.eq(row.region_id))
        .filter(bottleneck_step::Column::BottleneckId.is_in(bottlenecks.iter().map(|it| it.object)))
        .all(tx)
        .await?
        .into_iter()
        .map(|link| link.step_id)
        .collect();
    let places = places(tx, ctx).await?;
    let steps = roadmap_step::Entity::find()
        .filter(roadmap_step::Column::RegionId.eq(row.region_id))
        .filter(
            Condition::any()
                .add(roadmap_step::Column::Status.eq(StepStatus::Blocked.word()))
                .add(roadmap_step::Column::DueOn.lt(on)),
        )
        .order_by_asc(roadmap_step::Column::DueOn)
        .order_by_asc(roadmap_step::Column::Code)
        .order_by_asc(roadmap_step::Column::Id)
        .all(tx)
        .await?;
    let mut found = Vec::new();
    for step in steps.into_iter().filter(|step| !told.contains(&step.id)) {
        if is_stuck(
            stored::word(StepStatus::parse, &step.status)?,
            step.due_on,
            on,
        ) {
            found.push(Suggestion {
                code: step.code,
                place: places.get(&step.roadmap_id).cloned().unwrap_or_default(),
                day: step.due_on.filter(|due| *due < on),
                ..about(Cause::StepStuck, step.id, step.title)
            });
        }
    }
    Ok(found)
}

/// Contributions of this table that nobody gave a place or an answer, for who answers them.
async fn contributions(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
) -> Result<Vec<Suggestion>> {
    if !ctx.may(
        Operation::AnswerContribution,
        super::super::meeting_facts(row),
    ) {
        return Ok(Vec::new());
    }
    let waiting = contribution::Entity::find()
        .filter(contribution::Column::RegionId.eq(row.region_id))
        .filter(contribution::Column::SeriesId.eq(row.series_id))
        .filter(contribution::Column::StateWord.eq("received"))
        .order_by_asc(contribution::Column::AnswerDue)
        .order_by_asc(contribution::Column::Id)
        .all(tx)
        .await?;
    let names = names(tx, waiting.iter().map(|one| one.organisation_id)).await?;
    Ok(waiting
        .into_iter()
        .map(|one| Suggestion {
            place: names
                .get(&one.organisation_id)
                .map(|organisation| organisation.name.clone())
                .unwrap_or_default(),
            day: Some(one.answer_due),
            ..about(Cause::ContributionWaits, one.id, one.title)
        })
        .collect())
}

fn about(cause: Cause, object: Uuid, title: String) -> Suggestion {
    Suggestion {
        cause,
        object,
        title,
        code: String::new(),
        place: String::new(),
        day: None::<NaiveDate>,
        class: Class::K1,
    }
}
