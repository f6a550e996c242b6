//! The forms on the page of a person. Each is closed until it is needed or came back.

use domain::people::{Class, Role};
use leptos::prelude::*;
use service::people::view::PersonView;

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, hidden, value};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Panel, SectionHead, SelectField, TextArea, TextField};
use crate::words;
use crate::words::people::code;

const ROLE: &str = "/api/people/grant_role";
const SEAT: &str = "/api/people/grant_seat";
const BIND: &str = "/api/people/bind_identity";
const CHANGE: &str = "/api/people/change";
const END: &str = "/api/identity/end_sessions_of";
const RESUME: &str = "/api/people/resume";
/// The operation that pauses; its problems stand above the page.
pub(super) const PAUSE: &str = "/api/people/pause";

/// Gives a role.
pub(super) fn role(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(ROLE);
    let refused = refused.as_ref();
    let mut roles = vec![none(say!(l, people.role_choose))];
    let given = Role::ALL.into_iter().filter(|role| role.is_granted());
    roles.extend(given.map(|role| choice(role.word(), words::role(role))));
    // Who keeps one table gives roles there.
    let all = if view.may_change {
        say!(l, people.role_series_all)
    } else {
        say!(l, people.seat_choose)
    };
    let mut series = vec![none(all)];
    series.extend(
        view.tables
            .iter()
            .map(|(id, name, _)| choice(&id.to_string(), name)),
    );
    let fields = view! {
        <SelectField id=field_id("role", "rol") name=field_name("role") label=say!(l, people.role_label)
            choices=roles value=value(refused, "role", "") error=error(refused, "role")/>
        <SelectField id=field_id("series", "rol") name=field_name("series") label=say!(l, people.role_series)
            choices=series value=value(refused, "series", "") error=error(refused, "series")/>
    };
    closed(
        (ROLE, "rol"),
        (say!(l, people.role_form), say!(l, people.give_do)),
        (say!(l, people.give_note), view),
        refused,
        fields.into_any(),
    )
}

/// Gives a place at a table.
pub(super) fn seat(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(SEAT);
    let refused = refused.as_ref();
    let mut series = vec![none(say!(l, people.seat_choose))];
    series.extend(
        view.tables
            .iter()
            .map(|(id, name, _)| choice(&id.to_string(), name)),
    );
    let mut ceilings = vec![none(say!(l, people.ceiling_choose))];
    ceilings.extend(Class::ALL.map(|class| {
        let word = format!("{} {}", code(class), words::class(class));
        choice(class.word(), &word)
    }));
    let fields = view! {
        <SelectField id=field_id("series", "plaats") name=field_name("series") label=say!(l, people.seat_series)
            choices=series value=value(refused, "series", "") error=error(refused, "series")/>
        <SelectField id=field_id("ceiling", "plaats") name=field_name("ceiling") label=say!(l, people.seat_ceiling)
            hint=say!(l, people.seat_ceiling_hint).to_owned()
            choices=ceilings value=value(refused, "ceiling", "") error=error(refused, "ceiling")/>
    };
    closed(
        (SEAT, "plaats"),
        (say!(l, people.seat_form), say!(l, people.give_do)),
        (say!(l, people.give_note), view),
        refused,
        fields.into_any(),
    )
}

/// Proposes who somebody is at a provider.
pub(super) fn bind(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(BIND);
    let refused = refused.as_ref();
    let fields = view! {
        <TextField id=field_id("code", "koppel") name=field_name("code") label=say!(l, people.code_label)
            hint=say!(l, people.code_hint).to_owned() maxlength=20
            value=value(refused, "code", "") error=error(refused, "code")/>
    };
    closed(
        (BIND, "koppel"),
        (say!(l, people.bind_form), say!(l, people.bind_do)),
        (say!(l, people.bind_text), view),
        refused,
        fields.into_any(),
    )
}

/// Name, function, and whether the person may come in at all.
pub(super) fn rest(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let came_back = bridge::refused(CHANGE);
    let open = came_back.is_some();
    let refused = came_back.as_ref();
    let stop = if view.active {
        pause(view)
    } else {
        resume(view)
    };
    let end = view.may_end.then(|| end(view));
    let back = refused.cloned();
    let email = (!view.is_guest).then(|| {
        view! {
            <TextField id=field_id("email", "wijzig") name=field_name("email") label=say!(l, mail.email_label)
                hint=say!(l, mail.email_hint).to_owned()
                value=value(refused, "email", &view.email) error=error(refused, "email")/>
        }
    });
    let fields = view! {
        {hidden([("id", view.id.to_string()), ("version", view.version.to_string())])}
        <TextField id=field_id("name", "wijzig") name=field_name("name") label=say!(l, people.name_label)
            value=value(refused, "name", &view.name) error=error(refused, "name")/>
        <TextField id=field_id("function", "wijzig") name=field_name("function")
            label=say!(l, people.function_label)
            value=value(refused, "function", &view.function) error=error(refused, "function")/>
        {email}
    }
    .into_any();
    view! {
        <Panel labelled_by="wijzigen">
            <SectionHead id="wijzigen" title=say!(l, people.person_title) small=true/>
            <details class="kt-details" open=open>
                <summary>{say!(l, people.change_form)}</summary>
                <Problem refused=back suffix="wijzig"/>
                <Form action=CHANGE class="kt-form">
                    {fields}
                    <div class="kt-actions"><Button>{say!(l, people.change_do)}</Button></div>
                </Form>
            </details>
            {stop}
            {end}
        </Panel>
    }
    .into_any()
}

fn pause(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let keys = hidden([
        ("id", view.id.to_string()),
        ("version", view.version.to_string()),
    ]);
    view! {
        <details class="kt-details">
            <summary>{say!(l, people.pause_form)}</summary>
            <p>{say!(l, people.pause_text)}</p>
            <Form action=PAUSE>
                {keys}
                <Button>{say!(l, people.pause_do)}</Button>
            </Form>
        </details>
    }
    .into_any()
}

fn end(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let keys = hidden([("id", view.id.to_string())]);
    view! {
        <details class="kt-details">
            <summary>{say!(l, people.end_form)}</summary>
            <p>{say!(l, people.end_text)}</p>
            <Form action=END>
                {keys}
                <Button>{say!(l, people.end_do)}</Button>
            </Form>
        </details>
    }
    .into_any()
}

fn resume(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(RESUME);
    let fields = hidden([("version", view.version.to_string())]);
    closed(
        (RESUME, "toelaten"),
        (say!(l, people.resume_form), say!(l, people.resume_do)),
        (say!(l, people.resume_text), view),
        refused.as_ref(),
        fields,
    )
}

/// A form with why, closed until it is needed. The person goes along as `person`, or as `id` where
/// the form changes the person.
fn closed(
    (action, suffix): (&'static str, &'static str),
    (title, button): (&'static str, &'static str),
    (text, view): (&'static str, &PersonView),
    refused: Option<&Refused>,
    fields: AnyView,
) -> AnyView {
    let l = Locale::Nl;
    let key = if action == RESUME { "id" } else { "person" };
    let open = refused.is_some();
    let (back, reason) = (refused.cloned(), refused.cloned());
    let fields = view! {
        {hidden([(key, view.id.to_string())])}
        {fields}
        <TextArea id=field_id("why", suffix) name=field_name("why") rows=2
            label=say!(l, people.why_label) hint=say!(l, people.why_hint).to_owned()
            value=value(refused, "why", "") error=error(refused, "why")/>
    }
    .into_any();
    view! {
        <details class="kt-details" open=open>
            <summary>{title}</summary>
            <Problem refused=back suffix=suffix/>
            <p>{text}</p>
            <Form action=action class="kt-form">
                {fields}
                <GuardReason refused=reason/>
                <div class="kt-actions"><Button kind=ButtonKind::Primary>{button}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}

fn none(word: &str) -> Choice {
    choice("", word)
}

fn choice(value: &str, word: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        explanation: String::new(),
    }
}
