//! Answering a criterion.

use ::entity::criterion;
use domain::fault::{Code, Faults};
use domain::id::StepId;
use domain::policy::Operation;
use domain::roadmaps::command::AnswerCriterion;
use domain::roadmaps::{Answer, Removal};
use domain::text::Screen;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::evidence::{Raw, explain, keep, pieces};
use super::{facts, find};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{audit, screen};

/// Answers a criterion, adding evidence when the form holds some, and derives the step anew.
/// A yes needs evidence that is there already or comes along. A yes that is taken back after the
/// result was verified takes a reason, which the step shows until it is verified again.
///
/// # Errors
/// [`Error::Refused`] on `answer`, `source`, `title`, `link`, `why` or `reason`; [`Error::NotNow`] for a
/// step that was left out; [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn answer_criterion(ctx: &Ctx, command: AnswerCriterion) -> Result<StepId> {
    let tx = ctx.write().await?;
    let (row, found) = find::criterion(&tx, ctx, &command.id).await?;
    found.authorise_update(ctx)?;
    if row.version != command.version {
        return Err(Error::Stale(row.version));
    }
    let status = found.status(&tx, ctx).await?;
    status.change()?;

    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let answer = Answer::parse(&command.answer).ok_or(Code::NotAChoice);
    let answer = faults.keep("answer", answer);
    let raw = Raw {
        id: &command.evidence,
        source: &command.source,
        title: &command.title,
        link: &command.link,
    };
    // What was written about evidence counts, also when its kind was forgotten: never drop text.
    let silent = [raw.source, raw.title, raw.link]
        .iter()
        .all(|text| text.trim().is_empty());
    let shown = if silent {
        None
    } else {
        raw.judge(&tx, ctx, &screen, &mut faults).await?
    };
    if answer == Some(Answer::Yes) && silent && pieces(&tx, row.id).await? == 0 {
        faults.add("source", Code::EvidenceNeeded);
    }
    let (Some(answer), true) = (answer, faults.is_empty()) else {
        return Err(faults.into());
    };
    let taken_back = row.answer == Answer::Yes.word() && answer != Answer::Yes;
    if taken_back && status.remove_evidence()? == Removal::Explained {
        explain(&tx, ctx, row.step_id, &command.why, &command.reason).await?;
    }

    write(&tx, &row, answer).await?;
    let added = match shown {
        Some(shown) => {
            let texts = [command.title.as_str()];
            screen::keep_answer(&tx, ctx, ("criterion", row.id), &screen, &texts).await?;
            keep(&tx, ctx, &row, shown).await?
        }
        None => false,
    };
    facts::refresh(&tx, ctx, &[row.step_id]).await?;
    let entry = audit::Entry {
        operation: Operation::UpdateStep,
        object: "criterion",
        id: row.id,
        detail: format!("answer={} evidence={}", answer.word(), u8::from(added)),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(row.step_id.into())
}

async fn write(tx: &DatabaseTransaction, row: &criterion::Model, answer: Answer) -> Result<()> {
    let done = criterion::Entity::update_many()
        .col_expr(criterion::Column::Answer, Expr::value(answer.word()))
        .col_expr(criterion::Column::Version, Expr::value(row.version + 1))
        .filter(criterion::Column::Id.eq(row.id))
        .filter(criterion::Column::Version.eq(row.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::Stale(row.version + 1));
    }
    Ok(())
}
