//! A guest brings something in.

use ::entity::{contribution, series};
use domain::fault::Faults;
use domain::id::{ContributionId, SeriesId};
use domain::meetings::ContributionState;
use domain::meetings::contribution::answer_due;
use domain::meetings::contribution_command::Contribute;
use domain::policy::{Facts, Operation};
use domain::text::{Body, Screen, Title};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{audit, replay, screen, stored};

/// Brings in an idea or a signal; the answer is owed within fourteen days. The same form a
/// second time changes nothing.
///
/// # Errors
/// [`Error::Refused`] on `title`, `body` or `reason`; [`Error::Replayed`] for another text under an
/// id that was used; [`Error::NotAllowed`] for who is no guest of
/// the series; [`Error::NotFound`] for an unknown series.
pub async fn contribute(ctx: &Ctx, command: Contribute) -> Result<ContributionId> {
    let series: SeriesId = command.series.parse().map_err(|_| Error::NotFound)?;
    let id: ContributionId = command.id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.write().await?;
    series::Entity::find_by_id(series.0)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let facts = Facts::of_series(series).at(ctx.actor.guest_only_at(series));
    ctx.authorise(Operation::Contribute, facts)?;
    let there = contribution::Entity::find_by_id(id.0).one(&*tx).await?;
    if let Some(there) = &there
        && there.person_id != ctx.actor.person.0
    {
        return Err(Error::NotFound);
    }
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let title = faults.keep("title", Title::parse(&command.title, &screen));
    let body = faults.keep("body", Body::parse(&command.body, &screen));
    let (Some(title), Some(body)) = (title, body) else {
        return Err(faults.into());
    };
    if let Some(there) = there {
        replay::same(
            (there.series_id, there.title.as_str(), there.body.as_str()),
            (series.0, title.as_str(), body.as_str()),
        )?;
        return Ok(id);
    }
    let texts = [title.as_str(), body.as_str()];
    screen::keep_answer(&tx, ctx, ("contribution", id.0), &screen, &texts).await?;
    let state = ContributionState::Received { at: ctx.now() };
    contribution::ActiveModel {
        id: Set(id.0),
        region_id: Set(ctx.region().0),
        series_id: Set(series.0),
        organisation_id: Set(ctx.actor.organisation.0),
        person_id: Set(ctx.actor.person.0),
        title: Set(title.into_string()),
        body: Set(body.into_string()),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        item_id: Set(None),
        answer_due: Set(answer_due(ctx.today())),
        version: Set(1),
        created_at: Set(ctx.now()),
    }
    .insert(&*tx)
    .await?;
    let entry = audit::Entry {
        operation: Operation::Contribute,
        object: "contribution",
        id: id.0,
        detail: String::new(),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(id)
}
