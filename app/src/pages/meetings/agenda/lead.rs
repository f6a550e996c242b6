//! Where a meeting leads from its agenda: ahead to composing, on the day to the table, and when it
//! is over to what was decided.

use domain::meetings::Minutes;
use leptos::prelude::*;
use service::meetings::read::Agenda;

use super::super::keys;
use crate::i18n::Locale;
use crate::pages::form::Form;
use crate::say;
use crate::ui::{Button, ButtonKind, LinkButton};

/// Opens the meeting for proposals.
pub const OPEN: &str = "/api/meetings/open";

/// What this reader can do from here, the main thing first.
pub fn actions(agenda: &Agenda) -> AnyView {
    let l = Locale::Nl;
    let rights = agenda.rights;
    let id = agenda.head.id;
    // Ahead the agenda asks for work; on the day itself the table does.
    let first = |is: bool| {
        if is {
            ButtonKind::Primary
        } else {
            ButtonKind::Secondary
        }
    };
    let at_table = rights.follow || agenda.is_today || !rights.compose;
    let live = (rights.start || rights.follow).then(|| {
        let word = if rights.follow {
            say!(l, meetings.follow_do)
        } else {
            say!(l, meetings.start_do)
        };
        view! { <LinkButton href=format!("/overleg/{id}/live") kind=first(at_table) icon="live">{word}</LinkButton> }
    });
    let compose = rights.compose.then(|| {
        let word = match agenda.waiting {
            0 => say!(l, meetings.compose_do).to_owned(),
            1 => say!(l, meetings.compose_waits_one).to_owned(),
            number => say!(l, meetings.compose_waits, number = number),
        };
        let kind = first(!at_table && !rights.open);
        view! { <LinkButton href=format!("/overleg/{id}/opstellen") kind icon="edit">{word}</LinkButton> }
    });
    let decisions = rights.decisions.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/besluiten") kind=ButtonKind::Primary icon="decide">{say!(l, meetings.decisions_do)}</LinkButton> }
    });
    let minutes = rights.minutes.then(|| {
        let word = match agenda.head.state.minutes() {
            Minutes::Missing => say!(l, minutes.to_draft),
            _ => say!(l, minutes.to_minutes),
        };
        view! { <LinkButton href=format!("/overleg/{id}/verslag") icon="file">{word}</LinkButton> }
    });
    let script = rights.script.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/regieboek") icon="file">{say!(l, script.to_script)}</LinkButton> }
    });
    let propose = rights.propose.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/voorstel") icon="plus">{say!(l, meetings.propose_do)}</LinkButton> }
    });
    let named = keys(id, agenda.head.version);
    let open = rights.open.then(|| {
        view! {
            <Form action=OPEN>
                {named}
                <Button kind=ButtonKind::Primary>{say!(l, meetings.open_do)}</Button>
            </Form>
        }
    });
    let cancel = rights.cancel.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/annuleren") kind=ButtonKind::Subtle compact=true>{say!(l, meetings.cancel_do)}</LinkButton> }
    });
    let move_it = rights.reschedule.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/verplaatsen") kind=ButtonKind::Subtle compact=true>{say!(l, meetings.reschedule_do)}</LinkButton> }
    });
    let look = rights.view_as.then(|| {
        let href = format!("/bekijk-als?pagina=/overleg/{id}");
        view! { <LinkButton href kind=ButtonKind::Subtle compact=true>{say!(l, meetings.look_do)}</LinkButton> }
    });
    // Who may propose may ask, and be asked.
    let advices = rights.propose.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/advies") kind=ButtonKind::Subtle compact=true>{say!(l, party_advice.link)}</LinkButton> }
    });
    // The main thing first, to see and to reach.
    let (first, second) = if at_table {
        (live.into_any(), compose.into_any())
    } else {
        (compose.into_any(), live.into_any())
    };
    view! { <div class="kt-actions kt-noprint">{decisions}{minutes}{open}{first}{second}{script}{propose}{advices}{look}{move_it}{cancel}</div> }
        .into_any()
}
