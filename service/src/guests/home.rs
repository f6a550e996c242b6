//! A guest's home: my next meeting, what is asked of us, what was done with our contribution.

use std::collections::HashMap;

use ::entity::{agenda_item, contribution, meeting, organisation, person};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::guard::Known;
use domain::id::{ContributionId, MeetingId, SeriesId};
use domain::meetings::{ContributionState, ItemState};
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
use crate::meetings::fill::DEFERRED;
use crate::meetings::meeting_facts;
use crate::{screen, stored};

/// How many contributions stand on the home page.
const SHOWN: u64 = 10;
/// For how many days an answer is called new.
const NEW_DAYS: i64 = 14;

/// When a contribution is talked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// It was, on that day.
    Was(NaiveDate),
    /// It will be, on that day.
    On(NaiveDate),
    /// It was held over, and the next meeting has no date yet.
    Later,
}

/// A contribution with what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Which one.
    pub id: ContributionId,
    /// What it is about.
    pub title: String,
    /// When it was sent.
    pub sent_on: NaiveDate,
    /// When it is talked about; nothing as long as it stands on no agenda, a proposal for one
    /// included.
    pub talk: Option<Talk>,
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
    /// Whether the guest may ask for a colleague to be let in.
    pub may_bring: bool,
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
    let seats = ctx.actor.seats.iter().map(|seat| (seat.series, None));
    let places = ctx.actor.places();
    let mut mine = seats.chain(places.map(|(meeting, seat)| (seat.series, Some(meeting))));
    let brings_in = |(series, meeting): &(SeriesId, Option<MeetingId>)| {
        let facts = Facts::of_series(*series).at(*meeting);
        ctx.may(Operation::Contribute, facts)
    };
    Ok(GuestHome {
        asks: own_asks(&tx, ctx).await?,
        replies: replies(&tx, ctx).await?,
        series: mine.find(brings_in).map(|(series, _)| series),
        may_bring: ctx.may(Operation::RequestGuest, Facts::default()),
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
    let talks = talks(tx, ctx, &rows).await?;
    let states = rows
        .iter()
        .map(|row| stored::state(&row.state))
        .collect::<Result<Vec<ContributionState>>>()?;
    let from = answered_by(tx, ctx, &states).await?;
    let today = ctx.today();
    let replies = rows.into_iter().zip(states).map(|(row, state)| {
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
            talk: row.item_id.and_then(|item| talks.get(&item).copied()),
            new: answer
                .as_ref()
                .is_some_and(|(.., on)| today - *on <= TimeDelta::days(NEW_DAYS)),
            answer,
            due: row.answer_due,
        }
    });
    Ok(replies.collect())
}

/// How many times an item can have been held over and still be followed.
const HELD_OVER: usize = 12;

/// When each contribution is talked about, by its item: at the meeting of the last item that
/// follows it, for one that was held over goes on as another. Not at a meeting that the guest has no
/// place at: that it is held is told to who may come.
async fn talks(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: &[contribution::Model],
) -> Result<HashMap<Uuid, Talk>> {
    let region = agenda_item::Column::RegionId.eq(ctx.region().0);
    let mut last: HashMap<Uuid, agenda_item::Model> = agenda_item::Entity::find()
        .filter(region.clone())
        .filter(agenda_item::Column::Id.is_in(rows.iter().filter_map(|row| row.item_id)))
        .all(tx)
        .await?
        .into_iter()
        .map(|item| (item.id, item))
        .collect();
    for _ in 0..HELD_OVER {
        let followers: HashMap<Uuid, agenda_item::Model> = agenda_item::Entity::find()
            .filter(region.clone())
            .filter(agenda_item::Column::Origin.eq(DEFERRED))
            .filter(agenda_item::Column::OriginId.is_in(last.values().map(|item| item.id)))
            .all(tx)
            .await?
            .into_iter()
            .filter_map(|item| Some((item.origin_id?, item)))
            .collect();
        if followers.is_empty() {
            break;
        }
        for item in last.values_mut() {
            if let Some(follower) = followers.get(&item.id) {
                *item = follower.clone();
            }
        }
    }
    let starts: HashMap<Uuid, DateTime<Utc>> = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(last.values().filter_map(|item| item.meeting_id)))
        .filter(meeting::Column::StateWord.ne("cancelled"))
        .all(tx)
        .await?
        .into_iter()
        .filter(|row| ctx.may(Operation::ReadMeetings, meeting_facts(row)))
        .map(|row| (row.id, row.starts_at))
        .collect();
    last.into_iter()
        .filter_map(|(id, item)| {
            let start = starts.get(&item.meeting_id?).copied();
            let said = talk(&item, start, ctx.now()).transpose()?;
            Some(said.map(|said| (id, said)))
        })
        .collect()
}

fn talk(
    item: &agenda_item::Model,
    start: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Option<Talk>> {
    let state: ItemState = stored::state(&item.state)?;
    Ok(match (state, start) {
        // Nobody has decided yet that it will be talked about.
        (
            ItemState::Proposed { .. }
            | ItemState::Deferred {
                as_proposal: true, ..
            }
            | ItemState::Returned { .. }
            | ItemState::Withdrawn { .. },
            _,
        ) => None,
        (ItemState::Deferred { .. }, _) => Some(Talk::Later),
        (_, None) => None,
        (_, Some(start)) if start < now => Some(Talk::Was(local_date(start))),
        (_, Some(start)) => Some(Talk::On(local_date(start))),
    })
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
