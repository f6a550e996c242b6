//! Buttons and links that look like one. One primary action for each panel.

use leptos::prelude::*;

use super::Icon;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    Primary,
    #[default]
    Secondary,
    Subtle,
}

impl ButtonKind {
    fn class(self, compact: bool) -> String {
        let kind = match self {
            Self::Primary => "primary-action",
            Self::Secondary => "secondary-action",
            Self::Subtle => "subtle",
        };
        let size = if compact { " kt-compact" } else { "" };
        format!("utrecht-button utrecht-button--{kind}{size}")
    }
}

/// A button of a form. `blocked_by` is the id of the sentence that says why it cannot be used yet:
/// the button stays reachable and says so, instead of vanishing from the tab order.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] compact: bool,
    #[prop(default = "submit")] button_type: &'static str,
    #[prop(optional_no_strip, into)] icon: Option<&'static str>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional_no_strip, into)] blocked_by: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=kind.class(compact)
            type=button_type
            name=name
            value=value
            aria-disabled=blocked_by.is_some().then_some("true")
            aria-describedby=blocked_by
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </button>
    }
}

/// A link that leads to where the work is done.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] compact: bool,
    #[prop(optional_no_strip, into)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class(compact) href=href>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </a>
    }
}

/// A button that is only an icon. The label is what it does, with its object.
#[component]
pub fn IconButton(
    icon: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] disabled: bool,
    #[prop(default = "submit")] button_type: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    view! {
        <button class="kt-iconbtn" type=button_type name=name value=value aria-label=label disabled=disabled>
            <Icon name=icon />
        </button>
    }
}
