//! The top of the live page, and what stands there when the table does not sit for this reader.

use chrono::{DateTime, Utc};
use domain::covenants::Shut;
use domain::meetings::{MeetingState, Part};
use leptos::prelude::*;
use service::clock::local_date;
use service::meetings::live::Live;

use super::parts::{self, PRIMARY};
use super::{attendance, gate, rail};
use crate::i18n::Locale;
use crate::refused::Refused;
use crate::say;
use crate::ui::{LinkButton, Notice, Status, Tone};
use crate::words;

fn title(live: &Live) -> impl IntoView + use<> {
    let day = parts::day(live.starts_at);
    view! { <h1 class="utrecht-heading-3">{say!(Locale::Nl, live.heading, day = day)}</h1> }
}

/// The line above the table.
pub fn running(live: &Live) -> AnyView {
    let l = Locale::Nl;
    let since = match live.state {
        MeetingState::InProgress { since, .. } => since,
        _ => live.starts_at,
    };
    let busy = say!(l, live.busy_since, time = parts::clock(since));
    let closed = (live.state.part() == Some(Part::Closed)).then(|| {
        view! { <p><Status tone=Tone::Closed icon="lock" word=say!(l, live.closed_part_now)/></p> }
    });
    let over = (live.over > 0).then(|| {
        let word = say!(l, live.over, minutes = live.over);
        view! { <Status tone=Tone::Critical icon="late" word=word/> }
    });
    view! {
        <div class="kt-livehead" id="live-head" data-live="">
            {title(live)}
            <p><Status tone=Tone::Positive icon="live" word=busy/></p>
            {closed}
            <p class="kt-livehead__end">{say!(l, live.expected_end)}" "<b>{parts::clock(live.ends_at)}</b>" "{over}</p>
        </div>
    }
    .into_any()
}

/// Before the start: the chair sees who is there and begins, the others wait.
pub fn before(live: &Live, chair: bool, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let published = matches!(live.state, MeetingState::Published { .. });
    let text = match (chair, published) {
        (true, true) => say!(l, live.not_started_chair),
        (true, false) => say!(l, live.not_published),
        (false, _) => say!(l, live.not_started_reader),
    };
    let start = (chair && published).then(|| {
        let button =
            view! { <button class=PRIMARY id="start" type="submit">{say!(l, live.start)}</button> };
        parts::act(
            live,
            "start",
            vec![("id", live.meeting.to_string())],
            button,
        )
    });
    let runs = chair && published;
    let early = (runs && local_date(live.starts_at) != local_date(live.at)).then(|| {
        let text = say!(l, live.early, day = parts::day(live.starts_at));
        view! { <Notice tone=Tone::Attention>{text}</Notice> }
    });
    let seats = runs.then(|| attendance::attendance(live));
    let gate = runs.then(|| gate::gate(live, refused));
    let agenda = format!("/overleg/{}", live.meeting);
    let script = chair.then(|| {
        let href = format!("/overleg/{}/regieboek", live.meeting);
        view! { <a class="utrecht-link" href=href>{say!(l, script.to_script)}</a> }
    });
    view! {
        <div class="kt-livehead" id="live-head" data-live="">
            {title(live)}
            <p>{say!(l, live.planned_for, time = parts::clock(live.starts_at))}</p>
        </div>
        {parts::problem(refused)}
        <div class="kt-live">
            <div class="kt-live__mid">
                <section class="kt-now" aria-labelledby="nu" id="live-now" data-live="">
                    <h2 class="kt-now__title" id="nu">{say!(l, live.not_started)}</h2>
                    <p>{text}</p>
                    {early}
                    <div class="kt-actions">
                        {start}
                        <a class="utrecht-link" href=agenda>{say!(l, live.to_agenda)}</a>
                        {script}
                    </div>
                </section>
                {seats}
            </div>
            {rail::rail(live)}
            <div class="kt-live__side">{gate}</div>
        </div>
    }
    .into_any()
}

/// After the end.
pub fn over(live: &Live, chair: bool) -> AnyView {
    let l = Locale::Nl;
    let list = format!("/overleg/{}/besluiten", live.meeting);
    let text = chair.then(|| view! { <p>{say!(l, live.over_text)}</p> });
    view! {
        <div class="kt-livehead" id="live-head" data-live="">
            {title(live)}
            <p>{say!(l, live.ended_at, time = parts::clock(live.ends_at))}</p>
        </div>
        <section class="kt-now" aria-labelledby="nu" id="live-now" data-live="">
            <h2 class="kt-now__title" id="nu">{say!(l, live.over_title)}</h2>
            {text}
            <div class="kt-actions"><LinkButton href=list>{say!(l, live.to_decisions)}</LinkButton></div>
        </section>
    }
    .into_any()
}

/// For who is shown out while the closed part sits.
pub fn out(live: &Live, back_at: DateTime<Utc>, why: &[Shut]) -> AnyView {
    let l = Locale::Nl;
    let until = if live.at < back_at {
        say!(l, live.out_until, time = parts::clock(back_at))
    } else {
        say!(l, live.out_longer).to_owned()
    };
    // When the island looks again: a rendering may be a second old, so a little later than that.
    let left = (back_at - live.at).num_seconds();
    let lasts = (left >= 0).then_some(left + 2);
    // A guest knows why; others learn what is missing.
    let why = (!why.is_empty() && !why.contains(&Shut::GuestSeat)).then(|| {
        let why = words::live::reasons(why);
        view! { <p class="kt-note">{say!(l, live.out_why, why = why)}</p> }
    });
    let agenda = format!("/overleg/{}", live.meeting);
    view! {
        <div class="kt-livehead" id="live-head" data-live="">{title(live)}</div>
        <section class="kt-now" aria-labelledby="nu" id="live-now" data-live="" role="status">
            <h2 class="kt-now__title" id="nu">{say!(l, live.out_title)}</h2>
            <p data-lasts=lasts>{until}</p>
            {why}
            <p><a class="utrecht-link" href=agenda>{say!(l, live.to_agenda)}</a></p>
        </section>
    }
    .into_any()
}
