//! The annex of the covenant for one table: put in force, and ended.

use std::collections::HashSet;

use ::entity::meeting_annex::{self, Column};
use ::entity::{annex_partner, covenant_party, series};
use chrono::NaiveDate;
use domain::covenants::annex::{Gives, LEAST_PARTNERS, gives_way};
use domain::covenants::{AnnexStanding, PartyState};
use domain::fault::{Code, Faults, NotNow};
use domain::id::{OrganisationId, SeriesId};
use domain::meetings::command::{EndAnnex, PutAnnex};
use domain::policy::{Facts, Operation};
use domain::text::{Body, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, Set,
};
use uuid::Uuid;

use super::super::series::{Sheet, sheet_of};
use super::super::{fields, rows};
use super::{said, settle};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::people::{OrganisationRef, names};
use crate::{replay, screen, stored};

/// A party of the covenant that can take part by an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyChoice {
    /// Which one.
    pub organisation: OrganisationRef,
    /// Whether it has signed.
    pub signed: bool,
    /// Whether it takes part by the annex that was put last.
    pub partner: bool,
}

/// What the form for an annex starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexForm {
    /// The series.
    pub sheet: Sheet,
    /// The parties of its covenant, in their order; none where no covenant governs it.
    pub parties: Vec<PartyChoice>,
    /// What for: as the last annex says it, else the series.
    pub purpose: String,
    /// What may be told, as the last annex says it.
    pub information: String,
}

/// What the form for an annex starts with, for who may put one.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn annex_form(ctx: &Ctx, id: &str) -> Result<AnnexForm> {
    let tx = ctx.read().await?;
    let row = rows::series(&tx, ctx, id).await?;
    ctx.authorise(Operation::PutAnnex, Facts::of_series(SeriesId(row.id)))?;
    let mut form = AnnexForm {
        sheet: sheet_of(ctx, row.clone())?,
        parties: Vec::new(),
        purpose: row.purpose.clone(),
        information: String::new(),
    };
    let Some(covenant) = row.covenant_id else {
        return Ok(form);
    };
    let last = annexes(&tx, &row, covenant).await?.into_iter().next();
    let partners: HashSet<Uuid> = match &last {
        Some(last) => partners(&tx, [last.id]).await?.into_iter().collect(),
        None => HashSet::new(),
    };
    let rows = parties(&tx, covenant).await?;
    let names = names(&tx, rows.iter().map(|party| party.organisation_id)).await?;
    for party in rows {
        let state: PartyState = stored::state(&party.state)?;
        let Some(organisation) = names.get(&party.organisation_id) else {
            continue;
        };
        form.parties.push(PartyChoice {
            organisation: organisation.clone(),
            signed: matches!(state, PartyState::Signed { .. }),
            partner: last.is_none() || partners.contains(&party.organisation_id),
        });
    }
    if let Some(last) = last {
        (form.purpose, form.information) = (last.purpose, last.information);
    }
    Ok(form)
}

/// The annexes of a series under a covenant, the last one that was put first.
pub(super) async fn annexes(
    tx: &DatabaseTransaction,
    row: &series::Model,
    covenant: Uuid,
) -> Result<Vec<meeting_annex::Model>> {
    Ok(meeting_annex::Entity::find()
        .filter(Column::RegionId.eq(row.region_id))
        .filter(Column::SeriesId.eq(row.id))
        .filter(Column::CovenantId.eq(covenant))
        .order_by_desc(Column::PutAt)
        .order_by_desc(Column::Id)
        .all(tx)
        .await?)
}

async fn partners(
    tx: &DatabaseTransaction,
    annexes: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Uuid>> {
    let rows = annex_partner::Entity::find()
        .filter(annex_partner::Column::AnnexId.is_in(annexes))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.organisation_id).collect())
}

async fn parties(tx: &DatabaseTransaction, covenant: Uuid) -> Result<Vec<covenant_party::Model>> {
    Ok(covenant_party::Entity::find()
        .filter(covenant_party::Column::CovenantId.eq(covenant))
        .order_by_asc(covenant_party::Column::Position)
        .all(tx)
        .await?)
}

/// What the form says, when nothing is wrong with it.
struct Judged {
    partners: Vec<Uuid>,
    purpose: Body,
    information: Body,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

/// Puts an annex in force for a series, in the place of the one before it from its first day on. A form
/// sent twice makes one annex.
///
/// # Errors
/// `Refused` per field; `NotNow` for a series without a covenant; `Stale`; `Replayed` for another annex
/// under an id that was used; `NotAllowed`, `NotFound`.
pub async fn put_annex(ctx: &Ctx, command: PutAnnex) -> Result<SeriesId> {
    let mut tx = ctx.write().await?;
    let row = rows::series(&tx, ctx, &command.series).await?;
    let series = SeriesId(row.id);
    ctx.authorise(Operation::PutAnnex, Facts::of_series(series))?;
    let id: Uuid = command.id.parse().map_err(|_| Error::NotFound)?;
    let Some(covenant) = row.covenant_id else {
        let (state, operation) = ("no_covenant", "put_annex");
        return Err(NotNow { state, operation }.into());
    };
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let parties = parties(&tx, covenant).await?;
    let parties = parties.into_iter().map(|party| party.organisation_id);
    let judged = judge(ctx, &command, &screen, &parties.collect())?;
    if let Some(there) = meeting_annex::Entity::find_by_id(id).one(&*tx).await? {
        let texts = (there.purpose.as_str(), there.information.as_str());
        let kept = (there.series_id, texts, there.in_force_from);
        let texts = (judged.purpose.as_str(), judged.information.as_str());
        replay::same(kept, (row.id, texts, judged.from))?;
        return Ok(series);
    }
    rows::fresh(command.version, row.version)?;
    let texts = [judged.purpose.as_str(), judged.information.as_str()];
    screen::keep_answer(&tx, ctx, ("series", row.id), &screen, &texts).await?;
    make_way(&tx, ctx, &row, covenant, judged.from).await?;
    let count = judged.partners.len();
    insert(&tx, ctx, (&row, covenant, id), judged).await?;
    settle(&mut tx, &row, row.advice_id).await?;
    let (object, detail) = (("series", row.id), format!("partners={count}"));
    audit::note(&tx, ctx, Operation::PutAnnex, object, detail).await?;
    tx.commit().await?;
    Ok(series)
}

fn judge(
    ctx: &Ctx,
    form: &PutAnnex,
    screen: &Screen<'_>,
    parties: &HashSet<Uuid>,
) -> Result<Judged> {
    let mut faults = Faults::default();
    let partners = faults.keep("partners", chosen(&form.partners, parties));
    let purpose = faults.keep("purpose", said(&form.purpose, screen));
    let information = faults.keep("information", said(&form.information, screen));
    let from = match fields::day(&form.from) {
        // What was told before it was put here was not told under it.
        Ok(day) if day < ctx.today() => faults.keep("from", Err(Code::InThePast)),
        read => faults.keep("from", read),
    };
    let to = match fields::day(&form.to) {
        Err(Code::Empty) => Some(None),
        Ok(day) if from.is_some_and(|from| day < from) => faults.keep("to", Err(Code::WrongOrder)),
        read => faults.keep("to", read.map(Some)),
    };
    match (partners, purpose, information, from, to) {
        (Some(partners), Some(purpose), Some(information), Some(from), Some(to)) => Ok(Judged {
            partners,
            purpose,
            information,
            from,
            to,
        }),
        _ => Err(faults.into()),
    }
}

/// The organisations that were ticked, each once.
fn chosen(ticked: &[String], parties: &HashSet<Uuid>) -> Result<Vec<Uuid>, Code> {
    let mut chosen = Vec::new();
    for raw in ticked {
        let id: OrganisationId = raw.parse().map_err(|_| Code::NotAChoice)?;
        if !parties.contains(&id.0) {
            return Err(Code::NotAChoice);
        }
        if !chosen.contains(&id.0) {
            chosen.push(id.0);
        }
    }
    if chosen.len() < LEAST_PARTNERS {
        return Err(Code::TooFew(LEAST_PARTNERS));
    }
    Ok(chosen)
}

/// Has the annexes that stand make way for one that counts from this day on.
async fn make_way(
    tx: &Write,
    ctx: &Ctx,
    row: &series::Model,
    covenant: Uuid,
    next: NaiveDate,
) -> Result<()> {
    let standing = annexes(tx, row, covenant).await?.into_iter();
    for annex in standing.filter(|annex| annex.ended_at.is_none()) {
        let id = annex.id;
        match gives_way(annex.in_force_from, annex.in_force_to, next) {
            Gives::Nothing => {}
            Gives::Until(last) => {
                meeting_annex::Entity::update_many()
                    .col_expr(Column::InForceTo, Expr::value(last))
                    .filter(Column::Id.eq(id))
                    .exec(&**tx)
                    .await?;
            }
            Gives::Way => end(tx, ctx, id, "").await?,
        }
    }
    Ok(())
}

async fn insert(
    tx: &Write,
    ctx: &Ctx,
    (row, covenant, id): (&series::Model, Uuid, Uuid),
    judged: Judged,
) -> Result<()> {
    let annex = meeting_annex::Model {
        id,
        region_id: row.region_id,
        covenant_id: covenant,
        series_id: row.id,
        purpose: judged.purpose.into_string(),
        information: judged.information.into_string(),
        in_force_from: judged.from,
        in_force_to: judged.to,
        put_at: ctx.now(),
        put_by: ctx.actor.person.0,
        ended_at: None,
        ended_by: None,
        end_reason: String::new(),
    };
    annex.into_active_model().reset_all().insert(&**tx).await?;
    let partners = judged.partners.into_iter();
    let partners = partners.map(|organisation| annex_partner::ActiveModel {
        annex_id: Set(id),
        organisation_id: Set(organisation),
        region_id: Set(row.region_id),
    });
    annex_partner::Entity::insert_many(partners)
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}

async fn end(tx: &Write, ctx: &Ctx, id: Uuid, reason: &str) -> Result<()> {
    meeting_annex::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(ctx.now()))
        .col_expr(Column::EndedBy, Expr::value(ctx.actor.person.0))
        .col_expr(Column::EndReason, Expr::value(reason))
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Ends an annex at once, with the reason that the table reads. Sending it twice changes nothing.
///
/// # Errors
/// `Refused`; `NotNow` for one that is over; `Stale`, `NotAllowed`, `NotFound`.
pub async fn end_annex(ctx: &Ctx, command: EndAnnex) -> Result<SeriesId> {
    let mut tx = ctx.write().await?;
    let row = rows::series(&tx, ctx, &command.series).await?;
    let series = SeriesId(row.id);
    ctx.authorise(Operation::EndAnnex, Facts::of_series(series))?;
    let id: Uuid = command.id.parse().map_err(|_| Error::NotFound)?;
    let annex = meeting_annex::Entity::find_by_id(id)
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::SeriesId.eq(row.id))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", said(&command.why, &screen)) else {
        return Err(faults.into());
    };
    let why = why.as_str();
    if annex.ended_by == Some(ctx.actor.person.0) && annex.end_reason == why {
        return Ok(series);
    }
    standing(ctx, &annex).end()?;
    rows::fresh(command.version, row.version)?;
    screen::keep_answer(&tx, ctx, ("series", row.id), &screen, &[why]).await?;
    end(&tx, ctx, id, why).await?;
    settle(&mut tx, &row, row.advice_id).await?;
    let object = ("series", row.id);
    audit::note(&tx, ctx, Operation::EndAnnex, object, String::new()).await?;
    tx.commit().await?;
    Ok(series)
}

/// Where an annex stands today.
pub(super) fn standing(ctx: &Ctx, annex: &meeting_annex::Model) -> AnnexStanding {
    let is_ended = annex.ended_at.is_some();
    AnnexStanding::on(
        ctx.today(),
        annex.in_force_from,
        annex.in_force_to,
        is_ended,
    )
}
