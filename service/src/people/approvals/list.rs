//! The proposals of a region, with what the actor may do about each.

use std::collections::HashMap;

use ::entity::{agenda_item, approval, meeting, person, series};
use chrono::{DateTime, Utc};
use domain::id::{ApprovalId, OrganisationId, SeriesId};
use domain::people::approval::{ApprovalState, PATIENCE, Proposal};
use domain::people::{Class, Role};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::sight::{self, Sight};
use super::{Found, apply};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::meetings::witness;
use crate::people::names;

/// How many decided proposals a page shows.
const DECIDED: u64 = 20;

/// One proposal. It names people and tables; content can stand in a reason only, and a reason about
/// an item shows to who may read that item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalLine {
    /// Which one.
    pub id: ApprovalId,
    /// The version for the decision.
    pub version: i32,
    /// What is proposed.
    pub proposal: Proposal,
    /// Name and organisation of the person it is about.
    pub person: Option<(String, OrganisationId)>,
    /// The table it is about.
    pub series: Option<String>,
    /// When the meeting starts that it is about, if it is about one.
    pub starts_at: Option<DateTime<Utc>>,
    /// The sign-in provider it is about.
    pub provider: Option<String>,
    /// The short name of that person's organisation.
    pub organisation: Option<String>,
    /// Why; nothing where it is about an item that is not for the actor to read.
    pub why: Option<String>,
    /// The function of who proposed it, and the role that was used.
    pub proposed_by: (String, Role),
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Until when it waits.
    pub waits_until: DateTime<Utc>,
    /// Where it stands; without a reason where [`ApprovalLine::why`] is kept back.
    pub state: ApprovalState,
    /// The function of who decided.
    pub decided_by: Option<String>,
    /// Whether it still waits.
    pub open: bool,
    /// Whether the actor may decide on it.
    pub may_decide: bool,
    /// Whether the actor proposed it and may take it back.
    pub may_withdraw: bool,
}

/// What waits, and what was decided last.
#[derive(Debug, Clone)]
pub struct Approvals {
    /// What waits, oldest first.
    pub waiting: Vec<ApprovalLine>,
    /// What was decided, taken back or forgotten; newest first, at most twenty.
    pub decided: Vec<ApprovalLine>,
}

/// The proposals that the actor may know of: all of the region for who keeps its rights, and those
/// about the own organisation for others.
///
/// # Errors
/// [`Error::NotAllowed`] for who could never be the second, and keeps nobody's rights.
pub async fn approvals(ctx: &Ctx) -> Result<Approvals> {
    concerned(ctx, Facts::of_owner(ctx.actor.organisation))?;
    let tx = ctx.read().await?;
    let waiting = waiting(&tx, ctx).await?;
    let open: Vec<Uuid> = waiting.iter().map(|row| row.id).collect();
    let decided = of_region(ctx)
        .filter(approval::Column::Id.is_not_in(open))
        .order_by_desc(approval::Column::ChangedAt)
        .limit(DECIDED)
        .all(&*tx)
        .await?;
    let (waiting, mut read) = lines(&tx, ctx, waiting).await?;
    let (decided, also) = lines(&tx, ctx, decided).await?;
    drop(tx);
    read.extend(also);
    witness(ctx, "approvals", read).await?;
    Ok(Approvals { waiting, decided })
}

/// What waits about letting an adviser read an item, for who may know of it: who proposed it, who keeps
/// the rights of the region, and the colleagues of who brought the item in. Whoever is left out of the
/// item finds nothing.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn asked_advisers(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: Uuid,
) -> Result<Vec<ApprovalLine>> {
    let rows = of_region(ctx)
        .filter(approval::Column::SubjectId.eq(item))
        .filter(approval::Column::Word.eq(ApprovalState::Waiting.word()))
        .filter(approval::Column::ProposedAt.gt(ctx.now() - PATIENCE))
        .order_by_asc(approval::Column::ProposedAt)
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (lines, _) = lines(tx, ctx, rows).await?;
    let asks = |line: &ApprovalLine| matches!(line.proposal, Proposal::InviteAdviser { .. });
    // The page of the item says who is asked; why stands with the proposal.
    let asked = lines.into_iter().filter(asks);
    Ok(asked
        .map(|line| ApprovalLine { why: None, ..line })
        .collect())
}

/// How many proposals wait for the actor to decide.
///
/// # Errors
/// As [`approvals`].
pub async fn waiting_for(ctx: &Ctx) -> Result<usize> {
    let own = Facts::of_owner(ctx.actor.organisation);
    concerned(ctx, own)?;
    let tx = ctx.read().await?;
    let (waiting, _) = lines(&tx, ctx, waiting(&tx, ctx).await?).await?;
    Ok(waiting.iter().filter(|line| line.may_decide).count())
}

fn concerned(ctx: &Ctx, own: Facts) -> Result<()> {
    let concerned = [Operation::ReadPeople, Operation::ConfirmApproval];
    if concerned.iter().any(|operation| ctx.may(*operation, own)) {
        Ok(())
    } else {
        Err(Error::NotAllowed)
    }
}

/// What waits in the region, oldest first.
async fn waiting(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<approval::Model>> {
    Ok(of_region(ctx)
        .filter(approval::Column::Word.eq(ApprovalState::Waiting.word()))
        .filter(approval::Column::ProposedAt.gt(ctx.now() - PATIENCE))
        .order_by_asc(approval::Column::ProposedAt)
        .all(tx)
        .await?)
}

/// Whether the actor may know of a proposal about this organisation.
pub(super) fn shows(ctx: &Ctx, found: &Found, facts: Facts) -> bool {
    ctx.may(Operation::ReadPeople, facts)
        || found.row.proposed_by == ctx.actor.person.0
        || (found.proposal.item().is_some()
            && facts.owner == Some(ctx.actor.organisation)
            && !ctx.actor.is_guest())
}

fn of_region(ctx: &Ctx) -> sea_orm::Select<approval::Entity> {
    approval::Entity::find().filter(approval::Column::RegionId.eq(ctx.region().0))
}

async fn lines(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: Vec<approval::Model>,
) -> Result<(Vec<ApprovalLine>, Vec<Seen>)> {
    let found = rows
        .into_iter()
        .map(Found::read)
        .collect::<Result<Vec<_>>>()?;
    let people = people(tx, ctx, &found).await?;
    let meetings = meetings(tx, ctx, &found).await?;
    let tables = tables(tx, ctx, &found, &meetings).await?;
    let items = items(tx, ctx, &found).await?;
    let mut sights = HashMap::new();
    for row in items.values() {
        sights.insert(row.id, sight::of_item(tx, ctx, row.id).await?);
    }
    let owners = names(tx, people.values().map(|row| row.organisation_id)).await?;
    let mut providers = providers(tx, ctx, &found).await?;
    let mut seen = Vec::new();
    let lines = found.into_iter().filter_map(|found| {
        let about = found.proposal.person().and_then(|id| people.get(&id.0));
        let item = found.proposal.item().and_then(|id| items.get(&id.0));
        let sight = item.and_then(|item| sights.get(&item.id));
        let sight = sight.copied().unwrap_or(Sight::Reads);
        if sight == Sight::LeftOut {
            return None;
        }
        let series = match found.proposal {
            Proposal::StandIn { meeting, .. } => {
                meetings.get(&meeting.0).map(|row| SeriesId(row.series_id))
            }
            _ => found.proposal.series(),
        };
        let owner = about.map(|person| OrganisationId(person.organisation_id));
        let facts = match (item, owner) {
            (Some(item), _) => apply::item_facts(item),
            (None, Some(owner)) => Facts::owned(series, owner),
            (None, None) => Facts::default(),
        };
        if !shows(ctx, &found, facts) {
            return None;
        }
        let decider = match &found.state {
            ApprovalState::Confirmed { by, .. } | ApprovalState::Refused { by, .. } => Some(by.0),
            ApprovalState::Waiting | ApprovalState::Withdrawn { .. } => None,
        };
        let own = found.row.proposed_by == ctx.actor.person.0;
        let reads = sight == Sight::Reads || own;
        if let Some(item) = item.filter(|_| reads) {
            let class = Class::parse(&item.class);
            seen.extend(class.map(|class| (item.id, class)));
        }
        let function = |id: Uuid| people.get(&id).map(|person| person.function.clone());
        let open = found.is_open(ctx.now());
        let starts_at = match found.proposal {
            Proposal::StandIn { meeting, .. } => meetings.get(&meeting.0).map(|row| row.starts_at),
            _ => None,
        };
        Some(ApprovalLine {
            id: ApprovalId(found.row.id),
            version: found.row.version,
            proposal: found.proposal,
            person: about
                .map(|person| (person.name.clone(), OrganisationId(person.organisation_id))),
            series: series.and_then(|id: SeriesId| tables.get(&id.0).cloned()),
            starts_at,
            provider: providers.remove(&found.row.id),
            organisation: about
                .and_then(|person| owners.get(&person.organisation_id))
                .map(|known| known.short.clone()),
            why: reads.then(|| found.row.why.clone()),
            proposed_by: (
                function(found.row.proposed_by).unwrap_or_default(),
                found.first,
            ),
            proposed_at: found.row.proposed_at,
            waits_until: found.row.proposed_at + PATIENCE,
            decided_by: decider.and_then(function),
            open,
            may_decide: open && sight == Sight::Reads && found.second(ctx, facts).is_some(),
            may_withdraw: open && own && ctx.may(Operation::WithdrawApproval, Facts::default()),
            state: if reads {
                found.state
            } else {
                found.state.without_reason()
            },
        })
    });
    let lines = lines.collect();
    Ok((lines, seen))
}

/// An item whose reasons are on the page, and its class.
type Seen = (Uuid, Class);

async fn people(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    found: &[Found],
) -> Result<HashMap<Uuid, person::Model>> {
    let ids = found.iter().flat_map(|found| {
        let decider = match &found.state {
            ApprovalState::Confirmed { by, .. } | ApprovalState::Refused { by, .. } => Some(by.0),
            ApprovalState::Waiting | ApprovalState::Withdrawn { .. } => None,
        };
        let about = found.proposal.person().map(|id| id.0);
        [Some(found.row.proposed_by), decider, about]
    });
    let rows = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Id.is_in(ids.flatten()))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn tables(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    found: &[Found],
    meetings: &HashMap<Uuid, meeting::Model>,
) -> Result<HashMap<Uuid, String>> {
    let ids = found.iter().filter_map(|found| match found.proposal {
        Proposal::GrantRole { series, .. } => series.map(|id| id.0),
        Proposal::GrantSeat { series, .. } => Some(series.0),
        Proposal::StandIn { meeting, .. } => meetings.get(&meeting.0).map(|row| row.series_id),
        _ => None,
    });
    let rows = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The meetings that some of these are about.
async fn meetings(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    found: &[Found],
) -> Result<HashMap<Uuid, meeting::Model>> {
    let ids = found.iter().filter_map(|found| match found.proposal {
        Proposal::StandIn { meeting, .. } => Some(meeting.0),
        _ => None,
    });
    let rows = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The items that some of these are about.
async fn items(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    found: &[Found],
) -> Result<HashMap<Uuid, agenda_item::Model>> {
    let ids = found.iter().filter_map(|found| found.proposal.item());
    let ids = ids.map(|item| item.0);
    let rows = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// What the sign-in providers are called that some of these are about, by proposal.
async fn providers(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    found: &[Found],
) -> Result<HashMap<Uuid, String>> {
    let mut names = HashMap::new();
    for found in found {
        if let Proposal::ChangeProvider { provider } = found.proposal {
            let name = crate::identity::providers::name_of(tx, ctx, provider).await?;
            names.insert(found.row.id, name);
        }
    }
    Ok(names)
}
