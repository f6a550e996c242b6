//! The six tones of the house. A tone never stands alone: a shape and a word go with it.

/// What a status, a row or a figure feels like. [`Tone::Closed`] is the closed part and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Attention,
    Critical,
    Positive,
    Closed,
}

impl Tone {
    /// The word that ends a class name, as in `kt-status--info`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Attention => "attention",
            Self::Critical => "critical",
            Self::Positive => "positive",
            Self::Closed => "closed",
        }
    }
}
