//! What a meeting left behind beside its decisions: actions, bottlenecks, what was parked and what
//! was put off. Each leads to where it lives on.

use domain::calendar::day_month;
use domain::meetings::{Capture, MeetingState};
use leptos::prelude::*;
use service::actions::ActionView;
use service::meetings::live::{DecisionList, LogLine};

use super::super::meetings::item_title;
use super::log;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, SectionHead, Status, Tone};
use crate::words;

/// The sections under the decisions; those with nothing to say are left out, except the actions.
pub fn outcomes(list: &DecisionList) -> AnyView {
    view! {
        {actions(list)}
        {bottlenecks(list)}
        {parked(list)}
        {deferred(list)}
    }
    .into_any()
}

fn caught(list: &DecisionList, kind: Capture) -> Vec<AnyView> {
    let lines = list.caught.iter().filter(|line| line.kind == kind);
    lines.map(draft).collect()
}

/// Something that leaves the table when the meeting ends.
fn draft(line: &LogLine) -> AnyView {
    let icon = words::live::capture(line.kind).1;
    let word = say!(Locale::Nl, live.draft);
    let status = view! { <Status tone=Tone::Neutral icon="edit" word=word/> };
    row(
        icon,
        line.text.clone().into_any(),
        log::meta(line),
        status.into_any(),
    )
}

fn actions(list: &DecisionList) -> AnyView {
    let l = Locale::Nl;
    let mut rows: Vec<_> = list.actions.iter().map(action).collect();
    rows.extend(caught(list, Capture::Action));
    let note = match (rows.is_empty(), &list.state) {
        (true, _) => say!(l, live.actions_none),
        (false, MeetingState::Closed { .. }) => say!(l, live.actions_sent),
        (false, _) => say!(l, live.actions_draft),
    };
    section("acties", say!(l, live.actions), note, rows)
}

fn action(action: &ActionView) -> AnyView {
    let l = Locale::Nl;
    let (word, icon, tone) = words::action_status(&action.state, action.days_late);
    let href = format!("/acties/{}", action.id);
    let title = action.title.clone().unwrap_or_default();
    let number = say!(l, actions.number, number = action.number);
    let title = view! { {number}" "<a class="utrecht-link" href=href>{title}</a> };
    let meta = say!(
        l,
        live.log_owner,
        name = action.owner_name,
        day = day_month(action.due_on)
    );
    let status = view! { <Status tone icon word/> };
    row("action", title.into_any(), meta, status.into_any())
}

fn bottlenecks(list: &DecisionList) -> Option<AnyView> {
    let l = Locale::Nl;
    let mut rows: Vec<_> = list
        .bottlenecks
        .iter()
        .map(|one| {
            let (word, icon, tone) = words::roadmaps::bottleneck(one.state.word());
            let number = say!(l, roadmaps.number, number = one.number);
            let href = format!("/knelpunten#k-{}", one.number);
            let title =
                view! { {number}" "<a class="utrecht-link" href=href>{one.title.clone()}</a> };
            let meta = words::roadmaps::category(one.category).to_owned();
            let status = view! { <Status tone icon word/> };
            row("bottleneck", title.into_any(), meta, status.into_any())
        })
        .collect();
    rows.extend(caught(list, Capture::Bottleneck));
    let title = say!(l, live.bottlenecks);
    (!rows.is_empty()).then(|| section("knelpunten", title, "", rows))
}

fn parked(list: &DecisionList) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows: Vec<_> = list
        .parked
        .iter()
        .map(|line| {
            let text = line.text.clone().into_any();
            row("park", text, log::meta(line), ().into_any())
        })
        .collect();
    let (title, note) = (say!(l, live.parked_head), say!(l, live.parked_note));
    (!rows.is_empty()).then(|| section("geparkeerd", title, note, rows))
}

fn deferred(list: &DecisionList) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows: Vec<_> = list
        .deferred
        .iter()
        .map(|item| {
            let href = format!("/punt/{}", item.id);
            let title = item_title(&item.title, item.kind);
            let title = view! { <a class="utrecht-link" href=href>{title}</a> };
            let (icon, meta) = if item.as_proposal {
                ("reopen", say!(l, live.unreached_propose).to_owned())
            } else {
                ("parked", String::new())
            };
            row(icon, title.into_any(), meta, ().into_any())
        })
        .collect();
    let (title, note) = (say!(l, live.deferred_head), say!(l, live.deferred_note));
    (!rows.is_empty()).then(|| section("aangehouden", title, note, rows))
}

fn section(
    id: &'static str,
    title: &'static str,
    note: &'static str,
    rows: Vec<AnyView>,
) -> AnyView {
    let rows = (!rows.is_empty()).then(|| view! { <ul class="kt-rows">{rows}</ul> });
    view! {
        <section aria-labelledby=id>
            <SectionHead id title note=note.to_owned()/>
            {rows}
        </section>
    }
    .into_any()
}

fn row(icon: &'static str, title: AnyView, meta: String, when: AnyView) -> AnyView {
    let meta = (!meta.is_empty()).then(|| view! { <p class="kt-row__meta">{meta}</p> });
    view! {
        <li class="kt-row">
            <span class="kt-row__icon kt-tone--neutral"><Icon name=icon/></span>
            <div class="kt-row__body"><h3 class="kt-row__title">{title}</h3>{meta}</div>
            <p class="kt-row__when">{when}</p>
        </li>
    }
    .into_any()
}
