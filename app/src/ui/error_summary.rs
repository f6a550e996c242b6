//! What is wrong with a form, at the top, each sentence a link to its field.

use leptos::prelude::*;

use super::Icon;

/// One fault: the id of the field and the sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub sentence: String,
}

/// The summary takes focus when the page opens on it. Shows nothing when there is no fault.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    errors: Vec<FieldError>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let links = errors
            .into_iter()
            .map(|error| view! { <li><a href=format!("#{}", error.field)>{error.sentence}</a></li> })
            .collect::<Vec<_>>();
        view! {
            <div class="kt-errors" id="kt-errors" role="alert" aria-labelledby="kt-errors-title" tabindex="-1" autofocus>
                <h2 class="kt-errors__title" id="kt-errors-title">
                    <Icon name="blocked" />
                    {title}
                </h2>
                <p>{lead}</p>
                <ul>{links}</ul>
            </div>
        }
    })
}
