//! A guest's home: my next meeting, what is asked of us, what was done with our contribution.

use std::collections::HashMap;

use ::entity::{agenda_item, contribution, meeting, organisation, person};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::guard::Known;
use domain::id::{ContributionId, SeriesId};
use domain::meetings::ContributionState;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::ask::{Ask, own_asks};
use super::next::{GuestMeeting, next};
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{screen, stored};

/// How many contributions stand on the home page.
const SHOWN: u64 = 10;
/// For how many days an answer is called new.
const NEW_DAYS: i64 = 14;

/// A contribution with what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Which one.
    pub id: ContributionId,
    /// What it is about.
    pub title: String,
    /// When it was sent.
    pub sent_on: NaiveDate,
    /// The day of the meeting it stands on, and whether that has passed.
    pub talked: Option<(NaiveDate, bool)>,
    /// The answer: text, organisation and day.
    pub answer: Option<(String, String, NaiveDate)>,
    /// Whether the answer came lately.
    pub new: bool,
    /// The last day for the answer.
    pub due: NaiveDate,
}

/// Everything on the home of a guest.
#[derive(Debug, Clone)]
pub struct GuestHome {
    /// The next meeting.
    pub meeting: Option<GuestMeeting>,
    /// What is asked.
    pub asks: Vec<Ask>,
    /// What was brought in, latest first.
    pub replies: Vec<Reply>,
    /// The series to bring something in for.
    pub series: Option<SeriesId>,
    /// What the guard lets through.
    pub known: Known,
}

/// Reads the home of a guest.
///
/// # Errors
/// [`Error::NotFound`] for who is no guest: this page is theirs only.
pub async fn home(ctx: &Ctx) -> Result<GuestHome> {
    if !ctx.actor.is_guest() {
        return Err(Error::NotFound);
    }
    let tx = ctx.read().await?;
    let meeting = next(&tx, ctx).await?;
    let mut mine = ctx.actor.seats.iter().map(|seat| seat.series);
    Ok(GuestHome {
        asks: own_asks(&tx, ctx).await?,
        replies: replies(&tx, ctx).await?,
        series: mine.find(|id| ctx.may(Operation::Contribute, Facts::of_series(*id))),
        known: screen::known(&tx, ctx).await?,
        meeting,
    })
}

async fn replies(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Reply>> {
    let organisation = ctx.actor.organisation;
    ctx.authorise(Operation::ReadContributions, Facts::of_owner(organisation))?;
    let rows = contribution::Entity::find()
        .filter(contribution::Column::RegionId.eq(ctx.region().0))
        .filter(contribution::Column::OrganisationId.eq(organisation.0))
        .order_by_desc(contribution::Column::CreatedAt)
        .limit(SHOWN)
        .all(tx)
        .await?;
    let meetings = meetings(tx, ctx, &rows).await?;
    let states = rows
        .iter()
        .map(|row| stored::state(&row.state))
        .collect::<Result<Vec<ContributionState>>>()?;
    let from = answered_by(tx, ctx, &states).await?;
    let today = ctx.today();
    let replies = rows.into_iter().zip(states).map(|(row, state)| {
        let start = row.item_id.and_then(|item| meetings.get(&item));
        let answer = match state {
            ContributionState::Answered { at, by, text } => {
                let name = from.get(&by.0).cloned().unwrap_or_default();
                Some((text, name, local_date(at)))
            }
            _ => None,
        };
        Reply {
            id: ContributionId(row.id),
            title: row.title,
            sent_on: local_date(row.created_at),
            talked: start.map(|start| (local_date(*start), *start < ctx.now())),
            new: answer
                .as_ref()
                .is_some_and(|(.., on)| today - *on <= TimeDelta::days(NEW_DAYS)),
            answer,
            due: row.answer_due,
        }
    });
    Ok(replies.collect())
}

/// When the meeting starts that an item stands on.
async fn meetings(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: &[contribution::Model],
) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(rows.iter().filter_map(|row| row.item_id)))
        .all(tx)
        .await?;
    let starts: HashMap<Uuid, DateTime<Utc>> = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(items.iter().filter_map(|item| item.meeting_id)))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row.starts_at))
        .collect();
    let start = |item: &agenda_item::Model| starts.get(&item.meeting_id?).copied();
    Ok(items
        .iter()
        .filter_map(|item| Some((item.id, start(item)?)))
        .collect())
}

/// The organisation of everybody who answered.
async fn answered_by(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    states: &[ContributionState],
) -> Result<HashMap<Uuid, String>> {
    let people = states.iter().filter_map(|state| match state {
        ContributionState::Answered { by, .. } => Some(by.0),
        _ => None,
    });
    let rows = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Id.is_in(people))
        .all(tx)
        .await?;
    let names: HashMap<Uuid, String> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.organisation_id)))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.id, names.get(&row.organisation_id)?.clone())))
        .collect())
}
