//! What the agenda proposes by itself, each with its reason.

use domain::calendar::long_date;
use domain::id::MeetingId;
use domain::meetings::Cause;
use leptos::prelude::*;
use service::meetings::compose::Bench;
use service::meetings::suggest::Suggestion;

use crate::i18n::Locale;
use crate::pages::form::{Form, hidden};
use crate::say;
use crate::ui::{Button, ButtonKind, Icon, LinkButton, Panel, SectionHead};
use crate::words;

/// Where an item is made of it.
pub(super) const TAKE_UP: &str = "/api/meetings/take_up";
/// Where it is left aside.
pub(super) const PASS: &str = "/api/meetings/pass_suggestion";

/// The panel; nothing when nothing is proposed.
pub fn panel(bench: &Bench) -> Option<AnyView> {
    let l = Locale::Nl;
    let all = &bench.suggestions;
    if all.open.is_empty() && all.passed.is_empty() {
        return None;
    }
    let rows: Vec<_> = all.open.iter().map(|one| row(bench, one)).collect();
    let more = [
        (all.more_steps, "/routekaart", say!(l, suggest.more_steps)),
        (
            all.more_bottlenecks,
            "/knelpunten",
            say!(l, suggest.more_bottlenecks),
        ),
    ];
    let more: Vec<_> = more
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, href, what)| {
            let text = say!(l, suggest.more, count = count, what = what);
            view! { <p class="kt-note"><a class="utrecht-link" href=href>{text}</a></p> }
        })
        .collect();
    let passed = (!all.passed.is_empty()).then(|| {
        let title = say!(l, suggest.passed, count = all.passed.len());
        let rows: Vec<_> = all
            .passed
            .iter()
            .map(|one| left_aside(bench.head.id, one))
            .collect();
        view! {
            <details class="kt-details">
                <summary>{title}</summary>
                <ul class="kt-proposals">{rows}</ul>
            </details>
        }
    });
    let note = words::meetings::suggested(all.open.len());
    Some(
        view! {
            <Panel labelled_by="agenda-stelt-voor">
                <SectionHead id="agenda-stelt-voor" title=say!(l, suggest.title) note small=true/>
                <ul class="kt-proposals">{rows}</ul>
                {more}
                {passed}
            </Panel>
        }
        .into_any(),
    )
}

fn row(bench: &Bench, one: &Suggestion) -> AnyView {
    let l = Locale::Nl;
    let title = named(one);
    let object = title.clone();
    let place = if one.cause.item().is_none() {
        let href = href(one);
        view! {
            <LinkButton href=href compact=true>
                {say!(l, suggest.place)}<span class="kt-visually-hidden">" "{object}</span>
            </LinkButton>
        }
        .into_any()
    } else {
        let label = if bench.may_include {
            say!(l, suggest.put_on)
        } else {
            say!(l, suggest.propose)
        };
        let about = fields(bench.head.id, one);
        view! {
            <Form action=TAKE_UP>
                {about}
                <Button compact=true>{label}<span class="kt-visually-hidden">" "{object}</span></Button>
            </Form>
        }
        .into_any()
    };
    let hide = title.clone();
    let (href, why, about) = (href(one), why(one), fields(bench.head.id, one));
    view! {
        <li class="kt-proposal">
            <h3 class="kt-proposal__title"><a class="utrecht-link" href=href>{title}</a></h3>
            <p class="kt-proposal__why"><Icon name="risk"/>{why}</p>
            <div class="kt-actions">
                {place}
                <Form action=PASS>
                    {about}
                    <Button kind=ButtonKind::Subtle compact=true>{say!(l, suggest.pass)}<span class="kt-visually-hidden">" "{hide}</span></Button>
                </Form>
            </div>
        </li>
    }
    .into_any()
}

fn left_aside(meeting: MeetingId, one: &Suggestion) -> AnyView {
    let l = Locale::Nl;
    let title = named(one);
    let object = title.clone();
    let (href, about) = (href(one), fields(meeting, one));
    view! {
        <li class="kt-proposal">
            <h3 class="kt-proposal__title"><a class="utrecht-link" href=href>{title}</a></h3>
            <Form action=PASS class="kt-actions">
                {about}
                {hidden([("back", "yes".to_owned())])}
                <Button compact=true>{say!(l, suggest.back)}<span class="kt-visually-hidden">" "{object}</span></Button>
            </Form>
        </li>
    }
    .into_any()
}

fn fields(meeting: MeetingId, one: &Suggestion) -> AnyView {
    view! {
        {hidden([
            ("meeting", meeting.to_string()),
            ("cause", one.cause.word().to_owned()),
            ("object", one.object.to_string()),
        ])}
    }
    .into_any()
}

fn named(one: &Suggestion) -> String {
    match one.cause {
        Cause::StepStuck => format!("{} {}, {}", one.code, one.title, one.place),
        Cause::BottleneckOpen => {
            say!(
                Locale::Nl,
                suggest.bottleneck,
                number = one.code,
                title = one.title
            )
        }
        _ => one.title.clone(),
    }
}

fn href(one: &Suggestion) -> String {
    let object = one.object;
    match one.cause {
        Cause::CovenantEnds | Cause::EvaluationDue => format!("/convenant/{object}"),
        Cause::StepStuck => format!("/routekaart/stap/{object}"),
        Cause::BottleneckOpen => format!("/knelpunten#knelpunt-{object}"),
        Cause::ContributionWaits => format!("/bijdragen/{object}"),
    }
}

fn why(one: &Suggestion) -> String {
    let l = Locale::Nl;
    let day = one.day.map(long_date).unwrap_or_default();
    match one.cause {
        Cause::CovenantEnds => say!(l, suggest.why_ends, day = day),
        Cause::EvaluationDue => say!(l, suggest.why_evaluation, day = day),
        Cause::StepStuck if one.day.is_none() => say!(l, suggest.why_stuck).to_owned(),
        Cause::StepStuck => say!(l, suggest.why_late, day = day),
        Cause::BottleneckOpen => say!(l, suggest.why_open, day = day),
        Cause::ContributionWaits => {
            say!(l, suggest.why_waits, organisation = one.place, day = day)
        }
    }
}
