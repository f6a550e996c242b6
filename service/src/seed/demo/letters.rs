//! A letter of the demo that was given up, so that the page about those has something to show.

use ::entity::outbox;
use chrono::TimeDelta;
use domain::people::mail::{Notice, Trouble};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel};

use super::super::cast::Cast;
use crate::error::Result;

/// Fills the outbox with it.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let at = cast.at(-2, 15 * 60);
    outbox::Model {
        id: cast.id("letter.failed"),
        region_id: cast.id("region.amstelrand"),
        purpose: Notice::AgendaChanged.word().to_owned(),
        receiver_id: cast.id("person.politie"),
        meeting_id: Some(cast.id("meeting.next")),
        object_id: None,
        at,
        due_at: at,
        leased_until: None,
        attempts: 1,
        done_at: None,
        failed_at: Some(at + TimeDelta::minutes(11)),
        trouble: Some(Trouble::Address.word().to_owned()),
        reply: Some(550),
    }
    .into_active_model()
    .insert(tx)
    .await?;
    Ok(())
}
