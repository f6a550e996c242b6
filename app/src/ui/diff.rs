//! What a version changes: a tag beside a title, and a list of changes.

use leptos::prelude::*;

use super::Icon;

/// What happened to a thing between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Added,
    Edited,
    Removed,
}

impl Change {
    const fn icon(self) -> &'static str {
        match self {
            Self::Added => "plus",
            Self::Edited => "edit",
            Self::Removed => "minus",
        }
    }
}

/// A tag beside a title, such as "new" or "changed".
#[component]
pub fn Tag(change: Change, #[prop(into)] word: String) -> impl IntoView {
    let class = match change {
        Change::Added => "kt-tag kt-tag--new",
        Change::Edited | Change::Removed => "kt-tag kt-tag--edit",
    };
    view! {
        <span class=class>
            <Icon name=change.icon() />
            {word}
        </span>
    }
}

/// The list around the changes.
#[component]
pub fn Diff(children: Children) -> impl IntoView {
    view! { <ul class="kt-diff">{children()}</ul> }
}

/// One change, in a sentence.
#[component]
pub fn DiffLine(change: Change, children: Children) -> impl IntoView {
    let class = match change {
        Change::Added => "kt-diff__add",
        Change::Edited => "kt-diff__edit",
        Change::Removed => "kt-diff__del",
    };
    view! {
        <li class=class>
            <Icon name=change.icon() />
            <span>{children()}</span>
        </li>
    }
}
