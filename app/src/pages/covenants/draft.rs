//! `/convenant/nieuw`: draw up a covenant from the template.

use leptos::prelude::*;
use service::covenants::DraftForm;
use service::people::OrganisationRef;

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden, Problem, Tick};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Head, RadioGroup, SelectField, TextArea, TextField};

const DRAFT: &str = "/api/covenants/draft";

/// The form.
pub fn draft() -> AnyView {
    screen(Nav::Covenants, move |visit| async move {
        let offer = service::covenants::draft_form(&visit.ctx).await?;
        let l = Locale::Nl;
        let title = say!(l, covenants.new_title);
        let refused = bridge::refused(DRAFT);
        let id = form::minted(refused.as_ref(), &offer.id.to_string());
        let body = view! {
            {crumbs(None, title)}
            <Problem refused=refused.clone()/>
            <Head title=title/>
            <p>{say!(l, covenants.new_lead)}</p>
            <Form action=DRAFT class="kt-form">
                <Hidden field="id" value=id/>
                {what(&offer, refused.as_ref())}
                {when(refused.as_ref())}
                {series(&offer, refused.as_ref())}
                {parties(&offer.organisations, refused.as_ref())}
                <GuardReason refused=refused.clone()/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary icon="plus">{say!(l, covenants.new_do)}</Button>
                </div>
            </Form>
        };
        Ok(Page::new(title, body))
    })
}

fn what(offer: &DraftForm, refused: Option<&Refused>) -> impl IntoView + use<> {
    let l = Locale::Nl;
    view! {
        <TextField id="title" name=field_name("title") label=say!(l, covenants.name) maxlength=120_u32
            value=form::value(refused, "title", "") error=form::error(refused, "title") required=true
            after=form::watch("title", false, &offer.known)/>
        <TextArea id="purpose" name=field_name("purpose") label=say!(l, covenants.purpose)
            hint=say!(l, covenants.purpose_hint).to_owned() rows=3
            value=form::value(refused, "purpose", "") error=form::error(refused, "purpose")
            after=form::watch("purpose", false, &offer.known)/>
    }
}

fn when(refused: Option<&Refused>) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let choice = |value: &str, word: &str, explanation: &str| Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        explanation: explanation.to_owned(),
    };
    let choices = vec![
        choice(
            "per_party",
            say!(l, covenants.effective_per_party),
            say!(l, covenants.effective_per_party_text),
        ),
        choice(
            "all_signed",
            say!(l, covenants.effective_all_signed),
            say!(l, covenants.effective_all_signed_text),
        ),
        choice(
            "date",
            say!(l, covenants.effective_date),
            say!(l, covenants.effective_date_text),
        ),
    ];
    let date = |field: &'static str, label: &'static str, required: bool| {
        view! {
            <TextField id=field name=field_name(field) label=label kind="date" required=required
                value=form::value(refused, field, "") error=form::error(refused, field)/>
        }
    };
    view! {
        <RadioGroup id="effective_when" name=field_name("effective_when") label=say!(l, covenants.effective)
            choices value=form::value(refused, "effective_when", "per_party")
            error=form::error(refused, "effective_when") required=true/>
        {date("starts_on", say!(l, covenants.starts), true)}
        {date("ends_on", say!(l, covenants.ends), true)}
        {date("evaluation_on", say!(l, covenants.evaluates), false)}
    }
}

fn series(offer: &DraftForm, refused: Option<&Refused>) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let none = Choice {
        word: say!(l, covenants.series_none).to_owned(),
        ..Choice::default()
    };
    let free = offer.series.iter().map(|(id, name)| Choice {
        value: id.to_string(),
        word: name.clone(),
        explanation: String::new(),
    });
    let choices: Vec<Choice> = std::iter::once(none).chain(free).collect();
    view! {
        <SelectField id="series" name=field_name("series") label=say!(l, covenants.series) choices
            hint=say!(l, covenants.series_hint).to_owned()
            value=form::value(refused, "series", "") error=form::error(refused, "series")/>
    }
}

fn parties(organisations: &[OrganisationRef], refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let all = organisations.iter().map(|organisation| Tick {
        value: organisation.id.to_string(),
        label: organisation.name.clone().into_any(),
        ticked: false,
    });
    let words = (
        say!(l, covenants.choose_parties),
        say!(l, covenants.choose_parties_hint),
    );
    form::ticks(refused, "parties", words, all)
}
