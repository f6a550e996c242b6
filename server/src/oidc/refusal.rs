//! Why somebody is not let in. The word goes into the trail; the reader gets a sentence without it.

/// Why a sign-in stops. What the provider sent is never repeated to the reader or to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No sign-in of this browser is on its way, it took too long, or it was answered before.
    NotUnderWay,
    /// The answer belongs to another sign-in, or comes from another provider.
    NotOurs,
    /// The provider says no, or the person stopped there.
    Declined,
    /// The provider does not answer, or not in a way that can be understood.
    Unreachable,
    /// The token is not genuine, not meant for us, or no longer valid.
    Untrusted,
    /// The provider was not asked to look this closely, or did not.
    TooWeak,
    /// The person signed in there too long ago.
    TooLongAgo,
    /// The person is genuine, and is not the one who had to show who they are.
    SomeoneElse,
    /// The person is genuine, and nobody here has that identity.
    Unknown,
}

impl Refusal {
    /// The word for the trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotUnderWay => "not_under_way",
            Self::NotOurs => "not_ours",
            Self::Declined => "declined",
            Self::Unreachable => "unreachable",
            Self::Untrusted => "untrusted",
            Self::TooWeak => "too_weak",
            Self::TooLongAgo => "too_long_ago",
            Self::SomeoneElse => "someone_else",
            Self::Unknown => "unknown",
        }
    }
}
