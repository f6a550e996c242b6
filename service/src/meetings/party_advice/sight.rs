//! What of the askings and advices on an item shows to whom: what was given to everybody who reads the
//! item, what is waited for to who asked, who is asked and who composes the agenda.

use std::collections::HashMap;

use ::entity::{agenda_item, party_advice};
use chrono::NaiveDate;
use domain::calendar::working_days_between;
use domain::id::{MeetingId, OrganisationId};
use domain::meetings::PartyAdviceState;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::rows;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::{OrganisationRef, names};
use crate::stored;

/// An asking with what was advised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyAdvice {
    /// Which one.
    pub id: Uuid,
    /// The organisation that was asked.
    pub organisation: String,
    /// The organisation that asked.
    pub asker: String,
    /// What it asked.
    pub question: String,
    /// The last day of the term.
    pub due: NaiveDate,
    /// The working days until then; zero on the day itself and after it.
    pub left: u32,
    /// The days that it is past, while the advice is waited for.
    pub days_late: u32,
    /// Whether it was written after the term.
    pub came_late: bool,
    /// Where it stands.
    pub state: PartyAdviceState,
    /// The advice.
    pub text: String,
    /// The version to name when writing it.
    pub version: i32,
    /// Whether it is asked of the organisation of the reader, who may speak for it.
    pub is_mine: bool,
}

/// Whether the actor asked, or composes the agenda for who asked.
pub(super) fn asked(ctx: &Ctx, item: &agenda_item::Model, row: &party_advice::Model) -> bool {
    row.asker_id == ctx.actor.organisation.0 || ctx.may(Operation::ArrangeAgenda, rows::facts(item))
}

/// Whether the actor may speak for the organisation that is asked.
fn is_mine(ctx: &Ctx, item: &agenda_item::Model, row: &party_advice::Model) -> bool {
    let owner = OrganisationId(row.organisation_id);
    owner == ctx.actor.organisation
        && ctx.may(
            Operation::GivePartyAdvice,
            rows::facts(item).owned_by(owner),
        )
}

/// Whether an asking shows to the actor, who reads the item.
pub(super) fn shows(ctx: &Ctx, item: &agenda_item::Model, row: &party_advice::Model) -> bool {
    match row.state_word.as_str() {
        "given" => true,
        "asked" => asked(ctx, item, row) || is_mine(ctx, item, row),
        _ => asked(ctx, item, row),
    }
}

/// What stands of an item: asked and given, not what was taken back; oldest first.
pub(super) async fn standing(
    tx: &DatabaseTransaction,
    region: Uuid,
    item: Uuid,
) -> Result<Vec<party_advice::Model>> {
    Ok(party_advice::Entity::find()
        .filter(party_advice::Column::RegionId.eq(region))
        .filter(party_advice::Column::ItemId.eq(item))
        .filter(party_advice::Column::StateWord.ne("withdrawn"))
        .order_by_asc(party_advice::Column::CreatedAt)
        .order_by_asc(party_advice::Column::Id)
        .all(tx)
        .await?)
}

/// What stands of all items of a meeting, oldest first.
pub(super) async fn of_meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
) -> Result<Vec<party_advice::Model>> {
    Ok(party_advice::Entity::find()
        .filter(party_advice::Column::RegionId.eq(ctx.region().0))
        .filter(party_advice::Column::MeetingId.eq(meeting.0))
        .filter(party_advice::Column::StateWord.ne("withdrawn"))
        .order_by_asc(party_advice::Column::CreatedAt)
        .order_by_asc(party_advice::Column::Id)
        .all(tx)
        .await?)
}

/// What stands of a meeting, for who goes through its items one by one.
pub(crate) struct Askings {
    rows: Vec<party_advice::Model>,
    parties: HashMap<Uuid, OrganisationRef>,
}

impl Askings {
    /// Loads them; where there are none that costs one statement.
    pub(crate) async fn load(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        meeting: MeetingId,
    ) -> Result<Self> {
        let rows = of_meeting(tx, ctx, meeting).await?;
        let parties = if rows.is_empty() {
            HashMap::new()
        } else {
            parties(tx, &rows).await?
        };
        Ok(Self { rows, parties })
    }

    /// What shows of an item to the actor, who reads it.
    pub(crate) fn on(&self, ctx: &Ctx, item: &agenda_item::Model) -> Result<Vec<PartyAdvice>> {
        let here = self.rows.iter().filter(|row| row.item_id == item.id);
        here.filter(|row| shows(ctx, item, row))
            .map(|row| told(ctx, item, row.clone(), &self.parties))
            .collect()
    }
}

/// What was given on the items of a meeting.
pub(crate) async fn given(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
) -> Result<Vec<party_advice::Model>> {
    let mut rows = of_meeting(tx, ctx, meeting).await?;
    rows.retain(|row| row.state_word == "given");
    Ok(rows)
}

/// What shows of an item to the actor, who reads it.
pub(crate) async fn of_item(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<Vec<PartyAdvice>> {
    let mut rows = standing(tx, item.region_id, item.id).await?;
    rows.retain(|row| shows(ctx, item, row));
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let parties = parties(tx, &rows).await?;
    rows.into_iter()
        .map(|row| told(ctx, item, row, &parties))
        .collect()
}

/// The organisations in these rows.
pub(super) async fn parties(
    tx: &DatabaseTransaction,
    rows: &[party_advice::Model],
) -> Result<HashMap<Uuid, OrganisationRef>> {
    let ids = rows
        .iter()
        .flat_map(|row| [row.organisation_id, row.asker_id]);
    names(tx, ids).await
}

/// One asking, for who it shows to.
pub(super) fn told(
    ctx: &Ctx,
    item: &agenda_item::Model,
    row: party_advice::Model,
    parties: &HashMap<Uuid, OrganisationRef>,
) -> Result<PartyAdvice> {
    let state: PartyAdviceState = stored::state(&row.state)?;
    let name = |id: &Uuid| {
        let known = parties.get(id);
        known.map_or_else(String::new, |known| known.name.clone())
    };
    let came_late = match state {
        PartyAdviceState::Given { at, .. } => local_date(at) > row.due_on,
        _ => false,
    };
    Ok(PartyAdvice {
        id: row.id,
        organisation: name(&row.organisation_id),
        asker: name(&row.asker_id),
        due: row.due_on,
        left: working_days_between(ctx.today(), row.due_on),
        days_late: state.days_late(row.due_on, ctx.today()),
        came_late,
        is_mine: is_mine(ctx, item, &row),
        state,
        question: row.question,
        text: row.text.unwrap_or_default(),
        version: row.version,
    })
}

/// Whether the organisation of the actor is asked about an item, and the actor may answer for it: then
/// the item opens for them before the agenda tells of it, as far as its class does.
pub(crate) async fn is_asked(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<bool> {
    let rows = standing(tx, item.region_id, item.id).await?;
    Ok(rows.iter().any(|row| is_mine(ctx, item, row)))
}

/// How many askings of the organisation of the actor wait for an answer, for who may give it.
pub(crate) fn to_answer(ctx: &Ctx, meeting: Facts, waiting: i64) -> Option<i64> {
    let own = meeting.owned_by(ctx.actor.organisation);
    ctx.may(Operation::GivePartyAdvice, own).then_some(waiting)
}

/// Whether an answer of the organisation of the actor is waited for.
pub(crate) async fn waits_for(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<bool> {
    let rows = standing(tx, item.region_id, item.id).await?;
    let mut mine = rows.iter().filter(|row| is_mine(ctx, item, row));
    Ok(mine.any(|row| row.state_word == "asked"))
}
