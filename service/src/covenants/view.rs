//! One covenant as its reader sees it: parties, mandates, doors and text.

use std::collections::HashMap;

use ::entity::{clause, covenant_version, signature};
use chrono::{DateTime, NaiveDate, Utc};
use domain::covenants::{
    ClauseFlag, CovenantState, EffectiveWhen, PartyState, Term, evaluation_due, expiring,
};
use domain::guard::Known;
use domain::id::{CovenantId, PartyId};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::doors::{Door, Doors, Table};
use super::row;
use super::steps::{Steps, steps};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::{OrganisationRef, names};
use crate::{screen, stored};

/// A signature that counts, with its mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureView {
    /// The function that represents the organisation.
    pub representative: String,
    /// In what quality.
    pub capacity: String,
    /// The body that decided.
    pub deciding_body: String,
    /// When it decided.
    pub decision_on: NaiveDate,
    /// Where it was signed.
    pub place: String,
    /// When.
    pub signed_at: DateTime<Utc>,
}

/// A party to a covenant.
#[derive(Debug, Clone)]
pub struct PartyView {
    /// Which one.
    pub id: PartyId,
    /// The organisation.
    pub organisation: OrganisationRef,
    /// How far it is.
    pub state: PartyState,
    /// Its version, for forms.
    pub version: i32,
    /// The signature, while it counts.
    pub signature: Option<SignatureView>,
    /// Whether the closed part opens for it.
    pub door: Door,
    /// Whether it is the actor's own organisation.
    pub own: bool,
}

/// A clause of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseView {
    /// Which one.
    pub id: Uuid,
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub heading: String,
    /// How far it may differ from the template.
    pub flag: ClauseFlag,
    /// What it says.
    pub text: String,
    /// Its version, for forms.
    pub version: i32,
}

/// A text version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionView {
    /// Counted from 1.
    pub number: i32,
    /// Of the canonical text, once it was fixed.
    pub hash: Option<String>,
    /// When it was fixed.
    pub frozen_at: Option<DateTime<Utc>>,
}

/// One covenant.
#[derive(Debug, Clone)]
pub struct CovenantView {
    /// Which one.
    pub id: CovenantId,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Where it is in its life.
    pub state: CovenantState,
    /// Its term.
    pub term: Term,
    /// What makes it binding.
    pub when: EffectiveWhen,
    /// The day of the evaluation.
    pub evaluation_on: Option<NaiveDate>,
    /// The days until the evaluation once it is near, negative when it is late.
    pub evaluation_due: Option<i64>,
    /// Its version, for forms.
    pub version: i32,
    /// When it was drawn up.
    pub created_at: DateTime<Utc>,
    /// When it went to the parties, once it did.
    pub consulted_at: Option<DateTime<Utc>>,
    /// When it was opened for signing, once it was.
    pub opened_at: Option<DateTime<Utc>>,
    /// The parties, those who are waited for first.
    pub parties: Vec<PartyView>,
    /// The clauses of the text that stands.
    pub clauses: Vec<ClauseView>,
    /// The text versions, the newest first.
    pub versions: Vec<VersionView>,
    /// The names of the series it governs.
    pub series: Vec<String>,
    /// What the actor may do.
    pub may: Steps,
    /// The days left, once its end is near.
    pub days_left: Option<i64>,
    /// Today.
    pub today: NaiveDate,
}

impl CovenantView {
    /// The party of the actor's own organisation.
    pub fn mine(&self) -> Option<&PartyView> {
        self.parties.iter().find(|party| party.own)
    }

    /// How many parties signed.
    pub fn signed(&self) -> usize {
        let signed = |party: &&PartyView| party.state.signed_version().is_some();
        self.parties.iter().filter(signed).count()
    }

    /// For how many parties the closed part opens, as the cockpit counts them too.
    pub fn doors(&self) -> Doors {
        let party = |party: &PartyView| (party.organisation.short.clone(), party.door.clone());
        Doors::count(self.parties.iter().map(party))
    }

    /// The parties whose answer the others wait for, while it can be signed.
    pub fn awaited(&self) -> Vec<&PartyView> {
        let signable = self.state.signable_version().is_some() && !self.term.is_over(self.today);
        self.parties
            .iter()
            .filter(|party| signable && party.state.is_awaited())
            .collect()
    }

    /// The hash of the text that was fixed last.
    pub fn hash(&self) -> Option<&str> {
        self.versions
            .iter()
            .find_map(|version| version.hash.as_deref())
    }
}

/// What the guard lets pass in texts about covenants, for hints while one types.
pub async fn known(ctx: &Ctx) -> Result<Known> {
    let tx = ctx.read().await?;
    screen::known(&tx, ctx).await
}

/// Reads one covenant.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when it is not of this region or not for this actor yet;
/// [`crate::error::Error::NotAllowed`].
pub async fn read(ctx: &Ctx, id: CovenantId) -> Result<CovenantView> {
    ctx.authorise(Operation::ReadCovenants, Facts::default())?;
    let tx = ctx.read().await?;
    let covenant = row::load(&tx, ctx, id).await?;
    let versions = versions(&tx, id).await?;
    let clauses = match versions.first() {
        Some(version) => clauses(&tx, version.id).await?,
        None => Vec::new(),
    };
    let table = Table::load(&tx, ctx, &covenant).await?;
    let parties = parties(&tx, ctx, &covenant, &table).await?;
    let may = steps(ctx, &covenant, &parties);
    let runs = covenant.state.signable_version().is_some();
    Ok(CovenantView {
        id,
        title: covenant.row.title.clone(),
        purpose: covenant.row.purpose.clone(),
        term: covenant.term,
        when: covenant.when,
        evaluation_on: covenant.row.evaluation_on,
        evaluation_due: evaluation_due(&covenant.state, covenant.row.evaluation_on, ctx.today()),
        version: covenant.row.version,
        created_at: covenant.row.created_at,
        consulted_at: covenant.row.consulted_at,
        opened_at: covenant.row.opened_at,
        parties,
        clauses,
        versions: versions.into_iter().map(version_view).collect(),
        series: table.names,
        may,
        days_left: expiring(covenant.term, ctx.today()).filter(|_| runs),
        state: covenant.state,
        today: ctx.today(),
    })
}

async fn versions(
    tx: &DatabaseTransaction,
    id: CovenantId,
) -> Result<Vec<covenant_version::Model>> {
    Ok(covenant_version::Entity::find()
        .filter(covenant_version::Column::CovenantId.eq(id.0))
        .order_by_desc(covenant_version::Column::Number)
        .all(tx)
        .await?)
}

fn version_view(row: covenant_version::Model) -> VersionView {
    VersionView {
        number: row.number,
        hash: row.hash,
        frozen_at: row.frozen_at,
    }
}

async fn clauses(tx: &DatabaseTransaction, version: Uuid) -> Result<Vec<ClauseView>> {
    let view = |row: clause::Model| {
        Ok(ClauseView {
            id: row.id,
            number: row.number,
            flag: stored::word(ClauseFlag::parse, &row.flag)?,
            heading: row.heading,
            text: row.text,
            version: row.version,
        })
    };
    row::clauses(tx, version)
        .await?
        .into_iter()
        .map(view)
        .collect()
}

async fn parties(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    covenant: &row::Covenant,
    table: &Table,
) -> Result<Vec<PartyView>> {
    let id = CovenantId(covenant.row.id);
    let rows = row::parties(tx, id).await?;
    let names = names(tx, rows.iter().map(|party| party.organisation_id)).await?;
    let mut signatures: HashMap<Uuid, SignatureView> = signature::Entity::find()
        .filter(signature::Column::CovenantId.eq(id.0))
        .filter(signature::Column::WithdrawnAt.is_null())
        .order_by_asc(signature::Column::SignedAt)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.party_id, signature_view(row)))
        .collect();
    let mut views = Vec::with_capacity(rows.len());
    for party in rows {
        let state: PartyState = stored::state(&party.state)?;
        let Some(organisation) = names.get(&party.organisation_id).cloned() else {
            continue;
        };
        views.push(PartyView {
            id: PartyId(party.id),
            own: organisation.id == ctx.actor.organisation,
            door: table.door(covenant, &state, party.organisation_id, ctx.today()),
            signature: signatures.remove(&party.id),
            version: party.version,
            organisation,
            state,
        });
    }
    // Who is waited for comes first; the others keep the order of the covenant.
    views.sort_by_key(|party| party.state.signed_version().is_some());
    Ok(views)
}

fn signature_view(row: signature::Model) -> SignatureView {
    SignatureView {
        representative: row.representative,
        capacity: row.capacity,
        deciding_body: row.deciding_body,
        decision_on: row.decision_on,
        place: row.place,
        signed_at: row.signed_at,
    }
}
