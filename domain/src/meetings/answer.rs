//! Whether somebody comes to a meeting: said on its page, or by the link of a letter.

use crate::people::words::{commands, words};

words! {
    /// What somebody says to an invitation (`docs/domain.md#coming`).
    Answer {
        /// Comes.
        Accepted = "accepted",
        /// Does not.
        Declined = "declined",
    }
}

commands! {
    /// Says whether one comes to a meeting, at the time that was seen.
    AnswerMeeting {
        /// The meeting.
        id: String,
        /// How often its time or place had changed: who says yes to Tuesday did not say it to Thursday.
        sequence: i32,
    }
}
