//! Where something stands: a life line for professionals, a path for guests.

use leptos::prelude::*;

use super::Icon;

/// Whether a step is behind, here or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Done,
    Now,
    Next,
}

impl Phase {
    const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Next => "next",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "live",
            Self::Next => "open",
        }
    }

    fn current(self) -> Option<&'static str> {
        (self == Self::Now).then_some("step")
    }
}

/// One step: what it is called and when it was or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub phase: Phase,
    pub title: String,
    pub when: String,
}

/// Steps side by side; under each other when narrow. `label` names the list.
#[component]
pub fn LifeLine(#[prop(into)] label: String, steps: Vec<Step>) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|Step { phase, title, when }| {
            view! {
                <li class=format!("kt-line__step kt-line__step--{}", phase.word()) aria-current=phase.current()>
                    <span class="kt-line__mark">
                        <Icon name=phase.icon() />
                    </span>
                    <span class="kt-line__t">{title}</span>
                    <span class="kt-line__d">{when}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ol class="kt-line" aria-label=label>{steps}</ol> }
}

/// Steps under each other, as sentences.
#[component]
pub fn Path(steps: Vec<Step>) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|Step { phase, title, when }| {
            view! {
                <li class=format!("kt-path__step kt-path__step--{}", phase.word()) aria-current=phase.current()>
                    <span class="kt-path__mark">
                        <Icon name=phase.icon() />
                    </span>
                    <span>
                        <b>{title}</b>
                        " "
                        {when}
                    </span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ol class="kt-path">{steps}</ol> }
}
