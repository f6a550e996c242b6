//! What a reader sees of a covenant: the list, and one with its parties, doors and text.

use std::collections::HashMap;

use ::entity::{
    clause, covenant, covenant_party, covenant_version, meeting_annex, seat, series, signature,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::covenants::{
    ClauseFlag, CovenantState, EffectiveWhen, PartyState, Shut, Subject, Term, Undertaking,
    Visitor, expiring, gate, signature_standing,
};
use domain::id::{CovenantId, OrganisationId, PartyId};
use domain::people::SeatKind;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use super::row;
use super::statement::{StatementView, statements};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::{OrganisationRef, names};
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
        query = query.filter(
            Condition::any()
                .add(covenant::Column::StateWord.is_in(row::PUBLIC))
                .add(covenant::Column::Id.in_subquery(own)),
        );
    }
    let mut rows = query
        .order_by_desc(covenant::Column::CreatedAt)
        .order_by_desc(covenant::Column::Id)
        .offset(page * PAGE)
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

/// For whom the closed part is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// The covenant governs no series, so there is no door.
    None,
    /// Open.
    Open,
    /// At the table as a guest, whatever was signed.
    Guest,
    /// Shut, with every reason.
    Shut(Vec<Shut>),
}

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

/// What the actor may do with the covenant now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one shows or hides one button"
)]
pub struct Steps {
    /// Rewrite a clause.
    pub edit: bool,
    /// Send it to the parties.
    pub consult: bool,
    /// Propose to fix the text.
    pub propose: bool,
    /// Confirm what another proposed.
    pub confirm: bool,
    /// Let the parties sign.
    pub open: bool,
    /// Sign for the own organisation.
    pub sign: bool,
    /// Withdraw the own signature.
    pub withdraw: bool,
    /// Ask a party once more.
    pub invite: bool,
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
    /// Its version, for forms.
    pub version: i32,
    /// When it was drawn up.
    pub created_at: DateTime<Utc>,
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

    /// The hash of the text that was fixed last.
    pub fn hash(&self) -> Option<&str> {
        self.versions
            .iter()
            .find_map(|version| version.hash.as_deref())
    }
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
        version: covenant.row.version,
        created_at: covenant.row.created_at,
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

/// The tables that a covenant governs: their names, their annexes, who sits there as what.
struct Table {
    names: Vec<String>,
    annex_in_force: bool,
    seats: HashMap<Uuid, SeatKind>,
}

impl Table {
    async fn load(tx: &DatabaseTransaction, ctx: &Ctx, covenant: &row::Covenant) -> Result<Self> {
        let governed = series::Entity::find()
            .filter(series::Column::RegionId.eq(ctx.region().0))
            .filter(series::Column::CovenantId.eq(covenant.row.id))
            .order_by_asc(series::Column::Name)
            .all(tx)
            .await?;
        let ids: Vec<Uuid> = governed.iter().map(|series| series.id).collect();
        let mut table = Self {
            names: governed.into_iter().map(|series| series.name).collect(),
            annex_in_force: false,
            seats: HashMap::new(),
        };
        if ids.is_empty() {
            return Ok(table);
        }
        let today = ctx.today();
        let annexes = meeting_annex::Entity::find()
            .filter(meeting_annex::Column::CovenantId.eq(covenant.row.id))
            .all(tx)
            .await?;
        table.annex_in_force = annexes.iter().any(|annex| {
            annex.in_force_from <= today && annex.in_force_to.is_none_or(|to| today <= to)
        });
        let seats = seat::Entity::find()
            .filter(seat::Column::SeriesId.is_in(ids))
            .all(tx)
            .await?;
        for seat in seats {
            let kind = stored::word(SeatKind::parse, &seat.kind)?;
            let known = table.seats.entry(seat.organisation_id).or_insert(kind);
            // One member's seat is enough to open the door for the organisation.
            if kind == SeatKind::Member {
                *known = kind;
            }
        }
        Ok(table)
    }

    fn door(
        &self,
        covenant: &row::Covenant,
        party: &PartyState,
        organisation: Uuid,
        today: NaiveDate,
    ) -> Door {
        if self.names.is_empty() {
            return Door::None;
        }
        let seat = self.seats.get(&organisation).copied();
        if seat == Some(SeatKind::Guest) {
            return Door::Guest;
        }
        let standing = signature_standing(party, &covenant.state, covenant.term, today);
        let visitor = Visitor {
            seat,
            undertaking: Undertaking::Signature(standing),
            annex_in_force: self.annex_in_force,
        };
        match gate(visitor, Subject::CLOSED_PART) {
            Ok(()) => Door::Open,
            Err(reasons) => Door::Shut(reasons),
        }
    }
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

fn steps(ctx: &Ctx, covenant: &row::Covenant, parties: &[PartyView]) -> Steps {
    let anyone = |operation| ctx.may(operation, Facts::default());
    let state = &covenant.state;
    let freeze = match state {
        CovenantState::Consultation { freeze } => freeze.as_ref(),
        _ => None,
    };
    let consulting = matches!(state, CovenantState::Consultation { .. });
    let by_me = freeze.is_some_and(|proposal| proposal.by == ctx.actor.person);
    let mine = parties.iter().find(|party| party.own);
    let own = |operation| {
        mine.is_some_and(|party| ctx.may(operation, Facts::of_owner(party.organisation.id)))
    };
    let signable = state.signable_version().is_some() && !covenant.term.is_over(ctx.today());
    Steps {
        edit: state.is_editable() && anyone(Operation::EditClause),
        consult: *state == CovenantState::Draft && anyone(Operation::ConsultCovenant),
        propose: consulting && freeze.is_none() && anyone(Operation::ProposeFreeze),
        confirm: freeze.is_some() && !by_me && anyone(Operation::ConfirmFreeze),
        open: matches!(state, CovenantState::Frozen { .. }) && anyone(Operation::OpenSigning),
        sign: signable
            && mine.is_some_and(|party| party.state.is_awaited())
            && own(Operation::SignCovenant),
        withdraw: mine.is_some_and(|party| party.state.signed_version().is_some())
            && own(Operation::WithdrawSignature),
        invite: signable && anyone(Operation::InviteParty),
    }
}
