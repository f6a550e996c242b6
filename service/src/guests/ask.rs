//! What is asked of the reader's own organisation: its open actions, never above K1.

use ::entity::action;
use chrono::NaiveDate;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::ctx::Ctx;
use crate::error::Result;

/// The states in which something is still asked of the owner.
const ASKED: [&str; 5] = ["assigned", "accepted", "in_progress", "blocked", "reopened"];

/// How many stand on the home page; the rest is one click away.
const SHOWN: u64 = 10;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What to do.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// By when.
    pub due: NaiveDate,
    /// Where it is in its life.
    pub state_word: String,
}

/// The open actions of the actor's organisation, soonest first.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn own_asks(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Ask>> {
    let organisation = ctx.actor.organisation;
    ctx.authorise(Operation::ReadActions, Facts::of_owner(organisation))?;
    Ok(action::Entity::find()
        .filter(action::Column::RegionId.eq(ctx.region().0))
        .filter(action::Column::OrganisationId.eq(organisation.0))
        .filter(action::Column::Class.is_in([Class::K0.word(), Class::K1.word()]))
        .filter(action::Column::StateWord.is_in(ASKED))
        .order_by_asc(action::Column::DueOn)
        .limit(SHOWN)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| Ask {
            title: row.title,
            detail: row.detail,
            due: row.due_on,
            state_word: row.state_word,
        })
        .collect())
}
