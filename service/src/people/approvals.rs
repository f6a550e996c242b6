//! Four eyes: proposals that wait for a second person, and what follows when that person agrees.

mod apply;
mod list;
mod mine;
mod sight;

use ::entity::{approval, person};
use chrono::{DateTime, Utc};
use domain::fault::{Code, Faults};
use domain::id::{ApprovalId, PersonId};
use domain::people::Role;
use domain::people::approval::{ApprovalState, PATIENCE, Proposal, Sensitive};
use domain::people::command::DecideApproval;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::register::why;
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

use sight::Sight;
pub(crate) use sight::of_person;

pub(crate) use list::asked_advisers;
pub use list::{ApprovalLine, Approvals, approvals, waiting_for};
pub(crate) use mine::to_decide;

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done at once: nobody has to look again.
    Done,
    /// It waits for a second person.
    Waits(ApprovalId),
}

/// Does what is proposed, or has it wait for a second person where the rule asks for one
/// (`docs/domain.md#four-eyes`). The caller has authorised it and knows in which role.
pub(crate) async fn put(
    tx: &Write,
    ctx: &Ctx,
    proposal: Proposal,
    subject: Uuid,
    first: Role,
    why: &str,
) -> Result<Outcome> {
    apply::still_fits(tx, ctx, &proposal).await?;
    if !proposal.needs_two(first) {
        apply::apply(tx, ctx, &proposal).await?;
        return Ok(Outcome::Done);
    }
    let text = stored::json(&proposal)?;
    let twin = approval::Entity::find()
        .filter(approval::Column::RegionId.eq(ctx.region().0))
        .filter(approval::Column::SubjectId.eq(subject))
        .filter(approval::Column::Word.eq(ApprovalState::Waiting.word()))
        .filter(approval::Column::ProposedAt.gt(ctx.now() - PATIENCE))
        .filter(approval::Column::Proposal.eq(text.as_str()))
        .count(&**tx)
        .await?;
    if twin > 0 {
        let mut faults = Faults::default();
        faults.add("", Code::AlreadySo);
        return Err(faults.into());
    }
    let row = approval::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        kind: proposal.kind().word().to_owned(),
        subject_id: subject,
        subject_print: sight::print(tx, ctx, &proposal).await?,
        proposal: text,
        why: why.to_owned(),
        proposed_by: ctx.actor.person.0,
        proposed_account: ctx.actor.account.0,
        proposed_role: first.word().to_owned(),
        proposed_at: ctx.now(),
        word: ApprovalState::Waiting.word().to_owned(),
        state: stored::json(&ApprovalState::Waiting)?,
        changed_at: ctx.now(),
        version: 1,
    };
    let id = ApprovalId(row.id);
    row.into_active_model().insert(&**tx).await?;
    Ok(Outcome::Waits(id))
}

/// A proposal as it is stored, read back.
struct Found {
    row: approval::Model,
    proposal: Proposal,
    state: ApprovalState,
    first: Role,
}

impl Found {
    fn read(row: approval::Model) -> Result<Self> {
        Ok(Self {
            proposal: stored::state(&row.proposal)?,
            state: stored::state(&row.state)?,
            first: stored::word(Role::parse, &row.proposed_role)?,
            row,
        })
    }

    async fn load(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Self> {
        let id: ApprovalId = id.parse().map_err(|_| Error::NotFound)?;
        let row = approval::Entity::find_by_id(id.0)
            .filter(approval::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
            .ok_or(Error::NotFound)?;
        Self::read(row)
    }

    fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.state.is_open(self.row.proposed_at, now)
    }

    /// In which role the actor may decide on it; nothing for who proposed it.
    fn second(&self, ctx: &Ctx, facts: Facts) -> Option<Role> {
        if ctx.actor.account.0 == self.row.proposed_account {
            return None;
        }
        self.proposal.second(self.first, &ctx.actor, facts)
    }
}

/// Agrees with what somebody else proposed, and does it.
///
/// # Errors
/// [`Error::FourEyes`] for who proposed it, whom it is about, or who is not in another role that
/// may; `DoorShut` for who may not read its item; `NotNow` when it waits no longer; `Refused` when it
/// no longer fits, when what it is about changed since, and when who proposed it may no longer;
/// `Stale`, `NotFound`.
pub async fn confirm(ctx: &Ctx, command: DecideApproval) -> Result<Sensitive> {
    let mut tx = ctx.write().await?;
    let (found, role) = decide(&tx, ctx, &command).await?;
    let by = PersonId(ctx.actor.person.0);
    let state = found.state.clone().confirm(ctx.now(), by, role)?;
    sight::still_so(&tx, ctx, &found).await?;
    apply::still_fits(&tx, ctx, &found.proposal).await?;
    apply::apply(&tx, ctx, &found.proposal).await?;
    keep(&tx, ctx, &found, &state).await?;
    written(&tx, ctx, &found, Operation::ConfirmApproval).await?;
    if let Proposal::StandIn { meeting, .. } = found.proposal {
        // The gate of a meeting that is on shows at once who may come in.
        tx.turn(meeting);
    }
    tx.commit().await?;
    Ok(found.proposal.kind())
}

/// Does not agree, and says why; nothing else happens.
///
/// # Errors
/// As [`confirm`], and `Refused` without a reason.
pub async fn turn_down(ctx: &Ctx, command: DecideApproval) -> Result<()> {
    let tx = ctx.write().await?;
    let (found, role) = decide(&tx, ctx, &command).await?;
    let said = (command.why.as_str(), command.reason.as_str());
    let why = why(&tx, ctx, ("approval", found.row.id), said).await?;
    let by = PersonId(ctx.actor.person.0);
    let state = found.state.clone().turn_down(ctx.now(), by, role, why)?;
    apply::let_go(&tx, ctx, &found.proposal).await?;
    keep(&tx, ctx, &found, &state).await?;
    written(&tx, ctx, &found, Operation::TurnDownApproval).await?;
    tx.commit().await
}

/// Takes an own proposal back.
///
/// # Errors
/// `NotNow` when it waits no longer; `NotAllowed` for the proposal of somebody else; `Stale`,
/// `NotFound`.
pub async fn withdraw(ctx: &Ctx, command: DecideApproval) -> Result<()> {
    let tx = ctx.write().await?;
    let found = Found::load(&tx, ctx, &command.id).await?;
    let facts = apply::facts(&tx, ctx, &found.proposal).await?;
    if !list::shows(ctx, &found, facts) {
        return Err(Error::NotFound);
    }
    sight::of(&tx, ctx, &found.proposal).await?;
    ctx.authorise(Operation::WithdrawApproval, Facts::default())?;
    if found.row.proposed_by != ctx.actor.person.0 {
        return Err(Error::NotAllowed);
    }
    let state = found.state.clone().withdraw(ctx.now())?;
    fresh(&command, &found)?;
    apply::let_go(&tx, ctx, &found.proposal).await?;
    keep(&tx, ctx, &found, &state).await?;
    written(&tx, ctx, &found, Operation::WithdrawApproval).await?;
    tx.commit().await
}

/// Whether the actor is one who may agree with what waits.
pub(super) async fn may_decide(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: ApprovalId,
) -> Result<bool> {
    let found = Found::load(tx, ctx, &id.to_string()).await?;
    let facts = apply::facts(tx, ctx, &found.proposal).await?;
    Ok(found.second(ctx, facts).is_some())
}

/// Takes back what waits, for who may undo what it asks for.
pub(super) async fn take_back(tx: &Write, ctx: &Ctx, id: ApprovalId) -> Result<()> {
    let found = Found::load(tx, ctx, &id.to_string()).await?;
    let state = found.state.clone().withdraw(ctx.now())?;
    apply::let_go(tx, ctx, &found.proposal).await?;
    keep(tx, ctx, &found, &state).await
}

async fn decide(tx: &Write, ctx: &Ctx, command: &DecideApproval) -> Result<(Found, Role)> {
    let found = Found::load(tx, ctx, &command.id).await?;
    let facts = apply::facts(tx, ctx, &found.proposal).await?;
    if !list::shows(ctx, &found, facts) {
        return Err(Error::NotFound);
    }
    ctx.authorise(Operation::ConfirmApproval, facts)?;
    let sight = sight::of(tx, ctx, &found.proposal).await?;
    let role = found.second(ctx, facts).ok_or(Error::FourEyes)?;
    if sight == Sight::Blind {
        // Nobody judges what they do not know.
        return Err(Error::DoorShut);
    }
    // A state that cannot be decided on says so before anything else.
    if !found.is_open(ctx.now()) {
        let word = found.state.word();
        let state = if word == "waiting" { "lapsed" } else { word };
        return Err(domain::fault::NotNow {
            state,
            operation: "confirm",
        }
        .into());
    }
    fresh(command, &found)?;
    Ok((found, role))
}

fn fresh(command: &DecideApproval, found: &Found) -> Result<()> {
    if command.version == found.row.version {
        Ok(())
    } else {
        Err(Error::Stale(found.row.version))
    }
}

async fn keep(tx: &Write, ctx: &Ctx, found: &Found, state: &ApprovalState) -> Result<()> {
    let done = approval::Entity::update_many()
        .col_expr(approval::Column::Word, Expr::value(state.word()))
        .col_expr(approval::Column::State, Expr::value(stored::json(state)?))
        .col_expr(approval::Column::ChangedAt, Expr::value(ctx.now()))
        .col_expr(
            approval::Column::Version,
            Expr::value(found.row.version + 1),
        )
        .filter(approval::Column::Id.eq(found.row.id))
        .filter(approval::Column::Version.eq(found.row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(found.row.version + 1))
    }
}

async fn written(tx: &Write, ctx: &Ctx, found: &Found, operation: Operation) -> Result<()> {
    let subject = found.row.subject_id;
    let entry = Entry {
        operation,
        object: "approval",
        id: found.row.id,
        detail: format!("kind={} subject={subject}", found.row.kind),
    };
    audit::record(tx, ctx, entry).await
}

/// The person a right is about, in this region; malformed, unknown and foreign look alike.
pub(crate) async fn person_of(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<person::Model> {
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    person::Entity::find_by_id(id.0)
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}
