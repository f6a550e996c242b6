//! Naming an obstacle that the table cannot solve alone.

use std::collections::HashSet;

use ::entity::{bottleneck, bottleneck_step, counter, roadmap_step};
use domain::fault::{Code, Faults};
use domain::id::{BottleneckId, ItemId, MeetingId, StepId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::roadmaps::command::RaiseBottleneck;
use domain::roadmaps::{BottleneckCategory, BottleneckState};
use domain::text::{Body, Screen, Title, parse_optional};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, Set,
};
use uuid::Uuid;

use super::facts;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored::json;
use crate::{audit, replay, screen};

/// A bottleneck about to be named; its texts have passed the guard already.
#[derive(Debug, Clone)]
pub struct NewBottleneck {
    /// Its id, minted by whoever shows the form, so that one form makes one bottleneck.
    pub id: BottleneckId,
    /// What is in the way, in one line.
    pub title: Title,
    /// More about it, if anything.
    pub detail: Option<Body>,
    /// Where the chain falters.
    pub category: BottleneckCategory,
    /// How confidential it is; that of the agenda item it came from.
    pub class: Class,
    /// The agenda item it came up with.
    pub item: Option<ItemId>,
    /// The meeting it came up in.
    pub meeting: Option<MeetingId>,
    /// The steps it holds up.
    pub steps: Vec<StepId>,
}

/// Names a bottleneck, gives it the next number of the region, and derives the status of the
/// steps it holds up anew. Authorises and leaves the audit row; the caller commits. The same
/// id a second time changes nothing.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::Replayed`] for another text under an id that was used;
/// [`Error::NotFound`] for a step of another region.
pub async fn raise(tx: &Write, ctx: &Ctx, draft: NewBottleneck) -> Result<BottleneckId> {
    ctx.authorise(Operation::RaiseBottleneck, Facts::default())?;
    if let Some(there) = bottleneck::Entity::find_by_id(draft.id.0)
        .one(&**tx)
        .await?
    {
        // An id of another region was never minted for this form.
        if there.region_id != ctx.region().0 {
            return Err(Error::NotFound);
        }
        again(tx, &there, &draft).await?;
        return Ok(draft.id);
    }
    let number = next_number(tx, ctx.region().0).await?;
    let state = BottleneckState::Open {
        at: ctx.now(),
        by: ctx.actor.person,
    };
    bottleneck::ActiveModel {
        id: Set(draft.id.0),
        region_id: Set(ctx.region().0),
        number: Set(number),
        title: Set(draft.title.into_string()),
        detail: Set(draft.detail.map(Body::into_string).unwrap_or_default()),
        category: Set(draft.category.word().to_owned()),
        owner_id: Set(None),
        state_word: Set(state.word().to_owned()),
        state: Set(json(&state)?),
        item_id: Set(draft.item.map(|item| item.0)),
        meeting_id: Set(draft.meeting.map(|meeting| meeting.0)),
        class: Set(draft.class.word().to_owned()),
        version: Set(1),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
    }
    .insert(&**tx)
    .await?;
    for step in &draft.steps {
        link(tx, ctx, draft.id, *step).await?;
    }
    let steps: Vec<Uuid> = draft.steps.iter().map(|step| step.0).collect();
    facts::refresh(tx, ctx, &steps).await?;
    let entry = audit::Entry {
        operation: Operation::RaiseBottleneck,
        object: "bottleneck",
        id: draft.id.0,
        detail: format!("number={number} steps={}", steps.len()),
    };
    audit::record(tx, ctx, entry).await?;
    Ok(draft.id)
}

/// Names a bottleneck from the form of the site; it is keten-intern (K1) and belongs to no item.
///
/// # Errors
/// [`Error::Refused`] on `title`, `detail`, `category`, `step` or `reason`; [`Error::NotAllowed`];
/// [`Error::Replayed`] for another text under an id that was used.
pub async fn raise_bottleneck(ctx: &Ctx, command: RaiseBottleneck) -> Result<BottleneckId> {
    ctx.authorise(Operation::RaiseBottleneck, Facts::default())?;
    let tx = ctx.write().await?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let title = faults.keep("title", Title::parse(&command.title, &screen));
    let detail = faults.keep("detail", parse_optional(&command.detail, &screen));
    let category = BottleneckCategory::parse(&command.category).ok_or(Code::NotAChoice);
    let category = faults.keep("category", category);
    let steps = faults.keep("step", chosen(&command.step));
    let (Some(title), Some(detail), Some(category), Some(steps)) = (title, detail, category, steps)
    else {
        return Err(faults.into());
    };
    let id: BottleneckId = command.id.parse().map_err(|_| Error::NotFound)?;
    let texts = [title.as_str(), detail.as_ref().map_or("", Body::as_str)];
    screen::keep_answer(&tx, ctx, ("bottleneck", id.0), &screen, &texts).await?;
    let draft = NewBottleneck {
        id,
        title,
        detail,
        category,
        class: Class::K1,
        item: None,
        meeting: None,
        steps,
    };
    let id = raise(&tx, ctx, draft).await?;
    tx.commit().await?;
    Ok(id)
}

fn chosen(step: &str) -> std::result::Result<Vec<StepId>, Code> {
    match step {
        "" => Ok(Vec::new()),
        id => id.parse().map(|id| vec![id]).map_err(|_| Code::NotAChoice),
    }
}

async fn again(
    tx: &DatabaseTransaction,
    there: &bottleneck::Model,
    draft: &NewBottleneck,
) -> Result<()> {
    let linked = bottleneck_step::Entity::find()
        .filter(bottleneck_step::Column::BottleneckId.eq(there.id))
        .all(tx)
        .await?;
    let kept = (
        there.title.as_str(),
        there.detail.as_str(),
        there.category.as_str(),
        linked
            .iter()
            .map(|link| link.step_id)
            .collect::<HashSet<_>>(),
    );
    let sent = (
        draft.title.as_str(),
        draft.detail.as_ref().map(Body::as_str).unwrap_or_default(),
        draft.category.word(),
        draft.steps.iter().map(|step| step.0).collect(),
    );
    replay::same(kept, sent)
}

async fn link(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    bottleneck: BottleneckId,
    step: StepId,
) -> Result<()> {
    roadmap_step::Entity::find_by_id(step.0)
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    bottleneck_step::ActiveModel {
        bottleneck_id: Set(bottleneck.0),
        step_id: Set(step.0),
        region_id: Set(ctx.region().0),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The next number of the region. The row is the lock: whoever comes second waits for it.
async fn next_number(tx: &DatabaseTransaction, region: Uuid) -> Result<i32> {
    let first = counter::ActiveModel {
        region_id: Set(region),
        name: Set("bottleneck".to_owned()),
        value: Set(1),
    };
    let again = OnConflict::columns([counter::Column::RegionId, counter::Column::Name])
        .value(
            counter::Column::Value,
            Expr::col((counter::Entity, counter::Column::Value)).add(1),
        )
        .to_owned();
    counter::Entity::insert(first)
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    let row = counter::Entity::find_by_id((region, "bottleneck".to_owned()))
        .one(tx)
        .await?;
    row.map(|row| row.value)
        .ok_or_else(|| Error::broken("a counter that was just set"))
}
