//! One turn of the story: what the page of its item shows, put in the order in which it happened.

use ::entity::{agenda_item, agenda_version, agenda_version_item, capture, meeting, party_advice};
use chrono::{DateTime, Utc};
use domain::meetings::{BobPhase, Capture, ItemState, MeetingState, Minutes, PartyAdviceState};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::super::item::{By, Content, ItemView};
use super::super::{fill, rows};
use super::{Event, Turn, What};
use crate::actions::list::of_meeting;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// The turn of an item that opens; `first` is where the story begins.
pub(super) async fn of(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (row, first): (&agenda_item::Model, bool),
    view: &ItemView,
    other: bool,
) -> Result<Turn> {
    let mut events = Vec::new();
    let above = view.by == By::Above;
    if let Some(what) = began(ctx, row, view, first).filter(|_| !above) {
        let at = row.created_at;
        events.push(Event { at, what });
    }
    if let Some((at, version)) = published(tx, row).await? {
        let what = What::Published(version);
        events.push(Event { at, what });
    }
    if let Some(content) = &view.content {
        advised(tx, content, &mut events).await?;
        decided(view, content, &mut events);
    }
    if let Some(event) = went(tx, row, view).await? {
        events.push(event);
    }
    if !above {
        parked(tx, row, &mut events).await?;
        acted(tx, ctx, row, view, &mut events).await?;
    }
    if let MeetingState::Closed {
        minutes: Minutes::Approved { at, .. },
        ..
    } = view.head.state
        && view.at_table
    {
        let what = What::MinutesApproved;
        events.push(Event { at, what });
    }
    events.sort_by_key(|event| (event.what.place(), event.at, event.what.rank()));
    Ok(Turn::Open {
        item: other.then_some(view.id),
        meeting: view.head.id,
        starts_at: view.head.starts_at,
        at_table: view.at_table,
        events,
    })
}

/// How it came to this meeting; standing items were always there.
fn began(ctx: &Ctx, row: &agenda_item::Model, view: &ItemView, first: bool) -> Option<What> {
    match row.origin.as_str() {
        fill::DEFERRED if !first => Some(What::CameAlong),
        fill::CONTRIBUTION => {
            let facts = Facts::of_series(view.head.series);
            let opens = ctx.may(Operation::AnswerContribution, facts);
            Some(What::Contributed(row.origin_id.filter(|_| opens)))
        }
        fill::PROPOSAL => Some(What::Proposed(view.organisation.clone())),
        // There by itself, or its first turn is not to be seen here.
        _ => None,
    }
}

/// When it first stood on a published agenda of its meeting, and in which version.
async fn published(
    tx: &DatabaseTransaction,
    row: &agenda_item::Model,
) -> Result<Option<(DateTime<Utc>, i32)>> {
    let Some(meeting) = row.meeting_id else {
        return Ok(None);
    };
    let versions = agenda_version_item::Entity::find()
        .select_only()
        .column(agenda_version_item::Column::VersionId)
        .filter(agenda_version_item::Column::ItemId.eq(row.id))
        .into_query();
    let first = agenda_version::Entity::find()
        .filter(agenda_version::Column::MeetingId.eq(meeting))
        .filter(agenda_version::Column::Id.in_subquery(versions))
        .order_by_asc(agenda_version::Column::Number)
        .one(tx)
        .await?;
    Ok(first.map(|version| (version.published_at, version.number)))
}

/// What was asked and advised, as far as the page shows it.
async fn advised(
    tx: &DatabaseTransaction,
    content: &Content,
    events: &mut Vec<Event>,
) -> Result<()> {
    if !content.party_advices.is_empty() {
        let asked = party_advice::Entity::find()
            .filter(party_advice::Column::Id.is_in(content.party_advices.iter().map(|it| it.id)))
            .all(tx)
            .await?;
        for advice in &content.party_advices {
            let (of, by) = (advice.organisation.clone(), advice.asker.clone());
            if let Some(row) = asked.iter().find(|row| row.id == advice.id) {
                let what = What::AdviceAsked(of.clone(), by);
                let at = row.created_at;
                events.push(Event { at, what });
            }
            if let PartyAdviceState::Given { at, .. } = advice.state {
                let what = What::AdviceGiven(of);
                events.push(Event { at, what });
            }
        }
    }
    events.extend(content.advices.iter().map(|advice| Event {
        at: advice.at,
        what: What::AdviceGiven(advice.organisation.clone()),
    }));
    Ok(())
}

/// When a meeting ended, or as long as it did not, when it begins.
fn end(view: &ItemView) -> DateTime<Utc> {
    match view.head.state {
        MeetingState::Closed { at, .. } => at,
        _ => view.head.starts_at,
    }
}

fn decided(view: &ItemView, content: &Content, events: &mut Vec<Event>) {
    events.extend(content.decisions.iter().map(|decided| Event {
        at: end(view),
        what: What::Decided(decided.number, decided.outcome, decided.text.clone()),
    }));
}

/// How its turn went.
async fn went(
    tx: &DatabaseTransaction,
    row: &agenda_item::Model,
    view: &ItemView,
) -> Result<Option<Event>> {
    let (at, what) = match view.state {
        ItemState::OnTable { since } => (since, What::OnTable(phase(tx, row).await?)),
        ItemState::Dealt { at } => (at, What::Discussed),
        ItemState::Deferred {
            at, as_proposal, ..
        } => (at, What::HeldOver { as_proposal }),
        ItemState::Returned { at, .. } => (at, What::Returned),
        ItemState::Withdrawn { at, .. } => (at, What::Withdrawn),
        ItemState::Proposed { .. } | ItemState::Included => return Ok(None),
    };
    Ok(Some(Event { at, what }))
}

async fn phase(tx: &DatabaseTransaction, row: &agenda_item::Model) -> Result<Option<BobPhase>> {
    let Some(meeting) = row.meeting_id else {
        return Ok(None);
    };
    let meeting = meeting::Entity::find_by_id(meeting).one(tx).await?;
    let phase = meeting.filter(|it| it.current_item_id == Some(row.id));
    phase
        .and_then(|it| it.phase)
        .map(|word| stored::word(BobPhase::parse, &word))
        .transpose()
}

async fn parked(
    tx: &DatabaseTransaction,
    row: &agenda_item::Model,
    events: &mut Vec<Event>,
) -> Result<()> {
    let rows = capture::Entity::find()
        .filter(capture::Column::RegionId.eq(row.region_id))
        .filter(capture::Column::ItemId.eq(row.id))
        .filter(capture::Column::Kind.eq(Capture::Parked.word()))
        .filter(capture::Column::UndoneAt.is_null())
        .all(tx)
        .await?;
    events.extend(rows.into_iter().map(|row| Event {
        at: row.created_at,
        what: What::Parked(row.text),
    }));
    Ok(())
}

/// The actions that came of it, that this reader reads: the list of actions says which.
async fn acted(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &agenda_item::Model,
    view: &ItemView,
    events: &mut Vec<Event>,
) -> Result<()> {
    let began = matches!(
        view.head.state,
        MeetingState::InProgress { .. } | MeetingState::Closed { .. }
    );
    let own = Facts::owned(None, ctx.actor.organisation);
    // A guest, and who advises, finds the own actions on their list.
    let follows = ctx.may(Operation::FollowMeeting, rows::facts(row));
    if !began || !follows || !ctx.may(Operation::ReadActions, own) {
        return Ok(());
    }
    let actions = of_meeting(tx, ctx, view.head.id, [row.id]).await?;
    for action in actions {
        let decided_here = |(_, _, item)| item == view.id;
        if action.trace.item != Some(view.id) && !action.trace.decision.is_some_and(decided_here) {
            continue;
        }
        if let Some(title) = action.title {
            let what = What::Action(action.id, action.number, title, action.state);
            events.push(Event {
                at: end(view),
                what,
            });
        }
    }
    Ok(())
}
