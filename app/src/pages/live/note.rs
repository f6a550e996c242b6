//! The note of the item on the table. Who was second sees both texts.

use leptos::prelude::*;
use service::meetings::live::{Live, Note, Now};

use super::super::form::{self, GuardReason, Hidden};
use super::parts::{self, SECONDARY};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Status, TextArea, Tone};

const OPERATION: &str = "/api/meetings/note";

/// The region of the note; empty while there is nothing to write about.
pub fn note(live: &Live, refused: Option<&Refused>) -> AnyView {
    let body = match &live.now {
        Some(Now::Item(note)) => {
            let id = note.id.to_string();
            let refused = refused.filter(|refused| refused.is_for(OPERATION, &id));
            return region(live, refused.is_some(), write(live, note, refused));
        }
        _ => ().into_any(),
    };
    region(live, false, body)
}

fn region(live: &Live, kept: bool, body: AnyView) -> AnyView {
    view! {
        <div id="live-note" data-live="" data-about=parts::about(live, None) data-kept=kept.then_some("")>
            {body}
        </div>
    }
    .into_any()
}

fn write(live: &Live, note: &Note, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let typed = form::value(refused, "note", &note.note);
    let stale = refused.filter(|refused| matches!(refused.error, AppError::Stale { .. }));
    let conflict = stale.map(|_| conflict(&note.note, &typed));
    // A refused text is not kept, whenever the one before it was.
    let saved = note.note_at.filter(|_| refused.is_none()).map(|at| {
        let word = say!(l, live.note_saved, time = parts::clock(at));
        view! { <Status tone=Tone::Positive icon="check" word/> }
    });
    let saved = view! { <span role="status">{saved}</span> };
    view! {
        {conflict}
        <form method="post" action=OPERATION novalidate class="kt-stack"
            data-keeps=note.id.to_string() data-mark="version">
            <input type="hidden" name="page" value=parts::page(live)/>
            <Hidden field="id" value=note.id.to_string()/>
            <Hidden field="version" value=note.version.to_string()/>
            <TextArea id="note" name=field_name("note") label=say!(l, live.note_label, title = note.title)
                value=typed error=form::error(refused, "note") rows=3/>
            <GuardReason refused=refused.cloned()/>
            <div class="kt-actions">
                <button class=SECONDARY id="note-save" type="submit">{say!(l, live.note_save)}</button>
                {saved}
            </div>
        </form>
    }
    .into_any()
}

fn conflict(theirs: &str, mine: &str) -> AnyView {
    let l = Locale::Nl;
    let text = |text: &str| {
        if text.is_empty() {
            say!(l, live.conflict_empty).to_owned()
        } else {
            text.to_owned()
        }
    };
    let (theirs, mine) = (text(theirs), text(mine));
    view! {
        <div class="kt-conflict" role="alert">
            <h2 class="utrecht-heading-3">{say!(l, live.conflict_title)}</h2>
            <p>{say!(l, live.conflict_text)}</p>
            <div class="kt-conflict__pair">
                <section class="kt-conflict__side">
                    <h3 class="kt-h4">{say!(l, live.conflict_theirs)}</h3>
                    <p class="kt-conflict__text">{theirs}</p>
                </section>
                <section class="kt-conflict__side kt-conflict__side--mine">
                    <h3 class="kt-h4">{say!(l, live.conflict_mine)}</h3>
                    <p class="kt-conflict__text">{mine}</p>
                </section>
            </div>
        </div>
    }
    .into_any()
}
