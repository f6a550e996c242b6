//! A sponsor asks for somebody to be let in.

use ::entity::{guest_account, meeting, organisation, region_organisation, series};
use domain::fault::{Code, Faults};
use domain::id::{GuestId, MeetingId, OrganisationId, SeriesId};
use domain::people::OrganisationKind;
use domain::people::guest::{GuestState, Recovery, RequestGuest, may_sponsor};
use domain::policy::{Facts, Operation};
use domain::text::{Body, Email, Screen, Title};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::twin;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::guests::letters::address_hash;
use crate::{audit, replay, screen, stored};

/// Asks for a guest; the director decides. The same form a second time changes nothing.
///
/// A second request for an address is refused when the actor knows of the first one: their own
/// organisation vouches, or they see all guests. Otherwise it is not told whether an address is known:
/// that somebody is a member of a community organisation is nobody's business (GDPR, art. 9).
///
/// # Errors
/// [`Error::Refused`] on `organisation`, `function`, `email`, `purpose`, `meeting` or `reason`;
/// [`Error::Replayed`] for another request under an id that was used; [`Error::NotAllowed`],
/// [`Error::NotFound`].
pub async fn request(ctx: &Ctx, command: RequestGuest) -> Result<GuestId> {
    let id: GuestId = command.id.parse().map_err(|_| Error::NotFound)?;
    let series: SeriesId = command.series.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.write().await?;
    series::Entity::find_by_id(series.0)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.authorise(Operation::RequestGuest, Facts::of_series(series))?;
    let there = guest_account::Entity::find_by_id(id.0).one(&*tx).await?;
    if let Some(there) = &there
        && there.sponsor_person_id != ctx.actor.person.0
    {
        return Err(Error::NotFound);
    }
    let row = judge(&tx, ctx, (id, series), &command).await?;
    if let Some(there) = there {
        replay::same(told(&there), told(&row))?;
        return Ok(id);
    }
    row.into_active_model().reset_all().insert(&*tx).await?;
    let entry = audit::Entry {
        operation: Operation::RequestGuest,
        object: "guest_account",
        id: id.0,
        detail: "version=1 requested".to_owned(),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// What a form says, for telling whether it was sent before.
fn told(row: &guest_account::Model) -> (Uuid, Uuid, Option<Uuid>, &str, &str, &str) {
    (
        row.series_id,
        row.organisation_id,
        row.meeting_id,
        &row.function,
        &row.email,
        &row.purpose,
    )
}

async fn judge(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (id, series): (GuestId, SeriesId),
    command: &RequestGuest,
) -> Result<guest_account::Model> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let organisation = organisation(tx, ctx, &command.organisation).await?;
    let organisation = faults.keep("organisation", organisation);
    let function = faults.keep("function", Title::parse(&command.function, &screen));
    let email = faults.keep("email", email(tx, ctx, id, &command.email).await?);
    let purpose = faults.keep("purpose", Body::parse(&command.purpose, &screen));
    let meeting = faults.keep("meeting", meeting(tx, ctx, series, &command.meeting).await?);
    let (Some(organisation), Some(function), Some(email), Some(purpose), Some(meeting)) =
        (organisation, function, email, purpose, meeting)
    else {
        return Err(faults.into());
    };
    let texts = [function.as_str(), purpose.as_str()];
    screen::keep_answer(tx, ctx, ("guest_account", id.0), &screen, &texts).await?;
    let state = GuestState::Requested {
        at: ctx.now(),
        by: ctx.actor.person,
    };
    Ok(guest_account::Model {
        id: id.0,
        region_id: ctx.region().0,
        series_id: series.0,
        meeting_id: meeting,
        organisation_id: organisation.0,
        sponsor_organisation_id: ctx.actor.organisation.0,
        sponsor_person_id: ctx.actor.person.0,
        function: function.into_string(),
        email_hash: address_hash(&email),
        email: email.as_str().to_owned(),
        purpose: purpose.into_string(),
        account_id: None,
        person_id: None,
        state_word: state.word().to_owned(),
        state: stored::json(&state)?,
        recovery: stored::json(&Recovery::None)?,
        accepted_at: None,
        ends_at: None,
        idle_since: state.idle_since(None),
        version: 1,
        created_at: ctx.now(),
    })
}

/// An address that no guest of the actor's own has.
async fn email(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: GuestId,
    raw: &str,
) -> Result<std::result::Result<Email, Code>> {
    let email = match Email::parse(raw) {
        Ok(email) => email,
        Err(code) => return Ok(Err(code)),
    };
    let comes = twin::known_to(tx, ctx, &address_hash(&email), id).await?;
    Ok(if comes {
        Err(Code::ComesAlready)
    } else {
        Ok(email)
    })
}

/// An organisation of this region whose people the actor may bring.
async fn organisation(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    raw: &str,
) -> Result<std::result::Result<OrganisationId, Code>> {
    if raw.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let Ok(id) = raw.parse::<OrganisationId>() else {
        return Ok(Err(Code::NotAChoice));
    };
    let here = region_organisation::Entity::find_by_id((ctx.region().0, id.0))
        .one(tx)
        .await?;
    let row = organisation::Entity::find_by_id(id.0).one(tx).await?;
    let kind = match (here, row) {
        (Some(_), Some(row)) => stored::word(OrganisationKind::parse, &row.kind)?,
        _ => return Ok(Err(Code::NotAChoice)),
    };
    Ok(if may_sponsor(&ctx.actor, id, kind) {
        Ok(id)
    } else {
        Err(Code::NotAChoice)
    })
}

/// The one meeting a guest comes for, if it is still to come.
async fn meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    raw: &str,
) -> Result<std::result::Result<Option<Uuid>, Code>> {
    if raw.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(id) = raw.parse::<MeetingId>() else {
        return Ok(Err(Code::NotAChoice));
    };
    let row = meeting::Entity::find_by_id(id.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.is_in(super::list::AHEAD))
        .one(tx)
        .await?;
    Ok(row.map(|row| Some(row.id)).ok_or(Code::NotAChoice))
}
