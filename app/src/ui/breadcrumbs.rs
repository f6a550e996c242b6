//! The way back up.

use leptos::prelude::*;

/// One place on the way; the last one is where you are and needs no link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    pub word: String,
    pub href: Option<String>,
}

/// The trail, from the top down. `label` names it.
#[component]
pub fn Breadcrumbs(#[prop(into)] label: String, trail: Vec<Crumb>) -> impl IntoView {
    let crumbs = trail
        .into_iter()
        .map(|crumb| match crumb.href {
            Some(href) => view! { <li><a href=href>{crumb.word}</a></li> }.into_any(),
            None => view! { <li aria-current="page">{crumb.word}</li> }.into_any(),
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="kt-crumbs" aria-label=label>
            <ol>{crumbs}</ol>
        </nav>
    }
}
