//! What was done with what a guest brought in, as a path in plain words.

use chrono::NaiveDate;
use domain::calendar::day_month;
use leptos::prelude::*;
use service::guests::{Reply, Talk};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Path, Phase, Status, Step, Tone};

/// The card with all contributions.
pub fn card(replies: &[Reply], today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let list = if replies.is_empty() {
        view! {
            <h3 class="utrecht-heading-3">{say!(l, guests.replies_none_title)}</h3>
            <p>{say!(l, guests.replies_none_text)}</p>
        }
        .into_any()
    } else {
        replies
            .iter()
            .map(|reply| one(reply, today))
            .collect_view()
            .into_any()
    };
    view! {
        <section class="kt-guestcard" aria-labelledby="bijdrage">
            <h2 class="utrecht-heading-2" id="bijdrage">{say!(l, guests.replies)}</h2>
            {list}
        </section>
    }
}

fn one(reply: &Reply, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let new = reply.new.then(|| {
        view! { <p><Status tone=Tone::Positive icon="done" word=say!(l, guests.new)/></p> }
    });
    let answer = match &reply.answer {
        Some((text, from, on)) => {
            let signed = say!(l, guests.answer_from, from = from, date = day_month(*on));
            view! {
                <blockquote class="kt-answer"><p>{text.clone()}</p><footer>{signed}</footer></blockquote>
            }
            .into_any()
        }
        None if reply.due < today => {
            let word = say!(l, guests.answer_late, date = day_month(reply.due));
            view! { <p><Status tone=Tone::Attention icon="late" word/></p> }.into_any()
        }
        None => {
            let word = say!(l, guests.answer_before, date = day_month(reply.due));
            view! { <p><Status tone=Tone::Info icon="wait" word/></p> }.into_any()
        }
    };
    view! {
        <article class="kt-reply">
            <h3 class="utrecht-heading-3">{reply.title.clone()}</h3>
            {new}
            <Path steps=path(reply)/>
            {answer}
        </article>
    }
}

fn path(reply: &Reply) -> Vec<Step> {
    let l = Locale::Nl;
    let step = |phase, title: &str, on: NaiveDate| Step {
        phase,
        title: title.to_owned(),
        when: say!(l, guests.on, date = day_month(on)),
    };
    let mut steps = vec![step(Phase::Done, say!(l, guests.you_wrote), reply.sent_on)];
    match reply.talk {
        Some(Talk::Was(on)) => steps.push(step(Phase::Done, say!(l, guests.talked), on)),
        Some(Talk::On(on)) => steps.push(step(Phase::Now, say!(l, guests.will_talk), on)),
        Some(Talk::Later) => steps.push(Step {
            phase: Phase::Now,
            title: say!(l, guests.will_talk_later).to_owned(),
            when: say!(l, guests.later).to_owned(),
        }),
        None => {}
    }
    if let Some((_, _, on)) = &reply.answer {
        steps.push(step(Phase::Done, say!(l, guests.answered), *on));
    }
    steps
}
