//! What an agenda proposes by itself, each with the rule that says why (`docs/domain.md#suggestions`).
//! Who composes takes it up or leaves it aside; what the reader may not read is not proposed.

mod find;
mod take;

use chrono::NaiveDate;
use domain::id::{ItemId, MeetingId};
use domain::meetings::Cause;
use domain::people::Class;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use ::entity::meeting;

use crate::ctx::Ctx;
use crate::error::Result;

pub use take::{pass_suggestion, take_up};

/// How many of one cause are proposed at once.
const FEW: usize = 5;

/// One thing that an agenda proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// By which rule.
    pub cause: Cause,
    /// What it is about: the covenant, step, bottleneck or contribution.
    pub object: Uuid,
    /// What that is called.
    pub title: String,
    /// The code of a step, the number of a bottleneck; empty for the others.
    pub code: String,
    /// The municipality of a step, the organisation of a contribution; empty for the others.
    pub place: String,
    /// The day it ends, is due, or has been open since; a step need not have one.
    pub day: Option<NaiveDate>,
    /// How confidential it is.
    pub class: Class,
}

/// What an agenda proposes now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// To be taken up or left aside; at most five of one cause, the most urgent first.
    pub open: Vec<Suggestion>,
    /// Left aside for this meeting.
    pub passed: Vec<Suggestion>,
    /// How many more steps stand still.
    pub more_steps: usize,
    /// How many more bottlenecks are open.
    pub more_bottlenecks: usize,
}

/// What became of a suggestion that was taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenUp {
    /// The meeting.
    pub meeting: MeetingId,
    /// The item.
    pub item: ItemId,
    /// Whether it stands on the agenda; otherwise among the proposals.
    pub placed: bool,
}

/// What the agenda of a meeting proposes; nothing once it can no longer change, and nothing for an urgent
/// meeting, which is about what it was called for.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn suggestions(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
) -> Result<Suggestions> {
    let takes = super::rows::changeable(&crate::stored::state(&row.state)?).is_ok();
    if !takes || row.urgent_because.is_some() {
        return Ok(Suggestions::default());
    }
    let passed = find::passed(tx, row).await?;
    let (passed, mut open): (Vec<_>, Vec<_>) = find::all(tx, ctx, row)
        .await?
        .into_iter()
        .partition(|one| passed.contains(&(one.cause, one.object)));
    let steps = leave_few(&mut open, Cause::StepStuck);
    let bottlenecks = leave_few(&mut open, Cause::BottleneckOpen);
    Ok(Suggestions {
        open,
        passed,
        more_steps: steps,
        more_bottlenecks: bottlenecks,
    })
}

/// Leaves the first few of a cause; answers how many went.
fn leave_few(all: &mut Vec<Suggestion>, cause: Cause) -> usize {
    let (mut seen, before) = (0, all.len());
    all.retain(|one| {
        seen += usize::from(one.cause == cause);
        one.cause != cause || seen <= FEW
    });
    before - all.len()
}
