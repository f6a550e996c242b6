//! The line from a step back to actions, decisions and meetings.

use chrono::NaiveDate;
use leptos::prelude::*;
use service::roadmaps::{ActionNode, Node, StepView};

use super::super::parts::day;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Empty, Icon, SectionHead, Status};
use crate::words::action_status;

/// What this step came from and what is being done for it.
pub fn section(view: &StepView, today: NaiveDate) -> AnyView {
    let l = Locale::Nl;
    if view.line.is_empty() {
        return view! {
            <Empty id="lijn" title=say!(l, roadmaps.line_empty_title) text=say!(l, roadmaps.line_empty_text)/>
        }
        .into_any();
    }
    let rows = view
        .line
        .iter()
        .map(|node| match node {
            Node::Shown(action) => shown(action, &view.code, today),
            Node::Hidden | Node::Absent => hidden(),
        })
        .collect_view();
    let note = say!(l, roadmaps.line_note).to_owned();
    view! {
        <section aria-labelledby="lijn">
            <SectionHead id="lijn" title=say!(l, roadmaps.line) note/>
            <ul class="kt-mini">{rows}</ul>
        </section>
    }
    .into_any()
}

fn hidden() -> AnyView {
    view! {
        <li>
            <p class="kt-trace"><Icon name="eyeoff"/><span>{say!(Locale::Nl, roadmaps.hidden_action)}</span></p>
        </li>
    }
    .into_any()
}

fn shown(action: &ActionNode, step: &str, today: NaiveDate) -> AnyView {
    let l = Locale::Nl;
    let late = (today - action.due).num_days();
    let (word, icon, tone) = action_status(&action.state, (late > 0).then_some(late));
    let number = say!(l, roadmaps.action_number, number = action.number);
    let owner = say!(
        l,
        roadmaps.line_owner,
        owner = action.owner,
        date = day(action.due, today)
    );
    let title = format!("{number} {}", action.title);
    let title = if action.opens {
        let href = format!("/acties/{}", action.id);
        view! { <a class="utrecht-link" href=href>{title}</a> }.into_any()
    } else {
        title.into_any()
    };
    view! {
        <li>
            <p class="kt-mini__title">{title}</p>
            <p class="kt-mini__meta"><Status tone icon word/>" "{owner}</p>
            <p class="kt-trace">
                <Icon name="link"/>
                {meeting(action, today)}
                {decision(action)}
                <span>{say!(l, roadmaps.line_step, code = step)}</span>
            </p>
        </li>
    }
    .into_any()
}

fn meeting(action: &ActionNode, today: NaiveDate) -> AnyView {
    let l = Locale::Nl;
    match &action.meeting {
        Node::Absent => ().into_any(),
        Node::Hidden => opaque(say!(l, roadmaps.hidden_meeting)),
        Node::Shown((id, on)) => {
            let word = say!(l, roadmaps.line_meeting, date = day(*on, today));
            let href = format!("/overleg/{id}");
            view! { <span><a class="utrecht-link" href=href>{word}</a></span> }.into_any()
        }
    }
}

fn decision(action: &ActionNode) -> AnyView {
    let l = Locale::Nl;
    match &action.decision {
        Node::Absent => ().into_any(),
        Node::Hidden => opaque(say!(l, roadmaps.hidden_decision)),
        Node::Shown((number, text)) => {
            let word = say!(l, roadmaps.line_decision, number = number, text = text);
            view! { <span>{word}</span> }.into_any()
        }
    }
}

fn opaque(word: &'static str) -> AnyView {
    view! { <span>{word}</span> }.into_any()
}
