//! An urgent meeting: ahead of the ordinary terms, for one thing that cannot wait.

use ::entity::meeting;
use domain::calendar::minus_working_days;
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::command::CallUrgent;
use domain::meetings::{MeetingState, is_urgent};
use domain::people::mail::Notice;
use domain::policy::{Facts, Operation};
use domain::text::{Reason, Screen};
use sea_orm::ActiveModelTrait;

use super::plan::{self, Asked};
use super::{fields, publish, rows};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{replay, screen};

/// Calls an urgent meeting together: open for proposals at once and until the day itself, without
/// standing items and without what other meetings left over (`docs/domain.md#urgent`). A form sent
/// twice makes one meeting.
///
/// # Errors
/// [`Error::Refused`], on `date` with [`Code::NotUrgent`] where the ordinary terms can be kept;
/// [`Error::NotAllowed`], [`Error::NotFound`]; [`Error::Replayed`] for another meeting under an id that
/// was used.
pub async fn call_urgent(ctx: &Ctx, command: CallUrgent) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let series = rows::series(&tx, ctx, &command.series).await?;
    let facts = Facts::of_series(SeriesId(series.id));
    ctx.authorise(Operation::CallUrgent, facts)?;
    let id: MeetingId = command.id.parse().map_err(|_| Error::NotFound)?;
    let there = plan::already(&tx, ctx, id).await?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let asked = Asked {
        date: &command.date,
        time: &command.time,
        length: &command.length,
        room: &command.room,
        submission_due: &command.date,
        publication_due: &command.date,
    };
    let times = plan::times(ctx, &asked, &mut faults);
    let mut faults = without_terms(faults);
    let date = fields::day(&command.date).ok();
    if date.is_some_and(|date| !is_urgent(date, ctx.today(), minus_working_days)) {
        faults.add("date", Code::NotUrgent);
    }
    let why = faults.keep("why", Reason::parse(&command.why, &screen));
    let (Some(times), Some(why), true) = (times, why, faults.is_empty()) else {
        return Err(faults.into());
    };
    screen::keep_answer(&tx, ctx, ("meeting", id.0), &screen, &[why.as_str()]).await?;
    let state = MeetingState::Planned.open_for_proposals()?;
    let row = meeting::Model {
        urgent_because: Some(why.into_string()),
        ..plan::new_row(ctx, &series, id, (times, &state))?
    };
    if let Some(there) = there {
        replay::same(plan::told(&there), plan::told(&row))?;
        return Ok(id);
    }
    let new = meeting::ActiveModel::from(row.clone()).reset_all();
    new.insert(&*tx).await?;
    publish::tell(&tx, ctx, &row, Notice::MeetingUrgent).await?;
    let entry = Entry {
        operation: Operation::CallUrgent,
        object: "meeting",
        id: id.0,
        detail: String::new(),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// The terms are no fields of this form: what is wrong with the day is said at the day.
fn without_terms(faults: Faults) -> Faults {
    let mut kept = Faults::default();
    let of_form = |field: &str| !matches!(field, "submission_due" | "publication_due");
    for fault in faults.into_vec() {
        if of_form(&fault.field) {
            kept.add(&fault.field, fault.code);
        }
    }
    kept
}
