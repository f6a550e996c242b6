//! The badge of a class: its code, and a word for whoever does not know the code.

use leptos::prelude::*;

use super::Icon;

/// `code` as written (`K2`), `word` beside it. `lock` adds the lock of the strictest class.
#[component]
pub fn ClassBadge(
    #[prop(into)] code: String,
    #[prop(into)] word: String,
    #[prop(optional)] lock: bool,
) -> impl IntoView {
    let class = format!("kt-class kt-class--{}", code.to_lowercase());
    view! {
        <span class=class>
            {lock.then(|| view! { <Icon name="lock" /> })}
            {code}
            " "
            <span class="kt-class__word">{word}</span>
        </span>
    }
}
