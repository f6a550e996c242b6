//! A panel means "beside the main thing"; a 2 px frame means "this is where you act".

use leptos::prelude::*;

/// Which panel it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PanelKind {
    #[default]
    Plain,
    Next,
    Publish,
    Step,
    Door,
}

impl PanelKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "kt-panel",
            Self::Next => "kt-panel kt-panel--next",
            Self::Publish => "kt-panel kt-panel--publish",
            Self::Step => "kt-panel kt-panel--step",
            Self::Door => "kt-panel kt-panel--door",
        }
    }
}

/// A section in a box. `labelled_by` is the id of the heading inside.
#[component]
pub fn Panel(
    #[prop(optional)] kind: PanelKind,
    #[prop(into)] labelled_by: String,
    children: Children,
) -> impl IntoView {
    view! { <section class=kind.class() aria-labelledby=labelled_by>{children()}</section> }
}
