//! Nothing here yet, why that is, and what to do about it.

use leptos::prelude::*;

use super::Icon;

/// `id` labels the region; the children are the action, if there is one.
#[component]
pub fn Empty(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional_no_strip, into)] icon: Option<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let labelled_by = id.clone();
    view! {
        <section class="kt-empty" aria-labelledby=labelled_by>
            {icon.map(|name| view! { <Icon name=name big=true /> })}
            <h2 class="utrecht-heading-3" id=id>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="kt-actions">{children()}</div> })}
        </section>
    }
}
