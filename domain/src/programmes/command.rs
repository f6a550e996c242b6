//! What the forms about commitments send: texts as typed, made sense of by the use cases.

use crate::people::words::commands;

commands! {
    /// Enters a promise, a motion or a decision in the register.
    MakeCommitment {
        /// Minted by the page, so that one form makes one commitment.
        id: String,
        /// What was promised.
        text: String,
        /// To whom.
        made_to: String,
        /// Promise, motion or decision.
        kind: String,
        /// When.
        made_on: String,
        /// For when: a month, a quarter, a half, a season, the beginning of a year, a year, a day, or so
        /// long after an event.
        period: String,
        /// The year of the period.
        year: String,
        /// The day, for a day.
        on: String,
        /// The event, for so long after one.
        event: String,
        /// How many months after it.
        months: String,
        /// The same in the words of the promise.
        wording: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Gives a commitment a later date, and says to whom that was told.
    RenewCommitment {
        /// The commitment.
        id: String,
        /// The version that was seen.
        version: i32,
        /// As for making one.
        period: String,
        /// The year of the period.
        year: String,
        /// The day, for a day.
        on: String,
        /// The event, for so long after one.
        event: String,
        /// How many months after it.
        months: String,
        /// The same in the words that were used.
        wording: String,
        /// Who was told.
        told_to: String,
        /// Why.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Settles a commitment by a document, or by one more.
    SettleCommitment {
        /// The commitment.
        id: String,
        /// The version that was seen.
        version: i32,
        /// A document that settled something before; empty for another one.
        known: String,
        /// Minted by the page, for a document that is not known yet.
        document: String,
        /// Its title.
        title: String,
        /// Its date.
        dated_on: String,
        /// Where it is to be found.
        place: String,
        /// The answer to what the guard asked.
        reason: String,
    }
}
