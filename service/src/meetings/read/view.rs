//! What the page of one meeting shows: plain facts, already cut to one reader.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ItemId, MeetingId, SeriesId};
use domain::meetings::{
    Answer, Change, ItemKind, ItemState, MeetingState, Outcome, Part, Slot, StepOut, Wanted,
};
use domain::people::Class;
use domain::policy::Facts;

use crate::meetings::answers::Coming;
use crate::people::deputies::StoodIn;

/// What a page about a meeting begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which meeting.
    pub id: MeetingId,
    /// Its series.
    pub series: SeriesId,
    /// The name of the series.
    pub series_name: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it may take, in minutes.
    pub length: u32,
    /// Where.
    pub room: String,
    /// Where it is in its life.
    pub state: MeetingState,
    /// The last day for proposals.
    pub submission_due: NaiveDate,
    /// The day the agenda is due.
    pub publication_due: NaiveDate,
    /// How often its time or place changed, to name when saying whether one comes.
    pub sequence: i32,
    /// What the reader said about coming.
    pub answer: Option<Answer>,
    /// The version to name when changing the meeting.
    pub version: i32,
    /// The number of the last published agenda, or 0.
    pub agenda_version: i32,
    /// Why it could not wait for the ordinary terms; nothing for an ordinary meeting.
    pub urgent: Option<String>,
    /// How it differs from what was planned first; nothing when it does not.
    pub moved: Option<Moved>,
}

/// That a meeting was given another day, time, length or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// When it was to start before; nothing when only length or place changed.
    pub from: Option<DateTime<Utc>>,
    /// Why.
    pub because: String,
}

impl Head {
    /// What the policy needs to know of the meeting.
    pub fn facts(&self) -> Facts {
        Facts::of_meeting(self.series, self.id)
    }
}

/// One item on a reader's agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number within the open part, from 1 and the same for every reader. The closed part has
    /// none: a gap would tell how many items somebody may not see.
    pub number: Option<usize>,
    /// Which item.
    pub id: ItemId,
    /// Its title; a case has only its reference.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// How long it may take.
    pub minutes: u32,
    /// What is wanted of the table.
    pub wanted: Wanted,
    /// The part it stands in.
    pub part: Part,
    /// Who brought it in; empty for who reads from above.
    pub organisation: String,
    /// Whether guests take part in it.
    pub for_guests: bool,
    /// Where it is in its life now.
    pub state: ItemState,
    /// The day of the meeting that put it off, for an item that came back by itself.
    pub deferred_on: Option<NaiveDate>,
    /// What was written down at the table; only of the open part, the rest is on its own page.
    pub note: String,
    /// How many papers it has, for who reads it.
    pub papers: u32,
    /// Whether only its existence is known to this reader, who composes the agenda.
    pub opaque: bool,
}

/// A decision of the open part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLine {
    /// Its number within the meeting.
    pub number: i32,
    /// On which item.
    pub item: ItemId,
    /// What was decided.
    pub text: String,
    /// How it ended, once confirmed.
    pub outcome: Option<Outcome>,
    /// Why.
    pub motivation: String,
}

/// An item of the reader's own organisation that is not on the published agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProposal {
    /// Which item.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// Where it is in its life, with the reason if it was returned.
    pub state: ItemState,
}

/// What changed for this reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What happened.
    pub change: Change,
    /// The title of the item it happened to.
    pub title: String,
    /// Whether it left the agenda because it was held over to the next meeting.
    pub held_over: bool,
}

/// What the reader may do from this page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rights {
    /// Compose the agenda.
    pub compose: bool,
    /// Propose an item, in the state the meeting is in.
    pub propose: bool,
    /// Open the meeting for proposals now.
    pub open: bool,
    /// Give it another day, time or place now.
    pub reschedule: bool,
    /// Call the meeting off now.
    pub cancel: bool,
    /// Read the script of the chair.
    pub script: bool,
    /// Start the meeting now.
    pub start: bool,
    /// Follow the meeting live.
    pub follow: bool,
    /// Say now whether one comes.
    pub answer: bool,
    /// Send a colleague in one's place.
    pub send_deputy: bool,
    /// Read what was decided and agreed, once it is over.
    pub decisions: bool,
    /// Read its minutes, or write them, once it is over.
    pub minutes: bool,
    /// See it as somebody else at the table does.
    pub view_as: bool,
}

/// The page of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// What it begins with.
    pub head: Head,
    /// When the shown version was published; nothing before the first.
    pub published_at: Option<DateTime<Utc>>,
    /// The lines, with blocks of time for what is not this reader's.
    pub slots: Vec<Slot<Line>>,
    /// When this reader is not at the table because of the closed part.
    pub step_out: Option<StepOut>,
    /// What changed for this reader since the version before.
    pub changes: Vec<Changed>,
    /// What was decided in the open part.
    pub decisions: Vec<DecisionLine>,
    /// Proposals of the own organisation.
    pub own: Vec<OwnProposal>,
    /// Open actions of the series, as the minutes item shows them; not for guests.
    pub open_actions: Option<u64>,
    /// How often the reader's organisation is asked for advice that the reader may give.
    pub asked: i64,
    /// How many proposals wait; only for who composes the agenda.
    pub waiting: u64,
    /// Whether the meeting is today.
    pub is_today: bool,
    /// What the reader may do.
    pub rights: Rights,
    /// Who comes, place by place, until it starts; only for who keeps the table running.
    pub coming: Vec<Coming>,
    /// Who takes the place of somebody else; not for guests.
    pub deputies: Vec<StoodIn>,
    /// The seat that the reader takes for a colleague here, by what it is called.
    pub stands_in: Option<String>,
    /// Whether the reader is a guest.
    pub guest: bool,
    /// Whether the reader has no place at the table and reads what was published from above it: up to
    /// K1, without who brought it in.
    pub above: bool,
}
