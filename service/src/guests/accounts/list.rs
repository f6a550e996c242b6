//! Guest accounts to look at: all of them for who keeps the process, those they vouch for for
//! sponsors. Addresses are on no page.

use std::collections::HashMap;

use ::entity::{guest_account, meeting, person, series};
use chrono::{DateTime, Utc};
use domain::guard::Known;
use domain::id::{GuestId, MeetingId, SeriesId};
use domain::people::guest::{GuestState, Recovery, may_sponsor};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::row::{self, Held, facts};
use super::twin::{self, Twin};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::identity::{Factors, factors};
use crate::people::{OrganisationRef, names, organisations};
use crate::screen;

/// How many accounts a page holds.
pub const PAGE_OF_ACCOUNTS: u64 = 50;

/// Meetings that a guest can still come to.
pub(super) const AHEAD: [&str; 3] = ["planned", "collecting", "published"];

/// The states that have no future.
pub(super) const OVER: [&str; 5] = ["expired", "refused", "withdrawn", "revoked", "forgotten"];

/// An account on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestSummary {
    /// Which one.
    pub id: GuestId,
    /// What the guest is called here.
    pub function: String,
    /// Where the guest comes from.
    pub organisation: String,
    /// Who vouches: the organisation.
    pub sponsor: String,
    /// Where the account is in its life.
    pub state: GuestState,
    /// Whether the guest asked for a new way in.
    pub recovery: Recovery,
    /// Until when the guest is welcome.
    pub ends_at: Option<DateTime<Utc>>,
}

/// A page of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestList {
    /// The accounts, latest request first.
    pub accounts: Vec<GuestSummary>,
    /// Whether there are more.
    pub more: bool,
    /// Whether these are all of the region, or those the reader's organisation vouches for.
    pub all: bool,
    /// Whether the reader may ask for a guest.
    pub may_request: bool,
}

/// What the reader may do to an account now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MayGuest {
    /// Look at the request and decide.
    pub screen: bool,
    /// The same, were it not their own request.
    pub screen_own: bool,
    /// Take their own request back.
    pub withdraw: bool,
    /// Send another invitation.
    pub invite: bool,
    /// Hold the guest back.
    pub pause: bool,
    /// Let the guest come again.
    pub resume: bool,
    /// Give another term.
    pub renew: bool,
    /// Take the account away.
    pub revoke: bool,
    /// Confirm that it is the guest who asks for a new way in.
    pub confirm: bool,
    /// Let the guest begin anew.
    pub readmit: bool,
    /// Leave it as it was.
    pub drop: bool,
}

/// One account.
#[derive(Debug, Clone)]
pub struct GuestView {
    /// What stands on the list.
    pub summary: GuestSummary,
    /// The version a form is made from.
    pub version: i32,
    /// The overleg.
    pub series: String,
    /// When the one meeting begins that the guest comes for.
    pub meeting: Option<DateTime<Utc>>,
    /// Why the guest is needed; nothing for who keeps the machine.
    pub purpose: Option<String>,
    /// Who asked: what they are called here.
    pub asked_by: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// When the house rules were accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// What the guest signs in with.
    pub factors: Factors,
    /// Somebody who comes with the same address, for who decides about this request.
    pub twin: Option<Twin>,
    /// What the reader may do.
    pub may: MayGuest,
    /// What the guard lets through.
    pub known: Known,
}

/// What the form for a request offers.
#[derive(Debug, Clone)]
pub struct RequestPage {
    /// The series the actor asks for.
    pub series: Vec<(SeriesId, String)>,
    /// The organisations whose people the actor may bring.
    pub organisations: Vec<OrganisationRef>,
    /// Meetings to come.
    pub meetings: Vec<(MeetingId, DateTime<Utc>, String)>,
    /// What the guard lets through.
    pub known: Known,
}

/// A page of the accounts the actor follows: those that live, or those that are over.
///
/// # Errors
/// [`Error::NotFound`] for who follows none.
pub async fn accounts(ctx: &Ctx, over: bool, page: u64) -> Result<GuestList> {
    let all = ctx.may(Operation::ReadGuests, Facts::default());
    let own = Facts::of_owner(ctx.actor.organisation);
    ctx.authorise(Operation::ReadGuests, own)
        .map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let mut found = visible(ctx, all);
    let column = guest_account::Column::StateWord;
    found = found.filter(if over {
        column.is_in(OVER)
    } else {
        column.is_not_in(OVER)
    });
    let mut rows = found
        .order_by_desc(guest_account::Column::CreatedAt)
        .order_by_desc(guest_account::Column::Id)
        .offset(page.saturating_mul(PAGE_OF_ACCOUNTS))
        .limit(PAGE_OF_ACCOUNTS + 1)
        .all(&*tx)
        .await?;
    let limit = usize::try_from(PAGE_OF_ACCOUNTS).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let rows = rows.into_iter().map(Held::of).collect::<Result<Vec<_>>>()?;
    Ok(GuestList {
        accounts: summaries(&tx, rows).await?,
        more,
        all,
        may_request: ctx.may(Operation::RequestGuest, Facts::default()),
    })
}

pub(super) fn visible(ctx: &Ctx, all: bool) -> Select<guest_account::Entity> {
    let found =
        guest_account::Entity::find().filter(guest_account::Column::RegionId.eq(ctx.region().0));
    if all {
        return found;
    }
    found.filter(guest_account::Column::SponsorOrganisationId.eq(ctx.actor.organisation.0))
}

async fn summaries(tx: &DatabaseTransaction, rows: Vec<Held>) -> Result<Vec<GuestSummary>> {
    let ids = rows
        .iter()
        .flat_map(|held| [held.row.organisation_id, held.row.sponsor_organisation_id]);
    let names = names(tx, ids).await?;
    let name = |id: Uuid| names.get(&id).map(|it| it.name.clone()).unwrap_or_default();
    let summary = |held: Held| GuestSummary {
        id: GuestId(held.row.id),
        organisation: name(held.row.organisation_id),
        sponsor: name(held.row.sponsor_organisation_id),
        function: held.row.function,
        state: held.state,
        recovery: held.recovery,
        ends_at: held.row.ends_at,
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// One account that the actor follows.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn account(ctx: &Ctx, id: &str) -> Result<GuestView> {
    let tx = ctx.read().await?;
    let held = row::seen(&tx, ctx, id).await?;
    let row = held.row.clone();
    let may = may(ctx, &held);
    let series = series::Entity::find_by_id(row.series_id).one(&*tx).await?;
    let meeting = match row.meeting_id {
        Some(id) => meeting::Entity::find_by_id(id).one(&*tx).await?,
        None => None,
    };
    let sponsor = person::Entity::find_by_id(row.sponsor_person_id)
        .one(&*tx)
        .await?;
    let known = screen::known(&tx, ctx).await?;
    let factors = match row.account_id {
        Some(account) => factors(ctx.site(), account.into()).await?,
        None => Factors::default(),
    };
    // The purpose is content: for the table and its sponsors, not for who keeps the machine.
    let reads = ctx.may(Operation::RequestGuest, facts(&row));
    let decides = may.screen || may.screen_own;
    let twin = if decides {
        twin::let_in(&tx, &row).await?.map(Twin::of)
    } else {
        None
    };
    let summary = summaries(&tx, vec![held]).await?.pop();
    Ok(GuestView {
        summary: summary.ok_or(Error::NotFound)?,
        version: row.version,
        series: series.map(|series| series.name).unwrap_or_default(),
        meeting: meeting.map(|meeting| meeting.starts_at),
        purpose: Some(row.purpose).filter(|purpose| reads && !purpose.is_empty()),
        asked_by: sponsor.map(|sponsor| sponsor.function).unwrap_or_default(),
        asked_at: row.created_at,
        accepted_at: row.accepted_at,
        factors,
        twin,
        may,
        known,
    })
}

pub(super) fn may(ctx: &Ctx, held: &Held) -> MayGuest {
    let facts = facts(&held.row);
    let may = |operation| ctx.may(operation, facts);
    let (now, me) = (ctx.now(), ctx.actor.person);
    let state = || held.state.clone();
    let recovery = || held.recovery.clone();
    let opens = held.state.opens();
    let requested = may(Operation::ScreenGuest) && state().screen(now, me).is_ok();
    let own = held.row.sponsor_person_id == me.0;
    let second = held.recovery.confirmed_by() != Some(me);
    MayGuest {
        screen: requested && !own,
        screen_own: requested && own,
        withdraw: own && may(Operation::WithdrawGuestRequest) && state().withdraw(now, me).is_ok(),
        invite: may(Operation::InviteGuest) && state().invite_again(now, me).is_ok(),
        pause: may(Operation::PauseGuest) && opens,
        resume: may(Operation::ResumeGuest) && state().resume(now).is_ok(),
        renew: may(Operation::RenewGuest) && state().renew(now).is_ok(),
        revoke: may(Operation::RevokeGuest) && state().revoke(now, me, String::new()).is_ok(),
        confirm: may(Operation::ConfirmGuest) && recovery().confirm(now, me).is_ok(),
        readmit: may(Operation::ReadmitGuest) && opens && second && recovery().grant().is_ok(),
        drop: may(Operation::ReadmitGuest) && recovery().drop().is_ok(),
    }
}

/// What the actor can choose from to ask for a guest.
///
/// # Errors
/// [`Error::NotFound`] for who may not ask.
pub async fn request_page(ctx: &Ctx) -> Result<RequestPage> {
    ctx.authorise(Operation::RequestGuest, Facts::default())
        .map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let series: Vec<(SeriesId, String)> = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(series::Column::Name)
        .all(&*tx)
        .await?
        .into_iter()
        .map(|row| (SeriesId(row.id), row.name))
        .filter(|(id, _)| ctx.may(Operation::RequestGuest, Facts::of_series(*id)))
        .collect();
    let organisations = organisations(&tx, ctx)
        .await?
        .into_iter()
        .filter(|it| may_sponsor(&ctx.actor, it.id, it.kind))
        .collect();
    let names: HashMap<Uuid, &String> = series.iter().map(|(id, name)| (id.0, name)).collect();
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.is_in(names.keys().copied()))
        .filter(meeting::Column::StateWord.is_in(AHEAD))
        .order_by_asc(meeting::Column::StartsAt)
        .all(&*tx)
        .await?
        .into_iter()
        .filter_map(|row| {
            let name = names.get(&row.series_id)?;
            Some((MeetingId(row.id), row.starts_at, (*name).clone()))
        })
        .collect();
    let known = screen::known(&tx, ctx).await?;
    Ok(RequestPage {
        series,
        organisations,
        meetings,
        known,
    })
}
