//! Whether what a letter is about opens for its receiver now. The door that the page has is asked, so
//! that no letter leads to a page that does not open.

use ::entity::{action, agenda_item, meeting, outbox};
use domain::id::{ActionId, ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::MeetingState;
use domain::people::mail::Notice;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::mailbox;
use crate::actions::is_seen;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::meetings::party_advice::waits_for;
use crate::meetings::rows;
use crate::stored;

/// Whether the receiver, at work as `ctx`, finds what the letter is about, and still has to know.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn opens(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &outbox::Model,
) -> Result<bool> {
    let Some(notice) = mailbox::notice(&row.purpose) else {
        return Ok(false);
    };
    match notice {
        Notice::MeetingOpen
        | Notice::MeetingUrgent
        | Notice::MeetingMoved
        | Notice::MeetingInvited
        | Notice::MeetingOff
        | Notice::AgendaPublished
        | Notice::AgendaChanged
        | Notice::MinutesReady
        | Notice::ProposalsDue => at_table(tx, ctx, (notice, row.meeting_id)).await,
        Notice::ProposalReturned => returned(tx, ctx, row.object_id).await,
        Notice::AdviceAsked => advises(tx, ctx, row.object_id).await,
        Notice::ActionAssigned => assigned(tx, ctx, row.object_id).await,
        // What was put together was looked at then; the page asks again.
        Notice::Several | Notice::SeveralDated | Notice::Digest => Ok(true),
    }
}

async fn at_table(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (notice, id): (Notice, Option<Uuid>),
) -> Result<bool> {
    let Some(row) = find(tx, ctx, id).await? else {
        return Ok(false);
    };
    let facts = rows::meeting_facts(&row);
    if !ctx.may(Operation::ReadMeetings, facts) {
        return Ok(false);
    }
    let collects = row.state_word == "collecting";
    let is_off = row.state_word == "cancelled";
    match notice {
        Notice::MeetingOff => Ok(is_off),
        Notice::MeetingOpen => Ok(collects),
        Notice::ProposalsDue => Ok(collects && ctx.may(Operation::ProposeItem, facts)),
        _ if is_off => Ok(false),
        Notice::MeetingUrgent | Notice::MeetingMoved | Notice::MeetingInvited => Ok(true),
        // What was approved meanwhile is still there to be read.
        Notice::MinutesReady if !is_told(&row)? => Ok(false),
        _ => {
            let items = rows::on_agenda(tx, ctx, row.id).await?;
            let place = (SeriesId(row.series_id), Some(MeetingId(row.id)));
            let ids: Vec<Uuid> = items.iter().map(|item| item.id).collect();
            let reader = Reader::load(tx, ctx, place, ids).await?;
            Ok(items.iter().any(|item| reader.may_read(item)))
        }
    }
}

fn is_told(row: &meeting::Model) -> Result<bool> {
    let state: MeetingState = stored::state(&row.state)?;
    Ok(state.minutes().is_told())
}

async fn find(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: Option<Uuid>,
) -> Result<Option<meeting::Model>> {
    let Some(id) = id else { return Ok(None) };
    Ok(meeting::Entity::find_by_id(id)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?)
}

async fn returned(tx: &DatabaseTransaction, ctx: &Ctx, id: Option<Uuid>) -> Result<bool> {
    let Some(id) = id else { return Ok(false) };
    let row = agenda_item::Entity::find_by_id(id)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    let waits = row.is_some_and(|row| row.state_word == "returned");
    Ok(waits && rows::reads(tx, ctx, ItemId(id)).await?)
}

async fn advises(tx: &DatabaseTransaction, ctx: &Ctx, id: Option<Uuid>) -> Result<bool> {
    let Some(id) = id else { return Ok(false) };
    match rows::item_read(tx, ctx, &ItemId(id).to_string()).await {
        Ok((item, true)) => waits_for(tx, ctx, &item).await,
        Ok(_) | Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

async fn assigned(tx: &DatabaseTransaction, ctx: &Ctx, id: Option<Uuid>) -> Result<bool> {
    let Some(id) = id else {
        let own = Facts::of_owner(ctx.actor.organisation);
        return Ok(ctx.may(Operation::ReadActions, own));
    };
    let row = action::Entity::find_by_id(id)
        .filter(action::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    let Some(row) = row.filter(|row| row.state_word == "assigned") else {
        return Ok(false);
    };
    let series = row.series_id.map(SeriesId);
    let facts = Facts::owned(series, OrganisationId(row.organisation_id));
    let answers = ctx.may(Operation::AcceptAction, facts);
    Ok(answers && is_seen(tx, ctx, ActionId(row.id)).await?)
}
