//! Titles: of the page with its facts, and of a section with a short remark.

use leptos::prelude::*;

/// The title of the page. `meta` are facts in a row below it, `aside` what stands at the end.
#[component]
pub fn Head(
    #[prop(into)] title: String,
    #[prop(optional_no_strip, into)] eyebrow: Option<String>,
    #[prop(optional)] meta: Vec<AnyView>,
    #[prop(optional)] aside: Option<AnyView>,
) -> impl IntoView {
    let facts = (!meta.is_empty()).then(|| {
        let facts = meta
            .into_iter()
            .map(|fact| view! { <span>{fact}</span> })
            .collect::<Vec<_>>();
        view! { <p class="kt-head__meta">{facts}</p> }
    });
    view! {
        <div class="kt-head">
            <div>
                {eyebrow.map(|text| view! { <p class="kt-eyebrow">{text}</p> })}
                <h1 class="utrecht-heading-1">{title}</h1>
                {facts}
            </div>
            {aside.map(|aside| view! { <div class="kt-head__aside">{aside}</div> })}
        </div>
    }
}

/// The title of a section. `small` is for panels. `id` is what the section is labelled by.
#[component]
pub fn SectionHead(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    #[prop(optional_no_strip, into)] note: Option<String>,
    #[prop(optional)] small: bool,
) -> impl IntoView {
    let class = if small {
        "utrecht-heading-3"
    } else {
        "utrecht-heading-2"
    };
    view! {
        <div class="kt-sechead">
            <h2 class=class id=id>{title}</h2>
            {note.map(|note| view! { <p>{note}</p> })}
        </div>
    }
}
