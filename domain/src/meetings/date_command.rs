//! What the director asks about the day of one meeting.

use crate::people::words::commands;

commands! {
    /// Calls an urgent meeting together, ahead of the ordinary terms.
    CallUrgent {
        /// The id of the meeting, minted by the page.
        id: String,
        /// The series.
        series: String,
        /// The day, as `2026-12-08`.
        date: String,
        /// When it starts, as `10:00`.
        time: String,
        /// How long it lasts, in minutes.
        length: String,
        /// Where.
        room: String,
        /// Why it cannot wait; everybody at the table reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Gives a meeting another day, time, length or place.
    RescheduleMeeting {
        /// The meeting.
        id: String,
        /// The version that was seen.
        version: i32,
        /// The day, as `2026-12-08`.
        date: String,
        /// When it starts, as `10:00`.
        time: String,
        /// How long it lasts, in minutes.
        length: String,
        /// Where.
        room: String,
        /// The last day for proposals; empty takes the one that follows from the day.
        submission_due: String,
        /// The day the agenda is due; the same.
        publication_due: String,
        /// The day whose deadlines the page showed.
        shown: String,
        /// `yes` only works out what follows from the day.
        reckon: String,
        /// Why; everybody at the table reads it.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }
}
