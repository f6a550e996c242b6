//! Drafts the minutes from what was written down at the table.

use ::entity::{minutes, minutes_item, minutes_revision};
use domain::id::MeetingId;
use domain::meetings::Rewrite;
use domain::meetings::minutes_command::DraftMinutes;
use domain::policy::Operation;
use sea_orm::{EntityTrait, Set};

use super::book::Book;
use super::lines::Lines;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// Drafts the minutes of a meeting that is over: a text for each item, made of its note, decisions,
/// actions and what else was caught, and of who was there (`docs/domain.md#minutes`).
///
/// # Errors
/// `NotNow` when there is a draft already, `NotAllowed` unless director or secretary, `NotFound` for a
/// meeting that is not over.
pub async fn draft_minutes(ctx: &Ctx, command: DraftMinutes) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id: MeetingId = command.id.parse().map_err(|_| Error::NotFound)?;
    let book = Book::take(&tx, ctx, id, Operation::DraftMinutes).await?;
    let desk = &book.scene.desk;
    let by = ctx.actor.person;
    let state = desk.state.clone().draft_minutes(ctx.now(), by)?;
    desk.save(&tx, &state, None).await?;
    let row = minutes::ActiveModel {
        meeting_id: Set(id.0),
        region_id: Set(desk.row.region_id),
        series_id: Set(desk.row.series_id),
        version: Set(1),
        drafted_at: Set(ctx.now()),
        offered_at: Set(None),
        approved_at: Set(None),
        hash: Set(None),
    };
    minutes::Entity::insert(row)
        .exec_without_returning(&*tx)
        .await?;
    let lines = Lines::load(&tx, ctx, &book.scene).await?;
    let published = &book.scene.published;
    let mut texts = Vec::new();
    let mut revisions = Vec::new();
    for item in &book.scene.items {
        if !published.tells(desk, item) {
            continue;
        }
        let text = lines.of(item)?;
        let number = published.number(item)?;
        texts.push(minutes_item::ActiveModel {
            item_id: Set(item.id),
            region_id: Set(item.region_id),
            meeting_id: Set(id.0),
            position: Set(i32::try_from(texts.len()).unwrap_or(i32::MAX)),
            number: Set(number.map(i32::try_from).and_then(std::result::Result::ok)),
            title: Set(item.title.clone()),
            class: Set(item.class.clone()),
            text: Set(text.clone()),
            version: Set(1),
            offered_version: Set(0),
            updated_at: Set(ctx.now()),
            updated_by: Set(by.0),
            hash: Set(None),
            destroyed_at: Set(None),
        });
        revisions.push(minutes_revision::ActiveModel {
            item_id: Set(item.id),
            version: Set(1),
            region_id: Set(item.region_id),
            meeting_id: Set(id.0),
            text: Set(text),
            why: Set(Rewrite::Drafted.word().to_owned()),
            at: Set(ctx.now()),
            by: Set(by.0),
        });
    }
    let count = stored::small(u32::try_from(texts.len()).unwrap_or(u32::MAX))?;
    if count > 0 {
        minutes_item::Entity::insert_many(texts)
            .exec_without_returning(&*tx)
            .await?;
        minutes_revision::Entity::insert_many(revisions)
            .exec_without_returning(&*tx)
            .await?;
    }
    let detail = format!("items={count}");
    book.record(&tx, ctx, Operation::DraftMinutes, detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}
