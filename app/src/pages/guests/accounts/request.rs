//! `/beheer/gasten/nieuw`: a sponsor asks for somebody to be let in.

use leptos::prelude::*;
use service::guests::accounts::RequestPage;

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden, Problem};
use crate::pages::meetings::day;
use crate::pages::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Breadcrumbs, Button, ButtonKind, Choice, Crumb, Empty, Head, SelectField, TextArea, TextField,
};

const REQUEST: &str = "/api/guests/request";

/// The form.
pub fn request() -> AnyView {
    let nav = if bridge::is_guest() {
        Nav::Guest
    } else {
        Nav::Manage
    };
    screen(nav, |visit| async move {
        let offered = service::guests::accounts::request_page(&visit.ctx).await?;
        let l = Locale::Nl;
        let title = say!(l, guest_accounts.request);
        let crumb = |word: &str, href: Option<&str>| Crumb {
            word: word.to_owned(),
            href: href.map(str::to_owned),
        };
        let trail = vec![
            crumb(say!(l, guest_accounts.title), Some("/beheer/gasten")),
            crumb(title, None),
        ];
        let fresh = visit.ctx.new_id().to_string();
        let body = if offered.organisations.is_empty() || offered.series.is_empty() {
            let text = say!(l, guest_accounts.nobody_text);
            let title = say!(l, guest_accounts.nobody_title);
            view! { <Empty id="niemand" icon="guest" title text/> }.into_any()
        } else {
            fields(offered, &fresh)
        };
        let body = view! {
            <Breadcrumbs label=say!(l, roadmaps.trail) trail/>
            <Head title/>
            <p>{say!(l, guest_accounts.request_lead)}</p>
            {body}
        };
        Ok(Page::new(title, body))
    })
}

fn choice(value: impl ToString, word: String) -> Choice {
    Choice {
        value: value.to_string(),
        word,
        explanation: String::new(),
    }
}

fn fields(offered: RequestPage, fresh: &str) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(REQUEST);
    let back = refused.as_ref();
    let id = form::minted(back, fresh);
    let known = &offered.known;
    let none = |word: &str| choice("", word.to_owned());
    let first = |choices: &[Choice]| match choices {
        [only] => only.value.clone(),
        _ => String::new(),
    };
    let series: Vec<Choice> = offered
        .series
        .into_iter()
        .map(|(id, name)| choice(id, name))
        .collect();
    let chosen = form::value(
        back,
        "series",
        &series.first().map_or(String::new(), |it| it.value.clone()),
    );
    let series = if series.len() == 1 {
        view! { <Hidden field="series" value=chosen/> }.into_any()
    } else {
        view! {
            <SelectField id="series" name=field_name("series") label=say!(l, guest_accounts.series)
                choices=series value=chosen error=form::error(back, "series")/>
        }
        .into_any()
    };
    let mut organisations: Vec<Choice> = offered
        .organisations
        .into_iter()
        .map(|it| choice(it.id, it.name))
        .collect();
    let organisation = form::value(back, "organisation", &first(&organisations));
    if organisations.len() > 1 {
        organisations.insert(0, none(say!(l, guest_accounts.choose)));
    }
    let mut meetings = vec![none(say!(l, guest_accounts.every_meeting))];
    meetings.extend(
        offered
            .meetings
            .into_iter()
            .map(|(id, at, name)| choice(id, format!("{}, {name}", day(at)))),
    );
    let place = view! {
        {series}
        <SelectField id="organisation" name=field_name("organisation") label=say!(l, guest_accounts.organisation)
            choices=organisations value=organisation error=form::error(back, "organisation")/>
    };
    let who = view! {
        <TextField id="function" name=field_name("function") label=say!(l, guest_accounts.function)
            hint=say!(l, guest_accounts.function_hint).to_owned() value=form::value(back, "function", "")
            error=form::error(back, "function") maxlength=120 after=form::watch("function", false, known)/>
        <TextField id="email" name=field_name("email") label=say!(l, guest_accounts.email) kind="email"
            hint=say!(l, guest_accounts.email_hint).to_owned() value=form::value(back, "email", "")
            error=form::error(back, "email") maxlength=254 inputmode="email"/>
    };
    let why = view! {
        <TextArea id="purpose" name=field_name("purpose") label=say!(l, guest_accounts.purpose)
            hint=say!(l, guest_accounts.purpose_hint).to_owned() value=form::value(back, "purpose", "")
            error=form::error(back, "purpose") rows=4 after=form::watch("purpose", false, known)/>
        <SelectField id="meeting" name=field_name("meeting") label=say!(l, guest_accounts.meeting)
            hint=say!(l, guest_accounts.meeting_hint).to_owned()
            choices=meetings value=form::value(back, "meeting", "") error=form::error(back, "meeting")/>
    };
    view! {
        <Form action=REQUEST class="kt-form">
            <Problem refused=refused.clone()/>
            <Hidden field="id" value=id/>
            {place}
            {who}
            {why}
            <GuardReason refused=refused.clone()/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, guest_accounts.request_do)}</Button>
                <a class="utrecht-link" href="/beheer/gasten">{say!(l, common.cancel)}</a>
            </div>
            <p class="kt-note">{say!(l, guest_accounts.request_note)}</p>
        </Form>
    }
    .into_any()
}
