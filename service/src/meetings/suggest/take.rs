//! Taking up what the agenda proposes, or leaving it aside for this meeting.

use ::entity::{agenda_item, meeting, passed_suggestion};
use chrono::{Datelike, NaiveDate};
use domain::calendar::day_month;
use domain::fault::NotNow;
use domain::id::{ItemId, MeetingId};
use domain::meetings::suggest::{PassSuggestion, TakeUpSuggestion};
use domain::meetings::{Cause, ItemState, MeetingState};
use domain::policy::Operation;
use domain::text::Title;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::super::fill::{self, Owner, blank};
use super::super::{arrange, propose, rows};
use super::{Suggestion, TakenUp, find};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

/// Makes what the agenda proposes an item of it, with the reason in the item: on the agenda for who may put
/// items there, among the proposals for who may not. Sent twice it becomes one item
/// (`docs/domain.md#suggestions`).
///
/// # Errors
/// `NotNow` when the rules do not propose it any more, or the agenda can no longer change; `DoorShut` for a
/// class the actor may not read; `NotAllowed`, `NotFound`.
pub async fn take_up(ctx: &Ctx, command: TakeUpSuggestion) -> Result<TakenUp> {
    let mut tx = ctx.write().await?;
    let (row, about) = at(
        &tx,
        ctx,
        &command.meeting,
        (&command.cause, &command.object),
    )
    .await?;
    let facts = rows::meeting_facts(&row);
    ctx.authorise(Operation::TakeUpSuggestion, facts)?;
    // Whoever is second waits here, and then finds the item of the first.
    arrange::touch_agenda(&tx, row.id).await?;
    if let Some(there) = find::item_of(&tx, &row, about).await? {
        return Ok(TakenUp {
            meeting: MeetingId(row.id),
            item: ItemId(there.id),
            placed: there.state_word != "proposed",
        });
    }
    let state: MeetingState = stored::state(&row.state)?;
    rows::changeable(&state)?;
    let gone = NotNow {
        state: state.word(),
        operation: "take_up",
    };
    let proposed = find::all(&tx, ctx, &row).await?;
    let one = proposed
        .into_iter()
        .find(|one| (one.cause, one.object) == about && row.urgent_because.is_none())
        .ok_or(gone)?;
    let placed = ctx.may(Operation::IncludeItem, facts);
    let item = item(ctx, &row, &one, placed)?;
    let at = rows::meeting_place(&row);
    propose::may_bring(&tx, ctx, (at.0, None), ItemId(item.id), one.class).await?;
    fill::insert(&tx, vec![item.clone()]).await?;
    if placed {
        arrange::settle(&tx, ctx, row.id, item.id).await?;
    }
    forget(&tx, &row, about).await?;
    let detail = format!("cause={}", one.cause.word());
    let object = ("item", item.id);
    audit::note(&tx, ctx, Operation::TakeUpSuggestion, object, detail).await?;
    let meeting = MeetingId(row.id);
    tx.touch(meeting);
    tx.commit().await?;
    Ok(TakenUp {
        meeting,
        item: ItemId(item.id),
        placed,
    })
}

/// Leaves aside what the agenda proposes, for this meeting, or shows it again; twice is once.
///
/// # Errors
/// `NotNow` when the agenda can no longer change; `NotAllowed`, `NotFound`.
pub async fn pass_suggestion(ctx: &Ctx, command: PassSuggestion) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let (row, about) = at(
        &tx,
        ctx,
        &command.meeting,
        (&command.cause, &command.object),
    )
    .await?;
    let facts = rows::meeting_facts(&row);
    ctx.authorise(Operation::PassSuggestion, facts)?;
    rows::changeable(&stored::state(&row.state)?)?;
    let back = command.back == "yes";
    forget(&tx, &row, about).await?;
    if !back {
        passed_suggestion::ActiveModel {
            meeting_id: Set(row.id),
            cause: Set(about.0.word().to_owned()),
            object_id: Set(about.1),
            region_id: Set(row.region_id),
            at: Set(ctx.now()),
            by: Set(ctx.actor.person.0),
        }
        .insert(&*tx)
        .await?;
    }
    let detail = format!("cause={} back={back}", about.0.word());
    let object = ("meeting", row.id);
    audit::note(&tx, ctx, Operation::PassSuggestion, object, detail).await?;
    let meeting = MeetingId(row.id);
    tx.touch(meeting);
    tx.commit().await?;
    Ok(meeting)
}

/// The meeting, and what a form is about.
async fn at(
    tx: &Write,
    ctx: &Ctx,
    meeting: &str,
    (cause, object): (&str, &str),
) -> Result<(meeting::Model, (Cause, Uuid))> {
    let row = rows::meeting(tx, ctx, meeting).await?;
    let cause = Cause::parse(cause).ok_or(Error::NotFound)?;
    let object = object.parse().map_err(|_| Error::NotFound)?;
    Ok((row, (cause, object)))
}

async fn forget(tx: &Write, row: &meeting::Model, (cause, object): (Cause, Uuid)) -> Result<()> {
    passed_suggestion::Entity::delete_many()
        .filter(passed_suggestion::Column::RegionId.eq(row.region_id))
        .filter(passed_suggestion::Column::MeetingId.eq(row.id))
        .filter(passed_suggestion::Column::Cause.eq(cause.word()))
        .filter(passed_suggestion::Column::ObjectId.eq(object))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn item(
    ctx: &Ctx,
    row: &meeting::Model,
    one: &Suggestion,
    placed: bool,
) -> Result<agenda_item::Model> {
    let (kind, minutes, wanted) = one.cause.item().ok_or(Error::NotFound)?;
    let state = if placed {
        ItemState::Included
    } else {
        ItemState::PROPOSED
    };
    let owner = Owner {
        region: row.region_id,
        series: row.series_id,
        meeting: row.id,
        organisation: ctx.actor.organisation.0,
        person: ctx.actor.person.0,
        at: ctx.now(),
    };
    let word = one.cause.word();
    let title = filled(&fill::text(word)?, one);
    Ok(agenda_item::Model {
        title: title.chars().take(Title::MAX).collect(),
        kind: kind.word().to_owned(),
        class: one.class.word().to_owned(),
        minutes: stored::small(minutes)?,
        wanted: wanted.word().to_owned(),
        body: filled(&fill::text(&format!("{word}_body"))?, one),
        position: i32::MAX,
        state_word: state.word().to_owned(),
        state: stored::json(&state)?,
        origin: word.to_owned(),
        origin_id: Some(one.object),
        ..blank(owner)?
    })
}

fn filled(text: &str, one: &Suggestion) -> String {
    let date = |day: NaiveDate| format!("{} {}", day_month(day), day.year());
    let day = one.day.map(date).unwrap_or_default();
    text.replace("{code}", &one.code)
        .replace("{place}", &one.place)
        .replace("{day}", &day)
        .replace("{title}", &one.title)
}
