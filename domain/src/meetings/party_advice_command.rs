//! What the forms of advice between organisations send: texts as typed, made sense of by the use cases.

use crate::people::words::commands;

commands! {
    /// Asks an organisation at the table for advice on an item.
    AskPartyAdvice {
        /// Minted by the page, so that a form sent twice asks once.
        id: String,
        /// The item.
        item: String,
        /// The organisation.
        organisation: String,
        /// The question.
        question: String,
        /// How many working days it has.
        days: String,
        /// The answer to what the guard asked.
        reason: String,
    }

    /// Asks no more.
    WithdrawPartyAdvice {
        /// The asking.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Gives the advice of the own organisation, or writes it anew.
    GivePartyAdvice {
        /// The asking.
        id: String,
        /// The version that was seen.
        version: i32,
        /// One of [`super::party_advice::Counsel`].
        counsel: String,
        /// Why.
        text: String,
        /// The answer to what the guard asked.
        reason: String,
    }
}
