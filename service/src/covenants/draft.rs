//! Draws up a covenant from the template.

mod insert;

use std::collections::HashSet;

use ::entity::{covenant, covenant_party, series};
use chrono::NaiveDate;
use domain::covenants::EffectiveWhen;
use domain::covenants::command::DraftCovenant;
use domain::fault::{Code, Faults};
use domain::guard::Known;
use domain::id::{CovenantId, OrganisationId, SeriesId};
use domain::policy::{Facts, Operation};
use domain::text::{Body, Screen, Title};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::parse;
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::{OrganisationRef, organisations};
use crate::{replay, screen};

/// What the form for a new covenant offers.
#[derive(Debug, Clone)]
pub struct DraftForm {
    /// Freshly minted, so that the form makes one covenant however often it is sent.
    pub id: Uuid,
    /// The organisations of the region.
    pub organisations: Vec<OrganisationRef>,
    /// The series that no covenant governs yet.
    pub series: Vec<(SeriesId, String)>,
    /// What the guard lets pass.
    pub known: Known,
    /// Today.
    pub today: NaiveDate,
}

/// Prepares the form for a new covenant.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn draft_form(ctx: &Ctx) -> Result<DraftForm> {
    ctx.authorise(Operation::DraftCovenant, Facts::default())?;
    let tx = ctx.read().await?;
    let free = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::CovenantId.is_null())
        .all(&*tx)
        .await?;
    Ok(DraftForm {
        id: ctx.new_id(),
        organisations: organisations(&tx, ctx).await?,
        series: free
            .into_iter()
            .map(|row| (SeriesId(row.id), row.name))
            .collect(),
        known: screen::known(&tx, ctx).await?,
        today: ctx.today(),
    })
}

/// What a draft needs, after it was judged.
struct Draft {
    id: CovenantId,
    title: String,
    purpose: String,
    when: EffectiveWhen,
    starts: NaiveDate,
    ends: NaiveDate,
    evaluation: Option<NaiveDate>,
    series: Option<SeriesId>,
    parties: Vec<OrganisationRef>,
}

/// Draws up a covenant with the clauses of the template, filled with the region and the parties.
/// A form sent twice makes one covenant.
///
/// # Errors
/// [`Error::Refused`] per field; [`Error::Replayed`] for another covenant under an id that was used;
/// [`Error::NotAllowed`]; [`Error::NotFound`] for a malformed id.
pub async fn draft(ctx: &Ctx, command: DraftCovenant) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::DraftCovenant, Facts::default())?;
    let id: CovenantId = parse::id(&command.id)?;
    let there = covenant::Entity::find_by_id(id.0).one(&*tx).await?;
    if let Some(there) = &there
        && there.region_id != ctx.region().0
    {
        return Err(Error::NotFound);
    }
    let here = organisations(&tx, ctx).await?;
    let draft = judge(&tx, ctx, &command, id, &here).await?;
    if let Some(there) = there {
        again(&tx, &there, &draft).await?;
        return Ok(id);
    }
    insert::all(&tx, ctx, &draft, &here).await?;
    let entry = Entry {
        operation: Operation::DraftCovenant,
        object: "covenant",
        id: id.0,
        detail: format!("parties={}", draft.parties.len()),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether the covenant is the one that the form describes.
async fn again(tx: &DatabaseTransaction, there: &covenant::Model, draft: &Draft) -> Result<()> {
    let parties = covenant_party::Entity::find()
        .filter(covenant_party::Column::CovenantId.eq(there.id))
        .all(tx)
        .await?;
    let kept = (
        (
            there.title.as_str(),
            there.purpose.as_str(),
            there.effective_when.as_str(),
        ),
        (there.starts_on, there.ends_on, there.evaluation_on),
        parties
            .iter()
            .map(|party| party.organisation_id)
            .collect::<HashSet<_>>(),
    );
    let sent = (
        (
            draft.title.as_str(),
            draft.purpose.as_str(),
            draft.when.word(),
        ),
        (Some(draft.starts), Some(draft.ends), draft.evaluation),
        draft.parties.iter().map(|party| party.id.0).collect(),
    );
    replay::same(kept, sent)
}

async fn judge(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    command: &DraftCovenant,
    id: CovenantId,
    here: &[OrganisationRef],
) -> Result<Draft> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let title = faults.keep("title", Title::parse(&command.title, &screen));
    let purpose = faults.keep("purpose", Body::parse(&command.purpose, &screen));
    let series = faults.keep("series", free_series(tx, ctx, &command.series).await?);
    let when = EffectiveWhen::parse(&command.effective_when).ok_or(Code::NotAChoice);
    let when = faults.keep("effective_when", when);
    let starts = faults.keep("starts_on", parse::day(&command.starts_on));
    let ends = last_day(&command.ends_on, starts, ctx.today());
    let ends = faults.keep("ends_on", ends);
    let evaluation = parse::optional_day(&command.evaluation_on).and_then(|day| match day {
        Some(day) if ends.is_some_and(|ends| day > ends) => Err(Code::WrongOrder),
        other => Ok(other),
    });
    let evaluation = faults.keep("evaluation_on", evaluation);
    let parties = faults.keep("parties", chosen(&command.parties, here));
    let texts = [command.title.as_str(), command.purpose.as_str()];
    screen::keep_answer(tx, ctx, ("covenant", id.0), &screen, &texts).await?;
    match (
        title, purpose, series, when, starts, ends, evaluation, parties,
    ) {
        (
            Some(title),
            Some(purpose),
            Some(series),
            Some(when),
            Some(starts),
            Some(ends),
            Some(evaluation),
            Some(parties),
        ) => Ok(Draft {
            id,
            title: title.into_string(),
            purpose: purpose.into_string(),
            when,
            starts,
            ends,
            evaluation,
            series,
            parties,
        }),
        _ => Err(faults.into()),
    }
}

/// The last day lies ahead and not before the first.
fn last_day(raw: &str, starts: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Code> {
    let ends = parse::day(raw)?;
    if ends < today {
        Err(Code::InThePast)
    } else if starts.is_some_and(|starts| ends < starts) {
        Err(Code::WrongOrder)
    } else {
        Ok(ends)
    }
}

/// The organisations chosen, in the order of the list. An agreement takes two.
fn chosen(raw: &[String], here: &[OrganisationRef]) -> Result<Vec<OrganisationRef>, Code> {
    let known = |text: &String| {
        let id: Option<OrganisationId> = text.parse().ok();
        id.is_some_and(|id| here.iter().any(|organisation| organisation.id == id))
    };
    if !raw.iter().all(known) {
        return Err(Code::NotAChoice);
    }
    let parties: Vec<_> = here
        .iter()
        .filter(|organisation| raw.contains(&organisation.id.to_string()))
        .cloned()
        .collect();
    match parties.len() {
        0 | 1 => Err(Code::TooFew(2)),
        _ => Ok(parties),
    }
}

/// A series of this region that no covenant governs yet.
async fn free_series(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    raw: &str,
) -> Result<Result<Option<SeriesId>, Code>> {
    if raw.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(id) = raw.parse::<SeriesId>() else {
        return Ok(Err(Code::NotAChoice));
    };
    let row = series::Entity::find_by_id(id.0)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::CovenantId.is_null())
        .one(tx)
        .await?;
    Ok(row.map(|_| Some(id)).ok_or(Code::NotAChoice))
}
