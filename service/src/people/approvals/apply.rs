//! What follows from a proposal once it is agreed on.

use ::entity::{agenda_item, meeting, person, role_grant, seat, series, sign_in_request, stand_in};
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, OrganisationId, SeriesId};
use domain::people::approval::Proposal;
use domain::people::{Class, Role, SeatKind};
use domain::policy::Facts;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::identity::{REQUEST_LASTS, providers};
use crate::people::{binding, deputies};
use crate::stored;

/// What the policy has to know of it: the table it is about, and whose it is: of the organisation of
/// the person, or of who brought the item in.
pub(super) async fn facts(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    proposal: &Proposal,
) -> Result<Facts> {
    if let Some(item) = proposal.item() {
        let row = find_item(tx, ctx, item.0).await?;
        return Ok(item_facts(&row));
    }
    let Some(person) = proposal.person() else {
        return Ok(Facts::default());
    };
    let row = find_person(tx, ctx, person.0).await?;
    let series = match proposal {
        Proposal::StandIn { meeting, .. } => Some(find_meeting(tx, ctx, *meeting).await?),
        _ => proposal.series(),
    };
    Ok(Facts::owned(series, OrganisationId(row.organisation_id)))
}

/// What the policy has to know of an item in a proposal: no deputy of one meeting is a second.
pub(super) fn item_facts(row: &agenda_item::Model) -> Facts {
    Facts::owned(
        Some(SeriesId(row.series_id)),
        OrganisationId(row.organisation_id),
    )
}

/// The table of a meeting.
async fn find_meeting(tx: &DatabaseTransaction, ctx: &Ctx, meeting: MeetingId) -> Result<SeriesId> {
    let row = meeting::Entity::find_by_id(meeting.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    Ok(SeriesId(row.ok_or(Error::NotFound)?.series_id))
}

/// Refuses what is so already, what has no place to go, and what would be no lowering any more.
pub(super) async fn still_fits(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    proposal: &Proposal,
) -> Result<()> {
    if gives_a_guest_more(tx, ctx, proposal).await? {
        let mut faults = Faults::default();
        faults.add("", Code::IsGuest);
        return Err(faults.into());
    }
    let fault = match proposal {
        Proposal::GrantRole {
            person,
            role,
            series,
        } => {
            let held = role_grant::Entity::find()
                .filter(role_grant::Column::RegionId.eq(ctx.region().0))
                .filter(role_grant::Column::PersonId.eq(person.0))
                .filter(role_grant::Column::Role.eq(role.word()))
                .all(tx)
                .await?;
            let series = series.map(|series| series.0);
            let so = held
                .iter()
                .any(|held| held.series_id.is_none() || held.series_id == series);
            so.then_some(("role", Code::AlreadySo))
        }
        Proposal::GrantSeat {
            person,
            series,
            ceiling,
        } => {
            let table = find_series(tx, ctx, series.0).await?;
            let highest = stored::word(Class::parse, &table.ceiling)?;
            let seats = seats_of(tx, ctx, person.0, series.0).await?;
            if *ceiling > highest {
                Some(("ceiling", Code::AboveCeiling))
            } else {
                seats
                    .iter()
                    .any(|seat| seat.ceiling == ceiling.word())
                    .then_some(("series", Code::AlreadySo))
            }
        }
        Proposal::StandIn {
            person,
            meeting,
            seat,
            ceiling,
            role,
        } => {
            let opens = (*ceiling, *role);
            let fits = deputies::fits(tx, ctx, (*meeting, *seat), *person, opens).await?;
            (!fits).then_some(("person", Code::NotAChoice))
        }
        Proposal::BindIdentity { person, request } => {
            let shown = sign_in_request::Entity::find_by_id(request.0)
                .one(tx)
                .await?;
            let fresh = shown.filter(|shown| shown.at > ctx.now() - REQUEST_LASTS);
            match fresh {
                None => Some(("code", Code::UnknownCode)),
                Some(shown) => {
                    let who = find_person(tx, ctx, person.0).await?;
                    let hindrance = binding::hindrance(tx, ctx, &shown, &who).await?;
                    hindrance.map(|code| ("code", code))
                }
            }
        }
        Proposal::Resume { person } => find_person(tx, ctx, person.0)
            .await?
            .active
            .then_some(("", Code::AlreadySo)),
        Proposal::LowerClass { item, class } => {
            let now = stored::word(Class::parse, &find_item(tx, ctx, item.0).await?.class)?;
            (now <= *class).then_some(("class", Code::AlreadySo))
        }
        Proposal::InviteAdviser { item, person } => {
            let fits = crate::meetings::is_invitable(tx, ctx, item.0, *person).await?;
            (!fits).then_some(("person", Code::NotAChoice))
        }
        Proposal::LiftExclusion { item, subject } => {
            let is_out = crate::meetings::is_excluded(tx, ctx, item.0, *subject).await?;
            (!is_out).then_some(("", Code::AlreadySo))
        }
        Proposal::ChangeProvider { provider } => providers::fits(tx, ctx, *provider).await?,
    };
    match fault {
        None => Ok(()),
        Some((field, code)) => {
            let mut faults = Faults::default();
            faults.add(field, code);
            Err(faults.into())
        }
    }
}

/// Whether somebody who came by invitation would sit there as anything else: guests read what is
/// marked for them, and a member's seat would open the rest (`docs/domain.md#guests`).
async fn gives_a_guest_more(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    proposal: &Proposal,
) -> Result<bool> {
    let (Proposal::GrantRole { person, .. }
    | Proposal::GrantSeat { person, .. }
    | Proposal::StandIn { person, .. }) = proposal
    else {
        return Ok(false);
    };
    let held = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::PersonId.eq(person.0))
        .all(tx)
        .await?;
    for grant in held {
        if !stored::word(Role::parse, &grant.role)?.is_granted() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Does it. What it is about was looked at just before, in the same transaction.
pub(super) async fn apply(tx: &Write, ctx: &Ctx, proposal: &Proposal) -> Result<()> {
    match proposal {
        Proposal::GrantRole {
            person,
            role,
            series,
        } => grant_role(tx, ctx, person.0, *role, series.map(|series| series.0)).await,
        Proposal::GrantSeat {
            person,
            series,
            ceiling,
        } => grant_seat(tx, ctx, person.0, series.0, *ceiling).await,
        Proposal::StandIn {
            person,
            meeting,
            seat,
            ceiling,
            role,
        } => {
            let opens = (*ceiling, *role);
            deputies::seat(tx, ctx, (*meeting, *seat), *person, opens).await
        }
        Proposal::BindIdentity { person, request } => {
            let who = find_person(tx, ctx, person.0).await?;
            binding::bind(tx, ctx, &who, request.0).await
        }
        Proposal::Resume { person } => {
            person::Entity::update_many()
                .col_expr(person::Column::Active, Expr::value(true))
                .col_expr(
                    person::Column::Version,
                    Expr::col(person::Column::Version).add(1),
                )
                .filter(person::Column::Id.eq(person.0))
                .filter(person::Column::RegionId.eq(ctx.region().0))
                .exec(&**tx)
                .await?;
            Ok(())
        }
        Proposal::LowerClass { item, class } => {
            crate::meetings::lower_class(tx, ctx, item.0, *class).await
        }
        Proposal::InviteAdviser { item, person } => {
            crate::meetings::invite(tx, ctx, *item, *person).await
        }
        Proposal::LiftExclusion { item, subject } => {
            crate::meetings::lift(tx, ctx, *item, *subject).await
        }
        Proposal::ChangeProvider { provider } => providers::take_effect(tx, ctx, *provider).await,
    }
}

/// What follows when it is not agreed on, or taken back: for most nothing.
pub(super) async fn let_go(tx: &Write, ctx: &Ctx, proposal: &Proposal) -> Result<()> {
    match proposal {
        Proposal::ChangeProvider { provider } => providers::drop_waiting(tx, ctx, *provider).await,
        _ => Ok(()),
    }
}

async fn grant_role(
    tx: &Write,
    ctx: &Ctx,
    person: Uuid,
    role: Role,
    series: Option<Uuid>,
) -> Result<()> {
    let row = role_grant::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        person_id: person,
        role: role.word().to_owned(),
        series_id: series,
        granted_at: ctx.now(),
        granted_by: Some(ctx.actor.person.0),
    };
    row.into_active_model().insert(&**tx).await?;
    Ok(())
}

/// One seat per person at a table: a new one takes the place of the old.
async fn grant_seat(
    tx: &Write,
    ctx: &Ctx,
    person: Uuid,
    series: Uuid,
    ceiling: Class,
) -> Result<()> {
    let who = find_person(tx, ctx, person).await?;
    let old = seats_of(tx, ctx, person, series).await?;
    seat::Entity::delete_many()
        .filter(seat::Column::Id.is_in(old.iter().map(|seat| seat.id)))
        .exec(&**tx)
        .await?;
    let position = match old.first() {
        Some(old) => old.position,
        None => {
            let there = seat::Entity::find()
                .filter(seat::Column::SeriesId.eq(series))
                .count(&**tx)
                .await?;
            i32::try_from(there).unwrap_or(i32::MAX)
        }
    };
    let row = seat::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        series_id: series,
        organisation_id: who.organisation_id,
        person_id: Some(person),
        meeting_id: None,
        kind: SeatKind::Member.word().to_owned(),
        ceiling: ceiling.word().to_owned(),
        label: who.function,
        position,
    };
    // Who was to take the old one at some meeting takes the new one there.
    stand_in::Entity::update_many()
        .col_expr(stand_in::Column::SeatId, Expr::value(row.id))
        .filter(stand_in::Column::SeatId.is_in(old.iter().map(|seat| seat.id)))
        .exec(&**tx)
        .await?;
    row.into_active_model().insert(&**tx).await?;
    Ok(())
}

async fn seats_of(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    person: Uuid,
    series: Uuid,
) -> Result<Vec<seat::Model>> {
    Ok(seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(series))
        .filter(seat::Column::PersonId.eq(person))
        .all(tx)
        .await?)
}

pub(super) async fn find_person(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: Uuid,
) -> Result<person::Model> {
    person::Entity::find_by_id(id)
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

async fn find_series(tx: &DatabaseTransaction, ctx: &Ctx, id: Uuid) -> Result<series::Model> {
    series::Entity::find_by_id(id)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn find_item(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: Uuid,
) -> Result<agenda_item::Model> {
    agenda_item::Entity::find_by_id(id)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}
