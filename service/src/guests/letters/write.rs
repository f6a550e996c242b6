//! Writes the letters to guests. The token of a link is drawn here, from the key of the house and
//! the row that waits, and kept as a hash only: a letter that is tried again holds the same link, so
//! that it does not matter which of two arrives (decision 0026).

use ::entity::{audit, guest_link, outbox as row};
use domain::people::guest::{GuestState, INVITATION_LASTS, LINK_LASTS, Letter};
use domain::text::Email;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};

use super::token_hash;
use crate::ctx::Site;
use crate::error::Result;
use crate::guests::accounts::{Held, by_id, update};
use crate::guests::door::{by_the_house, line};
use crate::mail::{self, Letterhead, Written};

/// A letter to a guest with its address, and the line of the trail that says that it left. Nothing when
/// it is not wanted any more.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn written(
    site: &Site,
    tx: &DatabaseTransaction,
    head: &Letterhead<'_>,
    (row, letter): (&row::Model, Letter),
) -> Result<Option<(Email, Written, audit::Model)>> {
    let Some(mut held) = by_id(tx, row.receiver_id).await? else {
        return Ok(None);
    };
    let Ok(to) = Email::parse(&held.row.email) else {
        return Ok(None);
    };
    let Some(written) = write(tx, head, (row, letter), &mut held).await? else {
        return Ok(None);
    };
    let mut entry = by_the_house(line(site, &held.row, "SendLetter", "done"));
    entry.detail = format!("purpose={}", letter.word());
    Ok(Some((to, written, entry)))
}

async fn write(
    tx: &DatabaseTransaction,
    head: &Letterhead<'_>,
    (row, letter): (&row::Model, Letter),
    held: &mut Held,
) -> Result<Option<Written>> {
    let (door, lasts) = match letter {
        Letter::Invitation => ("/uitnodiging", INVITATION_LASTS),
        Letter::SignIn => ("/aanmelden-gast/brief", LINK_LASTS),
        Letter::FactorChanged => {
            return Ok(Some(mail::write(letter.word(), String::new(), head.at)?));
        }
    };
    let token = head.vault.token(&format!("letter:{}", row.id));
    let known = guest_link::Entity::find_by_id(token_hash(&token))
        .one(tx)
        .await?;
    if known.as_ref().is_some_and(|link| link.used_at.is_some()) {
        // It arrived after all, or a newer letter took its place.
        return Ok(None);
    }
    if !may_leave(held, letter, known.is_some(), head) {
        return Ok(None);
    }
    if letter == Letter::Invitation {
        update(tx, held).await?;
    }
    // The newest letter counts: an older one may lie where somebody else reads it.
    guest_link::Entity::update_many()
        .col_expr(guest_link::Column::UsedAt, Expr::value(head.at))
        .filter(guest_link::Column::GuestId.eq(held.row.id))
        .filter(guest_link::Column::Purpose.eq(letter.word()))
        .filter(guest_link::Column::UsedAt.is_null())
        .filter(guest_link::Column::Id.ne(token_hash(&token)))
        .exec(tx)
        .await?;
    let link = guest_link::ActiveModel {
        id: Set(token_hash(&token)),
        region_id: Set(held.row.region_id),
        guest_id: Set(held.row.id),
        purpose: Set(letter.word().to_owned()),
        expires_at: Set(head.at + lasts),
        used_at: Set(None),
    };
    if known.is_some() {
        link.update(tx).await?;
    } else {
        link.insert(tx).await?;
    }
    let link = format!("{}{door}/{token}", head.origin);
    Ok(Some(mail::write(letter.word(), link, head.at + lasts)?))
}

/// Whether the account stands so that the letter may leave, moved on where leaving moves it. A letter
/// that is tried again begins its term anew.
fn may_leave(held: &mut Held, letter: Letter, again: bool, head: &Letterhead<'_>) -> bool {
    if letter == Letter::SignIn {
        return held.state.opens();
    }
    match held.state.clone().invite(head.at) {
        Ok(invited) => held.state = invited,
        Err(_) if again && matches!(held.state, GuestState::Invited { .. }) => {
            held.state = GuestState::Invited {
                at: head.at,
                until: head.at + INVITATION_LASTS,
            };
        }
        Err(_) => return false,
    }
    true
}
