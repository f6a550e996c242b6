//! The door of a link with which somebody says whether they come. Nobody is signed in by it, and it shows
//! no more than the day. Looking does nothing: whoever checks links in mail looks too.

use ::entity::{answer_link, meeting, person};
use chrono::{DateTime, Utc};
use domain::id::{AccountId, MeetingId, RegionId};
use domain::meetings::{Answer, MeetingState};
use domain::policy::Operation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::ctx::{Ctx, Site};
use crate::error::{Error, Result};
use crate::guests::letters::token_hash;
use crate::identity::viewer;
use crate::meetings::{answers, rows};
use crate::stored;

/// What the page of a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which meeting, for who wants to sign in.
    pub meeting: MeetingId,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts, in minutes.
    pub minutes: u32,
    /// What was answered before.
    pub answer: Option<Answer>,
}

/// Looks at a link without answering; nothing when it does not work (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn look(site: &Site, token: &str) -> Result<Option<Asked>> {
    let Some((ctx, row)) = find(site, token).await? else {
        return Ok(None);
    };
    let tx = ctx.read().await?;
    Ok(Some(Asked {
        meeting: MeetingId(row.id),
        starts_at: row.starts_at,
        minutes: stored::count(row.length_minutes)?,
        answer: answers::own(&tx, &ctx, row.id).await?,
    }))
}

/// Answers by a link; nothing when it does not work (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn answer(site: &Site, token: &str, answer: Answer) -> Result<Option<Asked>> {
    let Some((ctx, row)) = find(site, token).await? else {
        return Ok(None);
    };
    match answers::by_link(&ctx, (MeetingId(row.id), row.sequence), answer).await {
        Ok(()) => look(site, token).await,
        // It was moved, called off or begun meanwhile, or the place was taken away.
        Err(Error::NotNow(_) | Error::Stale(_) | Error::NotFound | Error::NotAllowed) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The receiver of a link, at work, and the meeting it is about: as long as they have a place there, and
/// it is at the time that the letter told.
async fn find(site: &Site, token: &str) -> Result<Option<(Ctx, meeting::Model)>> {
    let reader = site.store.reader();
    let link = answer_link::Entity::find_by_id(token_hash(token))
        .filter(answer_link::Column::ExpiresAt.gt(site.clock.now()))
        .one(reader)
        .await?;
    let Some(link) = link else { return Ok(None) };
    let row = meeting::Entity::find_by_id(link.meeting_id)
        .filter(meeting::Column::RegionId.eq(link.region_id))
        .filter(meeting::Column::Sequence.eq(link.sequence))
        .one(reader)
        .await?;
    let somebody = person::Entity::find_by_id(link.person_id)
        .filter(person::Column::RegionId.eq(link.region_id))
        .one(reader)
        .await?;
    let (Some(row), Some(somebody)) = (row, somebody) else {
        return Ok(None);
    };
    if stored::state::<MeetingState>(&row.state)?.answer().is_err() {
        return Ok(None);
    }
    let account = AccountId(somebody.account_id);
    let Some(viewer) = viewer(site, account, RegionId(link.region_id)).await? else {
        return Ok(None);
    };
    let ctx = Ctx::new(site.clone(), viewer.actor);
    let facts = rows::meeting_facts(&row);
    let sits = ctx.may(Operation::ReadMeetings, facts) && ctx.may(Operation::AcceptMeeting, facts);
    Ok(sits.then_some((ctx, row)))
}

/// Forgets links whose meeting began.
pub(super) async fn forget(site: &Site) -> Result<()> {
    answer_link::Entity::delete_many()
        .filter(answer_link::Column::ExpiresAt.lte(site.clock.now()))
        .exec(site.store.writer())
        .await?;
    Ok(())
}
