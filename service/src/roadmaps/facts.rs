//! What the status of a step follows from, read for many steps in three statements.

use std::collections::HashMap;

use ::entity::{bottleneck, bottleneck_step, criterion, evidence, roadmap_step};
use domain::roadmaps::{
    Answer, CriterionFacts, Recorded, StepFacts, StepStatus, derive, still_stands,
};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// The words of the states in which a bottleneck no longer blocks.
pub(crate) const SETTLED: [&str; 2] = ["resolved", "accepted"];

/// The criteria of some steps, and how many open bottlenecks each step has.
#[derive(Debug, Default)]
pub(super) struct Basis {
    criteria: HashMap<Uuid, Vec<CriterionFacts>>,
    bottlenecks: HashMap<Uuid, usize>,
}

impl Basis {
    /// Loads the basis of the steps given.
    pub(super) async fn load(tx: &DatabaseTransaction, steps: &[Uuid]) -> Result<Self> {
        let rows = criterion::Entity::find()
            .filter(criterion::Column::StepId.is_in(steps.iter().copied()))
            .order_by_asc(criterion::Column::Position)
            .all(tx)
            .await?;
        let shown: HashMap<Uuid, i64> = evidence::Entity::find()
            .select_only()
            .column(evidence::Column::CriterionId)
            .column_as(Expr::col(evidence::Column::Id).count(), "pieces")
            .filter(evidence::Column::CriterionId.is_in(rows.iter().map(|row| row.id)))
            .group_by(evidence::Column::CriterionId)
            .into_tuple::<(Uuid, i64)>()
            .all(tx)
            .await?
            .into_iter()
            .collect();
        let mut basis = Self::default();
        for row in rows {
            let facts = CriterionFacts {
                answer: stored::word(Answer::parse, &row.answer)?,
                evidence: shown
                    .get(&row.id)
                    .and_then(|pieces| usize::try_from(*pieces).ok())
                    .unwrap_or_default(),
            };
            basis.criteria.entry(row.step_id).or_default().push(facts);
        }
        for step in open_links(tx, steps).await? {
            *basis.bottlenecks.entry(step).or_default() += 1;
        }
        Ok(basis)
    }

    /// The criteria of a step, in order.
    pub(super) fn criteria(&self, step: Uuid) -> &[CriterionFacts] {
        self.criteria.get(&step).map_or(&[], Vec::as_slice)
    }

    /// The status of a step today.
    pub(super) fn status(
        &self,
        ctx: &Ctx,
        step: &roadmap_step::Model,
        recorded: Option<&Recorded>,
    ) -> StepStatus {
        let facts = StepFacts {
            criteria: self.criteria(step.id),
            open_bottlenecks: self.bottlenecks.get(&step.id).copied().unwrap_or_default(),
            due: step.due_on,
            recorded,
        };
        derive(&facts, ctx.today())
    }
}

/// One step id for every open bottleneck of it.
async fn open_links(tx: &DatabaseTransaction, steps: &[Uuid]) -> Result<Vec<Uuid>> {
    let open = bottleneck::Entity::find()
        .select_only()
        .column(bottleneck::Column::Id)
        .filter(bottleneck::Column::StateWord.is_not_in(SETTLED))
        .into_query();
    Ok(bottleneck_step::Entity::find()
        .select_only()
        .column(bottleneck_step::Column::StepId)
        .filter(bottleneck_step::Column::StepId.is_in(steps.iter().copied()))
        .filter(bottleneck_step::Column::BottleneckId.in_subquery(open))
        .into_tuple()
        .all(tx)
        .await?)
}

/// Reads what was decided about a step, if anything.
pub(super) fn recorded(step: &roadmap_step::Model) -> Result<Option<Recorded>> {
    step.recorded.as_deref().map(stored::state).transpose()
}

/// Derives the steps anew after something changed, and keeps what came out. A verified or
/// embedded result whose criteria are no longer met is removed for good.
pub(super) async fn refresh(tx: &DatabaseTransaction, ctx: &Ctx, steps: &[Uuid]) -> Result<()> {
    let basis = Basis::load(tx, steps).await?;
    let rows = roadmap_step::Entity::find()
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .filter(roadmap_step::Column::Id.is_in(steps.iter().copied()))
        .all(tx)
        .await?;
    for row in rows {
        let decided = recorded(&row)?;
        let kept = decided.filter(|decided| still_stands(decided, basis.criteria(row.id)));
        let status = basis.status(ctx, &row, kept.as_ref());
        if kept.is_some() == row.recorded.is_some() && status.word() == row.status {
            continue;
        }
        let kept = kept.as_ref().map(stored::json).transpose()?;
        roadmap_step::Entity::update_many()
            .col_expr(roadmap_step::Column::Status, Expr::value(status.word()))
            .col_expr(roadmap_step::Column::Recorded, Expr::value(kept))
            .col_expr(roadmap_step::Column::UpdatedAt, Expr::value(ctx.now()))
            .filter(roadmap_step::Column::Id.eq(row.id))
            .exec(tx)
            .await?;
    }
    Ok(())
}
