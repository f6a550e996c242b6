//! Saying whether one comes, by the link of a letter: the day, and two buttons. Nobody is signed in here.

use domain::meetings::Answer;
use leptos::prelude::*;
use service::calendar::door::Asked;

use super::{L, alert, plain};
use crate::pages::Page;
use crate::pages::meetings::{length, long};
use crate::say;
use crate::ui::{Notice, Tone};

pub fn page(address: &str, asked: Asked, said: Option<bool>) -> Page {
    let title = match asked.answer {
        None => say!(L, guest_door.answer_title),
        Some(Answer::Accepted) => say!(L, guest_door.answer_said_yes),
        Some(Answer::Declined) => say!(L, guest_door.answer_said_no),
    };
    let notice = match said {
        Some(true) => Some(
            view! { <Notice tone=Tone::Info><span role="status">{say!(L, guest_door.answer_kept)}</span></Notice> }
                .into_any(),
        ),
        Some(false) => None,
        None => Some(alert(say!(L, guest_door.answer_missing))),
    };
    let lead = asked
        .answer
        .is_none()
        .then(|| view! { <p class="kt-doorway__lead">{say!(L, guest_door.answer_lead)}</p> });
    let (day, time) = (
        long(asked.starts_at),
        length(asked.starts_at, asked.minutes),
    );
    let yes = match asked.answer {
        None => Some(say!(L, guest_door.answer_yes)),
        Some(Answer::Declined) => Some(say!(L, guest_door.answer_yes_after)),
        Some(Answer::Accepted) => None,
    };
    let no = match asked.answer {
        None => Some(say!(L, guest_door.answer_no)),
        Some(Answer::Accepted) => Some(say!(L, guest_door.answer_no_after)),
        Some(Answer::Declined) => None,
    };
    let choices = [(yes, Answer::Accepted), (no, Answer::Declined)];
    let buttons = choices.map(|(word, answer)| {
        word.map(|word| {
            view! {
                <button class="utrecht-button utrecht-button--secondary-action" type="submit"
                    name="antwoord" value=answer.word()>{word}</button>
            }
        })
    });
    let there = format!("/overleg/{}", asked.meeting);
    plain(
        title,
        view! {
            {notice}
            {lead}
            <p><b>{day}</b><br/>{time}</p>
            <form class="kt-actions" method="post" action=address.to_owned()>{buttons}</form>
            <p class="kt-note">{say!(L, guest_door.answer_note)}</p>
            <p>
                {say!(L, guest_door.answer_more)}" "
                <a class="utrecht-link" href=there>{say!(L, guest_door.answer_more_do)}</a>
            </p>
        },
    )
}

pub fn gone() -> Page {
    plain(
        say!(L, guest_door.answer_gone_title),
        view! {
            <p>{say!(L, guest_door.answer_gone_text)}</p>
            <p><a class="utrecht-link" href="/">{say!(L, guest_door.answer_more_do)}</a></p>
        },
    )
}
