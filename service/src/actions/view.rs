//! What a reader gets to see of an action: plain facts, and what this reader can do now.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actions::{
    ActionEvent, ActionState, CannotVerify, Capacity, ChainLink, Verification, days_late,
    may_verify,
};
use domain::id::{
    ActionId, DecisionId, ItemId, MeetingId, OrganisationId, PersonId, SeriesId, StepId,
};
use domain::meetings::DecisionNumber;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::sight::Sight;
use super::ties::Ties;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// An action as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionView {
    /// Which one.
    pub id: ActionId,
    /// Its number in the region.
    pub number: i32,
    /// What is to be done; `None` when this reader only sees the process.
    pub title: Option<String>,
    /// More about it; empty for a case, and when this reader only sees the process.
    pub detail: String,
    /// Who is asked.
    pub owner: OrganisationId,
    /// What the owner is called.
    pub owner_name: String,
    /// Whether it is the reader's own organisation.
    pub own: bool,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// The day it was due at first.
    pub first_due_on: NaiveDate,
    /// How often it moved to a later day.
    pub postponements: u32,
    /// The last day to accept or decline.
    pub accept_due: Option<NaiveDate>,
    /// Days late; nothing when it is not.
    pub days_late: Option<i64>,
    /// How confidential it is.
    pub class: Class,
    /// The case it belongs to.
    pub case_ref: Option<String>,
    /// The link of the chain it strengthens.
    pub chain_link: Option<ChainLink>,
    /// Where it stands. Without its words when this reader only sees the process.
    pub state: ActionState,
    /// The day something last happened.
    pub updated_on: NaiveDate,
    /// Where it came from.
    pub trace: Trace,
    /// The version that forms have to name.
    pub version: i32,
    /// What this reader can do now.
    pub can: Can,
}

/// Where an action came from: meeting, decision, step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The meeting and its day.
    pub meeting: Option<(MeetingId, NaiveDate)>,
    /// The item it hangs on.
    pub item: Option<ItemId>,
    /// The decision, its number, and the item it was taken on.
    pub decision: Option<(DecisionId, DecisionNumber, ItemId)>,
    /// The step: its code and the municipality.
    pub step: Option<StepRef>,
    /// Whether the item of the decision is sure to open for this reader.
    pub item_opens: bool,
}

/// A step of a routekaart, as far as an action points at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRef {
    /// Which one.
    pub id: StepId,
    /// Its code, such as `C2`.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The municipality.
    pub municipality: OrganisationId,
    /// What the municipality is called, in short.
    pub municipality_name: String,
}

/// What the reader may do to an action in the state it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Can {
    /// Accept, decline, update and so on: it is the reader's own.
    pub work: bool,
    /// Hand it to somebody else, or call it off.
    pub direct: bool,
    /// Say which step of a routekaart it moves.
    pub link: bool,
    /// Reopen it.
    pub reopen: bool,
    /// Verify it, or why not; `None` when nothing was claimed.
    pub verify: Option<Result<(), CannotVerify>>,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventView {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: ActionEvent,
    /// The organisation of who did it.
    pub by: String,
    /// What was said; empty when this reader only sees the process.
    pub text: String,
    /// The new date, when it moved.
    pub due_on: Option<NaiveDate>,
}

/// A row of the list, with its names.
#[derive(Debug, FromQueryResult)]
pub(super) struct Row {
    pub id: Uuid,
    pub number: i32,
    pub title: String,
    pub detail: String,
    pub organisation_id: Uuid,
    pub owner_name: String,
    pub due_on: NaiveDate,
    pub first_due_on: NaiveDate,
    pub postponements: i32,
    pub accept_due: Option<NaiveDate>,
    pub class: String,
    pub case_ref: Option<String>,
    pub chain_link: Option<String>,
    pub state: String,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    pub series_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub meeting_id: Option<Uuid>,
    pub starts_at: Option<DateTime<Utc>>,
    pub decision_id: Option<Uuid>,
    pub decision_number: Option<i32>,
    pub decision_class: Option<String>,
    pub decision_item: Option<Uuid>,
    pub step_id: Option<Uuid>,
    pub step_code: Option<String>,
    pub step_title: Option<String>,
    pub municipality_id: Option<Uuid>,
    pub municipality_name: Option<String>,
    pub directing_id: Option<Uuid>,
    pub submitter_id: Option<Uuid>,
}

/// Everything a [`Row`] takes, up to the condition.
pub(super) const SELECT: &str = "SELECT a.id, a.number, a.title, a.detail, a.organisation_id, \
     o.name AS owner_name, a.due_on, a.first_due_on, a.postponements, a.accept_due, a.class, \
     a.case_ref, a.chain_link, a.state, a.updated_at, a.version, a.series_id, a.item_id, \
     a.meeting_id, m.starts_at, a.decision_id, d.number AS decision_number, \
     j.class AS decision_class, d.item_id AS decision_item, a.step_id, \
     t.code AS step_code, t.title AS step_title, r.organisation_id AS municipality_id, \
     g.short_name AS municipality_name, s.organisation_id AS directing_id, \
     i.person_id AS submitter_id \
     FROM action a \
     JOIN organisation o ON o.id = a.organisation_id \
     LEFT JOIN meeting m ON m.id = a.meeting_id \
     LEFT JOIN decision d ON d.id = a.decision_id \
     LEFT JOIN agenda_item j ON j.id = d.item_id \
     LEFT JOIN roadmap_step t ON t.id = a.step_id \
     LEFT JOIN roadmap r ON r.id = t.roadmap_id \
     LEFT JOIN organisation g ON g.id = r.organisation_id \
     LEFT JOIN series s ON s.id = a.series_id \
     LEFT JOIN agenda_item i ON i.id = a.item_id \
     WHERE ";

impl Row {
    /// The row as this reader may see it.
    pub fn view(self, ctx: &Ctx, sight: &Sight, ties: &Ties) -> Result<ActionView> {
        let class = stored::word(Class::parse, &self.class)?;
        let state: ActionState = stored::state(&self.state)?;
        let is_named = self.item_id.is_some_and(|item| ties.named.contains(&item));
        let reads = sight.reads(self.organisation_id, self.series_id, class, is_named);
        let can = self.can(ctx, &state);
        let chain_link = match &self.chain_link {
            Some(word) => Some(stored::word(ChainLink::parse, word)?),
            None => None,
        };
        let mut trace = self.trace()?;
        trace.item_opens = self.item_opens(sight, ties)?;
        Ok(ActionView {
            id: ActionId(self.id),
            number: self.number,
            title: reads.then_some(self.title),
            detail: if reads && class < Class::K3 {
                self.detail
            } else {
                String::new()
            },
            owner: OrganisationId(self.organisation_id),
            owner_name: self.owner_name,
            own: self.organisation_id == sight.own,
            due_on: self.due_on,
            first_due_on: self.first_due_on,
            postponements: stored::count(self.postponements)?,
            accept_due: self.accept_due,
            days_late: days_late(&state, self.due_on, ctx.today()),
            class,
            case_ref: self.case_ref,
            chain_link,
            state: if reads { state } else { wordless(state) },
            updated_on: local_date(self.updated_at),
            trace,
            version: self.version,
            can,
        })
    }

    /// Without reading the item itself: one that opens for another reason is one click further, on
    /// the page of the action.
    fn item_opens(&self, sight: &Sight, ties: &Ties) -> Result<bool> {
        let (Some(series), Some(item), Some(word)) =
            (self.series_id, self.decision_item, &self.decision_class)
        else {
            return Ok(false);
        };
        let class = stored::word(Class::parse, word)?;
        let named = ties.named.contains(&item);
        Ok(!ties.excluded.contains(&item) && sight.opens(series, class, named))
    }

    fn trace(&self) -> Result<Trace> {
        let step = match (&self.step_id, &self.step_code, &self.municipality_id) {
            (Some(id), Some(code), Some(municipality)) => Some(StepRef {
                id: StepId(*id),
                code: code.clone(),
                title: self.step_title.clone().unwrap_or_default(),
                municipality: OrganisationId(*municipality),
                municipality_name: self.municipality_name.clone().unwrap_or_default(),
            }),
            _ => None,
        };
        let number = match (self.decision_number, &self.decision_class) {
            (Some(number), Some(class)) => {
                let class = stored::word(Class::parse, class)?;
                Some(DecisionNumber::of(class, number))
            }
            _ => None,
        };
        Ok(Trace {
            meeting: self
                .meeting_id
                .zip(self.starts_at)
                .map(|(id, at)| (MeetingId(id), local_date(at))),
            item: self.item_id.map(ItemId),
            decision: self
                .decision_id
                .zip(number)
                .zip(self.decision_item)
                .map(|((id, number), item)| (DecisionId(id), number, ItemId(item))),
            step,
            item_opens: false,
        })
    }

    fn can(&self, ctx: &Ctx, state: &ActionState) -> Can {
        let facts = Facts::owned(
            self.series_id.map(SeriesId),
            OrganisationId(self.organisation_id),
        );
        let party = Party {
            owner: self.organisation_id,
            series: self.series_id,
            directing: self.directing_id,
            submitter: self.submitter_id,
        };
        Can {
            work: ctx.may(Operation::UpdateAction, facts),
            direct: ctx.may(Operation::ReassignAction, facts),
            link: self.case_ref.is_none() && ctx.may(Operation::LinkStep, facts),
            reopen: ctx.may(Operation::ReopenAction, facts)
                && state.reported_by() != Some(ctx.actor.person),
            verify: state
                .reported_by()
                .map(|by| may_verify(party.verification(ctx, by)).map(|_| ())),
        }
    }
}

/// Who has to do with an action, for deciding who may judge it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Party {
    pub owner: Uuid,
    pub series: Option<Uuid>,
    /// The municipality that directs the series.
    pub directing: Option<Uuid>,
    /// The person who brought in the item.
    pub submitter: Option<Uuid>,
}

impl Party {
    /// What [`may_verify`] has to know. The director is who directs for the directing
    /// municipality; who directs for another is a deputy (`docs/domain.md#verification`).
    pub fn verification(self, ctx: &Ctx, reported_by: PersonId) -> Verification {
        let actor = &ctx.actor;
        let facts = Facts::owned(self.series.map(SeriesId), OrganisationId(self.owner));
        let directing = self.directing.unwrap_or(actor.organisation.0);
        let capacity = if ctx.may(Operation::VerifyAction, facts) {
            if actor.organisation.0 == directing {
                Capacity::Director
            } else {
                Capacity::Deputy
            }
        } else if self.submitter == Some(actor.person.0) {
            Capacity::Submitter
        } else {
            Capacity::Other
        };
        Verification {
            person: actor.person,
            capacity,
            reported_by,
            directors_own: self.owner == directing,
        }
    }
}

/// The same state without what anybody wrote.
fn wordless(mut state: ActionState) -> ActionState {
    match &mut state {
        ActionState::Declined { reason, .. }
        | ActionState::Blocked { reason, .. }
        | ActionState::Reopened { reason, .. }
        | ActionState::Cancelled { reason, .. } => reason.clear(),
        ActionState::ReportedDone { feedback, .. } => feedback.clear(),
        ActionState::Verified { note, .. } => *note = None,
        ActionState::Proposed
        | ActionState::Assigned { .. }
        | ActionState::Accepted { .. }
        | ActionState::InProgress { .. } => {}
    }
    state
}
