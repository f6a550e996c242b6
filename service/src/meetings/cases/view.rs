//! What case discussion at a table stands on, as the page of the series shows it.

use std::collections::HashMap;

use ::entity::{annex_partner, covenant, meeting_annex, series, series_advice};
use chrono::{DateTime, NaiveDate, Utc};
use domain::covenants::{AnnexStanding, Shut};
use domain::id::{CovenantId, SeriesId};
use domain::meetings::{AdviceState, Opinion};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::rows;
use super::annex::{annexes, standing};
use super::facts;
use crate::ctx::Ctx;
use crate::door::Binding;
use crate::error::Result;
use crate::people::{OrganisationRef, names};
use crate::stored;

/// What changed about a series since the officer advised on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// What it is for.
    pub purpose: bool,
    /// On what ground the parties meet.
    pub legal_basis: bool,
    /// The day of the DPIA.
    pub dpia: bool,
}

impl Changes {
    /// Whether anything did.
    pub fn any(self) -> bool {
        self.purpose || self.legal_basis || self.dpia
    }
}

/// An advice of the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which one.
    pub id: Uuid,
    /// What was advised, and whether it was answered.
    pub state: AdviceState,
    /// What was advised, in a word.
    pub opinion: Opinion,
    /// The advice.
    pub text: String,
    /// When.
    pub given_at: DateTime<Utc>,
    /// The short name of the organisation whose officer advised.
    pub organisation: String,
    /// The day of the DPIA it was given on.
    pub dpia_on: Option<NaiveDate>,
    /// What changed about the series since.
    pub changes: Changes,
    /// Why cases are discussed all the same, and when that was written down.
    pub answer: Option<(String, DateTime<Utc>)>,
}

/// An annex of the covenant for this table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Which one.
    pub id: Uuid,
    /// Where it stands today.
    pub standing: AnnexStanding,
    /// The short names of the organisations that take part.
    pub partners: Vec<String>,
    /// What for.
    pub purpose: String,
    /// What may be told.
    pub information: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, if there is one.
    pub to: Option<NaiveDate>,
    /// When it was ended, and why; an empty reason for one that gave way to another.
    pub ended: Option<(DateTime<Utc>, String)>,
}

/// What case discussion stands on, and who can do something about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cases {
    /// The series.
    pub series: SeriesId,
    /// The version for changes.
    pub version: i32,
    /// What the gate lacks at this table, whoever sits there.
    pub missing: Vec<Shut>,
    /// The day of the DPIA, if there is one.
    pub dpia_on: Option<NaiveDate>,
    /// The short name of the organisation that directs, whose officer advises.
    pub directs: String,
    /// The covenant that governs the series, with its title.
    pub covenant: Option<(CovenantId, String)>,
    /// The advice that stands.
    pub advice: Option<Given>,
    /// When purpose, ground or DPIA changed last, if they did.
    pub changed_at: Option<DateTime<Utc>>,
    /// Earlier advices, the last one first.
    pub earlier: Vec<Given>,
    /// The annexes, the last one that was put first.
    pub annexes: Vec<Annex>,
    /// Whether the actor advises here.
    pub may_advise: bool,
    /// Whether the actor decides here: answers the advice, puts annexes, records the DPIA.
    pub may_decide: bool,
}

/// What case discussion at a table stands on, for who has a member's place there or oversees it; nothing
/// for a guest, for whom cases do not open whatever stands.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn cases(ctx: &Ctx, id: &str) -> Result<Option<Cases>> {
    let tx = ctx.read().await?;
    let row = rows::overseen(&tx, ctx, id).await?;
    let series = SeriesId(row.id);
    if ctx.actor.is_guest_of(series) {
        return Ok(None);
    }
    let binding = Binding::load(&tx, ctx, (series, None)).await?;
    let mut given = advices(&tx, &row).await?;
    let stands = given.iter().position(|it| Some(it.id) == row.advice_id);
    let advice = stands.map(|at| given.remove(at));
    let covenant = match row.covenant_id {
        Some(id) => covenant::Entity::find_by_id(id)
            .filter(covenant::Column::RegionId.eq(row.region_id))
            .one(&*tx)
            .await?
            .map(|found| (CovenantId(found.id), found.title)),
        None => None,
    };
    let put = match row.covenant_id {
        Some(covenant) => annexes(&tx, &row, covenant).await?,
        None => Vec::new(),
    };
    let directs = names(&tx, [row.organisation_id]).await?;
    let directs = directs.get(&row.organisation_id);
    let here = Facts::of_series(series);
    Ok(Some(Cases {
        series,
        version: row.version,
        missing: binding.ground().missing(),
        dpia_on: row.dpia_on,
        directs: directs.map(|it| it.short.clone()).unwrap_or_default(),
        covenant,
        advice,
        changed_at: row.ground_at,
        earlier: given,
        annexes: read(&tx, ctx, put).await?,
        may_advise: ctx.may(Operation::AdviseSeries, facts(&row)),
        may_decide: ctx.may(Operation::AnswerAdvice, here),
    }))
}

/// Every advice on a series, the last one first.
async fn advices(tx: &DatabaseTransaction, row: &series::Model) -> Result<Vec<Given>> {
    let found = series_advice::Entity::find()
        .filter(series_advice::Column::RegionId.eq(row.region_id))
        .filter(series_advice::Column::SeriesId.eq(row.id))
        .order_by_desc(series_advice::Column::GivenAt)
        .order_by_desc(series_advice::Column::Id)
        .all(tx)
        .await?;
    let names = names(tx, found.iter().map(|it| it.organisation_id)).await?;
    found
        .into_iter()
        .map(|it| {
            let opinion = stored::word(Opinion::parse, &it.opinion)?;
            Ok(Given {
                id: it.id,
                state: AdviceState::kept(opinion, it.answered_at.is_some()),
                opinion,
                changes: Changes {
                    purpose: it.purpose != row.purpose,
                    legal_basis: it.legal_basis != row.legal_basis,
                    dpia: it.dpia_on != row.dpia_on,
                },
                text: it.text,
                given_at: it.given_at,
                organisation: short(&names, it.organisation_id),
                dpia_on: it.dpia_on,
                answer: it.answer.zip(it.answered_at),
            })
        })
        .collect()
}

async fn read(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    put: Vec<meeting_annex::Model>,
) -> Result<Vec<Annex>> {
    let partners = annex_partner::Entity::find()
        .filter(annex_partner::Column::AnnexId.is_in(put.iter().map(|annex| annex.id)))
        .all(tx)
        .await?;
    let names = names(tx, partners.iter().map(|it| it.organisation_id)).await?;
    let of = |annex: Uuid| {
        let its = partners.iter().filter(|it| it.annex_id == annex);
        let mut its: Vec<_> = its.map(|it| short(&names, it.organisation_id)).collect();
        its.sort();
        its
    };
    let read = |annex: meeting_annex::Model| Annex {
        id: annex.id,
        standing: standing(ctx, &annex),
        partners: of(annex.id),
        purpose: annex.purpose,
        information: annex.information,
        from: annex.in_force_from,
        to: annex.in_force_to,
        ended: annex.ended_at.map(|at| (at, annex.end_reason)),
    };
    Ok(put.into_iter().map(read).collect())
}

fn short(names: &HashMap<Uuid, OrganisationRef>, id: Uuid) -> String {
    names
        .get(&id)
        .map(|it| it.short.clone())
        .unwrap_or_default()
}
