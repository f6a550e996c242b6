//! What an operation did that shows nowhere else on the page that follows.

use http::{HeaderName, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The header in which an operation says it; `server` takes it out of the answer.
pub const DONE: HeaderName = HeaderName::from_static("x-done");

macro_rules! done {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What was done just before this page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Done { $($(#[$doc])* $name,)* }

        impl Done {
            /// The word in the header and in the session.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The deed by its word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

done! {
    /// One of the own sessions ended.
    SessionEnded = "session_ended",
    /// All own sessions ended but this one.
    OthersEnded = "others_ended",
    /// All sessions of somebody else ended.
    SessionsOfEnded = "sessions_of_ended",
    /// It was confirmed that a guest asks for a new way in.
    GuestConfirmed = "guest_confirmed",
    /// The way in of a guest stays as it was.
    RecoveryDropped = "recovery_dropped",
    /// The own request for a guest was taken back.
    RequestWithdrawn = "request_withdrawn",
    /// When letters come was chosen.
    DigestChosen = "digest_chosen",
    /// It was said that one comes to a meeting.
    MeetingAccepted = "meeting_accepted",
    /// It was said that one does not.
    MeetingDeclined = "meeting_declined",
    /// An address for a calendar was made: the page that follows shows it, and no other does.
    FeedMade = "feed_made",
    /// That address was ended.
    FeedEnded = "feed_ended",
    /// A letter is tried again.
    LetterRetried = "letter_retried",
}

/// Says on the page that follows what was done.
pub fn done(done: Done) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(DONE, HeaderValue::from_static(done.word()));
    }
}
