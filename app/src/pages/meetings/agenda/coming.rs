//! Whether the reader comes, and who does.

use domain::meetings::Answer;
use leptos::prelude::*;
use service::meetings::Coming;
use service::meetings::read::Agenda;

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, hidden};
use crate::refused::Refused;
use crate::say;
use crate::ui::{Button, Panel, SectionHead};
use crate::words;

use super::super::status;

const ACCEPT: &str = "/api/meetings/accept";
const DECLINE: &str = "/api/meetings/decline";

/// The answer that was refused.
pub fn refused() -> Option<Refused> {
    bridge::refused(ACCEPT).or_else(|| bridge::refused(DECLINE))
}

/// Asks who did not say yet, before the agenda.
pub fn ask(agenda: &Agenda) -> Option<AnyView> {
    let l = Locale::Nl;
    let asked = agenda.rights.answer && agenda.head.answer.is_none();
    let (accept, decline, save) = (keys(agenda), keys(agenda), save(agenda));
    asked.then(|| {
        view! {
            <div class="kt-noprint">
            <Panel labelled_by="komt-u">
                <SectionHead id="komt-u" title=say!(l, meetings.coming_title) small=true/>
                <p>{say!(l, meetings.coming_lead)}</p>
                <div class="kt-actions">
                    <Form action=ACCEPT>{accept}<Button>{say!(l, meetings.coming_accept)}</Button></Form>
                    <Form action=DECLINE>{decline}<Button>{say!(l, meetings.coming_decline)}</Button></Form>
                    {save}
                </div>
            </Panel>
            </div>
        }
        .into_any()
    })
}

/// What the reader said, beside the agenda, with the way to another answer.
pub fn answered(agenda: &Agenda) -> Option<AnyView> {
    let l = Locale::Nl;
    let answer = agenda.head.answer.filter(|_| agenda.rights.answer)?;
    let (said, action, word) = match answer {
        Answer::Accepted => (
            say!(l, meetings.coming_yes),
            DECLINE,
            say!(l, meetings.coming_decline_after),
        ),
        Answer::Declined => (
            say!(l, meetings.coming_no),
            ACCEPT,
            say!(l, meetings.coming_accept_after),
        ),
    };
    let deputy = (answer == Answer::Declined && agenda.rights.send_deputy).then(|| {
        let href = format!("/overleg/{}/vervanging", agenda.head.id);
        view! {
            <p>
                {say!(l, meetings.coming_deputy)}" "
                <a class="utrecht-link" href=href>{say!(l, meetings.coming_deputy_do)}</a>
            </p>
        }
    });
    let (keys, save) = (keys(agenda), save(agenda));
    Some(
        view! {
            <Panel labelled_by="komt-u">
                <SectionHead id="komt-u" title=say!(l, meetings.coming_title) small=true/>
                <p><b>{said}</b></p>
                {deputy}
                <div class="kt-actions">
                    <Form action>{keys}<Button compact=true>{word}</Button></Form>
                    {save}
                </div>
            </Panel>
        }
        .into_any(),
    )
}

/// Who comes, for who keeps the table running.
pub fn who(agenda: &Agenda) -> Option<AnyView> {
    let l = Locale::Nl;
    let count = |answer| {
        let places = agenda.coming.iter();
        places.filter(|place| place.answer == answer).count()
    };
    let sum = say!(
        l,
        meetings.coming_sum,
        yes = count(Some(Answer::Accepted)),
        no = count(Some(Answer::Declined)),
        open = count(None)
    );
    let places = || agenda.coming.iter();
    let said = places().filter(|place| place.answer.is_some());
    let said = said.map(|place| row(agenda, place)).collect_view();
    let said =
        (count(None) < agenda.coming.len()).then(|| view! { <ul class="kt-proposals">{said}</ul> });
    let open = places().filter(|place| place.answer.is_none());
    let open = open.map(|place| row(agenda, place)).collect_view();
    // Who did not say is a long list at first, and the short one is what asks for something.
    let open = (count(None) > 0).then(|| {
        view! {
            <details class="kt-details">
                <summary>{say!(l, meetings.coming_open)}</summary>
                <ul class="kt-proposals">{open}</ul>
            </details>
        }
    });
    (!agenda.coming.is_empty()).then(|| {
        view! {
            <Panel labelled_by="wie-komt">
                <SectionHead id="wie-komt" title=say!(l, meetings.coming_who) small=true/>
                <p class="kt-note">{sum}</p>
                {said}
                {open}
            </Panel>
        }
        .into_any()
    })
}

fn row(agenda: &Agenda, place: &Coming) -> AnyView {
    let l = Locale::Nl;
    let who = match &place.function {
        None => say!(l, meetings.coming_nobody).to_owned(),
        Some(function) if place.deputy => say!(
            l,
            meetings.coming_as_deputy,
            function = function,
            label = place.label.clone()
        ),
        Some(function) => function.clone(),
    };
    let hint = (place.answer == Some(Answer::Declined) && place.replaceable).then(|| {
        let href = format!("/overleg/{}/vervanging", agenda.head.id);
        view! {
            <p class="kt-proposal__why">
                {say!(l, meetings.coming_name_deputy)}" "
                <a class="utrecht-link" href=href>{say!(l, meetings.coming_deputy_do)}</a>
            </p>
        }
    });
    view! {
        <li class="kt-proposal">
            <h3 class="kt-proposal__title">{place.organisation.clone()}</h3>
            <p class="kt-proposal__meta"><span>{who}</span>" "{status(words::meetings::answer(place.answer))}</p>
            {hint}
        </li>
    }
    .into_any()
}

/// The entry to take along.
fn save(agenda: &Agenda) -> AnyView {
    let l = Locale::Nl;
    let href = format!("/overleg/{}/agenda.ics", agenda.head.id);
    view! { <a class="utrecht-link" href=href download="">{say!(l, meetings.coming_save)}</a> }
        .into_any()
}

fn keys(agenda: &Agenda) -> AnyView {
    let head = &agenda.head;
    hidden([
        ("id", head.id.to_string()),
        ("sequence", head.sequence.to_string()),
    ])
}
