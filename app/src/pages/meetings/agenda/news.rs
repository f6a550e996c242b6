//! What everybody has to know about a meeting before its agenda: that it is off, urgent, or moved.

use domain::meetings::MeetingState;
use leptos::prelude::*;
use service::meetings::read::{Agenda, Head};

use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::say;
use crate::ui::{Notice, Tone};

/// Why it is called ahead of the terms, and what changed since it was planned.
pub fn told(head: &Head) -> AnyView {
    let l = Locale::Nl;
    let urgent = head.urgent.as_ref().map(|reason| {
        let text = say!(l, meetings.urgent_because, reason = reason);
        view! { <Notice tone=Tone::Attention>{text}</Notice> }
    });
    let moved = head.moved.as_ref().map(|moved| {
        let reason = &moved.because;
        let text = match moved.from {
            Some(from) => {
                let day = when::exact(from);
                say!(l, meetings.moved_from, day = day, reason = reason)
            }
            None => say!(l, meetings.moved_place, reason = reason),
        };
        view! { <Notice tone=Tone::Info>{text}</Notice> }
    });
    view! { {urgent}{moved} }.into_any()
}

/// That the organisation of the reader is asked for advice.
pub fn asked(agenda: &Agenda) -> Option<AnyView> {
    let l = Locale::Nl;
    let text = match agenda.asked {
        0 => return None,
        1 => say!(l, party_advice.asked_one).to_owned(),
        count => say!(l, party_advice.asked_many, count = count),
    };
    let href = format!("/overleg/{}/advies", agenda.head.id);
    let link = view! { <a class="utrecht-link" href=href>{say!(l, party_advice.asked_link)}</a> };
    Some(view! { <Notice tone=Tone::Attention>{text}" "{link}</Notice> }.into_any())
}

/// Why it will not be held.
pub fn cancelled(state: &MeetingState) -> Option<AnyView> {
    let MeetingState::Cancelled { reason, .. } = state else {
        return None;
    };
    let text = say!(Locale::Nl, meetings.cancelled_because, reason = reason);
    Some(view! { <Notice tone=Tone::Attention>{text}</Notice> }.into_any())
}
