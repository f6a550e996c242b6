//! Sends the letters that wait. The token of a link is drawn here and kept as a hash only: nobody
//! but the receiver ever has it.

use ::entity::{guest_link, outbox as row};
use chrono::{DateTime, Utc};
use domain::people::guest::{LINK_LASTS, Letter};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::text::{self, Written};
use super::{post, token_hash};
use crate::audit::append;
use crate::ctx::Site;
use crate::error::Result;
use crate::guests::accounts::{Held, by_id, update};
use crate::guests::door::{by_the_house, line};
use crate::vault::Vault;
use crate::{chance, outbox, stored};

/// A letter that is ready to go.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The region it is of.
    pub region: Uuid,
    /// The guest account it is for.
    pub receiver: Uuid,
    /// What it says.
    pub written: Written,
    /// When it goes.
    pub at: DateTime<Utc>,
}

/// Who carries letters. Mail will be another.
#[derive(Debug, Clone)]
pub enum Carrier {
    /// Into the post of a demonstration, shut with this key.
    DemoPost(Vault),
}

impl Carrier {
    async fn carry(&self, tx: &DatabaseTransaction, letter: &Finished) -> Result<()> {
        match self {
            Self::DemoPost(vault) => post::put(tx, vault, letter).await,
        }
    }
}

/// Sends what waits; how many letters were looked at. `origin` is where links lead to.
///
/// # Errors
/// When the database does not answer; what was not sent then is tried again.
pub async fn send_due(site: &Site, carrier: &Carrier, origin: &str) -> Result<usize> {
    let mine = outbox::lease(site).await?;
    for row in &mine {
        send(site, carrier, origin, row).await?;
    }
    Ok(mine.len())
}

async fn send(site: &Site, carrier: &Carrier, origin: &str, row: &row::Model) -> Result<()> {
    let now = site.clock.now();
    let letter = stored::word(Letter::parse, &row.purpose)?;
    let tx = site.store.begin_write().await?;
    if !outbox::finish(&tx, row.id, now).await? {
        return Ok(());
    }
    let held = by_id(&tx, row.receiver_id).await?;
    // What is not wanted any more does not leave: who was turned away meanwhile gets no link.
    let written = match held {
        Some(mut held) => written(&tx, (&mut held, letter), origin, now)
            .await?
            .map(|written| (held, written)),
        None => None,
    };
    if let Some((held, written)) = written {
        let finished = Finished {
            region: row.region_id,
            receiver: row.receiver_id,
            written,
            at: now,
        };
        carrier.carry(&tx, &finished).await?;
        let mut entry = by_the_house(line(site, &held.row, "SendLetter", "done"));
        entry.detail = format!("purpose={}", letter.word());
        append(&tx, entry).await?;
    }
    Ok(tx.commit().await?)
}

async fn written(
    tx: &DatabaseTransaction,
    (held, letter): (&mut Held, Letter),
    origin: &str,
    now: DateTime<Utc>,
) -> Result<Option<Written>> {
    let (door, until) = match letter {
        Letter::Invitation => {
            let Ok(invited) = held.state.clone().invite(now) else {
                return Ok(None);
            };
            held.state = invited;
            update(tx, held).await?;
            (
                "/uitnodiging",
                now + domain::people::guest::INVITATION_LASTS,
            )
        }
        Letter::SignIn if held.state.opens() => ("/aanmelden-gast/brief", now + LINK_LASTS),
        Letter::SignIn => return Ok(None),
        Letter::FactorChanged => return Ok(Some(text::write(letter, String::new(), now)?)),
    };
    let token = chance::token();
    // The newest letter counts: an older one may lie where somebody else reads it.
    guest_link::Entity::update_many()
        .col_expr(guest_link::Column::UsedAt, Expr::value(now))
        .filter(guest_link::Column::GuestId.eq(held.row.id))
        .filter(guest_link::Column::Purpose.eq(letter.word()))
        .filter(guest_link::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    guest_link::ActiveModel {
        id: Set(token_hash(&token)),
        region_id: Set(held.row.region_id),
        guest_id: Set(held.row.id),
        purpose: Set(letter.word().to_owned()),
        expires_at: Set(until),
        used_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(Some(text::write(
        letter,
        format!("{origin}{door}/{token}"),
        until,
    )?))
}
