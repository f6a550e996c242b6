//! Series, meetings, agenda items, decisions and contributions.

pub mod adjust;
mod advise;
pub mod ahead;
pub mod answers;
pub mod arrange;
pub mod cancel;
pub mod cases;
pub mod compose;
pub(crate) mod draft;
pub mod edit;
mod exclude;
pub(crate) mod fields;
pub(crate) mod fill;
mod found;
pub(crate) mod freeze;
mod ground;
pub mod include;
pub mod item;
pub mod list;
mod lower;
mod minutes;
pub mod naming;
pub mod open;
mod outline;
pub(crate) mod party_advice;
pub mod plan;
pub mod planning;
pub mod propose;
pub mod publish;
pub mod read;
mod read_rows;
mod readers;
pub mod register;
pub mod reschedule;
pub mod return_item;
pub(crate) mod rows;
pub mod series;
pub mod story;
pub mod suggest;
mod urgent;
pub mod withdraw;
mod witness;

pub mod live;

use ::entity::meeting;
use domain::id::{MeetingId, SeriesId};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

pub use adjust::{allot, hold_over, put_back, take_off};
pub use advise::{
    Advice, Adviser, Invitation, give_advice, invitations, invite_adviser, withdraw_invitation,
};
pub(crate) use advise::{invite, invited_at, is_invitable};
pub use ahead::plan_ahead;
pub use answers::{Coming, accept, decline};
pub use arrange::arrange;
pub use cancel::cancel;
pub use cases::{advise_series, answer_advice, end_annex, put_annex};
pub use compose::compose;
pub use edit::edit;
pub use exclude::{Excluded, Exclusions, Hit, alerts, exclude, exclusions, propose_lift};
pub(crate) use exclude::{is_excluded, is_left_out, lift};
pub(crate) use found::{Sight, minutes_shown, shows_paper, sight};
pub use freeze::verify;
pub use include::include;
pub use item::item;
pub use list::list;
pub(crate) use lower::lower_class;
pub use lower::propose_lower_class;
pub use minutes::Rights as MinutesRights;
pub(crate) use minutes::seal;
pub use minutes::{
    Approval, Approved, Author, Compared, Correction, ItemVersions, MinutesItem, MinutesView,
    Rectification, Revision, Versions, accept_correction, approve_minutes, decline_correction,
    draft_minutes, edit_minutes, offer_minutes, propose_correction, read_minutes, rectify_minutes,
    restore_revision, verify_minutes, versions, withdraw_correction,
};
pub use open::open;
pub use outline::{Outline, OutlineLine, outline};
pub use party_advice::{
    AdviceDesk, AdviceLine, Asking, PartyAdvice, advice_desk, ask_party_advice, asking,
    give_party_advice, withdraw_party_advice,
};
pub use plan::plan;
pub use planning::planning;
pub use propose::propose;
pub use publish::publish;
pub use read::read;
pub use readers::{How, Readers, Reading, readers};
pub use register::{DecisionRegister, RegisterLine, decision_register};
pub use reschedule::{reschedule, rescheduling};
pub use return_item::return_item;
pub(crate) use rows::{in_progress, meeting_facts, meeting_place, reads};
pub use series::change_series;
pub use story::{Turn, story};
pub use suggest::{pass_suggestion, take_up};
pub use urgent::call_urgent;
pub use withdraw::withdraw;
pub(crate) use witness::witness;

/// The series of a meeting, when the actor may follow it live.
///
/// # Errors
/// [`Error::NotFound`] when the meeting is not of this region or the actor has no place in it.
pub async fn may_follow(ctx: &Ctx, id: MeetingId) -> Result<SeriesId> {
    let tx = ctx.read().await?;
    let row = meeting::Entity::find_by_id(id.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let series = SeriesId(row.series_id);
    ctx.authorise(Operation::FollowMeeting, Facts::of_meeting(series, id))
        .map_err(|_| Error::NotFound)?;
    Ok(series)
}
