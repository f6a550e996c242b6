//! The actions of the demo: 24 of them, in every state, made by the rules that real ones obey.

mod stories;

use ::entity::{action, action_event, counter, meeting};
use chrono::{DateTime, TimeDelta, Utc};
use domain::actions::{
    ActionEvent, ActionState, Capacity, Slippage, Verification, accept_by, may_verify,
};
use domain::calendar::plus_working_days;
use domain::id::{BottleneckId, PersonId};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};
use uuid::Uuid;

use self::stories::Story;
use super::super::cast::Cast;
use crate::clock::{local_date, mint};
use crate::error::{Error, Result};
use crate::stored;

const REGION: &str = "region.amstelrand";

/// Fills the actions of Amstelrand, with their history.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    for story in stories::all() {
        let ended = ended(tx, cast, story).await?;
        let told = tell(cast, story, ended)?;
        for event in told.events {
            event.insert(tx).await?;
        }
        told.action.insert(tx).await?;
    }
    let last = stories::all().map(|story| story.number).max();
    counter::ActiveModel {
        region_id: Set(cast.id(REGION)),
        name: Set("action".to_owned()),
        value: Set(last.unwrap_or_default()),
    }
    .insert(tx)
    .await?;
    Ok(())
}

struct Told {
    action: action::ActiveModel,
    events: Vec<action_event::ActiveModel>,
}

/// Where a story stands while it is told.
struct Course {
    state: ActionState,
    slippage: Slippage,
    assigned_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

/// When the meeting that an action came from was over: nobody is asked before that.
async fn ended(tx: &DatabaseTransaction, cast: &mut Cast, story: &Story) -> Result<DateTime<Utc>> {
    let id = cast.id(&story.meeting());
    let held = meeting::Entity::find_by_id(id).one(tx).await?;
    let held = held.ok_or_else(|| Error::broken("an action of no meeting"))?;
    Ok(held.starts_at + TimeDelta::minutes(held.length_minutes.into()))
}

fn tell(cast: &mut Cast, story: &Story, created_at: DateTime<Utc>) -> Result<Told> {
    let id = cast.id(&format!("action.{}", story.number));
    let first_due_on = cast.day(story.due);
    let mut course = Course {
        state: ActionState::Proposed,
        slippage: Slippage::new(first_due_on),
        assigned_at: None,
        updated_at: created_at,
    };
    let mut events = Vec::new();
    for (minute, (day, kind, text)) in (0..).zip(story.events) {
        let at = cast
            .at(*day, 11 * 60 + minute)
            .max(created_at + TimeDelta::minutes(minute.into()));
        let by = PersonId(cast.id(&format!("person.{}", story.actor(*kind))));
        let due_on = step(&mut course, cast, story, (*kind, at, by, text))?;
        events.push(action_event::ActiveModel {
            id: Set(mint(at)),
            region_id: Set(cast.id(REGION)),
            action_id: Set(id),
            at: Set(at),
            person_id: Set(by.0),
            kind: Set(kind.word().to_owned()),
            text: Set(text.split('|').next_back().unwrap_or_default().to_owned()),
            due_on: Set(due_on),
        });
    }
    let action = row(cast, story, (id, created_at), &course)?;
    Ok(Told { action, events })
}

/// One event, by the rules of `domain`; a story that they refuse is a fault of ours.
fn step(
    course: &mut Course,
    cast: &mut Cast,
    story: &Story,
    (kind, at, by, text): (ActionEvent, DateTime<Utc>, PersonId, &str),
) -> Result<Option<chrono::NaiveDate>> {
    let said = text.to_owned();
    let state = course.state.clone();
    course.updated_at = at;
    course.state = match kind {
        ActionEvent::Assigned => {
            course.assigned_at = Some(at);
            state.assign(at, by)?
        }
        ActionEvent::Reassigned => state.reassign(at, by)?,
        ActionEvent::Accepted => state.accept(at, by)?,
        ActionEvent::Declined => state.decline(at, by, said)?,
        ActionEvent::Updated => state.update(at, by)?,
        ActionEvent::Linked => state,
        ActionEvent::Blocked => {
            let on = story
                .bottleneck
                .map(|name| BottleneckId(cast.id(&format!("bottleneck.{name}"))));
            state.block(at, by, said, on)?
        }
        ActionEvent::Unblocked => state.unblock(at, by)?,
        ActionEvent::ReportedDone => state.report_done(at, by, said)?,
        ActionEvent::Reopened => state.reopen(at, by, said)?,
        ActionEvent::Cancelled => state.cancel(at, by, said)?,
        ActionEvent::Verified => {
            let reported_by = state.reported_by().unwrap_or(by);
            let verifier = may_verify(Verification {
                person: by,
                capacity: Capacity::Deputy,
                reported_by,
                directors_own: false,
            })
            .map_err(|_| Error::broken("a story verified by its own reporter"))?;
            state.verify(verifier, at, None)?
        }
        ActionEvent::Postponed => {
            let (day, reason) = text.split_once('|').unwrap_or((text, ""));
            let to = cast.day(day.parse().unwrap_or_default());
            let slipped = course.slippage.clone().postpone(
                to,
                local_date(at),
                at,
                by,
                Some(reason.to_owned()),
            );
            course.slippage =
                slipped.map_err(|code| Error::broken(format!("a story slips: {code:?}")))?;
            course.state = state;
            return Ok(Some(to));
        }
    };
    Ok(None)
}

fn row(
    cast: &mut Cast,
    story: &Story,
    (id, created_at): (Uuid, DateTime<Utc>),
    course: &Course,
) -> Result<action::ActiveModel> {
    let is_case = story.origin.contains(".case");
    let accept_due = course
        .assigned_at
        .map(|at| accept_by(local_date(at), plus_working_days));
    Ok(action::ActiveModel {
        id: Set(id),
        region_id: Set(cast.id(REGION)),
        number: Set(story.number),
        title: Set(story.title.to_owned()),
        detail: Set(story.detail.to_owned()),
        organisation_id: Set(cast.id(&format!("organisation.{}", story.owner))),
        person_id: Set(None),
        due_on: Set(course.slippage.due),
        first_due_on: Set(cast.day(story.due)),
        series_id: Set(Some(cast.id("series.kega"))),
        meeting_id: Set(Some(cast.id(&story.meeting()))),
        item_id: Set(is_case.then(|| cast.id(&format!("item.{}", story.origin)))),
        decision_id: Set((!is_case).then(|| cast.id(&format!("decision.{}", story.origin)))),
        class: Set(story.class.word().to_owned()),
        case_ref: Set(story.case_ref.map(str::to_owned)),
        chain_link: Set(story.link.map(|link| link.word().to_owned())),
        step_id: Set(story.step.map(|step| cast.id(&format!("step.{step}")))),
        lane: Set(course.state.lane().rank()),
        state_word: Set(course.state.word().to_owned()),
        state: Set(stored::json(&course.state)?),
        assigned_at: Set(course.assigned_at),
        accept_due: Set(accept_due),
        postponements: Set(i32::try_from(course.slippage.history.len()).unwrap_or_default()),
        version: Set(1),
        created_at: Set(created_at),
        created_by: Set(cast.id("person.regisseur")),
        updated_at: Set(course.updated_at),
    })
}
