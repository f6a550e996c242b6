//! What letters are for, and what stood in their way.

use domain::people::guest::Letter;
use domain::people::mail::{Notice, Purpose, Trouble};

use crate::i18n::Locale;
use crate::say;

/// What a letter is for.
pub fn purpose(purpose: Purpose) -> &'static str {
    let l = Locale::Nl;
    match purpose {
        Purpose::Guest(Letter::Invitation) => say!(l, mail.for_invitation),
        Purpose::Guest(Letter::SignIn) => say!(l, mail.for_sign_in),
        Purpose::Guest(Letter::FactorChanged) => say!(l, mail.for_factor_changed),
        Purpose::Notice(Notice::MeetingOpen) => say!(l, mail.for_meeting_open),
        Purpose::Notice(Notice::MeetingUrgent) => say!(l, mail.for_meeting_urgent),
        Purpose::Notice(Notice::MeetingMoved) => say!(l, mail.for_meeting_moved),
        Purpose::Notice(Notice::MeetingInvited) => say!(l, mail.for_meeting_invited),
        Purpose::Notice(Notice::MeetingOff) => say!(l, mail.for_meeting_off),
        Purpose::Notice(Notice::AgendaPublished) => say!(l, mail.for_agenda_published),
        Purpose::Notice(Notice::AgendaChanged) => say!(l, mail.for_agenda_changed),
        Purpose::Notice(Notice::MinutesReady) => say!(l, mail.for_minutes_ready),
        Purpose::Notice(Notice::ProposalReturned) => say!(l, mail.for_proposal_returned),
        Purpose::Notice(Notice::AdviceAsked) => say!(l, mail.for_advice_asked),
        Purpose::Notice(Notice::ProposalsDue) => say!(l, mail.for_proposals_due),
        Purpose::Notice(Notice::ActionAssigned) => say!(l, mail.for_action_assigned),
        Purpose::Notice(Notice::Several) => say!(l, mail.for_several),
        Purpose::Notice(Notice::SeveralDated) => say!(l, mail.for_several_dated),
        Purpose::Notice(Notice::Digest) => say!(l, mail.for_digest),
    }
}

/// What the server of mail said, in plain words, and what to do about it.
pub fn trouble(trouble: Trouble) -> (&'static str, &'static str) {
    let l = Locale::Nl;
    match trouble {
        Trouble::Address => (say!(l, mail.address), say!(l, mail.address_todo)),
        Trouble::Refused => (say!(l, mail.refused), say!(l, mail.refused_todo)),
        Trouble::Busy => (say!(l, mail.busy), say!(l, mail.busy_todo)),
        Trouble::Unreachable => (say!(l, mail.unreachable), say!(l, mail.unreachable_todo)),
        Trouble::Login => (say!(l, mail.login), say!(l, mail.login_todo)),
        Trouble::Unsafe => (say!(l, mail.not_safe), say!(l, mail.not_safe_todo)),
    }
}
