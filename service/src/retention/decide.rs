//! The officer advises, who directs decides, and a second person has it destroyed.

use ::entity::{destruction, destruction_line};
use domain::fault::{Code, Faults, NotNow};
use domain::id::{DestructionId, MeetingId};
use domain::meetings::Opinion;
use domain::policy::Operation;
use domain::retention::command::{AdviseDestruction, ConfirmDestruction, DecideDestruction};
use domain::retention::{DestructionState, Hand, Refusal};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::certificate::{self, Gone};
use super::destroy::{Counts, destroy};
use super::{facts, list, said};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, gather};
use crate::meetings::fields::{YES, choice};
use crate::meetings::rows;
use crate::stored;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotNow(not_now) => not_now.into(),
            Refusal::SameHand => Self::FourEyes,
        }
    }
}

/// Records what the officer of the organisation that directs advises on a list. A form sent twice changes
/// nothing.
///
/// # Errors
/// `Refused` per field; `NotNow` once it was decided; `Stale`, `NotAllowed`, `NotFound`.
pub async fn advise_destruction(ctx: &Ctx, command: AdviseDestruction) -> Result<DestructionId> {
    use destruction::Column;
    let tx = ctx.write().await?;
    let (row, table) = list::take(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::AdviseDestruction, facts(&table))?;
    let id = DestructionId(row.id);
    let object = ("destruction", row.id);
    let mut faults = Faults::default();
    let opinion = faults.keep("opinion", choice(&command.opinion, Opinion::parse));
    let text = ("text", command.text.as_str(), command.reason.as_str());
    let text = gather(&mut faults, said(&tx, ctx, object, text).await)?;
    let (Some(opinion), Some(text)) = (opinion, text) else {
        return Err(faults.into());
    };
    let state: DestructionState = stored::state(&row.state)?;
    let by = Hand::of(&ctx.actor);
    let next = state.clone().advise(by, opinion)?;
    if next == state && row.advice.as_deref() == Some(text.as_str()) {
        return Ok(id);
    }
    rows::fresh(command.version, row.version)?;
    list::move_to(&tx, &row, &next).await?;
    destruction::Entity::update_many()
        .col_expr(Column::Opinion, Expr::value(opinion.word()))
        .col_expr(Column::Advice, Expr::value(text))
        .col_expr(Column::AdvisedAt, Expr::value(ctx.now()))
        .filter(Column::Id.eq(row.id))
        .exec(&*tx)
        .await?;
    let detail = format!("opinion={}", opinion.word());
    audit::note(&tx, ctx, Operation::AdviseDestruction, object, detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// Decides that what is on a list is destroyed; conditions and objections of the officer are answered.
/// What is not due any more comes off the list.
///
/// # Errors
/// `Refused` without an answer where one is asked for, or for who is not sure; `FourEyes` for who
/// advised; `NotNow` before the advice, or with nothing left that is due; `Stale`, `NotAllowed`, `NotFound`.
pub async fn decide_destruction(ctx: &Ctx, command: DecideDestruction) -> Result<DestructionId> {
    let tx = ctx.write().await?;
    let (row, table) = list::take(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::DecideDestruction, facts(&table))?;
    let id = DestructionId(row.id);
    let state: DestructionState = stored::state(&row.state)?;
    let by = Hand::of(&ctx.actor);
    if let DestructionState::Decided { by: before, .. } = &state
        && *before == by
    {
        return Ok(id);
    }
    let next = state.clone().decide(by, ctx.now())?;
    rows::fresh(command.version, row.version)?;
    let mut faults = Faults::default();
    let sure = (command.sure == YES).then_some(()).ok_or(Code::Empty);
    let sure = faults.keep("sure", sure);
    let asks = row.opinion.as_deref() != Some(Opinion::Positive.word());
    let answer = if asks || !command.answer.trim().is_empty() {
        let answer = ("answer", command.answer.as_str(), command.reason.as_str());
        let object = ("destruction", row.id);
        gather(&mut faults, said(&tx, ctx, object, answer).await)?.map(Some)
    } else {
        Some(None)
    };
    let (Some(()), Some(answer)) = (sure, answer) else {
        return Err(faults.into());
    };
    let left = list::settle(&tx, &row, ctx.now()).await?.len();
    if left == 0 {
        return lapse(tx, ctx, (&row, state)).await;
    }
    list::move_to(&tx, &row, &next).await?;
    destruction::Entity::update_many()
        .col_expr(destruction::Column::Answer, Expr::value(answer))
        .col_expr(
            destruction::Column::ReturnedWhy,
            Expr::value(Option::<String>::None),
        )
        .filter(destruction::Column::Id.eq(row.id))
        .exec(&*tx)
        .await?;
    let detail = format!("items={left}");
    let object = ("destruction", row.id);
    audit::note(&tx, ctx, Operation::DecideDestruction, object, detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// The second person agrees, and what is on the list is destroyed in the same breath; or sends it back.
/// Confirming twice destroys once.
///
/// # Errors
/// `FourEyes` for who decided or advised; `Refused` without a choice, or without a reason to send it back;
/// `NotNow` before it was decided; `Stale`, `NotAllowed`, `NotFound`.
pub async fn confirm_destruction(ctx: &Ctx, command: ConfirmDestruction) -> Result<DestructionId> {
    let mut tx = ctx.write().await?;
    let (row, table) = list::take(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::ConfirmDestruction, facts(&table))?;
    let id = DestructionId(row.id);
    let state: DestructionState = stored::state(&row.state)?;
    let by = Hand::of(&ctx.actor);
    if let DestructionState::Destroyed { confirmed, .. } = &state
        && *confirmed == by
    {
        return Ok(id);
    }
    let next = state.clone().confirm(by, ctx.now())?;
    rows::fresh(command.version, row.version)?;
    match command.choice.as_str() {
        "confirm" => {}
        "return" => return send_back(tx, ctx, (&row, state), &command).await,
        other => {
            let mut faults = Faults::default();
            let code = if other.is_empty() {
                Code::Empty
            } else {
                Code::NotAChoice
            };
            faults.add("choice", code);
            return Err(faults.into());
        }
    }
    let left = list::settle(&tx, &row, ctx.now()).await?;
    if left.is_empty() {
        return lapse(tx, ctx, (&row, state)).await;
    }
    let mut counts = Counts::default();
    let mut gone = Vec::with_capacity(left.len());
    for (line, one) in &left {
        let hashes = destroy(&tx, one.item, ctx.now(), &mut counts).await?;
        gone.push(Gone::of(line, one, hashes));
        if let Some(meeting) = one.meeting {
            tx.touch(MeetingId(meeting));
        }
    }
    destruction_line::Entity::update_many()
        .col_expr(
            destruction_line::Column::DestroyedAt,
            Expr::value(ctx.now()),
        )
        .filter(destruction_line::Column::DestructionId.eq(row.id))
        .filter(destruction_line::Column::TakenOffAt.is_null())
        .exec(&*tx)
        .await?;
    list::move_to(&tx, &row, &next).await?;
    let written = certificate::Parts {
        list: &row,
        table: &table,
        state: &next,
        gone,
        counts,
    };
    let mark = certificate::write(&tx, written).await?;
    let entry = |object: &'static str, id, detail| Entry {
        operation: Operation::ConfirmDestruction,
        object,
        id,
        detail,
    };
    let mut entries = vec![entry(
        "destruction",
        row.id,
        format!("items={} certificate={mark}", left.len()),
    )];
    let each = left.iter();
    entries.extend(each.map(|(_, one)| entry("item", one.item, format!("list={}", row.id))));
    audit::record_all(&tx, ctx, entries).await?;
    tx.commit().await?;
    // What cannot be done now is done within the hour.
    if let Err(error) = ctx.site().store.scrub().await {
        tracing::warn!(%error, "the file is not scrubbed yet");
    }
    Ok(id)
}

async fn send_back(
    tx: Write,
    ctx: &Ctx,
    (row, state): (&destruction::Model, DestructionState),
    command: &ConfirmDestruction,
) -> Result<DestructionId> {
    let object = ("destruction", row.id);
    let why = ("why", command.why.as_str(), command.reason.as_str());
    let why = said(&tx, ctx, object, why).await?;
    list::move_to(&tx, row, &state.send_back()?).await?;
    destruction::Entity::update_many()
        .col_expr(destruction::Column::ReturnedWhy, Expr::value(why))
        .filter(destruction::Column::Id.eq(row.id))
        .exec(&*tx)
        .await?;
    let detail = "returned".to_owned();
    audit::note(&tx, ctx, Operation::ConfirmDestruction, object, detail).await?;
    tx.commit().await?;
    Ok(DestructionId(row.id))
}

/// Nothing on the list is due any more: it ends without anything being destroyed, and says so.
async fn lapse(
    tx: Write,
    ctx: &Ctx,
    (row, state): (&destruction::Model, DestructionState),
) -> Result<DestructionId> {
    list::move_to(&tx, row, &state.lapse(ctx.now())?).await?;
    let object = ("destruction", row.id);
    let detail = "lapsed".to_owned();
    audit::note(&tx, ctx, Operation::DecideDestruction, object, detail).await?;
    tx.commit().await?;
    Err(NotNow {
        state: "not_due",
        operation: "decide_destruction",
    }
    .into())
}
