//! Fills a database: the reference content, the demo regions, a region of a chosen size.

mod cast;
mod demo;
mod reference;
mod size;

use ::entity::{region, setting};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::ctx::Site;
use crate::error::{Error, Result};

pub use cast::Cast;
pub use reference::content;

/// Makes the demo regions, with dates around today. A database that has them is
/// left alone, and then there is no cast.
///
/// # Errors
/// [`Error::Broken`] when the database holds regions that no seed made: no demo beside real work.
pub async fn demo(site: &Site) -> Result<Option<Cast>> {
    if made_by(site).await?.is_some() {
        return Ok(None);
    }
    refuse_beside_real_work(site).await?;
    let tx = site.store.begin_write().await?;
    let mut cast = cast::Cast::new(site.clock.now());
    demo::fill(&tx, &mut cast).await?;
    mark(&tx, "seed --demo").await?;
    tx.commit().await?;
    Ok(Some(cast))
}

/// Makes the demo regions several times over in one database, each time with regions of their own: for
/// proving that they stay apart.
///
/// # Errors
/// As [`demo`].
pub async fn regions(site: &Site, times: usize) -> Result<Vec<Cast>> {
    refuse_beside_real_work(site).await?;
    let tx = site.store.begin_write().await?;
    let mut casts = Vec::new();
    for number in 0..times {
        let mut cast = cast::Cast::new(site.clock.now());
        demo::fill(&tx, &mut cast).await?;
        // The next of that name stands beside it.
        for name in ["region.amstelrand", "region.vechtdelta"] {
            let slug = format!("{}-{number}", name.trim_start_matches("region."));
            region::Entity::update_many()
                .col_expr(region::Column::Slug, Expr::value(slug))
                .filter(region::Column::Id.eq(cast.id(name)))
                .exec(&tx)
                .await?;
        }
        casts.push(cast);
    }
    mark(&tx, "seed --demo").await?;
    tx.commit().await?;
    Ok(casts)
}

/// Makes a region with `times` the amount of the demo, for measuring; at nought a region that has
/// people and has yet to begin.
///
/// # Errors
/// As [`demo`].
pub async fn size(site: &Site, times: u32) -> Result<()> {
    if made_by(site).await?.is_some() {
        return Ok(());
    }
    refuse_beside_real_work(site).await?;
    let tx = site.store.begin_write().await?;
    let mut cast = cast::Cast::new(site.clock.now());
    if times == 0 {
        demo::begin(&tx, &mut cast).await?;
    } else {
        demo::fill(&tx, &mut cast).await?;
        size::multiply(&tx, &mut cast, times).await?;
    }
    mark(&tx, "seed --size").await?;
    tx.commit().await?;
    Ok(())
}

/// Lets the people of the demo sign in at a provider, each by the short name of their part, such as
/// `regisseur`. Who was bound already stays so.
///
/// # Errors
/// [`Error::Broken`] on a database that is no demo.
pub async fn bind(site: &Site, issuer: &str) -> Result<()> {
    if made_by(site).await?.as_deref() != Some("seed --demo") {
        return Err(Error::broken(
            "only the people of a demo can be bound this way",
        ));
    }
    let tx = site.store.begin_write().await?;
    demo::bind(&tx, site.clock.now(), issuer).await?;
    Ok(tx.commit().await?)
}

async fn made_by(site: &Site) -> Result<Option<String>> {
    let row = setting::Entity::find_by_id("made_by")
        .one(site.store.writer())
        .await?;
    Ok(row.map(|row| row.value))
}

async fn refuse_beside_real_work(site: &Site) -> Result<()> {
    if region::Entity::find().count(site.store.writer()).await? > 0 {
        return Err(Error::broken(
            "this database holds regions already; seed a demo into a database of its own",
        ));
    }
    Ok(())
}

async fn mark(tx: &sea_orm::DatabaseTransaction, made_by: &str) -> Result<()> {
    let row = setting::ActiveModel {
        key: Set("made_by".to_owned()),
        value: Set(made_by.to_owned()),
    };
    setting::Entity::insert(row)
        .on_conflict(
            OnConflict::column(setting::Column::Key)
                .update_column(setting::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
