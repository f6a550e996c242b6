//! What the guard needs to know before it reads a text, and what is kept of its questions.

use ::entity::{guard_answer, organisation, region_organisation};
use domain::guard::Known;
use domain::text::{Answered, Screen};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, Set,
};
use uuid::Uuid;

use crate::content;
use crate::ctx::Ctx;
use crate::error::Result;

/// The names of this region's organisations and the numbers of the contact points.
pub async fn known(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Known> {
    let here: Vec<_> = region_organisation::Entity::find()
        .filter(region_organisation::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.organisation_id)
        .collect();
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(here))
        .order_by_asc(organisation::Column::Id)
        .all(tx)
        .await?;
    let names = organisations
        .into_iter()
        .flat_map(|organisation| [organisation.name, organisation.short_name])
        .collect();
    let numbers = content::shared()?.contact_numbers();
    Ok(Known {
        numbers,
        names,
        today: ctx.today(),
    })
}

/// Keeps why these texts of a thing stand although the guard asked about them: what it saw, and the
/// reason that let them through. Keeps nothing when it had nothing to ask. `object` is called as in
/// the audit row.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_answer(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (object, id): (&str, Uuid),
    screen: &Screen<'_>,
    texts: &[&str],
) -> Result<()> {
    match screen.answer(texts) {
        Some(answer) => keep(tx, ctx, (object, id), answer).await,
        None => Ok(()),
    }
}

/// The same, for who knows already what it asked.
pub(crate) async fn keep(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (object, id): (&str, Uuid),
    answer: Answered,
) -> Result<()> {
    let kinds: Vec<_> = answer.kinds.iter().map(|kind| kind.word()).collect();
    let kinds = kinds.join(" ");
    // A form that is sent twice gives its reason once.
    let there = guard_answer::Entity::find()
        .filter(guard_answer::Column::RegionId.eq(ctx.region().0))
        .filter(guard_answer::Column::ObjectId.eq(id))
        .filter(guard_answer::Column::Kinds.eq(kinds.as_str()))
        .filter(guard_answer::Column::Reason.eq(answer.reason.as_str()))
        .count(tx)
        .await?;
    if there > 0 {
        return Ok(());
    }
    guard_answer::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        object: Set(object.to_owned()),
        object_id: Set(id),
        kinds: Set(kinds),
        reason: Set(answer.reason),
        person_id: Set(ctx.actor.person.0),
        at: Set(ctx.now()),
    }
    .insert(tx)
    .await?;
    Ok(())
}
