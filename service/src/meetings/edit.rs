//! Changing an item before its turn comes: by who brought it in, or by who composes the agenda.

use ::entity::{agenda_item, agenda_version_item, item_relation};
use domain::id::{ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::command::EditItem;
use domain::meetings::{ItemKind, ItemState};
use domain::people::Class;
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::draft::{self, Bench, Draft, Form};
use super::{advise, arrange, fill, propose, rows};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{screen, stored};

/// Changes an item; one that was returned is thereby proposed again.
///
/// # Errors
/// `Stale` when somebody else changed it first; `NotNow` once the meeting has started; `FourEyes`
/// for a lower class on an item that is not one's own proposal; `DoorShut` for who may not read
/// it; `Refused`, `NotAllowed`, `NotFound`.
pub async fn edit(ctx: &Ctx, command: EditItem) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let (row, readable) = rows::item_read(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::EditItem, rows::facts(&row))?;
    let series_id = SeriesId(row.series_id);
    if !readable {
        return Err(Error::DoorShut);
    }
    let state = editable(&tx, ctx, &row).await?;
    rows::fresh(command.version, row.version)?;
    let series = rows::series_of(&tx, ctx, row.series_id).await?;
    let known = screen::known(&tx, ctx).await?;
    let table = draft::table(&tx, ctx, series.id).await?;
    let bench = Bench {
        known: &known,
        series: &series,
        table: &table,
        submitter: OrganisationId(row.organisation_id),
    };
    let kind = stored::word(ItemKind::parse, &row.kind)?;
    let draft = draft::judge(&Form::edited(kind, &command), &bench)?;
    judge_class(&tx, ctx, (&row, &state), draft.class).await?;
    propose::may_bring(
        &tx,
        ctx,
        (series_id, row.meeting_id.map(MeetingId)),
        ItemId(row.id),
        draft.class,
    )
    .await?;
    if kind == ItemKind::Case {
        only_submitter_widens(&tx, ctx, &row, &draft.named).await?;
    }
    write(&tx, ctx, &row, &state, &draft).await?;
    if draft.class > stored::word(Class::parse, &row.class)? {
        // They were asked for what it was then.
        advise::end_invitations(&tx, ctx, row.id).await?;
    }
    let mut circle = String::new();
    if kind == ItemKind::Case {
        circle = changed_circle(&named(&tx, row.id).await?, &draft.named);
        draft::write_named(&tx, &row, &draft.named).await?;
    }
    if let (ItemState::Included, Some(meeting)) = (&state, row.meeting_id) {
        arrange::gather_closed(&tx, ctx, meeting).await?;
        arrange::touch_agenda(&tx, meeting).await?;
    }
    let guard = if draft.guard_reason.is_some() {
        "answered"
    } else {
        "clear"
    };
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::EditItem,
            object: "item",
            id: row.id,
            detail: format!(
                "version={} class={} guard={guard}{circle}",
                row.version + 1,
                draft.class.word()
            ),
        },
    )
    .await?;
    if let Some(meeting) = row.meeting_id {
        tx.touch(MeetingId(meeting));
    }
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// The state an item would have after a change now.
async fn editable(tx: &Write, ctx: &Ctx, row: &agenda_item::Model) -> Result<ItemState> {
    if let Some(meeting) = row.meeting_id {
        let meeting = rows::meeting(tx, ctx, &MeetingId(meeting).to_string()).await?;
        rows::changeable(&stored::state(&meeting.state)?)?;
    }
    match stored::state(&row.state)? {
        state @ (ItemState::Proposed { .. } | ItemState::Included) => Ok(state),
        returned => Ok(returned.propose_again()?),
    }
}

/// Lowering a class takes a second person, except on one's own proposal that never stood on an
/// agenda which others read (DESIGN section 6): what was shared under a class keeps it, also when it
/// is taken off that agenda or comes back from an earlier meeting.
async fn judge_class(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (row, state): (&agenda_item::Model, &ItemState),
    new: Class,
) -> Result<()> {
    if new >= stored::word(Class::parse, &row.class)? {
        return Ok(());
    }
    let own = row.organisation_id == ctx.actor.organisation.0;
    let fresh = matches!(state, ItemState::Proposed { taken_off: None });
    let published = agenda_version_item::Entity::find()
        .filter(agenda_version_item::Column::ItemId.eq(row.id))
        .count(tx);
    if own && fresh && row.origin != fill::DEFERRED && published.await? == 0 {
        Ok(())
    } else {
        Err(Error::FourEyes)
    }
}

async fn write(
    tx: &Write,
    ctx: &Ctx,
    row: &agenda_item::Model,
    state: &ItemState,
    draft: &Draft,
) -> Result<()> {
    use agenda_item::Column;
    let title = if draft.title.is_empty() {
        &row.title
    } else {
        &draft.title
    };
    let changed = agenda_item::Entity::update_many()
        .col_expr(Column::Title, Expr::value(title.clone()))
        .col_expr(Column::Class, Expr::value(draft.class.word()))
        .col_expr(Column::Minutes, Expr::value(draft.minutes))
        .col_expr(Column::Wanted, Expr::value(draft.wanted.word()))
        .col_expr(Column::Body, Expr::value(draft.body.clone()))
        .col_expr(Column::Question, Expr::value(draft.question.clone()))
        .col_expr(Column::GuestShared, Expr::value(draft.guest_shared))
        .col_expr(Column::GuardReason, Expr::value(draft.guard_reason.clone()))
        .col_expr(Column::StateWord, Expr::value(state.word()))
        .col_expr(Column::State, Expr::value(stored::json(state)?))
        .col_expr(Column::Version, Expr::value(row.version + 1))
        .col_expr(Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if changed.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}

/// The circle of a case is its submitter's: another who edits may not add to it alone.
async fn only_submitter_widens(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &agenda_item::Model,
    named: &[Uuid],
) -> Result<()> {
    if row.organisation_id == ctx.actor.organisation.0 {
        return Ok(());
    }
    let known = self::named(tx, row.id).await?;
    if named
        .iter()
        .all(|organisation| known.contains(organisation))
    {
        Ok(())
    } else {
        Err(Error::FourEyes)
    }
}

/// Who is named on an item now.
async fn named(tx: &DatabaseTransaction, item: Uuid) -> Result<Vec<Uuid>> {
    Ok(item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(item))
        .filter(item_relation::Column::Relation.eq(draft::NAMED))
        .all(tx)
        .await?
        .into_iter()
        .map(|relation| relation.subject_id)
        .collect())
}

/// What changed in the circle of a case, for the trail: who came in and who went out, by id.
fn changed_circle(before: &[Uuid], now: &[Uuid]) -> String {
    let change = |word: &str, these: &[Uuid], those: &[Uuid]| {
        let ids = these.iter().filter(|id| !those.contains(id));
        let ids: Vec<String> = ids.map(ToString::to_string).collect();
        if ids.is_empty() {
            String::new()
        } else {
            format!(" {word}={}", ids.join(","))
        }
    };
    change("named", now, before) + &change("unnamed", before, now)
}
