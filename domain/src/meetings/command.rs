//! What the forms of this slice send: plain texts, judged by `service`.

use crate::people::words::commands;

pub use super::answer::AnswerMeeting;
pub use super::date_command::{CallUrgent, RescheduleMeeting};

commands! {
    /// Plans a dated meeting of a series.
    PlanMeeting {
        /// The id of the new meeting, minted by the page.
        id: String,
        /// The series.
        series: String,
        /// The day, as `2026-12-08`.
        date: String,
        /// The time of day, as `09:00`.
        time: String,
        /// How long it may take, in minutes.
        length: String,
        /// Where.
        room: String,
        /// The last day for proposals; empty takes the proposed one.
        submission_due: String,
        /// The day the agenda is due; empty takes the proposed one.
        publication_due: String,
        /// `yes` opens it for proposals at once.
        open: String,
        /// The day whose deadlines the page showed; another day in `date` is shown before it is
        /// planned. Empty where no page was seen.
        shown: String,
        /// `yes` only works out what follows from the day.
        reckon: String,
    }

    /// Changes what a series is: what for, on what ground, when and where.
    ChangeSeries {
        /// The series.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Its name.
        name: String,
        /// What it is for.
        purpose: String,
        /// On what ground the parties meet.
        legal_basis: String,
        /// The day of the DPIA, as `2026-12-08`; empty where there is none.
        dpia_on: String,
        /// The time of day, as `09:00`.
        time: String,
        /// How long a meeting may take, in minutes.
        length: String,
        /// Where.
        room: String,
        /// `month`, `week`, or `free` for a series without a rhythm.
        every: String,
        /// How many months or weeks lie between two meetings.
        count: String,
        /// Which of the days of that name in the month.
        which: String,
        /// The day of the week.
        day: String,
        /// A day in the week or month it is counted from.
        from: String,
        /// What becomes of it on a holiday.
        holiday: String,
        /// What becomes of it in a school holiday.
        school: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Advises on discussing cases at a table.
    AdviseSeries {
        /// The id of the advice, minted by the page.
        id: String,
        /// The series.
        series: String,
        /// The version of the series that was read.
        version: i32,
        /// One of [`super::Opinion`].
        opinion: String,
        /// The advice.
        text: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Writes down why cases are discussed although the officer had conditions or objections.
    AnswerAdvice {
        /// The advice.
        id: String,
        /// The series.
        series: String,
        /// The version of the series that was seen.
        version: i32,
        /// Why; the officer and the table read it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Puts an annex of the covenant in force for a series.
    PutAnnex {
        /// The id of the annex, minted by the page.
        id: String,
        /// The series.
        series: String,
        /// The version of the series that was seen.
        version: i32,
        /// The organisations that take part.
        partners: Vec<String>,
        /// What for.
        purpose: String,
        /// What may be told.
        information: String,
        /// The first day, as `2026-12-08`.
        from: String,
        /// The last day; empty where the covenant says when it ends.
        to: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Ends an annex.
    EndAnnex {
        /// The annex.
        id: String,
        /// The series.
        series: String,
        /// The version of the series that was seen.
        version: i32,
        /// Why; the table reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Plans the meetings that the rhythm of a series gives.
    PlanAhead {
        /// The series.
        series: String,
        /// The version of the series whose rhythm was seen.
        version: i32,
        /// The days to plan, as `2026-12-08`.
        days: Vec<String>,
        /// `yes` opens each for proposals at once.
        open: String,
    }

    /// Opens a planned meeting for proposals.
    OpenMeeting {
        /// The meeting.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Calls a meeting off.
    CancelMeeting {
        /// The meeting.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Why; everybody at the table reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Invites an adviser to one item.
    InviteAdviser {
        /// The item.
        id: String,
        /// The adviser.
        person: String,
        /// Why.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Takes an invitation back.
    WithdrawInvitation {
        /// The item.
        id: String,
        /// The adviser.
        person: String,
    }

    /// Advises on an item.
    GiveAdvice {
        /// The item.
        id: String,
        /// The advice.
        text: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Proposes a lower class for an item that others read under its class.
    LowerClass {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
        /// The class it would get.
        class: String,
        /// Why; who decides reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Leaves an organisation or a person out of an item.
    Exclude {
        /// The item.
        id: String,
        /// The organisation or the person.
        subject: String,
        /// Why; who may leave out reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Proposes an item for a meeting.
    ProposeItem {
        /// The id of the new item, minted by the page.
        id: String,
        /// The meeting.
        meeting: String,
        /// The kind.
        kind: String,
        /// The title; a case has none, its reference takes the place.
        title: String,
        /// The class; a case is always K3.
        class: String,
        /// How many minutes it may take.
        minutes: String,
        /// What is wanted of the table.
        wanted: String,
        /// The explanation.
        body: String,
        /// The question of a case to the table.
        question: String,
        /// The organisations named on a case.
        named: Vec<String>,
        /// `yes` when guests take part in it.
        guest_shared: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Changes an item before its turn comes.
    EditItem {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
        /// The title.
        title: String,
        /// The class.
        class: String,
        /// How many minutes it may take.
        minutes: String,
        /// What is wanted of the table.
        wanted: String,
        /// The explanation.
        body: String,
        /// The question of a case to the table.
        question: String,
        /// The organisations named on a case.
        named: Vec<String>,
        /// `yes` when guests take part in it.
        guest_shared: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Takes an item back.
    WithdrawItem {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Takes a proposal into the agenda.
    IncludeItem {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Sends an item back to who brought it in.
    ReturnItem {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Why; the submitter reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Gives an item on the agenda another length.
    AllotMinutes {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
        /// How many minutes it may take.
        minutes: String,
    }

    /// Takes an item off the agenda, back among the proposals.
    TakeOffItem {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Why, once the agenda was published; the submitter reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Holds an item over to the next meeting before this one starts, or puts it back.
    HoldOverItem {
        /// The item.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Moves one item of an agenda.
    ArrangeAgenda {
        /// The meeting.
        id: String,
        /// The version of the meeting that was seen.
        version: i32,
        /// The item.
        item: String,
        /// `up`, `down`, or a place counted from 0.
        to: String,
    }

    /// Publishes the next version of an agenda.
    PublishAgenda {
        /// The meeting.
        id: String,
        /// The version of the meeting that was seen.
        version: i32,
    }
}
