//! Work that one node at a time does. A lease ends by itself, so a node that dies holds nothing up
//! for long.

use ::entity::lease;
use chrono::TimeDelta;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::clock::mint;
use crate::ctx::Site;
use crate::error::{Result, is_duplicate};

/// A lease that was taken.
#[derive(Debug)]
pub struct Lease {
    name: &'static str,
    holder: Uuid,
}

/// Takes a lease for so long; nothing when another node has it.
///
/// # Errors
/// When the database does not answer.
pub async fn take(site: &Site, name: &'static str, length: TimeDelta) -> Result<Option<Lease>> {
    let now = site.clock.now();
    let holder = mint(now);
    let row = lease::ActiveModel {
        name: Set(name.to_owned()),
        holder: Set(holder),
        until: Set(now + length),
    };
    match row.insert(site.store.writer()).await {
        Ok(_) => return Ok(Some(Lease { name, holder })),
        Err(error) if is_duplicate(&error) => {}
        Err(error) => return Err(error.into()),
    }
    // Of several that see that it ended one changes the row.
    let done = lease::Entity::update_many()
        .col_expr(lease::Column::Holder, Expr::value(holder))
        .col_expr(lease::Column::Until, Expr::value(now + length))
        .filter(lease::Column::Name.eq(name))
        .filter(lease::Column::Until.lte(now))
        .exec(site.store.writer())
        .await?;
    Ok((done.rows_affected == 1).then_some(Lease { name, holder }))
}

/// Gives a lease back. One that ended meanwhile and went to another node stays with that node.
///
/// # Errors
/// When the database does not answer; the lease then ends by itself.
pub async fn give_back(site: &Site, lease: Lease) -> Result<()> {
    lease::Entity::delete_many()
        .filter(lease::Column::Name.eq(lease.name))
        .filter(lease::Column::Holder.eq(lease.holder))
        .exec(site.store.writer())
        .await?;
    Ok(())
}
