//! What the forms about destruction send: texts as typed, made sense of by the use cases.

use crate::people::words::commands;

commands! {
    /// Proposes what is due at a table now, without waiting for the hour.
    ProposeDestruction {
        /// The series.
        series: String,
    }
    /// What the officer advises on a list.
    AdviseDestruction {
        /// The list.
        id: String,
        /// The version that was seen.
        version: i32,
        /// What is advised.
        opinion: String,
        /// Why.
        text: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Decides that what is on a list is destroyed.
    DecideDestruction {
        /// The list.
        id: String,
        /// The version that was seen.
        version: i32,
        /// What is done with conditions or objections of the officer.
        answer: String,
        /// `yes` for who is sure.
        sure: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Confirms that, and has it destroyed; or sends it back.
    ConfirmDestruction {
        /// The list.
        id: String,
        /// The version that was seen.
        version: i32,
        /// `confirm` or `return`.
        choice: String,
        /// Why it goes back.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Keeps an item for longer.
    ExtendRetention {
        /// The item.
        item: String,
        /// Until how many months after the last discussion.
        months: String,
        /// Why.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Keeps an item as long as something else asks for it (legal hold).
    HoldItem {
        /// The item.
        item: String,
        /// Who asked for it: a function or an organisation.
        asked_by: String,
        /// Why.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Ends that.
    ReleaseItem {
        /// The item.
        item: String,
        /// Why.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
}
