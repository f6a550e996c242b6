//! Three things for a guest: my next meeting, what is asked of us, what was done with it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::guests::GuestHome;

use super::super::{Nav, Page, recovery, screen};
use super::{asks, meeting, replies, tell};
use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, Notice, Tone};

/// The home of a guest.
pub fn home() -> AnyView {
    let received = use_query_map().read_untracked().get("ontvangen").is_some();
    screen(Nav::Guest, move |visit| async move {
        let home = service::guests::home(&visit.ctx).await?;
        let title = say!(Locale::Nl, guests.title);
        let hint = recovery::hint(&visit.ctx).await?;
        let body = view! { {hint}{body(&visit, home, received)} };
        Ok(Page::new(title, body).comfort())
    })
}

fn body(visit: &Visit, home: GuestHome, received: bool) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let today = visit.ctx.today();
    let thanks = received
        .then(|| view! { <Notice tone=Tone::Positive><span role="status">{say!(l, guests.received)}</span></Notice> });
    let fresh = visit.ctx.new_id().to_string();
    let tell = home
        .series
        .map(|series| tell::form(series, fresh, &home.known));
    let meeting = meeting::card(home.meeting.clone());
    let bring = home.may_bring.then(|| {
        view! { <p><a class="utrecht-link" href="/beheer/gasten">{say!(l, guests.bring)}</a></p> }
    });
    view! {
        <h1 class="utrecht-heading-1">{say!(l, guests.welcome)}</h1>
        {thanks}
        {meeting}
        {asks::card(&home, today)}
        {replies::card(&home.replies, today)}
        {tell}
        {bring}
        {help()}
    }
}

fn help() -> impl IntoView {
    let l = Locale::Nl;
    view! {
        <section class="kt-help" aria-labelledby="hulp">
            <h2 class="utrecht-heading-2" id="hulp">{say!(l, guests.help)}</h2>
            <p>{say!(l, guests.help_text)}</p>
            <ul>
                <li>
                    <a class="kt-call" href="tel:112"><Icon name="phone"/><span><b>"112"</b>{say!(l, guests.help_112)}</span></a>
                </li>
                <li>
                    <a class="kt-call" href="tel:08002000"><Icon name="phone"/><span><b>"0800-2000"</b>{say!(l, guests.help_vt)}</span></a>
                </li>
            </ul>
            <p class="kt-note">{say!(l, guests.help_watch)}</p>
        </section>
    }
}
