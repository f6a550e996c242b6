//! What the forms of the minutes send: texts as typed, made sense of by the use cases.

use crate::people::words::commands;

commands! {
    /// Drafts the minutes of a meeting that is over.
    DraftMinutes {
        /// The meeting.
        id: String,
    }
    /// Keeps what the minutes say of one item.
    EditMinutes {
        /// The item.
        id: String,
        /// The version of its text that the writer saw.
        version: i32,
        /// What the minutes say.
        text: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Offers the minutes to everybody at the table, for corrections and approval.
    OfferMinutes {
        /// The meeting.
        id: String,
        /// The version of the minutes that was seen.
        version: i32,
        /// How many working days organisations have for corrections.
        days: String,
    }
    /// Proposes another text for one item, for an organisation.
    ProposeCorrection {
        /// Minted by the page, so that a form sent twice proposes one thing.
        id: String,
        /// The item.
        item: String,
        /// The version of its text that was seen.
        version: i32,
        /// What it should say.
        text: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Takes a correction back.
    WithdrawCorrection {
        /// The correction.
        id: String,
        /// The version that was seen.
        version: i32,
    }
    /// Takes a correction over, in the wording of who keeps the minutes.
    AcceptCorrection {
        /// The correction.
        id: String,
        /// The version of the text of its item that was seen.
        version: i32,
        /// What the minutes say of the item from now on.
        text: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Leaves the text as it is.
    DeclineCorrection {
        /// The correction.
        id: String,
        /// The version of the text of its item that was seen.
        version: i32,
        /// Why; the organisation reads it.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Approves the minutes.
    ApproveMinutes {
        /// The meeting they are of.
        id: String,
        /// The version of the minutes that was seen.
        version: i32,
        /// `yes` when the table was asked while the term for corrections still runs.
        agreed: String,
    }
    /// Puts a note to approved minutes.
    RectifyMinutes {
        /// Minted by the page.
        id: String,
        /// The item.
        item: String,
        /// What has to be read instead.
        text: String,
        /// Why.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Puts an earlier text of one item back.
    RestoreRevision {
        /// The item.
        id: String,
        /// The version of its text that was seen.
        version: i32,
        /// The version to put back.
        number: i32,
    }
}
