//! What shows that a criterion is met: a reference to a decision, a meeting, a document or a page.

use ::entity::{criterion, evidence, roadmap_step};
use domain::fault::{Code, Faults};
use domain::id::{EvidenceId, StepId};
use domain::policy::{Facts, Operation};
use domain::roadmaps::command::{AddEvidence, RemoveEvidence};
use domain::roadmaps::{EvidenceKind, Loss, Removal};
use domain::text::{Link, Reason, Screen, Title};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, Set,
};
use uuid::Uuid;

use super::sources::Sources;
use super::{facts, find};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{audit, replay, screen, stored};

/// A piece of evidence that was judged.
#[derive(Debug)]
pub(super) struct Shown {
    id: EvidenceId,
    kind: EvidenceKind,
    title: Title,
    target: Option<Uuid>,
    link: Option<Link>,
}

/// What a form says about a piece of evidence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) id: &'a str,
    pub(super) source: &'a str,
    pub(super) title: &'a str,
    pub(super) link: &'a str,
}

impl Raw<'_> {
    /// Judges all fields; what is wrong goes to `faults`. A decision or meeting counts only when
    /// this actor may read it.
    pub(super) async fn judge(
        self,
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        screen: &Screen<'_>,
        faults: &mut Faults,
    ) -> Result<Option<Shown>> {
        let id = self.id.parse().map_err(|_| Error::NotFound)?;
        let title = faults.keep("title", Title::parse(self.title, screen));
        let picked = faults.keep("source", self.pick(tx, ctx).await?);
        let link = match picked {
            Some((EvidenceKind::Link, _)) => faults
                .keep("link", Link::parse(self.link, screen))
                .map(Some),
            _ => Some(None),
        };
        let (Some(title), Some((kind, target)), Some(link)) = (title, picked, link) else {
            return Ok(None);
        };
        Ok(Some(Shown {
            id,
            kind,
            title,
            target,
            link,
        }))
    }

    async fn pick(
        self,
        tx: &DatabaseTransaction,
        ctx: &Ctx,
    ) -> Result<std::result::Result<(EvidenceKind, Option<Uuid>), Code>> {
        let (word, id) = self.source.split_once('/').unwrap_or((self.source, ""));
        let kind = EvidenceKind::parse(word);
        Ok(match kind {
            None if word.is_empty() => Err(Code::Empty),
            None => Err(Code::NotAChoice),
            Some(kind @ (EvidenceKind::Document | EvidenceKind::Link)) => Ok((kind, None)),
            Some(kind) => Sources::load(tx, ctx)
                .await?
                .find(kind, id)
                .map(|target| (kind, Some(target)))
                .ok_or(Code::NotAChoice),
        })
    }
}

/// How many pieces of evidence a criterion has.
pub(super) async fn pieces(tx: &DatabaseTransaction, criterion: Uuid) -> Result<u64> {
    Ok(evidence::Entity::find()
        .filter(evidence::Column::CriterionId.eq(criterion))
        .count(tx)
        .await?)
}

/// Keeps a piece of evidence; answers whether it is new. The same form twice adds nothing;
/// another piece under its id is [`Error::Replayed`].
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    criterion: &criterion::Model,
    shown: Shown,
) -> Result<bool> {
    let there = evidence::Entity::find_by_id(shown.id.0).one(tx).await?;
    if let Some(there) = there {
        // An id that belongs to something else was never minted for this form.
        if there.criterion_id != criterion.id {
            return Err(Error::NotFound);
        }
        let link = shown.link.as_ref().map(Link::as_str);
        replay::same(
            (
                there.kind.as_str(),
                there.title.as_str(),
                there.ref_id,
                there.link.as_deref(),
            ),
            (shown.kind.word(), shown.title.as_str(), shown.target, link),
        )?;
        return Ok(false);
    }
    evidence::ActiveModel {
        id: Set(shown.id.0),
        region_id: Set(ctx.region().0),
        criterion_id: Set(criterion.id),
        kind: Set(shown.kind.word().to_owned()),
        title: Set(shown.title.into_string()),
        ref_id: Set(shown.target),
        link: Set(shown.link.map(Link::into_string)),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
    }
    .insert(tx)
    .await?;
    Ok(true)
}

/// Adds a piece of evidence to a criterion and derives its step anew.
///
/// # Errors
/// [`Error::Refused`] on `source`, `title`, `link` or `reason`; [`Error::NotNow`] for a step that
/// was left out; [`Error::Replayed`] for another piece under an id that was used;
/// [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn add_evidence(ctx: &Ctx, command: AddEvidence) -> Result<StepId> {
    let tx = ctx.write().await?;
    let (row, found) = find::criterion(&tx, ctx, &command.id).await?;
    found.authorise_update(ctx)?;
    found.status(&tx, ctx).await?.change()?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let raw = Raw {
        id: &command.evidence,
        source: &command.source,
        title: &command.title,
        link: &command.link,
    };
    let mut faults = Faults::default();
    let Some(shown) = raw.judge(&tx, ctx, &screen, &mut faults).await? else {
        return Err(faults.into());
    };
    let kind = shown.kind;
    let title = shown.title.clone();
    if keep(&tx, ctx, &row, shown).await? {
        let texts = [title.as_str()];
        screen::keep_answer(&tx, ctx, ("criterion", row.id), &screen, &texts).await?;
        facts::refresh(&tx, ctx, &[row.step_id]).await?;
        let entry = audit::Entry {
            operation: Operation::UpdateStep,
            object: "criterion",
            id: row.id,
            detail: format!("evidence=1 kind={}", kind.word()),
        };
        audit::record(&tx, ctx, entry).await?;
        tx.commit().await?;
    }
    Ok(row.step_id.into())
}

/// Takes a piece of evidence away and derives its step anew: a yes without evidence no longer
/// counts, and what was verified on it falls. Once the result was verified it takes a reason, which
/// the step shows until it is verified again.
///
/// # Errors
/// [`Error::Refused`] on `why` or `reason`; [`Error::NotNow`] for a step that was left out;
/// [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn remove_evidence(ctx: &Ctx, command: RemoveEvidence) -> Result<StepId> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let tx = ctx.write().await?;
    let id: EvidenceId = command.id.parse().map_err(|_| Error::NotFound)?;
    let piece = evidence::Entity::find_by_id(id.0)
        .filter(evidence::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let (row, found) = find::criterion(&tx, ctx, &piece.criterion_id.to_string()).await?;
    found.authorise_update(ctx)?;
    if found.status(&tx, ctx).await?.remove_evidence()? == Removal::Explained {
        explain(&tx, ctx, row.step_id, &command.why, &command.reason).await?;
    }
    evidence::Entity::delete_by_id(id.0).exec(&*tx).await?;
    facts::refresh(&tx, ctx, &[row.step_id]).await?;
    let entry = audit::Entry {
        operation: Operation::UpdateStep,
        object: "criterion",
        id: row.id,
        detail: format!("evidence=-1 kind={}", piece.kind),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(row.step_id.into())
}

/// Keeps with the step why what a confirmed result rests on was taken from under it. Whoever looks
/// at the step now has not seen this, so its version moves on.
pub async fn explain(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    step: Uuid,
    why: &str,
    answer: &str,
) -> Result<()> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: answer,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let why = Reason::parse(why, &screen).map_err(|code| match code {
        Code::Empty => Code::ReasonNeeded,
        other => other,
    });
    let Some(why) = faults.keep("why", why) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, ("step", step), &screen, &[why.as_str()]).await?;
    let loss = Loss {
        at: ctx.now(),
        by: ctx.actor.person,
        reason: why.into_string(),
    };
    roadmap_step::Entity::update_many()
        .col_expr(
            roadmap_step::Column::Lost,
            Expr::value(stored::json(&loss)?),
        )
        .col_expr(
            roadmap_step::Column::Version,
            Expr::col(roadmap_step::Column::Version).add(1),
        )
        .filter(roadmap_step::Column::Id.eq(step))
        .exec(tx)
        .await?;
    Ok(())
}
