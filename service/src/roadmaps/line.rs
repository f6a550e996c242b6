//! The line from a step back: its actions, the decisions they came from, and the meetings.
//!
//! Where the reader may not look, a node is there but says nothing.

use std::collections::HashMap;

use ::entity::{action, agenda_item, decision, meeting};
use chrono::NaiveDate;
use domain::actions::ActionState;
use domain::id::{ActionId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::DecisionNumber;
use domain::people::{Class, SeatKind};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::sources::{may_follow, readers};
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::Result;
use crate::{people, stored};

/// A place on the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node<T> {
    /// The line does not pass here.
    Absent,
    /// It does, but the reader may not look.
    Hidden,
    /// What is there.
    Shown(T),
}

/// An action of a step, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionNode {
    /// Which one.
    pub id: ActionId,
    /// Its number in the region.
    pub number: i32,
    /// What is to be done.
    pub title: String,
    /// Where it is in its life.
    pub state: ActionState,
    /// Who does it, in short.
    pub owner: String,
    /// By when.
    pub due: NaiveDate,
    /// Number and text of the decision.
    pub decision: Node<(DecisionNumber, String)>,
    /// The meeting and its local day.
    pub meeting: Node<(MeetingId, NaiveDate)>,
    /// Whether the page of the action opens: who reads of it here need not be at its table.
    pub opens: bool,
}

struct Context {
    items: HashMap<Uuid, agenda_item::Model>,
    readers: HashMap<Uuid, Reader>,
    decisions: HashMap<Uuid, decision::Model>,
    meetings: HashMap<Uuid, meeting::Model>,
}

/// The actions of a step in the order of their numbers; one the reader may not see is hidden.
pub(super) async fn load(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    step: Uuid,
) -> Result<Vec<Node<ActionNode>>> {
    let rows = action::Entity::find()
        .filter(action::Column::RegionId.eq(ctx.region().0))
        .filter(action::Column::StepId.eq(step))
        .order_by_asc(action::Column::Number)
        .all(tx)
        .await?;
    let context = context(tx, ctx, &rows).await?;
    let owners = people::names(tx, rows.iter().map(|row| row.organisation_id)).await?;
    rows.into_iter()
        .map(|row| {
            if !may_read(ctx, &context, &row)? {
                return Ok(Node::Hidden);
            }
            Ok(Node::Shown(ActionNode {
                opens: may_open(ctx, &row),
                id: ActionId(row.id),
                number: row.number,
                decision: decision_node(&context, &row)?,
                meeting: meeting_node(ctx, &context, &row),
                owner: owners
                    .get(&row.organisation_id)
                    .map(|owner| owner.short.clone())
                    .unwrap_or_default(),
                title: row.title,
                state: stored::state(&row.state)?,
                due: row.due_on,
            }))
        })
        .collect()
}

async fn context(tx: &DatabaseTransaction, ctx: &Ctx, rows: &[action::Model]) -> Result<Context> {
    let decisions = decision::Entity::find()
        .filter(decision::Column::RegionId.eq(ctx.region().0))
        .filter(decision::Column::Id.is_in(rows.iter().filter_map(|row| row.decision_id)))
        .all(tx)
        .await?;
    let of_actions = rows.iter().filter_map(|row| row.item_id);
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(
            agenda_item::Column::Id.is_in(of_actions.chain(decisions.iter().map(|d| d.item_id))),
        )
        .all(tx)
        .await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(rows.iter().filter_map(|row| row.meeting_id)))
        .all(tx)
        .await?;
    Ok(Context {
        readers: readers(tx, ctx, &items).await?,
        items: items.into_iter().map(|row| (row.id, row)).collect(),
        decisions: decisions.into_iter().map(|row| (row.id, row)).collect(),
        meetings: meetings.into_iter().map(|row| (row.id, row)).collect(),
    })
}

/// The own action up to K1 always; else what hangs on an item opens as the item does, and K0-K1 without
/// an item is for the table.
fn may_read(ctx: &Ctx, context: &Context, row: &action::Model) -> Result<bool> {
    let class = stored::word(Class::parse, &row.class)?;
    let item = row.item_id.and_then(|id| context.items.get(&id));
    let reader = item.and_then(|item| context.readers.get(&item.series_id));
    if let (Some(item), Some(reader)) = (item, reader)
        && reader.excludes(item.id)
    {
        return Ok(false);
    }
    let own = OrganisationId(row.organisation_id) == ctx.actor.organisation;
    if own
        && class <= Class::K1
        && ctx.may(
            Operation::ReadActions,
            Facts::of_owner(ctx.actor.organisation),
        )
    {
        return Ok(true);
    }
    Ok(match item {
        Some(item) => context.readers.get(&item.series_id).is_some_and(|reader| {
            let submitter = OrganisationId(item.organisation_id);
            reader.reads(item.id, class, false, submitter)
        }),
        None => match class {
            Class::K0 => true,
            Class::K1 => at_table(ctx, row.series_id),
            Class::K2 | Class::K3 => false,
        },
    })
}

/// Whether the page of an action opens for this reader, beyond the line it is shown on.
fn may_open(ctx: &Ctx, row: &action::Model) -> bool {
    let facts = match row.series_id {
        Some(series) => Facts::of_series(SeriesId(series)),
        None => Facts::default(),
    };
    OrganisationId(row.organisation_id) == ctx.actor.organisation
        || ctx.may(Operation::ReadActions, facts)
}

fn at_table(ctx: &Ctx, series: Option<Uuid>) -> bool {
    let member = |seat: &domain::actor::HeldSeat| seat.kind == SeatKind::Member;
    match series {
        Some(series) => ctx.actor.seat(SeriesId(series)).is_some_and(member),
        None => ctx.actor.seats.iter().any(member),
    }
}

fn decision_node(context: &Context, row: &action::Model) -> Result<Node<(DecisionNumber, String)>> {
    let Some(id) = row.decision_id else {
        return Ok(Node::Absent);
    };
    let found = context.decisions.get(&id).and_then(|decision| {
        let item = context.items.get(&decision.item_id)?;
        let reader = context.readers.get(&item.series_id)?;
        reader.may_read(item).then_some((decision, item))
    });
    Ok(match found {
        None => Node::Hidden,
        Some((decision, item)) => {
            let class = stored::word(Class::parse, &item.class)?;
            let number = DecisionNumber::of(class, decision.number);
            Node::Shown((number, decision.text.clone()))
        }
    })
}

fn meeting_node(ctx: &Ctx, context: &Context, row: &action::Model) -> Node<(MeetingId, NaiveDate)> {
    let Some(id) = row.meeting_id else {
        return Node::Absent;
    };
    match context.meetings.get(&id) {
        Some(meeting) if may_follow(ctx, meeting.series_id) => {
            Node::Shown((MeetingId(id), local_date(meeting.starts_at)))
        }
        _ => Node::Hidden,
    }
}
