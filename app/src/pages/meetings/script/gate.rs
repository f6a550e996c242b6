//! Where the closed part begins: who has to be shown out, and why.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use service::meetings::live::{Barred, Script};

use super::super::when;
use crate::i18n::Locale;
use crate::say;
use crate::ui::Icon;
use crate::words;

/// The closed part between its two lines.
pub fn closed(
    script: &Script,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    rows: Vec<AnyView>,
) -> AnyView {
    let l = Locale::Nl;
    let begins = say!(l, script.closed_begins, time = when::time(from));
    let ends = say!(l, script.closed_ends, time = when::time(to));
    view! {
        <li class="kt-cuesclosed">
            <div class="kt-cuesclosed__gate">
                <h3 class="kt-cuesclosed__line"><Icon name="lock"/>{begins}</h3>
                {leaving(script)}
            </div>
            <ol class="kt-cues">{rows}</ol>
            <p class="kt-cuesclosed__line"><Icon name="doorShut"/>{ends}</p>
        </li>
    }
    .into_any()
}

fn leaving(script: &Script) -> AnyView {
    let l = Locale::Nl;
    let (guests, others): (Vec<&Barred>, Vec<&Barred>) =
        script.barred.iter().partition(|barred| barred.guest);
    let guests = if guests.is_empty() {
        say!(l, script.no_guests).to_owned()
    } else {
        let names: Vec<_> = guests
            .iter()
            .map(|barred| format!("{} ({})", barred.label, barred.organisation))
            .collect();
        say!(l, script.guests_leave, names = names.join(", "))
    };
    let others = if others.is_empty() {
        view! { <p>{say!(l, script.nobody_leaves)}</p> }.into_any()
    } else {
        list(say!(l, script.others_leave), others)
    };
    view! {
        <p><b>{guests}</b></p>
        {others}
        <p>{say!(l, script.stay, number = script.stay)}" "{say!(l, script.gate_now)}</p>
    }
    .into_any()
}

/// Seats for which the door is shut, with every reason.
pub fn list<'a>(lead: &'static str, barred: impl IntoIterator<Item = &'a Barred>) -> AnyView {
    let l = Locale::Nl;
    let lines = barred
        .into_iter()
        .map(|barred| {
            let line = say!(
                l,
                script.barred,
                seat = barred.label,
                organisation = barred.organisation,
                why = words::live::reasons(&barred.why)
            );
            view! { <li>{line}</li> }
        })
        .collect_view();
    view! { <p>{lead}</p><ul class="kt-lines">{lines}</ul> }.into_any()
}
