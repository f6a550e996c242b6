//! One item of the script, with what the chair wants to remember at it.

use chrono::{DateTime, Utc};
use domain::id::ItemId;
use domain::meetings::{ItemKind, ItemState, Wanted};
use leptos::prelude::*;
use service::meetings::live::{Cue, Script, Stage};

use super::super::{lines, status, when};
use super::gate;
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden, Problem};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, TextArea};
use crate::words;

const OPERATION: &str = "/api/meetings/stage_note";

/// The item.
pub fn cue(script: &Script, cue: &Cue, times: (DateTime<Utc>, DateTime<Utc>)) -> AnyView {
    let l = Locale::Nl;
    let Some(stage) = &cue.told else {
        return view! {
            <li class="kt-cue kt-cue--other">
                {clock(times, Some(cue.minutes))}
                <div class="kt-cue__body">
                    <h3 class="kt-cue__title">{say!(l, script.hidden)}</h3>
                    <p class="kt-cue__meta">{say!(l, script.hidden_text)}</p>
                </div>
            </li>
        }
        .into_any();
    };
    let title = lines::title(&stage.title, stage.kind);
    let number = cue.number.map(|number| format!("{number}. "));
    let href = format!("/punt/{}", cue.id);
    let text = (!stage.text.is_empty())
        .then(|| view! { <p class="kt-cue__text">{stage.text.clone()}</p> });
    view! {
        <li class="kt-cue" id=format!("punt-{}", cue.id)>
            {clock(times, Some(cue.minutes))}
            <div class="kt-cue__body">
                <h3 class="kt-cue__title">{number}<a class="utrecht-link" href=href>{title}</a></h3>
                {meta(cue, stage)}
                {text}
                {beside(script, stage)}
                {note(script, cue.id, stage)}
            </div>
        </li>
    }
    .into_any()
}

/// From when until when, and how long.
pub fn clock((from, to): (DateTime<Utc>, DateTime<Utc>), minutes: Option<u32>) -> AnyView {
    let minutes = minutes.map(|minutes| say!(Locale::Nl, script.minutes, minutes = minutes));
    view! {
        <p class="kt-cue__time">
            <b>{when::time(from)}</b>
            <span>"– "{when::time(to)}</span>
            <span class="kt-cue__min">{minutes}</span>
        </p>
    }
    .into_any()
}

fn meta(cue: &Cue, stage: &Stage) -> AnyView {
    let l = Locale::Nl;
    let by = (!stage.by.is_empty())
        .then(|| view! { <span>{say!(l, script.by, name = stage.by.clone())}</span> });
    let guests = stage
        .for_guests
        .then(|| view! { <span>{say!(l, script.with_guests)}</span> });
    let state = (!matches!(stage.state, ItemState::Included))
        .then(|| view! { <span>{status(words::meetings::item(&stage.state))}</span> });
    view! {
        <p class="kt-cue__meta">
            {lines::want(stage.wanted)}
            <span>{words::meetings::kind(stage.kind)}</span>
            {by}
            {lines::class_badge(cue.class)}
            {guests}
            {state}
        </p>
    }
    .into_any()
}

/// Its papers, open actions, and who is not at it.
fn beside(script: &Script, stage: &Stage) -> AnyView {
    let l = Locale::Nl;
    let papers = (!stage.papers.is_empty()).then(|| {
        let titles = stage.papers.join(", ");
        view! { <p class="kt-cue__meta">{say!(l, script.papers, titles = titles)}</p> }
    });
    // As the agenda has it: not the item at which minutes are approved.
    let tells = stage.kind == ItemKind::Minutes && stage.wanted == Wanted::Discuss;
    let actions = tells.then(|| {
        view! { <p class="kt-cue__meta">{words::meetings::open_actions(script.open_actions)}</p> }
    });
    let out = (!stage.also_out.is_empty()).then(|| {
        let list = gate::list(say!(l, script.also_out), &stage.also_out);
        view! { <div class="kt-cue__out">{list}</div> }
    });
    view! { {papers}{actions}{out} }.into_any()
}

fn note(script: &Script, id: ItemId, stage: &Stage) -> AnyView {
    let l = Locale::Nl;
    let kept = (!stage.note.is_empty()).then(|| {
        view! {
            <div class="kt-cue__note">
                <h4 class="kt-cue__notehead">{say!(l, script.note)}</h4>
                <p class="kt-conflict__text">{stage.note.clone()}</p>
            </div>
        }
    });
    let form = script.writes.then(|| write(script, id, stage));
    view! { {kept}{form} }.into_any()
}

fn write(script: &Script, id: ItemId, stage: &Stage) -> AnyView {
    let l = Locale::Nl;
    let id = id.to_string();
    let refused = bridge::refused(OPERATION).filter(|refused| refused.is_for(OPERATION, &id));
    let field = form::field_id("text", &id);
    let watch = form::watch(&field, stage.is_case, &script.known);
    let value = form::value(refused.as_ref(), "text", &stage.note);
    let error = form::error(refused.as_ref(), "text");
    let problem = problem(stage, refused.as_ref(), &id);
    let version = stage.version.to_string();
    let word = if stage.note.is_empty() {
        say!(l, script.note_open)
    } else {
        say!(l, script.note_change)
    };
    let open = refused.is_some();
    view! {
        <details class="kt-details kt-noprint" open=open>
            <summary>{word}</summary>
            {problem}
            <Form action=OPERATION class="kt-form">
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <TextArea id=field name=field_name("text") label=say!(l, script.note_label)
                    hint=say!(l, script.note_hint).to_owned() rows=3 value error after=watch/>
                <GuardReason refused/>
                <div class="kt-actions"><Button>{say!(l, script.note_save)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}

/// What stands now beside what was typed when somebody else was first; else what was wrong.
fn problem(stage: &Stage, refused: Option<&Refused>, id: &str) -> AnyView {
    let l = Locale::Nl;
    let Some(refused) = refused else {
        return ().into_any();
    };
    if !matches!(refused.error, AppError::Stale { .. }) {
        return view! { <Problem refused=Some(refused.clone()) suffix=id.to_owned()/> }.into_any();
    }
    let theirs = stage.note.clone();
    let mine = refused.value("text").unwrap_or_default().to_owned();
    view! {
        <div class="kt-conflict" role="alert">
            <h4 class="utrecht-heading-3">{say!(l, script.conflict_title)}</h4>
            <p>{say!(l, script.conflict_text)}</p>
            <div class="kt-conflict__pair">
                <section class="kt-conflict__side">
                    <h5 class="kt-h4">{say!(l, script.conflict_theirs)}</h5>
                    <p class="kt-conflict__text">{theirs}</p>
                </section>
                <section class="kt-conflict__side kt-conflict__side--mine">
                    <h5 class="kt-h4">{say!(l, script.conflict_mine)}</h5>
                    <p class="kt-conflict__text">{mine}</p>
                </section>
            </div>
        </div>
    }
    .into_any()
}
