//! Where one chooses: a list, or a group of radio buttons with a word of explanation each.

use leptos::prelude::*;

use super::{Field, Wiring, notes};

/// One thing to choose: what is sent, what is read, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    pub value: String,
    pub word: String,
    /// Shown beside the word of a radio button; a list has no room for it.
    pub explanation: String,
}

/// One choice from a list. `value` is what is chosen now.
#[component]
pub fn SelectField(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let wiring = Wiring {
        id,
        label,
        hint,
        error,
        ..Wiring::default()
    };
    let class = wiring.class("utrecht-select") + " utrecht-select--html-select";
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.word}</option> }
        })
        .collect::<Vec<_>>();
    let input = view! {
        <select
            class=class
            id=wiring.id.clone()
            name=name
            required=required
            aria-invalid=wiring.invalid()
            aria-describedby=wiring.described_by()
        >
            {options}
        </select>
    };
    view! { <Field wiring=wiring>{input}</Field> }
}

/// One choice from a few, all visible. The first button carries the id of the group,
/// so that a link of the error summary lands on something that can be chosen.
#[component]
pub fn RadioGroup(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let wiring = Wiring {
        id,
        label,
        hint,
        error,
        ..Wiring::default()
    };
    let invalid = wiring.invalid();
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = if at == 0 {
                wiring.id.clone()
            } else {
                format!("{}-{at}", wiring.id)
            };
            let checked = choice.value == value;
            let label_for = id.clone();
            view! {
                <label class="kt-choice" for=label_for>
                    <input
                        class="utrecht-radio-button utrecht-radio-button--html-input"
                        type="radio"
                        id=id
                        name=name.clone()
                        value=choice.value
                        checked=checked
                        required=required
                        aria-invalid=invalid
                    />
                    <span>
                        <b>{choice.word}</b>
                        " "
                        {choice.explanation}
                    </span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="utrecht-form-fieldset kt-fieldset" aria-describedby=wiring.described_by()>
            <legend class="utrecht-form-label">{wiring.label.clone()}</legend>
            {notes(&wiring)}
            {buttons}
        </fieldset>
    }
}
