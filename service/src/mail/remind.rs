//! Reminds who may propose that the last day for it comes near: two working days before, in the
//! morning, once.

use ::entity::{meeting, reminder};
use domain::calendar::plus_working_days;
use domain::people::mail::Notice;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::notice::{About, at_table, put_at};
use crate::clock::local_minutes;
use crate::ctx::Site;
use crate::error::Result;

/// How many working days before the last day.
const AHEAD: u32 = 2;
/// From when to when people are reminded, in minutes after midnight in the Netherlands.
const DAYTIME: std::ops::Range<u32> = 7 * 60..20 * 60;

/// Puts the letters that remind people of the last day to propose; for how many meetings.
///
/// # Errors
/// When the database does not answer; what was not done then is done the next time.
pub async fn remind_due(site: &Site) -> Result<usize> {
    if !DAYTIME.contains(&local_minutes(site.clock.now())) {
        return Ok(0);
    }
    let today = site.clock.today();
    let near = meeting::Entity::find()
        .filter(meeting::Column::StateWord.eq("collecting"))
        // Who is called to an urgent one was told a moment ago.
        .filter(meeting::Column::UrgentBecause.is_null())
        .filter(meeting::Column::SubmissionDue.gte(today))
        .filter(meeting::Column::SubmissionDue.lte(plus_working_days(today, AHEAD)))
        .all(site.store.reader())
        .await?;
    let mut reminded = 0;
    for row in near {
        let tx = site.store.begin_write().await?;
        if remind(site, &tx, &row).await? {
            reminded += 1;
        }
        tx.commit().await?;
    }
    Ok(reminded)
}

/// Has people reminded of a meeting once more, because its last day to propose is another.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn remind_again(tx: &DatabaseTransaction, meeting: Uuid) -> Result<()> {
    reminder::Entity::delete_many()
        .filter(reminder::Column::ObjectId.eq(meeting))
        .filter(reminder::Column::Purpose.eq(Notice::ProposalsDue.word()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Of several nodes one does it.
async fn remind(site: &Site, tx: &DatabaseTransaction, row: &meeting::Model) -> Result<bool> {
    let now = site.clock.now();
    let mark = reminder::ActiveModel {
        object_id: Set(row.id),
        purpose: Set(Notice::ProposalsDue.word().to_owned()),
        region_id: Set(row.region_id),
        at: Set(now),
    };
    let first = reminder::Entity::insert(mark)
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    if matches!(first, sea_orm::TryInsertResult::Inserted(1)) {
        let to = at_table(tx, (row.region_id, row.series_id, row.id)).await?;
        let about = About::meeting(row.id);
        put_at(tx, (row.region_id, now), (Notice::ProposalsDue, about), to).await?;
        return Ok(true);
    }
    Ok(false)
}
