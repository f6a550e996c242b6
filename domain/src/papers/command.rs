//! What the forms of this slice send. The file itself comes beside the fields.

use crate::people::words::commands;

commands! {
    /// Attaches a file to an item.
    AttachPaper {
        /// The id of the new paper, minted by the page.
        id: String,
        /// The item.
        item: String,
        /// What the paper is called on the page.
        title: String,
        /// `yes` when a person looked through what no machine can read.
        checked: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Takes a paper away.
    RemovePaper {
        /// The paper.
        id: String,
    }
}
