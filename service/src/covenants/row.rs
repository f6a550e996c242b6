//! The rows of a covenant as the rules know them, and how they are written back.

use ::entity::{clause, covenant, covenant_party, covenant_version, meeting, series};
use chrono::NaiveDate;
use domain::covenants::{Clause, CovenantState, EffectiveWhen, PartyState, Term, takes_effect};
use domain::id::{CovenantId, MeetingId};
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

/// A covenant with its state and term read.
#[derive(Debug, Clone)]
pub struct Covenant {
    /// The row.
    pub row: covenant::Model,
    /// Where it is in its life.
    pub state: CovenantState,
    /// Its term.
    pub term: Term,
    /// What makes it binding.
    pub when: EffectiveWhen,
}

/// Loads a covenant of this region that this actor may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx, id: CovenantId) -> Result<Covenant> {
    let row = covenant::Entity::find_by_id(id.0)
        .filter(covenant::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let covenant = read(row)?;
    if is_public(&covenant.state) || sees_drafts(tx, ctx, id).await? {
        Ok(covenant)
    } else {
        Err(Error::NotFound)
    }
}

/// Reads a row.
pub fn read(row: covenant::Model) -> Result<Covenant> {
    let starts = row
        .starts_on
        .ok_or_else(|| Error::broken("a covenant without a start"))?;
    Ok(Covenant {
        state: stored::state(&row.state)?,
        term: Term {
            starts,
            ends: row.ends_on,
        },
        when: stored::word(EffectiveWhen::parse, &row.effective_when)?,
        row,
    })
}

/// The states in which a covenant is known to all who may read covenants at all.
pub const PUBLIC: [&str; 4] = ["in_force", "under_evaluation", "expired", "terminated"];

fn is_public(state: &CovenantState) -> bool {
    PUBLIC.contains(&state.word())
}

/// Whether this actor reads what is not in force yet, whoever the parties are (DOMAIN section 2).
pub fn reads_all(ctx: &Ctx) -> bool {
    ctx.may(Operation::ReadUnsignedCovenants, Facts::default())
}

/// Whether this actor reads what is not in force yet where the own organisation is a party.
pub fn reads_own(ctx: &Ctx) -> bool {
    let own = Facts::of_owner(ctx.actor.organisation);
    ctx.may(Operation::ReadUnsignedCovenants, own)
}

async fn sees_drafts(tx: &DatabaseTransaction, ctx: &Ctx, id: CovenantId) -> Result<bool> {
    Ok(reads_all(ctx) || (reads_own(ctx) && own_party(tx, ctx, id).await?.is_some()))
}

/// The party of the actor's own organisation, if it is one.
pub async fn own_party(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: CovenantId,
) -> Result<Option<covenant_party::Model>> {
    Ok(covenant_party::Entity::find()
        .filter(covenant_party::Column::RegionId.eq(ctx.region().0))
        .filter(covenant_party::Column::CovenantId.eq(id.0))
        .filter(covenant_party::Column::OrganisationId.eq(ctx.actor.organisation.0))
        .one(tx)
        .await?)
}

/// All parties, in their order.
pub async fn parties(
    tx: &DatabaseTransaction,
    id: CovenantId,
) -> Result<Vec<covenant_party::Model>> {
    Ok(covenant_party::Entity::find()
        .filter(covenant_party::Column::CovenantId.eq(id.0))
        .order_by_asc(covenant_party::Column::Position)
        .all(tx)
        .await?)
}

/// The text version that stands last.
pub async fn text_version(
    tx: &DatabaseTransaction,
    id: CovenantId,
) -> Result<covenant_version::Model> {
    covenant_version::Entity::find()
        .filter(covenant_version::Column::CovenantId.eq(id.0))
        .order_by_desc(covenant_version::Column::Number)
        .one(tx)
        .await?
        .ok_or_else(|| Error::broken("a covenant without a text"))
}

/// The clauses of a text version, in their order.
pub async fn clauses(tx: &DatabaseTransaction, version: Uuid) -> Result<Vec<clause::Model>> {
    Ok(clause::Entity::find()
        .filter(clause::Column::VersionId.eq(version))
        .order_by_asc(clause::Column::Number)
        .all(tx)
        .await?)
}

/// The clauses as the rules know them.
pub fn texts(clauses: &[clause::Model]) -> Vec<Clause> {
    clauses
        .iter()
        .map(|row| Clause {
            heading: row.heading.clone(),
            body: row.text.clone(),
        })
        .collect()
}

/// Writes a new state, unless somebody else was first.
///
/// # Errors
/// [`Error::Stale`].
pub async fn save(
    tx: &DatabaseTransaction,
    covenant: &Covenant,
    state: &CovenantState,
) -> Result<()> {
    let done = covenant::Entity::update_many()
        .col_expr(covenant::Column::State, Expr::value(stored::json(state)?))
        .col_expr(covenant::Column::StateWord, Expr::value(state.word()))
        .col_expr(
            covenant::Column::Version,
            Expr::col(covenant::Column::Version).add(1),
        )
        .filter(covenant::Column::Id.eq(covenant.row.id))
        .filter(covenant::Column::RegionId.eq(covenant.row.region_id))
        .filter(covenant::Column::Version.eq(covenant.row.version))
        .exec(tx)
        .await?;
    match done.rows_affected {
        0 => Err(Error::Stale(covenant.row.version)),
        _ => Ok(()),
    }
}

/// Keeps when a step was taken that the state itself forgets.
pub async fn date(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    covenant: &Covenant,
    step: covenant::Column,
) -> Result<()> {
    covenant::Entity::update_many()
        .col_expr(step, Expr::value(ctx.now()))
        .filter(covenant::Column::Id.eq(covenant.row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes a new state of a party, unless somebody else was first.
///
/// # Errors
/// [`Error::Stale`].
pub async fn save_party(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    party: &covenant_party::Model,
    state: &PartyState,
) -> Result<()> {
    let done = covenant_party::Entity::update_many()
        .col_expr(
            covenant_party::Column::State,
            Expr::value(stored::json(state)?),
        )
        .col_expr(covenant_party::Column::StateWord, Expr::value(state.word()))
        .col_expr(covenant_party::Column::UpdatedAt, Expr::value(ctx.now()))
        .col_expr(
            covenant_party::Column::Version,
            Expr::col(covenant_party::Column::Version).add(1),
        )
        .filter(covenant_party::Column::Id.eq(party.id))
        .filter(covenant_party::Column::RegionId.eq(party.region_id))
        .filter(covenant_party::Column::Version.eq(party.version))
        .exec(tx)
        .await?;
    match done.rows_affected {
        0 => Err(Error::Stale(party.version)),
        _ => Ok(()),
    }
}

/// Makes the covenant binding when the rules say that it may, from today or from its first day
/// when that lies ahead, and puts it in charge of the series whose annex names it.
pub async fn settle(tx: &DatabaseTransaction, ctx: &Ctx, id: CovenantId) -> Result<()> {
    let covenant = load(tx, ctx, id).await?;
    if !matches!(covenant.state, CovenantState::OpenForSigning { .. }) {
        return Ok(());
    }
    let states = parties(tx, id)
        .await?
        .iter()
        .map(|party| stored::state(&party.state))
        .collect::<Result<Vec<PartyState>>>()?;
    let from: NaiveDate = Ord::max(ctx.today(), covenant.term.starts);
    if takes_effect(covenant.when, covenant.term, &states, from) {
        let state = covenant.state.clone().enter_into_force(from)?;
        save(tx, &covenant, &state).await?;
        take_charge(tx, ctx, id).await?;
    }
    Ok(())
}

async fn take_charge(tx: &DatabaseTransaction, ctx: &Ctx, id: CovenantId) -> Result<()> {
    use ::entity::meeting_annex;
    let annexes = meeting_annex::Entity::find()
        .select_only()
        .column(meeting_annex::Column::SeriesId)
        .filter(meeting_annex::Column::CovenantId.eq(id.0))
        .into_tuple::<Uuid>()
        .all(tx)
        .await?;
    series::Entity::update_many()
        .col_expr(series::Column::CovenantId, Expr::value(id.0))
        .col_expr(
            series::Column::Version,
            Expr::col(series::Column::Version).add(1),
        )
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::Id.is_in(annexes))
        .filter(series::Column::CovenantId.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// After the commit, tells who follows a meeting under this covenant to look again: a door may
/// have opened or shut.
pub async fn touch_meetings(tx: &mut Write, ctx: &Ctx, id: CovenantId) -> Result<()> {
    let governed = series::Entity::find()
        .select_only()
        .column(series::Column::Id)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::CovenantId.eq(id.0))
        .into_tuple::<Uuid>()
        .all(&**tx)
        .await?;
    let open = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::SeriesId.is_in(governed))
        .filter(meeting::Column::StateWord.eq("in_progress"))
        .into_tuple::<Uuid>()
        .all(&**tx)
        .await?;
    for meeting in open {
        tx.turn(MeetingId(meeting));
    }
    Ok(())
}
