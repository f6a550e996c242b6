//! One item: what it asks, where it stands, and what was said and decided about it.

mod advice;
mod lower;
mod story;

use domain::meetings::ItemState;
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::item::{By, Content, Decided, ItemView};

use super::{crumbs, keys, lines, param, party_advice, status, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::destruction;
use crate::pages::form::{Form, Problem};
use crate::pages::papers;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Fact, Facts, Head, LinkButton, Notice, Panel, SectionHead, Tone,
};
use crate::words;

const WITHDRAW: &str = "/api/meetings/withdraw";

/// `/punt/:id`
pub fn item() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let view = service::meetings::item(&visit.ctx, &id).await?;
        if view.class >= Class::K2 || view.by == By::Ground {
            bridge::no_store();
        }
        let guest = visit.viewer.actor.is_guest();
        // What is not confidential stays.
        let goes = if view.class >= Class::K2 && view.content.is_some() {
            destruction::on_item(&visit, view.id).await?
        } else {
            None
        };
        let turns = service::meetings::story(&visit.ctx, &view).await?;
        let body = body(&view, goes, story::story(&turns));
        let page = Page::new(say!(Locale::Nl, meetings.item_title), body);
        Ok::<_, AppError>(if guest { page.comfort() } else { page })
    })
}

fn body(view: &ItemView, goes: Option<AnyView>, story: Option<AnyView>) -> AnyView {
    let l = Locale::Nl;
    let title = lines::title(&view.title, view.kind);
    let mut meta = vec![
        status(words::meetings::item(&view.state)),
        words::meetings::kind(view.kind).into_any(),
        lines::class_badge(view.class),
    ];
    if !view.organisation.is_empty() {
        meta.insert(2, view.organisation.clone().into_any());
    }
    let content = match (&view.content, view.by) {
        (Some(content), By::Ground) => view! {
            <Notice tone=Tone::Info>{say!(l, meetings.ground_read)}</Notice>
            {told(view, content)}
        }
        .into_any(),
        (Some(content), _) => told(view, content),
        (None, By::Ground) => ground(),
        (None, _) => {
            view! { <Notice tone=Tone::Info>{say!(l, meetings.opaque_text)}</Notice> }.into_any()
        }
    };
    let shared = view.for_guests.then(|| {
        view! { <Fact label=say!(l, meetings.guests)>{say!(l, meetings.for_guests)}</Fact> }
    });
    let day = when::long(view.head.starts_at);
    // Who came for this item only has no way to the rest.
    let trail = view
        .at_table
        .then(|| crumbs(&view.head, Some(say!(l, meetings.item_title))));
    let day = if view.at_table {
        let meeting = format!("/overleg/{}", view.head.id);
        view! { <a class="utrecht-link" href=meeting>{day}</a> }.into_any()
    } else {
        day.into_any()
    };
    let (minutes, wanted) = (view.minutes, view.wanted);
    view! {
        {trail}
        <Problem refused=bridge::refused(WITHDRAW)/>
        <Head title meta aside=actions(view)/>
        {returned(view)}
        <div class="kt-columns">
            <div class="kt-stack">{content}{story}</div>
            <div class="kt-stack kt-side">
                <Panel labelled_by="gegevens">
                    <SectionHead id="gegevens" title=say!(l, meetings.facts) small=true/>
                    <Facts>
                        <Fact label=say!(l, meetings.for_label)>
                            {day}
                        </Fact>
                        <Fact label=say!(l, meetings.wanted_short)>{lines::want(wanted)}</Fact>
                        <Fact label=say!(l, meetings.minutes_label)>{minutes}</Fact>
                        {shared}
                        {goes}
                    </Facts>
                </Panel>
                {advice::panel(view)}
                {view.rights.lower.then(|| lower::form(view))}
            </div>
        </div>
    }
    .into_any()
}

/// What who oversees has to give before reading it.
fn ground() -> AnyView {
    let l = Locale::Nl;
    view! {
        <section aria-labelledby="reden">
            <SectionHead id="reden" title=say!(l, meetings.ground_title)/>
            <p>{say!(l, meetings.ground_text)}</p>
            <p><a class="utrecht-link" href="/toezicht">{say!(l, meetings.ground_link)}</a></p>
        </section>
    }
    .into_any()
}

fn actions(view: &ItemView) -> AnyView {
    let l = Locale::Nl;
    let again = matches!(view.state, ItemState::Returned { .. });
    let word = if again {
        say!(l, meetings.revise_again)
    } else {
        say!(l, meetings.revise_do)
    };
    let kind = if again {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    let edit = view.rights.edit.then(|| {
        view! { <LinkButton href=format!("/punt/{}/wijzigen", view.id) icon="edit" kind>{word}</LinkButton> }
    });
    let named = keys(view.id, view.version);
    let withdraw = view.rights.withdraw.then(|| {
        view! {
            <Form action=WITHDRAW>
                {named}
                <Button kind=ButtonKind::Subtle>{say!(l, meetings.withdraw_do)}</Button>
            </Form>
        }
    });
    let ask = view.rights.ask.then(|| {
        view! { <LinkButton href=format!("/punt/{}/advies", view.id) icon="ask">{say!(l, party_advice.ask_link)}</LinkButton> }
    });
    let exclude = view.rights.exclude.then(|| {
        view! { <a class="utrecht-link" href=format!("/punt/{}/uitsluiten", view.id)>{say!(l, meetings.exclude_link)}</a> }
    });
    let readers = view.rights.readers.then(|| {
        view! { <a class="utrecht-link" href=format!("/punt/{}/gezien", view.id)>{say!(l, meetings.readers_link)}</a> }
    });
    let minutes = view.minutes_of.map(|of| {
        view! { <LinkButton href=format!("/overleg/{of}/verslag") icon="file" kind=ButtonKind::Primary>{say!(l, minutes.to_approve)}</LinkButton> }
    });
    view! { <div class="kt-actions kt-noprint">{minutes}{edit}{ask}{withdraw}{readers}{exclude}</div> }
        .into_any()
}

fn returned(view: &ItemView) -> Option<AnyView> {
    let l = Locale::Nl;
    let text = match &view.state {
        ItemState::Returned { reason, .. } => {
            say!(l, meetings.returned_because, reason = reason)
        }
        ItemState::Proposed {
            taken_off: Some(reason),
        } => say!(l, meetings.taken_off_because, reason = reason),
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Attention>{text}</Notice> }.into_any())
}

fn told(view: &ItemView, content: &Content) -> AnyView {
    let l = Locale::Nl;
    let part = |id: &'static str, title: &'static str, text: &str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| {
            view! {
                <section aria-labelledby=id>
                    <SectionHead id title/>
                    <p class="kt-text">{text}</p>
                </section>
            }
        })
    };
    let nothing = content.body.is_empty() && content.question.is_empty();
    let empty = nothing.then(|| view! { <p class="kt-note">{say!(l, meetings.no_body)}</p> });
    let named: Vec<_> = content
        .named
        .iter()
        .map(|named| view! { <li>{named.name.clone()}</li> })
        .collect();
    let named = (!named.is_empty()).then(|| {
        view! {
            <section aria-labelledby="genoemd">
                <SectionHead id="genoemd" title=say!(l, meetings.named_title)/>
                <p class="kt-note">{say!(l, meetings.named_beside, organisation = view.organisation)}</p>
                <ul class="kt-plain">{named}</ul>
            </section>
        }
    });
    let kept = (!content.guard_reason.is_empty()).then(|| {
        let text = say!(l, meetings.guard_kept, reason = content.guard_reason);
        view! { <p class="kt-note">{text}</p> }
    });
    let decisions: Vec<_> = content.decisions.iter().map(decision).collect();
    view! {
        {part("vraag", say!(l, meetings.question_label), &content.question)}
        {part("toelichting", say!(l, meetings.body_label), &content.body)}
        {empty}
        {papers::on_item(&view.id.to_string(), &content.papers, view.rights.papers)}
        {named}
        {kept}
        {part("aantekening", say!(l, meetings.note_title), &content.note)}
        {decisions}
        {advice::told(view, &content.advices)}
        {party_advice::on_item(view, content)}
    }
    .into_any()
}

fn decision(decided: &Decided) -> AnyView {
    let l = Locale::Nl;
    let id = format!("besluit-{}", decided.number);
    let heading = id.clone();
    let outcome = decided.outcome.map(words::meetings::outcome).map(status);
    let why = (!decided.motivation.is_empty())
        .then(|| view! { <p class="kt-note">{decided.motivation.clone()}</p> });
    let positions = decided
        .positions
        .iter()
        .map(|said| {
            let note = (!said.note.is_empty())
                .then(|| view! { " "<span class="kt-note">{said.note.clone()}</span> });
            let word = status(words::meetings::position(said.position));
            view! { <Fact label=said.organisation.clone()>{word}{note}</Fact> }
        })
        .collect_view();
    view! {
        <section aria-labelledby=id>
            <SectionHead id=heading title=say!(l, meetings.decision_nr, number = decided.number)/>
            <p>{decided.text.clone()}" "{outcome}</p>
            {why}
            <Facts>{positions}</Facts>
        </section>
    }
    .into_any()
}
