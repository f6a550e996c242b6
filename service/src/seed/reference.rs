//! Loads the reference content into the database, as often as one likes: a row per file.

use ::entity::reference;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};

use crate::content;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::stored::json;

/// Loads the reference content. What is there already is brought up to date; nothing doubles.
///
/// # Errors
/// [`Error::Broken`] when the content contradicts itself; nothing is loaded then.
pub async fn content(site: &Site) -> Result<()> {
    content::shared()?;
    let tx = site.store.begin_write().await?;
    for (position, (name, text)) in (0_i32..).zip(content::FILES) {
        let table: toml::Table = toml::from_str(text)
            .map_err(|error| Error::Broken(name.to_owned(), Some(Box::new(error))))?;
        let row = reference::ActiveModel {
            id: Set(name.to_owned()),
            kind: Set("file".to_owned()),
            code: Set(name.to_owned()),
            position: Set(position),
            provenance: Set(json(&table.get("provenance"))?),
            data: Set(json(&table)?),
        };
        let again = OnConflict::column(reference::Column::Id)
            .update_columns([reference::Column::Data, reference::Column::Provenance])
            .to_owned();
        reference::Entity::insert(row)
            .on_conflict(again)
            .exec_without_returning(&tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}
