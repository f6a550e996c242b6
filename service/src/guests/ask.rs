//! What is asked of the reader's own organisation: those of its open actions that the list of
//! actions shows this reader as well.

use ::entity::action;
use chrono::NaiveDate;
use domain::actions::ActionState;
use domain::id::ActionId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, Statement};

use crate::actions::sight::Sight;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// The states in which something is still asked of the owner.
const ASKED: &str = "'assigned', 'accepted', 'in_progress', 'blocked', 'reopened'";

/// How many stand on the home page; the rest is one click away.
const SHOWN: u64 = 10;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Which action.
    pub id: ActionId,
    /// The version a form is made from.
    pub version: i32,
    /// What to do.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// By when.
    pub due: NaiveDate,
    /// Where it is in its life.
    pub state: ActionState,
}

/// The open actions of the actor's organisation, soonest first.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn own_asks(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Ask>> {
    let mut w = Sight::load(tx, ctx).await?.rows();
    let own = w.bind(ctx.actor.organisation.0);
    w.and(&format!(
        "a.organisation_id = {own} AND a.state_word IN ({ASKED})"
    ));
    let sql = format!(
        "SELECT a.* FROM action a WHERE {} ORDER BY a.due_on, a.number LIMIT {SHOWN}",
        w.sql
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    let rows = action::Entity::find()
        .from_raw_sql(statement)
        .all(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Ask {
                id: ActionId(row.id),
                version: row.version,
                state: stored::state(&row.state)?,
                title: row.title,
                detail: row.detail,
                due: row.due_on,
            })
        })
        .collect()
}
