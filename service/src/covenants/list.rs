//! The list of covenants, with who still has to sign and whose term ends soon.

use ::entity::{covenant, covenant_party};
use chrono::NaiveDate;
use domain::covenants::{CovenantState, PartyState, Term, expiring};
use domain::id::{CovenantId, OrganisationId};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::row;
use super::statement::{StatementView, statements};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::names;
use crate::stored;

/// How many covenants stand on one page of the list.
pub const PAGE: u64 = 25;

/// A covenant in the list.
#[derive(Debug, Clone)]
pub struct CovenantLine {
    /// Which one.
    pub id: CovenantId,
    /// What it is called.
    pub title: String,
    /// Where it is in its life.
    pub state: CovenantState,
    /// Its term.
    pub term: Term,
    /// The days left, once its end is near.
    pub days_left: Option<i64>,
    /// Per party, in their order, whether it signed.
    pub signed: Vec<bool>,
    /// The short names of those who are waited for, while it can be signed.
    pub waits_for: Vec<String>,
    /// Whether the actor's organisation is asked to sign.
    pub asks_me: bool,
}

/// The list of covenants.
#[derive(Debug, Clone)]
pub struct CovenantList {
    /// At most [`PAGE`] covenants, the newest first.
    pub lines: Vec<CovenantLine>,
    /// Whether another page follows.
    pub more: bool,
    /// The series that ask a personal statement of the actor.
    pub statements: Vec<StatementView>,
    /// Whether the actor may draw up a new one.
    pub may_draft: bool,
    /// Today.
    pub today: NaiveDate,
}

/// One page of the covenants that the actor may know of; `page` counts from 0.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn list(ctx: &Ctx, page: u64) -> Result<CovenantList> {
    ctx.authorise(Operation::ReadCovenants, Facts::default())?;
    let tx = ctx.read().await?;
    let mut query = covenant::Entity::find().filter(covenant::Column::RegionId.eq(ctx.region().0));
    if !row::reads_all(ctx) {
        let own = covenant_party::Entity::find()
            .select_only()
            .column(covenant_party::Column::CovenantId)
            .filter(covenant_party::Column::OrganisationId.eq(ctx.actor.organisation.0))
            .into_query();
        let known = Condition::any().add(covenant::Column::StateWord.is_in(row::PUBLIC));
        query = query.filter(if row::reads_own(ctx) {
            known.add(covenant::Column::Id.in_subquery(own))
        } else {
            known
        });
    }
    let mut rows = query
        .order_by_desc(covenant::Column::CreatedAt)
        .order_by_desc(covenant::Column::Id)
        .offset(stored::skip(page, PAGE))
        .limit(PAGE + 1)
        .all(&*tx)
        .await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    Ok(CovenantList {
        lines: lines(&tx, ctx, rows).await?,
        more,
        statements: statements(&tx, ctx).await?,
        may_draft: ctx.may(Operation::DraftCovenant, Facts::default()),
        today: ctx.today(),
    })
}

async fn lines(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: Vec<covenant::Model>,
) -> Result<Vec<CovenantLine>> {
    let parties = covenant_party::Entity::find()
        .filter(covenant_party::Column::CovenantId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(covenant_party::Column::Position)
        .all(tx)
        .await?;
    let names = names(tx, parties.iter().map(|party| party.organisation_id)).await?;
    let mut lines = Vec::with_capacity(rows.len());
    for model in rows {
        let covenant = row::read(model)?;
        let id = covenant.row.id;
        let signable = covenant.state.signable_version().is_some();
        let (mut signed, mut waits_for, mut asks_me) = (Vec::new(), Vec::new(), false);
        for party in parties.iter().filter(|party| party.covenant_id == id) {
            let state: PartyState = stored::state(&party.state)?;
            signed.push(state.signed_version().is_some());
            if signable && state.is_awaited() {
                let owner = OrganisationId(party.organisation_id);
                asks_me |= ctx.may(Operation::SignCovenant, Facts::of_owner(owner));
                waits_for.extend(names.get(&owner.0).map(|name| name.short.clone()));
            }
        }
        let runs = matches!(
            covenant.state,
            CovenantState::InForce { .. } | CovenantState::UnderEvaluation { .. }
        );
        lines.push(CovenantLine {
            id: CovenantId(id),
            title: covenant.row.title,
            days_left: expiring(covenant.term, ctx.today()).filter(|_| runs),
            state: covenant.state,
            term: covenant.term,
            signed,
            waits_for,
            asks_me,
        });
    }
    Ok(lines)
}
