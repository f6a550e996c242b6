//! `/inrichten`: the first region of an installation, once, by two people.

use leptos::prelude::*;
use service::ctx::Site;

use crate::bridge::{self, Entrances};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Problem, error, value};
use crate::pages::screen::{Page, bare, fault};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Head, Notice, SectionHead, SelectField, TextArea, TextField, Tone,
};

const SET_UP: &str = "/api/people/set_up";

/// The page; it does not exist once somebody has an account.
pub fn set_up() -> AnyView {
    Suspend::new(async move {
        bridge::no_store();
        let Some(site) = use_context::<Site>() else {
            return bare(fault(&AppError::Broken));
        };
        let open = service::identity::setup_is_open(&site).await;
        match open.map_err(AppError::from) {
            Ok(true) => bare(Page::new(say!(Locale::Nl, people.setup_title), body())),
            Ok(false) => bare(fault(&AppError::from(service::error::Error::NotFound))),
            Err(error) => bare(fault(&error)),
        }
    })
    .into_any()
}

fn body() -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(SET_UP);
    let entrances = use_context::<Entrances>().unwrap_or_default();
    if entrances.in_file.is_empty() {
        return view! {
            <Head title=say!(l, people.setup_title)/>
            <Notice tone=Tone::Attention>{say!(l, people.setup_no_provider)}</Notice>
            <ol class="kt-numbered">
                <li>{say!(l, people.setup_provider_1)}</li>
                <li>{say!(l, people.setup_provider_2)}</li>
                <li>{say!(l, people.setup_provider_3)}</li>
            </ol>
        }
        .into_any();
    }
    let back = refused.as_ref();
    let schools = [
        ("", say!(l, people.setup_school_choose)),
        ("noord", say!(l, people.setup_school_noord)),
        ("midden", say!(l, people.setup_school_midden)),
        ("zuid", say!(l, people.setup_school_zuid)),
    ]
    .map(|(value, word)| Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        explanation: String::new(),
    });
    let key = text(
        back,
        "token",
        say!(l, people.setup_token),
        Some(say!(l, people.setup_token_hint)),
    );
    let region = view! {
        {text(back, "region", say!(l, people.setup_region_name), None)}
        {text(back, "prefix", say!(l, people.setup_prefix), Some(say!(l, people.setup_prefix_hint)))}
        <SelectField id="school" name=field_name("school") label=say!(l, people.setup_school)
            choices=schools.to_vec() value=value(back, "school", "") error=error(back, "school")/>
        {area(back, "municipalities", say!(l, people.setup_municipalities), say!(l, people.setup_municipalities_hint))}
    }
    .into_any();
    let series = view! {
        {text(back, "series", say!(l, people.setup_series), None)}
        {area(back, "purpose", say!(l, people.setup_purpose), say!(l, people.setup_purpose_hint))}
    }
    .into_any();
    let people = view! {
        {text(back, "administrator", say!(l, people.setup_administrator), None)}
        {text(back, "administrator_code", say!(l, people.setup_administrator_code), None)}
        {text(back, "director", say!(l, people.setup_director), None)}
        {text(back, "director_code", say!(l, people.setup_director_code), None)}
    }
    .into_any();
    view! {
        <Problem refused/>
        <Head title=say!(l, people.setup_title)/>
        <p>{say!(l, people.setup_lead)}</p>
        <p>{say!(l, people.setup_before)}" "<a class="utrecht-link" href="/">{say!(l, people.setup_door)}</a></p>
        <Form action=SET_UP class="kt-form">
            {section("sleutel", say!(l, people.setup_step_key), key)}
            {section("regio", say!(l, people.setup_step_region), region)}
            {section("overleg", say!(l, people.setup_step_series), series)}
            {section("mensen", say!(l, people.setup_step_people), people)}
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, people.setup_do)}</Button>
            </div>
        </Form>
    }
    .into_any()
}

fn section(id: &'static str, title: &'static str, fields: AnyView) -> AnyView {
    view! {
        <section aria-labelledby=id>
            <SectionHead id title/>
            {fields}
        </section>
    }
    .into_any()
}

fn text(
    back: Option<&Refused>,
    field: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
) -> AnyView {
    let (value, error) = (value(back, field, ""), error(back, field));
    let hint = hint.map(str::to_owned);
    view! { <TextField id=field name=field_name(field) label hint value error/> }.into_any()
}

fn area(
    back: Option<&Refused>,
    field: &'static str,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    let (value, error) = (value(back, field, ""), error(back, field));
    view! { <TextArea id=field name=field_name(field) label hint=hint.to_owned() rows=3 value error/> }
        .into_any()
}
