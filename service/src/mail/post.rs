//! The post of a demonstration: where letters arrive that go to nobody's mail. What is in them is
//! shut with the key of the house, so that no link lies open in the database.

use std::collections::HashMap;

use ::entity::{demo_letter, guest_account, person};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use uuid::Uuid;

use super::send::Finished;
use super::text::Written;
use crate::clock::mint;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::identity::is_demo_database;
use crate::vault::Vault;

/// How many letters the post shows.
const SHOWN: u64 = 50;

/// A letter that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Which one.
    pub id: Uuid,
    /// Whose it is: the function of the receiver.
    pub receiver: String,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// What it says.
    pub written: Written,
}

fn place(id: Uuid) -> String {
    format!("letter:{id}")
}

pub(super) async fn put(tx: &DatabaseTransaction, vault: &Vault, letter: &Finished) -> Result<()> {
    let id = mint(letter.at);
    let text = serde_json::to_vec(&letter.written)?;
    demo_letter::ActiveModel {
        id: Set(id),
        region_id: Set(letter.region),
        receiver_id: Set(letter.receiver),
        letter: Set(vault.shut(&place(id), &text)?),
        at: Set(letter.at),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The letters that arrived, latest first.
///
/// # Errors
/// [`Error::NotFound`] on a database that is no demonstration.
pub async fn post(site: &Site, vault: &Vault) -> Result<Vec<Delivered>> {
    if !is_demo_database(site).await? {
        return Err(Error::NotFound);
    }
    let tx = site.store.begin_read().await?;
    let rows = demo_letter::Entity::find()
        .order_by_desc(demo_letter::Column::At)
        .order_by_desc(demo_letter::Column::Id)
        .limit(SHOWN)
        .all(&tx)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.receiver_id).collect();
    let guests = guest_account::Entity::find()
        .filter(guest_account::Column::Id.is_in(ids.clone()))
        .all(&tx)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .all(&tx)
        .await?;
    let guests = guests.into_iter().map(|row| (row.id, row.function));
    let people = people.into_iter().map(|row| (row.id, row.function));
    let receivers: HashMap<Uuid, String> = guests.chain(people).collect();
    rows.into_iter()
        .map(|row| {
            Ok(Delivered {
                written: serde_json::from_slice(&vault.open(&place(row.id), &row.letter)?)?,
                receiver: receivers.get(&row.receiver_id).cloned().unwrap_or_default(),
                id: row.id,
                at: row.at,
            })
        })
        .collect()
}
