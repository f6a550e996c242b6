//! What a letter about the day of a meeting brings along: an entry for the calendar of its receiver, and
//! a link with which they say whether they come.

use ::entity::{answer_link, meeting, outbox as row};
use domain::policy::Operation;
use domain::text::Email;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::entry::{Entry, Invited, invitation};
use super::of;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::guests::letters::token_hash;
use crate::mail::{Enclosed, Letterhead, Written};
use crate::meetings::rows;

/// Encloses the entry of a meeting in a letter to somebody, who is at work as `ctx`. The same letter each
/// time it is tried: its link is drawn from the meeting, the person and how often the day changed.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn enclose(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    head: &Letterhead<'_>,
    (row, to): (&row::Model, &Email),
    (id, written): (Uuid, Written),
) -> Result<Written> {
    let found = meeting::Entity::find_by_id(id)
        .filter(meeting::Column::RegionId.eq(row.region_id))
        .one(tx)
        .await?;
    let Some(found) = found else {
        return Ok(written);
    };
    let entry = Entry {
        stamp: row.at,
        ..of(&found)
    };
    let people = Invited {
        by: head.from,
        who: to,
    };
    let (method, text) = invitation(head.origin, &entry, people)?;
    let answers = !entry.is_off
        && found.starts_at > head.at
        && ctx.may(Operation::AcceptMeeting, rows::meeting_facts(&found));
    let answer = if answers {
        link(tx, head, (&found, row.receiver_id)).await?
    } else {
        String::new()
    };
    Ok(Written {
        answer,
        calendar: Some(Enclosed {
            method: method.to_owned(),
            text,
        }),
        ..written
    })
}

async fn link(
    tx: &DatabaseTransaction,
    head: &Letterhead<'_>,
    (meeting, person): (&meeting::Model, Uuid),
) -> Result<String> {
    let (id, sequence) = (meeting.id, meeting.sequence);
    let token = head
        .vault
        .token(&format!("answer:{id}:{person}:{sequence}"));
    let link = answer_link::ActiveModel {
        id: Set(token_hash(&token)),
        region_id: Set(meeting.region_id),
        meeting_id: Set(id),
        person_id: Set(person),
        sequence: Set(sequence),
        expires_at: Set(meeting.starts_at),
    };
    answer_link::Entity::insert(link)
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    Ok(format!("{}/antwoord/{token}", head.origin))
}
