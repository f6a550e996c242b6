//! A contribution becomes a proposal for the next agenda.

use ::entity::{agenda_item, contribution};
use domain::fault::{Code, Faults, NotNow};
use domain::id::{ContributionId, ItemId};
use domain::meetings::contribution_command::PlaceContribution;
use domain::meetings::{ContributionState, ItemKind, ItemState, Wanted};
use domain::people::Class;
use domain::policy::Operation;
use uuid::Uuid;

use super::find;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::meetings::fill;
use crate::{audit, stored};

/// The minutes an item may take.
const MINUTES: std::ops::RangeInclusive<i32> = 5..=60;

/// Proposes the contribution for the next meeting of its series: keten-intern, shared with
/// guests, in the name of the guest's organisation. The answer is still owed.
///
/// # Errors
/// [`Error::Refused`] on `minutes`; [`Error::NotNow`] when it stands on an agenda or was answered
/// already, or when no meeting is planned; [`Error::Stale`], [`Error::NotFound`].
pub async fn place_contribution(ctx: &Ctx, command: PlaceContribution) -> Result<ContributionId> {
    let item: ItemId = command.item.parse().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.write().await?;
    let row = find::to_answer(&tx, ctx, &command.id, command.version).await?;
    let mut faults = Faults::default();
    let Some(minutes) = faults.keep("minutes", minutes(&command.minutes)) else {
        return Err(faults.into());
    };
    let state: ContributionState = stored::state(&row.state)?;
    let word = state.word();
    let state = state.place(item)?;
    let no_meeting = NotNow {
        state: word,
        operation: "place",
    };
    let meeting = find::next_meeting(&tx, ctx, row.series_id).await?;
    let meeting = meeting.ok_or(no_meeting)?.id;
    propose(&tx, ctx, &row, (item, meeting), minutes).await?;
    find::write(&tx, &row, &state, Some(item.0)).await?;
    let entry = audit::Entry {
        operation: Operation::AnswerContribution,
        object: "contribution",
        id: row.id,
        detail: format!("placed version={}", row.version + 1),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.touch(meeting.into());
    tx.commit().await?;
    Ok(row.id.into())
}

fn minutes(raw: &str) -> std::result::Result<i32, Code> {
    let minutes: i32 = raw.trim().parse().map_err(|_| Code::NotANumber)?;
    if MINUTES.contains(&minutes) {
        Ok(minutes)
    } else {
        Err(Code::OutOfRange(
            i64::from(*MINUTES.start()),
            i64::from(*MINUTES.end()),
        ))
    }
}

async fn propose(
    tx: &Write,
    ctx: &Ctx,
    row: &contribution::Model,
    (item, meeting): (ItemId, Uuid),
    minutes: i32,
) -> Result<()> {
    let blank = fill::blank(fill::Owner {
        region: row.region_id,
        series: row.series_id,
        meeting,
        organisation: row.organisation_id,
        person: row.person_id,
        at: ctx.now(),
    })?;
    let proposed = agenda_item::Model {
        id: item.0,
        title: row.title.clone(),
        kind: ItemKind::GuestContribution.word().to_owned(),
        class: Class::K1.word().to_owned(),
        minutes,
        wanted: Wanted::Discuss.word().to_owned(),
        body: row.body.clone(),
        guest_shared: true,
        state_word: ItemState::PROPOSED.word().to_owned(),
        state: stored::json(&ItemState::PROPOSED)?,
        origin: fill::CONTRIBUTION.to_owned(),
        origin_id: Some(row.id),
        ..blank
    };
    fill::insert(tx, vec![proposed]).await
}
