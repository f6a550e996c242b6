//! The items of the minutes, in the order of the agenda.

use leptos::prelude::*;
use service::meetings::{MinutesItem, MinutesView, Rectification};

use super::super::{lines, when};
use super::{corrections, forms};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, Notice, Tone};

/// All of them.
pub fn items(view: &MinutesView) -> AnyView {
    view.items
        .iter()
        .map(|item| one(view, item))
        .collect_view()
        .into_any()
}

/// "3. Title", or the title alone in the closed part.
pub fn called(item: &MinutesItem) -> String {
    let title = lines::title(&item.title, item.kind);
    match item.number {
        Some(number) => format!("{number}. {title}"),
        None => title,
    }
}

fn one(view: &MinutesView, item: &MinutesItem) -> AnyView {
    let l = Locale::Nl;
    let id = format!("punt-{}", item.id);
    let heading = format!("kop-{}", item.id);
    let labelled_by = heading.clone();
    let badge = lines::class_badge(item.class);
    let changed = item.changed_since.map(|since| {
        let href = format!(
            "/overleg/{}/verslag/versies?punt={}&van={since}&naar={}",
            view.head.id, item.id, item.version
        );
        let link = view.rights.versions.then(|| {
            view! { " "<a class="utrecht-link kt-noprint" href=href>{say!(l, minutes.changed_link)}</a> }
        });
        view! { <p class="kt-item__why"><Icon name="edit"/><span>{say!(l, minutes.changed_since)}{link}</span></p> }
    });
    let text = if item.destroyed {
        view! { <p class="kt-note">{say!(l, minutes.destroyed)}</p> }.into_any()
    } else {
        let text = item.text.clone();
        view! { <p class="kt-text">{text}</p> }.into_any()
    };
    let notes = item.notes.iter().map(note).collect_view();
    view! {
        <section class="kt-minutes" id=id aria-labelledby=labelled_by>
            <div class="kt-sechead">
                <h2 class="utrecht-heading-2" id=heading>{called(item)}</h2>
                <p>{badge}</p>
            </div>
            {changed}
            {text}
            {notes}
            {corrections::list(view, item)}
            {forms::forms(view, item)}
        </section>
    }
    .into_any()
}

fn note(note: &Rectification) -> AnyView {
    let l = Locale::Nl;
    let by = say!(
        l,
        minutes.rectified_by,
        day = when::day(note.at),
        function = note.by.function,
        organisation = note.by.organisation,
        reason = note.why
    );
    let text = note.text.clone();
    view! {
        <Notice tone=Tone::Info>
            <p><b>{say!(l, minutes.rectification)}</b></p>
            <p class="kt-text">{text}</p>
            <p class="kt-note">{by}</p>
        </Notice>
    }
    .into_any()
}
