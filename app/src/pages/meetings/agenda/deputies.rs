//! Who takes the place of somebody else at a meeting, on its agenda.

use leptos::prelude::*;
use service::meetings::read::Agenda;

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Notice, Panel, SectionHead, Tone};

/// Whose place the reader takes, and what that opens.
pub fn stands_in(label: Option<&str>) -> Option<AnyView> {
    let text = say!(Locale::Nl, meetings.stands_in, label = label?);
    Some(view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any())
}

/// Who takes the place of somebody else, and the way to arrange that; not for guests, nor for who
/// reads from above.
pub fn panel(agenda: &Agenda) -> Option<AnyView> {
    let l = Locale::Nl;
    if agenda.guest || agenda.above {
        return None;
    }
    let list = if agenda.deputies.is_empty() {
        view! { <p class="kt-note">{say!(l, meetings.deputies_none)}</p> }.into_any()
    } else {
        let lines = agenda.deputies.iter().map(|deputy| {
            let line = say!(
                l,
                meetings.deputy_line,
                function = deputy.function.clone(),
                label = deputy.label.clone(),
                organisation = deputy.organisation.clone()
            );
            view! { <li>{line}</li> }
        });
        view! { <ul>{lines.collect_view()}</ul> }.into_any()
    };
    let href = format!("/overleg/{}/vervanging", agenda.head.id);
    Some(
        view! {
            <Panel labelled_by="vervanging">
                <SectionHead id="vervanging" title=say!(l, meetings.deputies_title) small=true/>
                {list}
                <p><a class="utrecht-link" href=href>{say!(l, meetings.deputies_do)}</a></p>
            </Panel>
        }
        .into_any(),
    )
}
