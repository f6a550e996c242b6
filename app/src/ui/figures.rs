//! A row of numbers, each a link to what it counts.

use leptos::prelude::*;

use super::{Icon, Tone};

/// One number. Zero is always neutral: nothing to see is nothing to colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub count: u64,
    pub label: String,
    /// What makes the number worth a look, such as the oldest of them.
    pub note: String,
    pub icon: &'static str,
    pub tone: Tone,
    pub href: String,
}

impl Figure {
    fn class(&self) -> String {
        match self.tone {
            Tone::Attention | Tone::Critical if self.count > 0 => {
                format!("kt-figure kt-figure--{}", self.tone.word())
            }
            _ => "kt-figure".to_owned(),
        }
    }
}

/// The numbers in a row; a list when narrow. `label` names the row.
#[component]
pub fn Figures(#[prop(into)] label: String, figures: Vec<Figure>) -> impl IntoView {
    let items = figures
        .into_iter()
        .map(|figure| {
            let class = figure.class();
            view! {
                <li>
                    <a class=class href=figure.href>
                        <span class="kt-figure__n">{figure.count}</span>
                        <span class="kt-figure__label">
                            <Icon name=figure.icon />
                            {figure.label}
                        </span>
                        <span class="kt-figure__sub">{figure.note}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="kt-figures" aria-label=label>{items}</ul> }
}
