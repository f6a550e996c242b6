//! Giving the advice that was asked of the own organisation.

use ::entity::{agenda_item, meeting, party_advice};
use chrono::{DateTime, Utc};
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, OrganisationId};
use domain::meetings::party_advice::Writing;
use domain::meetings::party_advice_command::GivePartyAdvice;
use domain::meetings::{Counsel, MeetingState, PartyAdviceState};
use domain::policy::Operation;
use domain::text::{Body, Screen};
use sea_orm::DatabaseTransaction;

use super::{found, keep, look_again, meeting_of, open_for_advice, rows};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::Result;
use crate::meetings::{fields, publish};
use crate::{screen, stored};

/// Gives the advice of the own organisation, or writes it anew within the term; everybody who reads the
/// item reads it. Sent twice it is given once.
///
/// # Errors
/// `Refused` without an advice or a reason, and by the guard; `NotNow` once the asking was taken back, the
/// meeting began, or the term or an agenda made it final; `Stale`; `NotAllowed` for who may not speak for
/// the organisation that was asked; `NotFound` for who does not see the asking.
pub async fn give_party_advice(ctx: &Ctx, command: GivePartyAdvice) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let (row, item) = found(&tx, ctx, &command.id).await?;
    let operation = Operation::GivePartyAdvice;
    let owner = OrganisationId(row.organisation_id);
    ctx.authorise(operation, rows::facts(&item).owned_by(owner))?;
    let (meeting, at) = meeting_of(&tx, ctx, &item).await?;
    let state: PartyAdviceState = stored::state(&row.state)?;
    if is_same(ctx, &state, &row, &command) {
        return Ok(MeetingId(row.meeting_id));
    }
    open_for_advice(&item, &at, "give_party_advice")?;
    let writing = writing(&tx, ctx, &row, (&item, &meeting, &at)).await?;
    // What cannot be written any more says so before the text is judged.
    state.clone().give(writing, Counsel::None)?;
    rows::fresh(command.version, row.version)?;
    let (counsel, text) = judge(&tx, ctx, &item, &command).await?;
    let state = state.give(writing, counsel)?;
    keep(&tx, ctx, &row, (&state, Some(text))).await?;
    let detail = format!("advice={} counsel={}", row.id, counsel.word());
    audit::note(&tx, ctx, operation, ("item", item.id), detail).await?;
    let meeting = look_again(&mut tx, row.meeting_id);
    tx.commit().await?;
    Ok(meeting)
}

/// Whether this very form was sent before, and nobody wrote since.
fn is_same(
    ctx: &Ctx,
    state: &PartyAdviceState,
    row: &party_advice::Model,
    command: &GivePartyAdvice,
) -> bool {
    let text = command.text.replace("\r\n", "\n");
    match state {
        PartyAdviceState::Given { by, counsel, .. } => {
            *by == ctx.actor.person
                && command.version + 1 == row.version
                && counsel.word() == command.counsel
                && row.text.as_deref() == Some(text.trim())
        }
        _ => false,
    }
}

/// When the advice is written, for the rule.
pub(super) async fn writing(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &party_advice::Model,
    (item, meeting, state): (&agenda_item::Model, &meeting::Model, &MeetingState),
) -> Result<Writing> {
    Ok(Writing {
        at: ctx.now(),
        today: ctx.today(),
        by: ctx.actor.person,
        due: row.due_on,
        published: published(tx, item, meeting, state).await?,
    })
}

/// When the agenda was published last on which the item stands.
async fn published(
    tx: &DatabaseTransaction,
    item: &agenda_item::Model,
    meeting: &meeting::Model,
    state: &MeetingState,
) -> Result<Option<DateTime<Utc>>> {
    let MeetingState::Published { at, .. } = state else {
        return Ok(None);
    };
    let lines = publish::last_lines(tx, meeting).await?;
    let stands = lines.iter().any(|line| line.item_id == item.id);
    Ok(stands.then_some(*at))
}

async fn judge(
    tx: &Write,
    ctx: &Ctx,
    item: &agenda_item::Model,
    command: &GivePartyAdvice,
) -> Result<(Counsel, String)> {
    let known = screen::known(tx, ctx).await?;
    let mut screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    if item.case_ref.is_some() {
        screen = screen.for_case();
    }
    let mut faults = Faults::default();
    let counsel: std::result::Result<_, Code> = fields::choice(&command.counsel, Counsel::parse);
    let counsel = faults.keep("counsel", counsel);
    let text = faults.keep("text", Body::parse(&command.text, &screen));
    let (Some(counsel), Some(text)) = (counsel, text) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, ("item", item.id), &screen, &[text.as_str()]).await?;
    Ok((counsel, text.into_string()))
}
