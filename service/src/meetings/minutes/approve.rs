//! Approves the minutes at a later meeting: from then on their text never changes.

use ::entity::{meeting, minutes, minutes_correction};
use chrono::{DateTime, Utc};
use domain::fault::{Code, Faults, NotNow};
use domain::id::MeetingId;
use domain::meetings::minutes_command::ApproveMinutes;
use domain::meetings::{MeetingState, Minutes};
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::book::{Book, texts};
use super::carry;
use super::seal::seal;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

/// Approves the minutes, at the meeting after theirs that sits now or sat since they were offered
/// (`docs/domain.md#minutes`). Every item gets a hash, and so do all of them together.
///
/// # Errors
/// `NotNow` unless they were offered and a later meeting began; `Refused` on the whole form while a correction
/// was not judged, and on `agreed` while the term runs and the table was not asked; `Stale` when a text
/// changed since they were seen; `NotAllowed` unless director; `NotFound`.
pub async fn approve_minutes(ctx: &Ctx, command: ApproveMinutes) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id: MeetingId = command.id.parse().map_err(|_| Error::NotFound)?;
    let operation = Operation::ApproveMinutes;
    let book = Book::take(&tx, ctx, id, operation).await?;
    let desk = &book.scene.desk;
    let at = at_which(&tx, &book).await?;
    let changed = texts(&tx, id).await?;
    let changed = changed
        .iter()
        .any(|text| text.version > text.offered_version);
    let by = ctx.actor.person;
    let here = at.as_ref().map_or(id, |row| MeetingId(row.id));
    let approve = desk.state.clone();
    let state = approve.approve_minutes(ctx.now(), by, (here, changed))?;
    if at.is_none() {
        return Err(NotNow {
            state: book.minutes.word(),
            operation: "approve_minutes",
        }
        .into());
    }
    book.fresh(command.version)?;
    let mut faults = Faults::default();
    if waits(&tx, id).await? {
        faults.add("", Code::CorrectionsWait);
    }
    if book.minutes.term_runs(ctx.today()) && command.agreed != "yes" {
        faults.add("agreed", Code::TermRuns);
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    desk.save(&tx, &state, None).await?;
    minutes::Entity::update_many()
        .col_expr(minutes::Column::ApprovedAt, Expr::value(Some(ctx.now())))
        .filter(minutes::Column::MeetingId.eq(id.0))
        .exec(&*tx)
        .await?;
    book.bump(&tx).await?;
    seal(&tx, id).await?;
    carry::take_off(&tx, ctx, id).await?;
    let detail = format!("at={here} changed={changed}");
    book.record(&tx, ctx, operation, detail).await?;
    tell(tx, here).await?;
    Ok(id)
}

/// Who follows the meeting that sits looks again: its item says now that it was done.
async fn tell(mut tx: Write, at: MeetingId) -> Result<()> {
    tx.touch(at);
    tx.commit().await
}

/// The meeting at which they can be approved: the one that sits now, or the first that sat since.
pub(super) async fn at_which(
    tx: &DatabaseTransaction,
    book: &Book,
) -> Result<Option<meeting::Model>> {
    let Minutes::ForApproval { at: offered, .. } = &book.minutes else {
        return Ok(None);
    };
    let desk = &book.scene.desk;
    let later = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(desk.row.region_id))
        .filter(meeting::Column::SeriesId.eq(desk.row.series_id))
        .filter(meeting::Column::StartsAt.gt(desk.row.starts_at))
        .filter(meeting::Column::StateWord.is_in(["in_progress", "closed"]))
        .filter(meeting::Column::UrgentBecause.is_null())
        .order_by_asc(meeting::Column::StartsAt)
        .all(tx)
        .await?;
    let mut sat = None;
    for row in later {
        match stored::state(&row.state)? {
            MeetingState::InProgress { .. } => return Ok(Some(row)),
            MeetingState::Closed { at, .. } if sat_since(at, *offered) => {
                sat = sat.or(Some(row));
            }
            _ => {}
        }
    }
    Ok(sat)
}

fn sat_since(ended: DateTime<Utc>, offered: DateTime<Utc>) -> bool {
    ended >= offered
}

/// Whether a correction was not judged yet.
pub(super) async fn waits(tx: &DatabaseTransaction, id: MeetingId) -> Result<bool> {
    let open = minutes_correction::Entity::find()
        .filter(minutes_correction::Column::MeetingId.eq(id.0))
        .filter(minutes_correction::Column::StateWord.eq("proposed"))
        .count(tx)
        .await?;
    Ok(open > 0)
}
