//! What is left of an item for who reads it from above the table (`docs/domain.md#from-above`).

use domain::meetings::MeetingState;

use super::{By, Content, Decided, ItemView};

impl ItemView {
    /// The same for who has no place at the table: what was published and decided, without who brought it
    /// in and without what is between those at the table.
    pub(super) fn lifted(mut self) -> Self {
        let over = matches!(self.head.state, MeetingState::Closed { .. });
        self.by = By::Above;
        self.organisation = String::new();
        self.content = self.content.map(|content| Content {
            body: content.body,
            decisions: content
                .decisions
                .into_iter()
                .filter(|_| over)
                .map(Decided::without_notes)
                .collect(),
            ..Content::default()
        });
        self
    }
}

impl Decided {
    fn without_notes(mut self) -> Self {
        for said in &mut self.positions {
            said.note = String::new();
        }
        self
    }
}
