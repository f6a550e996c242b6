//! A group of boxes of which any number can be ticked, such as organisations.

use leptos::prelude::*;

use super::error;
use crate::refused::{Refused, field_name};
use crate::ui::Icon;

/// One box.
pub struct Tick {
    /// What it sends.
    pub value: String,
    /// What stands beside it.
    pub label: AnyView,
    /// Whether it is ticked as long as nothing was refused.
    pub ticked: bool,
}

/// The group of a field, with its fault when it came back; what was ticked then is ticked still.
pub fn ticks(
    refused: Option<&Refused>,
    field: &'static str,
    (legend, hint): (&'static str, &'static str),
    all: impl IntoIterator<Item = Tick>,
) -> AnyView {
    let chosen = refused.map(|refused| refused.values(field));
    let boxes = all.into_iter().enumerate().map(|(at, tick)| {
        // The first box carries the id of the group, where the error summary leads.
        let id = if at == 0 {
            field.to_owned()
        } else {
            format!("{field}-{at}")
        };
        let ticked = match &chosen {
            Some(chosen) => chosen.contains(&tick.value.as_str()),
            None => tick.ticked,
        };
        let label_for = id.clone();
        view! {
            <label class="kt-choice" for=label_for>
                <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id=id
                    name=format!("{}[]", field_name(field)) value=tick.value checked=ticked/>
                <span>{tick.label}</span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    let hint_id = format!("{field}-hint");
    let error_id = format!("{field}-error");
    let fault = error(refused, field);
    let described_by = if fault.is_some() {
        format!("{hint_id} {error_id}")
    } else {
        hint_id.clone()
    };
    let fault = fault.map(|sentence| {
        view! {
            <div class="utrecht-form-field__error-message utrecht-form-field-error-message kt-fielderror" id=error_id>
                <Icon name="blocked"/><span>{sentence}</span>
            </div>
        }
    });
    view! {
        <fieldset class="utrecht-form-fieldset kt-fieldset" aria-describedby=described_by>
            <legend class="utrecht-form-label">{legend}</legend>
            <div class="utrecht-form-field-description kt-hint" id=hint_id>{hint}</div>
            {fault}
            {boxes}
        </fieldset>
    }
    .into_any()
}
