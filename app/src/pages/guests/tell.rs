//! The form with which a guest brings something in.

use domain::guard::Known;
use domain::id::SeriesId;
use leptos::prelude::*;

use super::super::form::{self, Form, GuardReason, Hidden, Problem};
use crate::bridge;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, TextArea, TextField};

const CONTRIBUTE: &str = "/api/guests/contribute";

/// Two fields and a promise.
pub fn form(series: SeriesId, fresh: String, known: &Known) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let refused = bridge::refused(CONTRIBUTE);
    let back = refused.as_ref();
    let id = form::minted(back, &fresh);
    let title = view! {
        <TextField id="title" name=field_name("title") label=say!(l, guests.about)
            hint=say!(l, guests.about_hint).to_owned() value=form::value(back, "title", "")
            error=form::error(back, "title") maxlength=120 after=form::watch("title", false, known)/>
    };
    let body = view! {
        <TextArea id="body" name=field_name("body") label=say!(l, guests.story)
            hint=say!(l, guests.story_hint).to_owned() value=form::value(back, "body", "")
            error=form::error(back, "body") rows=5 after=form::watch("body", false, known)/>
    };
    view! {
        <section class="kt-guestcard" aria-labelledby="vertel">
            <h2 class="utrecht-heading-2" id="vertel">{say!(l, guests.tell)}</h2>
            <p>{say!(l, guests.tell_lead)}</p>
            <Form action=CONTRIBUTE class="kt-form">
                <Problem refused=refused.clone()/>
                <Hidden field="id" value=id/>
                <Hidden field="series" value=series.to_string()/>
                {title}
                {body}
                <GuardReason refused=refused.clone()/>
                <div><Button kind=ButtonKind::Primary>{say!(l, guests.send)}</Button></div>
                <p class="kt-note">{say!(l, guests.send_note)}</p>
            </Form>
        </section>
    }
}
