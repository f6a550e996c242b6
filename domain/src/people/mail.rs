//! Letters on their way: when one is tried again, and what stands in its way
//! (`docs/domain.md#mail`).

use chrono::TimeDelta;

use super::guest::Letter;
use super::words::{commands, words};

words! {
    /// What a letter about the work is about, to guests as well. The word is all that a waiting letter
    /// holds, with the meeting, item or action that its link leads to.
    Notice {
        /// A meeting was planned and takes proposals.
        MeetingOpen = "meeting_open",
        /// A meeting was called together that cannot wait.
        MeetingUrgent = "meeting_urgent",
        /// It was given another day, time or place.
        MeetingMoved = "meeting_moved",
        /// Somebody was given a place at it after it was planned.
        MeetingInvited = "meeting_invited",
        /// It was called off.
        MeetingOff = "meeting_off",
        /// Its agenda was published.
        AgendaPublished = "agenda_published",
        /// Another version of it was.
        AgendaChanged = "agenda_changed",
        /// The minutes were offered, for corrections and approval.
        MinutesReady = "minutes_ready",
        /// What somebody proposed came back.
        ProposalReturned = "proposal_returned",
        /// An organisation is asked for advice on an item.
        AdviceAsked = "advice_asked",
        /// The last day to propose comes near.
        ProposalsDue = "proposals_due",
        /// An organisation is asked to take an action on.
        ActionAssigned = "action_assigned",
        /// Several of these within ten minutes.
        Several = "several",
        /// The same, where one of them is about the day of a meeting.
        SeveralDated = "several_dated",
        /// Several of these, for who wants one letter a day.
        Digest = "digest",
    }
}

/// What a letter is for: a door of a guest, or the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Coming in.
    Guest(Letter),
    /// The work.
    Notice(Notice),
}

impl Notice {
    /// Whether it waits for nothing: not for others about the same, and not for the next morning.
    pub const fn leaves_at_once(self) -> bool {
        matches!(self, Self::MeetingUrgent)
    }

    /// Whether several of these about one meeting are told as one, because one page lists them.
    pub const fn is_a_list(self) -> bool {
        matches!(self, Self::ActionAssigned | Self::AdviceAsked)
    }

    /// Whether it tells of the day of a meeting, and so brings an entry for a calendar along. Such a
    /// letter is about one meeting (`docs/domain.md#calendar`).
    pub const fn is_dated(self) -> bool {
        matches!(
            self,
            Self::MeetingOpen
                | Self::MeetingUrgent
                | Self::MeetingMoved
                | Self::MeetingInvited
                | Self::MeetingOff
                | Self::SeveralDated
        )
    }
}

impl Purpose {
    /// The purpose known by this word; nothing for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        let letter = Letter::parse(word).map(Self::Guest);
        letter.or_else(|| Notice::parse(word).map(Self::Notice))
    }
}

commands! {
    /// Chooses whether letters come at once or once a day.
    ChooseDigest {
        /// `yes` for once a day, `no` for at once.
        daily: String,
    }

    /// Has a letter that was given up tried again.
    RetryLetter {
        /// The letter.
        id: String,
    }
}

words! {
    /// Why a letter did not leave. The word is all that is kept: what a server says may name an address.
    Trouble {
        /// The server does not take letters for this address.
        Address = "address",
        /// The server does not take this letter.
        Refused = "refused",
        /// The server does not take it now.
        Busy = "busy",
        /// The server does not answer, or broke off.
        Unreachable = "unreachable",
        /// The server does not let us in.
        Login = "login",
        /// No safe line to the server could be made.
        Unsafe = "unsafe",
    }
}

impl Trouble {
    /// Whether trying again without anybody doing something may help. A server that lets nobody in, or
    /// not safely, is mended by whoever keeps it, and letters wait for that.
    pub const fn may_pass(self) -> bool {
        !matches!(self, Self::Address | Self::Refused)
    }
}

/// How long a letter waits after each time that it could not leave.
const WAITS: [TimeDelta; 5] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
];

/// After how long a letter is tried again that did not leave for the `tries`-th time; nothing when it
/// is given up. A link to sign in with is of use to who waits for it only.
pub fn wait(letter: Option<Letter>, tries: usize, trouble: Trouble) -> Option<TimeDelta> {
    let most = if letter == Some(Letter::SignIn) {
        2
    } else {
        WAITS.len()
    };
    let waits = &WAITS[..most];
    waits
        .get(tries.saturating_sub(1))
        .copied()
        .filter(|_| trouble.may_pass())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_has_a_word_of_its_own() {
        for letter in Letter::ALL {
            assert_eq!(Purpose::parse(letter.word()), Some(Purpose::Guest(letter)));
        }
        for notice in Notice::ALL {
            assert_eq!(Purpose::parse(notice.word()), Some(Purpose::Notice(notice)));
        }
        assert_eq!(Purpose::parse(""), None);
    }

    #[test]
    fn a_letter_is_tried_five_times_more_and_then_given_up() {
        let minutes = |letter, trouble| {
            (1..8)
                .map_while(|tries| wait(letter, tries, trouble))
                .map(|wait| wait.num_minutes())
                .collect::<Vec<_>>()
        };
        for trouble in Trouble::ALL {
            let (all, sign_in) = match trouble {
                Trouble::Address | Trouble::Refused => (vec![], vec![]),
                _ => (vec![1, 5, 15, 60, 240], vec![1, 5]),
            };
            assert_eq!(minutes(None, trouble), all, "{trouble:?}");
            assert_eq!(minutes(Some(Letter::Invitation), trouble), all);
            assert_eq!(minutes(Some(Letter::SignIn), trouble), sign_in);
        }
    }
}
