//! The officer advises, and who directs answers conditions and objections.

use ::entity::series_advice::{self, Column};
use domain::fault::Faults;
use domain::id::SeriesId;
use domain::meetings::command::{AdviseSeries, AnswerAdvice};
use domain::meetings::{AdviceState, Opinion};
use domain::policy::{Facts, Operation};
use domain::text::{Body, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::super::{fields, rows};
use super::{facts, said, settle};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{replay, screen, stored};

/// Records what the officer of the organisation that directs advises on discussing cases at a table,
/// on the purpose, ground and DPIA as they were read. It comes in the place of an earlier advice, which
/// stays readable. A form sent twice makes one advice.
///
/// # Errors
/// `Refused` per field; `Stale` when the series changed since it was read; `Replayed` for another
/// advice under an id that was used; `NotAllowed`, `NotFound`.
pub async fn advise_series(ctx: &Ctx, command: AdviseSeries) -> Result<SeriesId> {
    let mut tx = ctx.write().await?;
    let row = rows::overseen(&tx, ctx, &command.series).await?;
    let series = SeriesId(row.id);
    ctx.authorise(Operation::AdviseSeries, facts(&row))?;
    let id: Uuid = command.id.parse().map_err(|_| Error::NotFound)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let (opinion, text) = judge(&command, &screen)?;
    if let Some(there) = series_advice::Entity::find_by_id(id).one(&*tx).await? {
        let (by, opinion) = (ctx.actor.person.0, opinion.word());
        let sent = (row.id, by, opinion, text.as_str());
        let kept = (
            there.series_id,
            there.person_id,
            there.opinion.as_str(),
            there.text.as_str(),
        );
        replay::same(kept, sent)?;
        return Ok(series);
    }
    rows::fresh(command.version, row.version)?;
    screen::keep_answer(&tx, ctx, ("series", row.id), &screen, &[text.as_str()]).await?;
    let advice = series_advice::Model {
        id,
        region_id: row.region_id,
        series_id: row.id,
        opinion: opinion.word().to_owned(),
        text: text.into_string(),
        purpose: row.purpose.clone(),
        legal_basis: row.legal_basis.clone(),
        dpia_on: row.dpia_on,
        organisation_id: ctx.actor.organisation.0,
        person_id: ctx.actor.person.0,
        given_at: ctx.now(),
        answer: None,
        answered_at: None,
        answered_by: None,
    };
    let advice = advice.into_active_model().reset_all();
    advice.insert(&*tx).await?;
    settle(&mut tx, &row, Some(id)).await?;
    let detail = format!("opinion={}", opinion.word());
    let object = ("series", row.id);
    audit::note(&tx, ctx, Operation::AdviseSeries, object, detail).await?;
    tx.commit().await?;
    Ok(series)
}

fn judge(form: &AdviseSeries, screen: &Screen<'_>) -> Result<(Opinion, Body)> {
    let mut faults = Faults::default();
    let opinion = faults.keep("opinion", fields::choice(&form.opinion, Opinion::parse));
    let text = faults.keep("text", said(&form.text, screen));
    match (opinion, text) {
        (Some(opinion), Some(text)) => Ok((opinion, text)),
        _ => Err(faults.into()),
    }
}

/// Records why cases are discussed although the officer had conditions or objections: the controller
/// decides, and this is where that stands. Sending it twice changes nothing.
///
/// # Errors
/// `Refused`; `Stale` when something else about the series changed, such as a later advice; `NotNow`
/// where there is nothing to answer; `NotAllowed`, `NotFound`.
pub async fn answer_advice(ctx: &Ctx, command: AnswerAdvice) -> Result<SeriesId> {
    let mut tx = ctx.write().await?;
    let row = rows::series(&tx, ctx, &command.series).await?;
    let series = SeriesId(row.id);
    ctx.authorise(Operation::AnswerAdvice, Facts::of_series(series))?;
    let id: Uuid = command.id.parse().map_err(|_| Error::NotFound)?;
    let advice = series_advice::Entity::find_by_id(id)
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::SeriesId.eq(row.id))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", said(&command.why, &screen)) else {
        return Err(faults.into());
    };
    let by = ctx.actor.person.0;
    if advice.answered_by == Some(by) && advice.answer.as_deref() == Some(why.as_str()) {
        return Ok(series);
    }
    if row.advice_id != Some(id) {
        return Err(Error::Stale(row.version));
    }
    let opinion = stored::word(Opinion::parse, &advice.opinion)?;
    AdviceState::kept(opinion, advice.answered_at.is_some()).answer()?;
    rows::fresh(command.version, row.version)?;
    screen::keep_answer(&tx, ctx, ("series", row.id), &screen, &[why.as_str()]).await?;
    series_advice::Entity::update_many()
        .col_expr(Column::Answer, Expr::value(why.as_str()))
        .col_expr(Column::AnsweredAt, Expr::value(ctx.now()))
        .col_expr(Column::AnsweredBy, Expr::value(by))
        .filter(Column::Id.eq(id))
        .exec(&*tx)
        .await?;
    settle(&mut tx, &row, row.advice_id).await?;
    let detail = format!("opinion={}", opinion.word());
    let object = ("series", row.id);
    audit::note(&tx, ctx, Operation::AnswerAdvice, object, detail).await?;
    tx.commit().await?;
    Ok(series)
}
