//! `/postvak`: where the letters of a demonstration arrive, as long as there is no mail.

use leptos::prelude::*;
use service::mail::Delivered;

use super::{L, plain};
use crate::pages::Page;
use crate::pages::meetings::{day, time};
use crate::say;

pub fn post(letters: Vec<Delivered>) -> Page {
    let none = letters
        .is_empty()
        .then(|| view! { <p>{say!(L, guest_door.post_empty)}</p> });
    let letters = letters.into_iter().map(letter).collect_view();
    plain(
        say!(L, guest_door.post_title),
        view! {
            <p>{say!(L, guest_door.post_lead)}</p>
            {none}
            <div class="kt-stack">{letters}</div>
            <p><a class="utrecht-link" href="/">{say!(L, faults.home)}</a></p>
        },
    )
}

fn letter(letter: Delivered) -> impl IntoView {
    let id = format!("brief-{}", letter.id);
    let labelled_by = id.clone();
    let written = letter.written;
    let meta = say!(
        L,
        guest_door.post_meta,
        receiver = letter.receiver,
        sender = written.sender,
        day = day(letter.at),
        time = time(letter.at)
    );
    let text = written
        .text
        .split("\n\n")
        .map(|part| view! { <p>{part.to_owned()}</p> })
        .collect_view();
    let link = (!written.link.is_empty()).then(|| {
        view! {
            <p><a class="utrecht-button utrecht-button--primary-action" href=written.link rel="noreferrer">{written.action}</a></p>
        }
    });
    let answer = (!written.answer.is_empty()).then(|| {
        view! {
            <p><a class="utrecht-button utrecht-button--secondary-action" href=written.answer rel="noreferrer">{written.answer_action}</a></p>
        }
    });
    let calendar = written.calendar.map(|calendar| {
        let what = if calendar.method == "CANCEL" {
            say!(L, guest_door.post_calls_off)
        } else {
            say!(L, guest_door.post_invites)
        };
        view! { <p class="kt-note">{say!(L, guest_door.post_calendar, what = what)}</p> }
    });
    view! {
        <article class="kt-panel" aria-labelledby=labelled_by>
            <h2 class="utrecht-heading-3" id=id>{written.subject}</h2>
            <p class="kt-note">{meta}</p>
            {text}
            {link}
            {answer}
            {calendar}
        </article>
    }
}
