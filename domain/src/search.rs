//! Searching: what can be found, and how long a question is (`docs/domain.md#searching`).

/// The fewest letters and digits that one word of a question has.
pub const LEAST: usize = 3;
/// The most characters of a question.
pub const MOST: usize = 200;

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An item: title, explanation, question.
    Item,
    /// What was written down at the table.
    Note,
    /// What the minutes say of an item.
    Minutes,
    /// A note to approved minutes.
    Rectification,
    /// A confirmed decision.
    Decision,
    /// An action.
    Action,
    /// The name of a paper.
    Paper,
    /// A covenant: title and purpose.
    Covenant,
    /// A clause of a covenant.
    Clause,
    /// A bottleneck.
    Bottleneck,
    /// A step of a routekaart.
    Step,
}

impl Kind {
    /// All of them, in the order in which one chooses.
    pub const ALL: [Self; 11] = [
        Self::Item,
        Self::Note,
        Self::Minutes,
        Self::Rectification,
        Self::Decision,
        Self::Action,
        Self::Paper,
        Self::Covenant,
        Self::Clause,
        Self::Bottleneck,
        Self::Step,
    ];

    /// The word that the index keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Note => "note",
            Self::Minutes => "minutes",
            Self::Rectification => "rectification",
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Paper => "paper",
            Self::Covenant => "covenant",
            Self::Clause => "clause",
            Self::Bottleneck => "bottleneck",
            Self::Step => "step",
        }
    }

    /// The kind of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.word()), Some(kind));
        }
        assert_eq!(Kind::parse(""), None);
    }
}
