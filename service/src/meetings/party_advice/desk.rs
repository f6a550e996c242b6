//! The page of a meeting's askings: what is asked of the own organisation, what it waits for, and what
//! came in.

use std::collections::HashMap;

use ::entity::{agenda_item, party_advice};
use domain::guard::Known;
use domain::id::{ItemId, MeetingId, OrganisationId};
use domain::meetings::{
    Counsel, ItemKind, ItemState, MeetingState, PartyAdviceState, takes_advice,
};
use domain::people::Class;
use domain::policy::Operation;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::give::writing;
use super::sight::{PartyAdvice, asked, of_meeting, parties, shows, told};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::meetings::read::Head;
use crate::meetings::witness::witness;
use crate::meetings::{read, read_rows, rows};
use crate::{screen, stored};

/// One asking with the item it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceLine {
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// The asking.
    pub advice: PartyAdvice,
    /// Whether the actor may write the advice now.
    pub may_give: bool,
    /// Whether the actor may take the asking back now.
    pub may_withdraw: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct AdviceDesk {
    /// The meeting.
    pub head: Head,
    /// What is asked of the own organisation.
    pub mine: Vec<AdviceLine>,
    /// What the own organisation waits for; of everybody, for who composes the agenda.
    pub waiting: Vec<AdviceLine>,
    /// What came in of that.
    pub given: Vec<AdviceLine>,
    /// Whether the actor sees what everybody asked.
    pub composes: bool,
    /// What the guard lets pass.
    pub known: Known,
}

/// The askings of a meeting, for who may ask or answer at its table. Reading a confidential one is
/// written down.
///
/// # Errors
/// [`Error::NotAllowed`] for a guest and anybody else who does neither; [`Error::NotFound`].
pub async fn advice_desk(ctx: &Ctx, id: &str) -> Result<AdviceDesk> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let meeting = rows::meeting(&tx, ctx, &id.to_string()).await?;
    let head = read::head(read_rows::head(&tx, ctx, id).await?)?;
    let facts = head.facts();
    let own = facts.owned_by(ctx.actor.organisation);
    let answers = ctx.may(Operation::GivePartyAdvice, own);
    if !answers && !ctx.may(Operation::AskPartyAdvice, own) {
        return Err(Error::NotAllowed);
    }
    let all = of_meeting(&tx, ctx, id).await?;
    let items = readable(&tx, ctx, &head, &all).await?;
    let parties = parties(&tx, &all).await?;
    let mut desk = AdviceDesk {
        mine: Vec::new(),
        waiting: Vec::new(),
        given: Vec::new(),
        composes: ctx.may(Operation::ArrangeAgenda, facts),
        known: screen::known(&tx, ctx).await?,
        head,
    };
    for row in all {
        let Some(item) = items.get(&row.item_id) else {
            continue;
        };
        let asks = asked(ctx, item, &row);
        if !shows(ctx, item, &row) {
            continue;
        }
        let open = is_open(item, &desk.head.state)?;
        let may_give = open && may_give(&tx, ctx, &row, (item, &meeting, &desk.head.state)).await?;
        let may_withdraw = asks
            && row.state_word == "asked"
            && ctx.may(Operation::WithdrawPartyAdvice, rows::facts(item));
        let line = AdviceLine {
            item: ItemId(item.id),
            title: item.title.clone(),
            kind: stored::word(ItemKind::parse, &item.kind)?,
            class: stored::word(Class::parse, &item.class)?,
            advice: told(ctx, item, row, &parties)?,
            may_give,
            may_withdraw,
        };
        let waits = line.advice.state == PartyAdviceState::Asked;
        match (line.advice.is_mine, asks) {
            // What cannot be answered any more is not waited for.
            _ if waits && !open => {}
            (true, _) => desk.mine.push(line),
            (false, true) if waits => desk.waiting.push(line),
            (false, true) => desk.given.push(line),
            (false, false) => {}
        }
    }
    drop(tx);
    let seen = [&desk.mine, &desk.waiting, &desk.given];
    let seen = seen.into_iter().flatten();
    let seen: Vec<(Uuid, Class)> = seen.map(|line| (line.item.0, line.class)).collect();
    witness(ctx, "party_advice", seen).await?;
    Ok(desk)
}

/// The items of these rows that the actor reads.
async fn readable(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    head: &Head,
    rows: &[party_advice::Model],
) -> Result<HashMap<Uuid, agenda_item::Model>> {
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(rows.iter().map(|row| row.item_id)))
        .all(tx)
        .await?;
    let place = (head.series, Some(head.id));
    let ids: Vec<Uuid> = items.iter().map(|item| item.id).collect();
    let reader = Reader::load(tx, ctx, place, ids).await?;
    let read = items.into_iter().filter(|item| reader.may_read(item));
    Ok(read.map(|item| (item.id, item)).collect())
}

fn is_open(item: &agenda_item::Model, meeting: &MeetingState) -> Result<bool> {
    let state: ItemState = stored::state(&item.state)?;
    Ok(takes_advice(meeting, &state, "give_party_advice").is_ok())
}

async fn may_give(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &party_advice::Model,
    at: (
        &agenda_item::Model,
        &::entity::meeting::Model,
        &MeetingState,
    ),
) -> Result<bool> {
    let owner = OrganisationId(row.organisation_id);
    let facts = rows::facts(at.0).owned_by(owner);
    if !ctx.may(Operation::GivePartyAdvice, facts) {
        return Ok(false);
    }
    let state: PartyAdviceState = stored::state(&row.state)?;
    let writing = writing(tx, ctx, row, at).await?;
    Ok(state.give(writing, Counsel::None).is_ok())
}
