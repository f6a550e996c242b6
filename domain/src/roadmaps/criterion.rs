//! What has to be true for a step, and what shows that it is.

use crate::people::words::words;

words! {
    /// The answer to a criterion.
    Answer {
        /// Not answered yet.
        Open = "open",
        /// Not so.
        No = "no",
        /// So in part.
        Partly = "partly",
        /// So; counts only with evidence.
        Yes = "yes",
    }
}

words! {
    /// What a piece of evidence refers to.
    EvidenceKind {
        /// A confirmed decision.
        Decision = "decision",
        /// A meeting that was held.
        Meeting = "meeting",
        /// A document, by its title.
        Document = "document",
        /// A page elsewhere.
        Link = "link",
    }
}

/// A criterion with how much supports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CriterionFacts {
    /// The answer.
    pub answer: Answer,
    /// How many pieces of evidence there are.
    pub evidence: usize,
}

impl CriterionFacts {
    /// Whether it is answered yes, with at least one piece of evidence.
    pub fn is_met(&self) -> bool {
        self.answer == Answer::Yes && self.evidence > 0
    }
}

/// Whether every criterion is met; a step without criteria never is.
pub fn all_met(criteria: &[CriterionFacts]) -> bool {
    !criteria.is_empty() && criteria.iter().all(CriterionFacts::is_met)
}
