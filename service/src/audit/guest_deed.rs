//! What happens around guests that is no operation of somebody who is in.

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuestDeed {
    /// A letter left.
    SendLetter,
    /// A letter to sign in with was asked for.
    AskLink,
    /// A link from such a letter was used.
    UseLink,
    /// An invitation was accepted.
    AcceptInvitation,
    /// A second factor was chosen.
    EnrolFactor,
    /// An account came to the end of its term.
    ExpireGuest,
    /// It was forgotten who somebody was.
    ForgetGuest,
}

impl GuestDeed {
    const ALL: [Self; 7] = [
        Self::SendLetter,
        Self::AskLink,
        Self::UseLink,
        Self::AcceptInvitation,
        Self::EnrolFactor,
        Self::ExpireGuest,
        Self::ForgetGuest,
    ];

    /// The one that the trail keeps by this name.
    pub(super) fn named(action: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|deed| format!("{deed:?}") == action)
    }
}

#[cfg(test)]
mod tests {
    use super::GuestDeed;

    #[test]
    fn each_is_found_by_its_name() {
        for deed in GuestDeed::ALL {
            assert_eq!(GuestDeed::named(&format!("{deed:?}")), Some(deed));
        }
        assert_eq!(GuestDeed::named("SignIn"), None);
    }
}
