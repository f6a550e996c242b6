//! Draws up a covenant from the template.

use ::entity::{clause, covenant, covenant_party, covenant_version, meeting_annex, series};
use chrono::NaiveDate;
use domain::covenants::command::DraftCovenant;
use domain::covenants::{CovenantState, EffectiveWhen, PartyState};
use domain::fault::{Code, Faults};
use domain::id::{CovenantId, OrganisationId, SeriesId};
use domain::people::OrganisationKind;
use domain::policy::{Facts, Operation};
use domain::text::{Body, Screen, Title};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};

use super::parse;
use super::template::{self, Filling};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::{OrganisationRef, organisations};
use crate::screen;
use crate::stored::json;

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
/// [`Error::Refused`] per field; [`Error::NotAllowed`]; [`Error::NotFound`] for a malformed id.
pub async fn draft(ctx: &Ctx, command: DraftCovenant) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::DraftCovenant, Facts::default())?;
    let id: CovenantId = parse::id(&command.id)?;
    if exists(&tx, ctx, id).await? {
        return Ok(id);
    }
    let here = organisations(&tx, ctx).await?;
    let draft = judge(&tx, ctx, &command, id, &here).await?;
    insert_covenant(&tx, ctx, &draft).await?;
    insert_text(&tx, ctx, &draft, &here).await?;
    insert_parties(&tx, ctx, &draft).await?;
    if let Some(series) = draft.series {
        insert_annex(&tx, ctx, &draft, series).await?;
    }
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

/// Whether this id is in use; in another region that leads nowhere.
async fn exists(tx: &DatabaseTransaction, ctx: &Ctx, id: CovenantId) -> Result<bool> {
    match covenant::Entity::find_by_id(id.0).one(tx).await? {
        None => Ok(false),
        Some(row) if row.region_id == ctx.region().0 => Ok(true),
        Some(_) => Err(Error::NotFound),
    }
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

async fn insert_covenant(tx: &DatabaseTransaction, ctx: &Ctx, draft: &Draft) -> Result<()> {
    let state = CovenantState::Draft;
    covenant::ActiveModel {
        id: Set(draft.id.0),
        region_id: Set(ctx.region().0),
        title: Set(draft.title.clone()),
        purpose: Set(draft.purpose.clone()),
        state_word: Set(state.word().to_owned()),
        state: Set(json(&state)?),
        effective_when: Set(draft.when.word().to_owned()),
        starts_on: Set(Some(draft.starts)),
        ends_on: Set(Some(draft.ends)),
        evaluation_on: Set(draft.evaluation),
        version: Set(1),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn insert_text(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    draft: &Draft,
    here: &[OrganisationRef],
) -> Result<()> {
    let region = ::entity::region::Entity::find_by_id(ctx.region().0)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let parties: Vec<String> = draft.parties.iter().map(|p| p.name.clone()).collect();
    let filled = template::clauses(&Filling {
        region: &region.name,
        director: directing(ctx, here),
        title: &draft.title,
        parties: &parties,
        starts: draft.starts,
        ends: draft.ends,
    })?;
    let version_id = ctx.new_id();
    covenant_version::ActiveModel {
        id: Set(version_id),
        region_id: Set(ctx.region().0),
        covenant_id: Set(draft.id.0),
        number: Set(1),
        hash: Set(None),
        frozen_at: Set(None),
        frozen_by: Set(None),
        frozen_with: Set(None),
        created_at: Set(ctx.now()),
    }
    .insert(tx)
    .await?;
    let rows = (1_i32..)
        .zip(filled)
        .map(|(number, (text, flag))| clause::ActiveModel {
            id: Set(ctx.new_id()),
            region_id: Set(ctx.region().0),
            version_id: Set(version_id),
            number: Set(number),
            heading: Set(text.heading),
            flag: Set(flag.word().to_owned()),
            text: Set(text.body),
            version: Set(1),
        });
    clause::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The municipality of who draws it up, else the first of the region.
fn directing<'a>(ctx: &Ctx, here: &'a [OrganisationRef]) -> &'a str {
    let is_municipality = |o: &&OrganisationRef| o.kind == OrganisationKind::Municipality;
    here.iter()
        .find(|o| o.id == ctx.actor.organisation && is_municipality(o))
        .or_else(|| here.iter().find(is_municipality))
        .map_or("", |organisation| organisation.short.as_str())
}

async fn insert_parties(tx: &DatabaseTransaction, ctx: &Ctx, draft: &Draft) -> Result<()> {
    let state = PartyState::Invited;
    let stored = json(&state)?;
    let rows = (0_i32..)
        .zip(&draft.parties)
        .map(|(position, party)| covenant_party::ActiveModel {
            id: Set(ctx.new_id()),
            region_id: Set(ctx.region().0),
            covenant_id: Set(draft.id.0),
            organisation_id: Set(party.id.0),
            core: Set(true),
            state_word: Set(state.word().to_owned()),
            state: Set(stored.clone()),
            position: Set(position),
            version: Set(1),
            updated_at: Set(ctx.now()),
        });
    covenant_party::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The annex counts from the first day of the covenant, and only once that governs the series.
async fn insert_annex(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    draft: &Draft,
    series_id: SeriesId,
) -> Result<()> {
    let row = series::Entity::find_by_id(series_id.0)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    meeting_annex::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        covenant_id: Set(draft.id.0),
        series_id: Set(series_id.0),
        purpose: Set(row.purpose),
        information: Set(draft.purpose.clone()),
        in_force_from: Set(draft.starts),
        in_force_to: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}
