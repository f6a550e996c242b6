//! What the forms of the table send: texts as typed, made sense of by the use cases.

use crate::people::words::commands;

commands! {
    /// Starts a published meeting.
    StartMeeting {
        /// The meeting.
        id: String,
    }
    /// Says whether somebody of a seat is there.
    MarkAttendance {
        /// The meeting.
        id: String,
        /// The seat.
        seat: String,
        /// A word of [`Attendance`](super::Attendance).
        word: String,
    }
    /// Says that everybody who was not marked yet is there.
    MarkAllPresent {
        /// The meeting.
        id: String,
    }
    /// Puts an item on the table, ends its turn, or puts it off.
    WalkItem {
        /// The meeting.
        id: String,
        /// The item.
        item: String,
    }
    /// Says how far the discussion of the item on the table is.
    PhaseItem {
        /// The meeting.
        id: String,
        /// The item.
        item: String,
        /// A word of [`BobPhase`](super::BobPhase).
        phase: String,
    }
    /// Gives the item on the table more time, or takes all of that back.
    GiveTime {
        /// The meeting.
        id: String,
        /// The item.
        item: String,
        /// How many minutes more, from 1 to 60; 0 takes back what was given.
        minutes: String,
        /// How many it had been given when the chair pressed, so that pressing twice gives once.
        given: String,
    }
    /// Keeps what the chair wants to remember at an item.
    WriteStageNote {
        /// The item.
        id: String,
        /// The version that the writer saw; 0 before the first.
        version: String,
        /// The text; empty takes it away.
        text: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Keeps the note of an item.
    WriteNote {
        /// The item.
        id: String,
        /// The version of the note that the writer saw.
        version: String,
        /// The note; empty removes it.
        note: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Catches a decision, an action, a bottleneck or something to come back to.
    CaptureLine {
        /// Minted by the page, so that a form sent twice catches one thing.
        id: String,
        /// The item it belongs to.
        item: String,
        /// A word of [`Capture`](super::Capture).
        kind: String,
        /// What was said.
        text: String,
        /// Who is asked, for an action.
        organisation: String,
        /// When it is due, for an action: `2026-12-08` or `8-12-2026`.
        due: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Takes back something that was caught.
    UndoCapture {
        /// The capture.
        id: String,
    }
    /// Opens or closes the closed part.
    MoveDoor {
        /// The meeting.
        id: String,
        /// `yes` when the chair has seen that whoever may not enter has left the room.
        cleared: String,
    }
    /// Keeps where the parties stand on a decision.
    RecordPositions {
        /// The decision.
        id: String,
        /// Per organisation its id and, after a space, a word of [`Position`](super::Position);
        /// the id alone takes its position away.
        positions: Vec<String>,
        /// In the same order what each party said with a reservation.
        notes: Vec<String>,
        /// A word of [`Position`](super::Position) for every party at the table without one.
        rest: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Makes a decision effective as it was read out.
    ConfirmDecision {
        /// The decision.
        id: String,
        /// The version that was read out.
        version: String,
        /// The wording that was read out.
        text: String,
        /// A word of [`Outcome`](super::Outcome).
        outcome: String,
        /// Why; needed for all but adopting it as it stands.
        motivation: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Ends the meeting.
    CloseMeeting {
        /// The meeting.
        id: String,
        /// Per item that was not reached its id and, after a space, a word of
        /// [`Unreached`](super::Unreached); what is left out is held over.
        unreached: Vec<String>,
        /// A word of [`Unreached`](super::Unreached) for all of them at once.
        all: String,
        /// How many decisions the director saw that are not confirmed, and will not take effect.
        unconfirmed: String,
    }
}
