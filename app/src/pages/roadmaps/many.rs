//! One form among many equal ones on a page: its own ids, and its own refusal.

use leptos::prelude::*;

use super::super::form::{Problem, field_id};
use crate::bridge;
use crate::refused::Refused;

/// A form for one thing. Ids get a suffix, so that two forms never share one.
#[derive(Debug, Clone)]
pub struct Many {
    /// Where the form goes.
    pub action: &'static str,
    /// The form that came back, if it was this one.
    pub refused: Option<Refused>,
    suffix: String,
}

impl Many {
    /// The form of an operation for the thing with this id.
    pub fn new(action: &'static str, id: &str, suffix: impl Into<String>) -> Self {
        let refused = bridge::refused(action).filter(|refused| refused.is_for(action, id));
        Self {
            action,
            refused,
            suffix: suffix.into(),
        }
    }

    /// The id of a field.
    pub fn id(&self, field: &str) -> String {
        field_id(field, &self.suffix)
    }

    /// What a field shows.
    pub fn value(&self, field: &str, now: &str) -> String {
        super::super::form::value(self.refused.as_ref(), field, now)
    }

    /// The sentence under a field.
    pub fn error(&self, field: &str) -> Option<String> {
        super::super::form::error(self.refused.as_ref(), field)
    }

    /// Whether the form stands open, because it came back.
    pub fn open(&self) -> bool {
        self.refused.is_some()
    }

    /// What stands above the form after a refusal.
    pub fn problem(&self) -> AnyView {
        let (refused, suffix) = (self.refused.clone(), self.suffix.clone());
        view! { <Problem refused suffix/> }.into_any()
    }
}

impl Many {
    /// The same, only for faults of fields: what has none is told by the page.
    pub fn faults(&self) -> Option<AnyView> {
        let refused = self.refused.as_ref()?;
        (!refused.error.faults().is_empty()).then(|| self.problem())
    }
}

/// An action that folds out its form; open when the form came back.
#[component]
pub fn Fold(#[prop(into)] label: String, open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="kt-do" open=open>
            <summary class="kt-do__button">{label}</summary>
            {children()}
        </details>
    }
}
