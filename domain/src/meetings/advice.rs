//! The advice of the data protection officer on discussing cases at a table, and what who directs
//! says to it. The officer advises, the controller decides (`docs/domain.md#case-discussion`).

use crate::fault::NotNow;
use crate::people::words::{machine_words, words};

/// The fewest characters that say what is advised, or why something is done all the same.
pub const LEAST: usize = 10;

words! {
    /// What the officer advises.
    Opinion {
        /// Go ahead.
        Positive = "positive",
        /// Go ahead, when something is done first or kept to.
        Conditional = "conditional",
        /// Do not.
        Negative = "negative",
    }
}

/// Where the advice on a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AdviceState {
    /// Nobody advised yet.
    #[default]
    Missing,
    /// Advised.
    Given {
        /// What.
        opinion: Opinion,
    },
    /// Who directs wrote down why cases are discussed although there were conditions or objections.
    Answered {
        /// What was advised.
        opinion: Opinion,
    },
}

machine_words!(AdviceState {
    Missing = "missing",
    Given = "given",
    Answered = "answered",
});

impl AdviceState {
    /// An advice as it is kept.
    pub const fn kept(opinion: Opinion, is_answered: bool) -> Self {
        if is_answered {
            Self::Answered { opinion }
        } else {
            Self::Given { opinion }
        }
    }

    /// Takes a new advice, which comes in the place of an earlier one and of the answer to that.
    #[must_use]
    pub const fn give(self, opinion: Opinion) -> Self {
        Self::Given { opinion }
    }

    /// Writes down why cases are discussed all the same.
    ///
    /// # Errors
    /// [`NotNow`] where there is nothing to answer: no advice, one without conditions, or one that was
    /// answered.
    pub fn answer(self) -> Result<Self, NotNow> {
        match self {
            Self::Given {
                opinion: opinion @ (Opinion::Conditional | Opinion::Negative),
            } => Ok(Self::Answered { opinion }),
            other => other.refuse("answer_advice"),
        }
    }

    /// Whether an answer is waited for.
    pub fn waits(self) -> bool {
        self.answer().is_ok()
    }

    /// Whether cases may be discussed as far as the advice goes: it is there, and answered where it
    /// has to be. What was advised is not asked: the controller decides.
    pub fn counts(self) -> bool {
        self != Self::Missing && !self.waits()
    }
}
