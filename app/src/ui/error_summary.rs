//! What is wrong with a form, at the top, each sentence a link to its field. A sentence about the form as
//! a whole leads nowhere, so it is no link.

use leptos::prelude::*;

use super::Icon;

/// One fault: the id of the field, if it is about one, and the sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: Option<String>,
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
            .map(|FieldError { field, sentence }| match field {
                Some(field) => view! { <li><a href=format!("#{field}")>{sentence}</a></li> }.into_any(),
                None => view! { <li>{sentence}</li> }.into_any(),
            })
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
