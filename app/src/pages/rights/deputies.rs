//! Who takes the place of a colleague: `/overleg/:id/vervanging` for one meeting, `/beheer/vervanging`
//! for who sends people to several.

use leptos::prelude::*;
use service::people::deputies::{Ahead, Deputies, DeputyLine};

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, hidden, value, watch};
use crate::pages::meetings::{param, when};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Breadcrumbs, Button, Choice, Crumb, Empty, Head, Notice, Row, Rows, SectionHead, SelectField,
    Status, TextArea, Tone,
};
use crate::words;

const NAME: &str = "/api/people/name_deputy";
const DISMISS: &str = "/api/people/dismiss_deputy";

/// The seats of one meeting.
pub fn deputies() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::people::deputies::deputies(&visit.ctx, &id).await?;
        let title = say!(l, people.deputies_title);
        let over = (!view.is_ahead)
            .then(|| view! { <Notice tone=Tone::Info>{say!(l, people.deputies_over)}</Notice> });
        let namable = || view.lines.iter().filter(|line| line.may_name);
        let note = if namable().any(|line| line.carries.is_some()) {
            Some(say!(l, people.deputies_chair_note))
        } else {
            let two = namable().any(|line| line.takes_two);
            two.then(|| say!(l, people.deputies_two_note))
        };
        let note = note.map(|text| view! { <p>{text}</p> });
        let lines = view
            .lines
            .iter()
            .map(|line| seat(&view, line))
            .collect_view();
        let body = view! {
            {trail(&view, title)}
            <Problem refused=bridge::refused(DISMISS)/>
            <Head title meta=vec![when::long(view.starts_at).into_any()]/>
            <p>{say!(l, people.deputies_lead)}</p>
            {note}
            {over}
            <section aria-labelledby="plaatsen">
                <SectionHead id="plaatsen" title=say!(l, people.deputies_list)/>
                <ul class="kt-rights">{lines}</ul>
            </section>
        };
        Ok(Page::new(title, body))
    })
}

/// The way back: to the agenda for who reads it, else to the meetings one sends people to.
fn trail(view: &Deputies, title: &'static str) -> AnyView {
    let l = Locale::Nl;
    if !view.reads {
        return crumbs(
            Some((title, "/beheer/vervanging")),
            &when::day(view.starts_at),
        );
    }
    let crumb = |word: String, href: Option<String>| Crumb { word, href };
    let trail = vec![
        crumb(
            view.series_name.clone(),
            Some(format!("/overleg?serie={}", view.series)),
        ),
        crumb(
            when::day(view.starts_at),
            Some(format!("/overleg/{}", view.meeting)),
        ),
        crumb(title.to_owned(), None),
    ];
    view! { <Breadcrumbs label=say!(l, meetings.crumbs) trail/> }.into_any()
}

/// One seat: who takes it, and what can be done about that.
fn seat(view: &Deputies, line: &DeputyLine) -> AnyView {
    let l = Locale::Nl;
    let state = match &line.deputy {
        Some(deputy) => {
            let function = deputy.function.clone();
            let word = match deputy.role {
                Some(role) => say!(
                    l,
                    people.deputy_runs,
                    function = function,
                    role = words::role(role)
                ),
                None => say!(l, people.deputy_is, function = function),
            };
            view! { <Status tone=Tone::Positive icon="check" word/> }.into_any()
        }
        None if line.waits => {
            let word = say!(l, people.deputy_waits);
            let decide = line.may_confirm.then(|| {
                view! { " " <a class="utrecht-link" href="/beheer/vier-ogen">{say!(l, people.deputy_decide)}</a> }
            });
            view! { <Status tone=Tone::Attention icon="wait" word/> {decide} }.into_any()
        }
        None => view! { <span class="kt-sub">{say!(l, people.deputy_none)}</span> }.into_any(),
    };
    let form = (line.may_name && !line.waits).then(|| name(view, line));
    let away = line.may_dismiss.then(|| dismiss(view, line));
    view! {
        <li id=format!("stoel-{}", line.seat)>
            <div>
                <p><b>{line.label.clone()}</b>", "{line.organisation.clone()}</p>
                <p>{state}</p>
            </div>
            {form}
            {away}
        </li>
    }
    .into_any()
}

fn keys(view: &Deputies, line: &DeputyLine) -> AnyView {
    hidden([
        ("meeting", view.meeting.to_string()),
        ("seat", line.seat.to_string()),
    ])
}

fn name(view: &Deputies, line: &DeputyLine) -> AnyView {
    let l = Locale::Nl;
    if line.choices.is_empty() {
        return view! { <p class="kt-note">{say!(l, people.deputy_nobody)}</p> }.into_any();
    }
    let seat = line.seat.to_string();
    let refused = bridge::refused(NAME);
    let refused = refused.filter(|refused| refused.value("seat") == Some(seat.as_str()));
    let back = refused.as_ref();
    let choice = |value: String, word: String| Choice {
        value,
        word,
        explanation: String::new(),
    };
    let mut choices = vec![choice(
        String::new(),
        say!(l, people.deputy_choose).to_owned(),
    )];
    let people = line.choices.iter();
    choices.extend(people.map(|(id, function)| choice(id.to_string(), function.clone())));
    let why = line.takes_two.then(|| {
        let after = watch(&field_id("why", &seat), false, &view.known);
        view! {
            <TextArea id=field_id("why", &seat) name=field_name("why") rows=2 label=say!(l, people.why_label)
                hint=say!(l, people.why_hint).to_owned() value=value(back, "why", "")
                error=error(back, "why") after/>
            <GuardReason refused=refused.clone()/>
        }
    });
    let press = if line.takes_two {
        say!(l, people.deputy_propose)
    } else {
        say!(l, people.deputy_do)
    };
    let about = say!(
        l,
        people.deputy_form_about,
        label = line.label.clone(),
        organisation = line.organisation.clone()
    );
    let open = refused.is_some();
    let fields = view! {
        {keys(view, line)}
        <SelectField id=field_id("person", &seat) name=field_name("person")
            label=say!(l, people.deputy_label) choices value=value(back, "person", "")
            error=error(back, "person")/>
        {why}
    }
    .into_any();
    view! {
        <details class="kt-details" open=open>
            <summary>
                <span aria-hidden="true">{say!(l, people.deputy_form)}</span>
                <span class="kt-visually-hidden">{about}</span>
            </summary>
            <Problem refused=refused.clone() suffix=seat.clone()/>
            <Form action=NAME class="kt-form">
                {fields}
                <div class="kt-actions"><Button>{press}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}

fn dismiss(view: &Deputies, line: &DeputyLine) -> AnyView {
    let l = Locale::Nl;
    let (label, organisation) = (line.label.clone(), line.organisation.clone());
    let (word, about) = if line.waits {
        (
            say!(l, people.withdraw_do),
            say!(
                l,
                people.take_back_about,
                label = label,
                organisation = organisation
            ),
        )
    } else {
        (
            say!(l, people.dismiss_do),
            say!(
                l,
                people.dismiss_about,
                label = label,
                organisation = organisation
            ),
        )
    };
    let keys = keys(view, line);
    view! {
        <Form action=DISMISS>
            {keys}
            <Button compact=true>
                <span aria-hidden="true">{word}</span>
                <span class="kt-visually-hidden">{about}</span>
            </Button>
        </Form>
    }
    .into_any()
}

/// The meetings ahead, for who sends people.
pub fn ahead() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let ahead = service::people::deputies::ahead(&visit.ctx).await?;
        let title = say!(l, people.deputies_title);
        let list = if ahead.is_empty() {
            let text = say!(l, people.ahead_none);
            view! { <Empty id="leeg" icon="wait" title text/> }.into_any()
        } else {
            let rows = ahead.iter().map(meeting).collect_view();
            view! { <Rows>{rows}</Rows> }.into_any()
        };
        let body = view! {
            {crumbs(None, title)}
            <Head title/>
            <p>{say!(l, people.deputies_lead)}</p>
            <p>{say!(l, people.ahead_lead)}</p>
            {list}
        };
        Ok(Page::new(title, body))
    })
}

fn meeting(ahead: &Ahead) -> AnyView {
    let l = Locale::Nl;
    let count = match ahead.deputies {
        0 => say!(l, people.ahead_count_none).to_owned(),
        1 => say!(l, people.ahead_count_one).to_owned(),
        count => say!(l, people.ahead_count_many, count = count),
    };
    let day = when::long(ahead.starts_at);
    let href = format!("/overleg/{}/vervanging", ahead.meeting);
    let tone = Tone::Neutral;
    view! {
        <Row tone icon="guest" title=day.clone() meta=Some(ahead.series.clone()) when=Some(count)>
            <a class="utrecht-button utrecht-button--secondary-action kt-compact" href=href>
                {say!(l, common.open)}
                <span class="kt-visually-hidden">" "{day}</span>
            </a>
        </Row>
    }
    .into_any()
}
