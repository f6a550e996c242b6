//! The form that proposes a lower class, closed until it is needed or came back.

use domain::people::Class;
use leptos::prelude::*;
use service::meetings::item::ItemView;

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, value};
use crate::pages::meetings::keys;
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, Choice, SelectField, TextArea};
use crate::words;

const LOWER: &str = "/api/meetings/lower_class";
const SUFFIX: &str = "lager";

/// The form, for who may propose it.
pub(super) fn form(view: &ItemView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(LOWER);
    let open = refused.is_some();
    let back = refused.as_ref();
    let mut choices = vec![Choice {
        word: say!(l, meetings.lower_choose).to_owned(),
        ..Choice::default()
    }];
    let lower = Class::ALL.into_iter().filter(|class| *class < view.class);
    choices.extend(lower.map(|class| Choice {
        value: class.word().to_owned(),
        word: format!("{} {}", words::people::code(class), words::class(class)),
        explanation: String::new(),
    }));
    let fields = view! {
        {keys(view.id, view.version)}
        <SelectField id=field_id("class", SUFFIX) name=field_name("class") label=say!(l, meetings.lower_label)
            choices value=value(back, "class", "") error=error(back, "class")/>
        <TextArea id=field_id("why", SUFFIX) name=field_name("why") rows=2 label=say!(l, meetings.lower_why)
            value=value(back, "why", "") error=error(back, "why")/>
    }
    .into_any();
    view! {
        <details class="kt-details kt-noprint" open=open>
            <summary>{say!(l, meetings.lower_title)}</summary>
            <Problem refused=refused.clone() suffix=SUFFIX/>
            <p>{say!(l, meetings.lower_text)}</p>
            <Form action=LOWER class="kt-form">
                {fields}
                <GuardReason refused/>
                <div class="kt-actions"><Button>{say!(l, meetings.lower_do)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}
