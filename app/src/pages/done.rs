//! The sentence about what was done just before, above the page that follows.

use leptos::prelude::*;

use crate::bridge::{self, Done};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Notice, Tone};

/// The notice, or nothing.
pub fn notice() -> Option<AnyView> {
    let l = Locale::Nl;
    let sentence = match bridge::just_done()? {
        Done::SessionEnded => say!(l, account.done_session),
        Done::OthersEnded => say!(l, account.done_others),
        Done::SessionsOfEnded => say!(l, account.done_sessions_of),
        Done::GuestConfirmed => say!(l, guest_accounts.done_confirmed),
        Done::RecoveryDropped => say!(l, guest_accounts.done_dropped),
        Done::RequestWithdrawn => say!(l, guest_accounts.done_withdrawn),
        Done::DigestChosen => say!(l, mail.done_chosen),
        Done::MeetingAccepted => say!(l, meetings.done_accepted),
        Done::MeetingDeclined => say!(l, meetings.done_declined),
        Done::FeedMade => say!(l, account.done_feed_made),
        Done::FeedEnded => say!(l, account.done_feed_ended),
        Done::LetterRetried => say!(l, mail.done_retried),
    };
    Some(
        view! { <Notice tone=Tone::Info><span role="status">{sentence}</span></Notice> }.into_any(),
    )
}
