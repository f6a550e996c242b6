//! Three things for a guest: my next meeting, what is asked of us, what was done with it.

use chrono::NaiveDate;
use domain::calendar::day_month;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::guests::{Ask, GuestHome};

use super::super::{Nav, Page, screen};
use super::{meeting, replies, tell};
use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, Notice, Status, Tone};

/// The home of a guest.
pub fn home() -> AnyView {
    let received = use_query_map().read_untracked().get("ontvangen").is_some();
    screen(Nav::Guest, move |visit| async move {
        let home = service::guests::home(&visit.ctx).await?;
        let title = say!(Locale::Nl, guests.title);
        Ok(Page::new(title, body(&visit, home, received)).comfort())
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
    view! {
        <h1 class="utrecht-heading-1">{say!(l, guests.welcome)}</h1>
        {thanks}
        {meeting::card(home.meeting)}
        {asks(&home.asks, today)}
        {replies::card(&home.replies, today)}
        {tell}
        {help()}
    }
}

fn asks(asks: &[Ask], today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let list = if asks.is_empty() {
        view! {
            <h3 class="utrecht-heading-3">{say!(l, guests.asks_none_title)}</h3>
            <p>{say!(l, guests.asks_none_text)}</p>
        }
        .into_any()
    } else {
        let asks = asks.iter().map(|ask| one(ask, today)).collect_view();
        view! {
            <ul class="kt-asks">{asks}</ul>
            <div class="kt-actions">
                <a class="utrecht-button utrecht-button--primary-action" href="/acties">{say!(l, guests.to_asks)}</a>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="kt-guestcard" aria-labelledby="vragen">
            <h2 class="utrecht-heading-2" id="vragen">{say!(l, guests.asks)}</h2>
            {list}
        </section>
    }
}

fn one(ask: &Ask, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (tone, icon, word) = if ask.due < today {
        let word = say!(l, guests.late, date = day_month(ask.due));
        (Tone::Attention, "late", word)
    } else {
        let word = say!(l, guests.before, date = day_month(ask.due));
        (Tone::Neutral, "calendar", word)
    };
    view! {
        <li>
            <h3 class="utrecht-heading-3">{ask.title.clone()}</h3>
            {(!ask.detail.is_empty()).then(|| view! { <p>{ask.detail.clone()}</p> })}
            <p><Status tone icon word/></p>
        </li>
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
