//! One step, opened: criteria with evidence, what was decided, what holds it up, and its line.

use std::collections::HashMap;

use ::entity::{bottleneck, bottleneck_step, criterion, evidence, person, roadmap, roadmap_step};
use chrono::NaiveDate;
use domain::guard::Known;
use domain::id::{CriterionId, EvidenceId, MeetingId, OrganisationId, PersonId, StepId};
use domain::policy::{Facts, Operation};
use domain::roadmaps::{Answer, CriterionFacts, EvidenceKind, Loss, Recorded, StepStatus};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::facts::{self, Basis, SETTLED};
use super::find;
use super::line::{self, ActionNode, Node};
use super::region::{BottleneckBrief, brief};
use super::sources::Sources;
use super::visible;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::{self, OrganisationRef};
use crate::{content, screen, stored};

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceView {
    /// Which one.
    pub id: EvidenceId,
    /// What it refers to.
    pub kind: EvidenceKind,
    /// What it shows.
    pub title: String,
    /// The page elsewhere.
    pub link: Option<String>,
    /// The meeting behind it, when the reader may look there.
    pub meeting: Option<MeetingId>,
    /// The day it was added.
    pub on: NaiveDate,
}

/// A criterion with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionView {
    /// Which one.
    pub id: CriterionId,
    /// Its code.
    pub code: String,
    /// What has to be true.
    pub text: String,
    /// The answer.
    pub answer: Answer,
    /// Whether it counts as met.
    pub met: bool,
    /// The version a form is made from.
    pub version: i32,
    /// What shows it.
    pub evidence: Vec<EvidenceView>,
}

/// What was decided about a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedView {
    /// The status it gave.
    pub status: StepStatus,
    /// By whom, as a function.
    pub by: String,
    /// On which local day.
    pub on: NaiveDate,
    /// Why, for a step that was left out.
    pub reason: Option<String>,
}

/// Evidence that was taken from under a confirmed result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossView {
    /// By whom, as a function.
    pub by: String,
    /// On which local day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// The page of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// Which one.
    pub id: StepId,
    /// The municipality on whose routekaart it stands.
    pub municipality: OrganisationRef,
    /// Its code.
    pub code: String,
    /// The title of its phase.
    pub phase: String,
    /// Its title.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Who carries it.
    pub owner: Option<OrganisationRef>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// Its status today.
    pub status: StepStatus,
    /// What was decided about it.
    pub recorded: Option<RecordedView>,
    /// The evidence it lost since somebody verified it last.
    pub lost: Option<LossView>,
    /// The version a form is made from.
    pub version: i32,
    /// Its criteria, in order.
    pub criteria: Vec<CriterionView>,
    /// Open bottlenecks that the reader may see.
    pub bottlenecks: Vec<BottleneckBrief>,
    /// How many open bottlenecks the reader may not see.
    pub hidden_bottlenecks: u64,
    /// Its actions and where they came from.
    pub line: Vec<Node<ActionNode>>,
    /// Whether the reader may answer and show evidence.
    pub may_answer: bool,
    /// Whether the reader may leave it out and take it up.
    pub may_set_aside: bool,
    /// Whether the reader may verify and embed.
    pub may_verify: bool,
    /// Whether the reader may name a bottleneck.
    pub may_raise: bool,
    /// What can be pointed at, for who may answer.
    pub sources: Sources,
    /// Who can carry it, for who may answer.
    pub organisations: Vec<OrganisationRef>,
    /// What may be named, for who may answer.
    pub known: Known,
}

/// Reads a step.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for what is unknown, malformed or of another region.
pub async fn step(ctx: &Ctx, id: &str) -> Result<StepView> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let id: StepId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let row = roadmap_step::Entity::find_by_id(id.0)
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let municipality = roadmap::Entity::find_by_id(row.roadmap_id)
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?
        .organisation_id;
    let mut names = people::names(&tx, row.owner_id.into_iter().chain([municipality])).await?;
    let basis = Basis::load(&tx, &[row.id]).await?;
    let recorded = facts::recorded(&row)?;
    let status = basis.status(ctx, &row, recorded.as_ref());
    let rights = Rights::of(ctx, OrganisationId(municipality), row.owner_id);
    let sources = Sources::load(&tx, ctx).await?;
    let (bottlenecks, hidden_bottlenecks) = bottlenecks(&tx, ctx, row.id).await?;
    Ok(StepView {
        id,
        owner: row.owner_id.and_then(|owner| names.get(&owner).cloned()),
        municipality: names.remove(&municipality).ok_or(Error::NotFound)?,
        phase: phase(&row.phase)?,
        due: row.due_on,
        status,
        recorded: described(&tx, ctx, recorded).await?,
        lost: lost(&tx, ctx, row.lost.as_deref()).await?,
        version: row.version,
        criteria: criteria(&tx, &row, &basis, &sources).await?,
        bottlenecks,
        hidden_bottlenecks,
        line: line::load(&tx, ctx, row.id).await?,
        may_answer: rights.answer,
        may_set_aside: rights.set_aside,
        may_verify: rights.verify,
        may_raise: ctx.may(Operation::RaiseBottleneck, Facts::default()),
        sources,
        organisations: if rights.answer {
            people::organisations(&tx, ctx).await?
        } else {
            Vec::new()
        },
        known: if rights.answer {
            screen::known(&tx, ctx).await?
        } else {
            Known::default()
        },
        code: row.code,
        title: row.title,
        why: row.why,
    })
}

/// The step with a code on the routekaart of a municipality.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for what is unknown, malformed or of another region.
pub async fn locate(ctx: &Ctx, municipality: &str, code: &str) -> Result<StepId> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let tx = ctx.read().await?;
    let place = find::municipality(&tx, ctx, municipality).await?;
    let adopted = roadmap::Entity::find()
        .filter(roadmap::Column::RegionId.eq(ctx.region().0))
        .filter(roadmap::Column::OrganisationId.eq(place.0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    roadmap_step::Entity::find()
        .filter(roadmap_step::Column::RoadmapId.eq(adopted.id))
        .filter(roadmap_step::Column::Code.eq(code))
        .one(&*tx)
        .await?
        .map(|step| step.id.into())
        .ok_or(Error::NotFound)
}

struct Rights {
    answer: bool,
    set_aside: bool,
    verify: bool,
}

impl Rights {
    fn of(ctx: &Ctx, municipality: OrganisationId, owner: Option<Uuid>) -> Self {
        let may = |operation, organisation| ctx.may(operation, Facts::of_owner(organisation));
        let set_aside = may(Operation::UpdateStep, municipality);
        let carries = owner.is_some_and(|id| may(Operation::UpdateStep, OrganisationId(id)));
        Self {
            answer: set_aside || carries,
            set_aside,
            verify: may(Operation::VerifyStep, municipality),
        }
    }
}

fn phase(code: &str) -> Result<String> {
    let phases = &content::shared()?.roadmap_template.phases;
    let known = phases.iter().find(|phase| phase.code == code);
    Ok(known.map(|phase| phase.title.clone()).unwrap_or_default())
}

async fn described(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    recorded: Option<Recorded>,
) -> Result<Option<RecordedView>> {
    let (status, at, by, reason) = match recorded {
        None => return Ok(None),
        Some(Recorded::Verified { at, by }) => (StepStatus::Verified, at, by, None),
        Some(Recorded::Embedded { at, by }) => (StepStatus::Embedded, at, by, None),
        Some(Recorded::NotApplicable { at, by, reason }) => {
            (StepStatus::NotApplicable, at, by, Some(reason))
        }
    };
    Ok(Some(RecordedView {
        status,
        by: function(tx, ctx, by).await?,
        on: local_date(at),
        reason,
    }))
}

async fn lost(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    stored: Option<&str>,
) -> Result<Option<LossView>> {
    let Some(stored) = stored else {
        return Ok(None);
    };
    let loss: Loss = stored::state(stored)?;
    Ok(Some(LossView {
        by: function(tx, ctx, loss.by).await?,
        on: local_date(loss.at),
        reason: loss.reason,
    }))
}

/// What somebody is called in this system.
async fn function(tx: &DatabaseTransaction, ctx: &Ctx, id: PersonId) -> Result<String> {
    let person = person::Entity::find_by_id(id.0)
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}

async fn criteria(
    tx: &DatabaseTransaction,
    step: &roadmap_step::Model,
    basis: &Basis,
    sources: &Sources,
) -> Result<Vec<CriterionView>> {
    let rows = criterion::Entity::find()
        .filter(criterion::Column::StepId.eq(step.id))
        .order_by_asc(criterion::Column::Position)
        .all(tx)
        .await?;
    let mut shown: HashMap<Uuid, Vec<EvidenceView>> = HashMap::new();
    let pieces = evidence::Entity::find()
        .filter(evidence::Column::CriterionId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(evidence::Column::CreatedAt)
        .all(tx)
        .await?;
    for piece in pieces {
        let kind = stored::word(EvidenceKind::parse, &piece.kind)?;
        let view = EvidenceView {
            id: EvidenceId(piece.id),
            kind,
            title: piece.title,
            link: piece.link,
            meeting: sources.meeting_of(kind, piece.ref_id).map(MeetingId),
            on: local_date(piece.created_at),
        };
        shown.entry(piece.criterion_id).or_default().push(view);
    }
    let met = basis.criteria(step.id).iter().map(CriterionFacts::is_met);
    rows.into_iter()
        .zip(met)
        .map(|(row, met)| {
            Ok(CriterionView {
                id: CriterionId(row.id),
                answer: stored::word(Answer::parse, &row.answer)?,
                met,
                version: row.version,
                evidence: shown.remove(&row.id).unwrap_or_default(),
                code: row.code,
                text: row.text,
            })
        })
        .collect()
}

async fn bottlenecks(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    step: Uuid,
) -> Result<(Vec<BottleneckBrief>, u64)> {
    let linked = bottleneck_step::Entity::find()
        .select_only()
        .column(bottleneck_step::Column::BottleneckId)
        .filter(bottleneck_step::Column::StepId.eq(step))
        .into_query();
    let open = bottleneck::Entity::find()
        .filter(bottleneck::Column::RegionId.eq(ctx.region().0))
        .filter(bottleneck::Column::Id.in_subquery(linked))
        .filter(bottleneck::Column::StateWord.is_not_in(SETTLED));
    let all = open.clone().count(tx).await?;
    let rows = open
        .filter(visible::to(tx, ctx).await?)
        .order_by_asc(bottleneck::Column::Number)
        .all(tx)
        .await?;
    let seen = u64::try_from(rows.len()).unwrap_or(all);
    Ok((
        rows.into_iter().map(brief).collect(),
        all.saturating_sub(seen),
    ))
}
