//! `/beheer/gasten/:id`: one guest account, with what the reader can do about it.

use domain::people::guest::GuestState;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::guests::accounts::{GuestView, Twin};

use super::forms::{self, Ask};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::meetings::{day, time};
use crate::pages::{Nav, Page, screen};
use crate::say;
use crate::ui::{Breadcrumbs, Crumb, Fact, Facts, Head, Notice, Panel, SectionHead, Tone};

/// The page.
pub fn one() -> AnyView {
    let id = use_params_map().read_untracked().get("id");
    let nav = if bridge::is_guest() {
        Nav::Guest
    } else {
        Nav::Manage
    };
    screen(nav, move |visit| async move {
        bridge::no_store();
        let id = id.unwrap_or_default();
        let guest = service::guests::accounts::account(&visit.ctx, &id).await?;
        let now = visit.ctx.now();
        Ok(Page::new(
            say!(Locale::Nl, guest_accounts.title_one),
            body(&guest, now),
        ))
    })
}

fn body(guest: &GuestView, now: chrono::DateTime<chrono::Utc>) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let crumb = |word: &str, href: Option<&str>| Crumb {
        word: word.to_owned(),
        href: href.map(str::to_owned),
    };
    let trail = vec![
        crumb(say!(l, guest_accounts.title), Some("/beheer/gasten")),
        crumb(&guest.summary.function, None),
    ];
    let meta = vec![
        guest.summary.organisation.clone().into_any(),
        super::state(&guest.summary, now).into_any(),
    ];
    let reason = guest.summary.state.reason().map(|reason| {
        let reason = reason.to_owned();
        view! { <Notice tone=Tone::Attention><b>{say!(l, guest_accounts.because)}</b>" "{reason}</Notice> }
    });
    let is_forgotten = matches!(guest.summary.state, GuestState::Forgotten { .. });
    let forgotten = is_forgotten
        .then(|| view! { <Notice tone=Tone::Info>{say!(l, guest_accounts.forgotten)}</Notice> });
    view! {
        <Breadcrumbs label=say!(l, roadmaps.trail) trail/>
        <Head title=guest.summary.function.clone() meta/>
        {reason}
        {forgotten}
        <div class="kt-columns">
            <div class="kt-stack">{facts(guest)}</div>
            <div class="kt-stack kt-side">{todo(guest)}</div>
        </div>
    }
}

fn facts(guest: &GuestView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let asked = say!(
        l,
        guest_accounts.asked_by,
        who = guest.asked_by.clone(),
        day = day(guest.asked_at)
    );
    let fact = |label: &'static str, text: String| view! { <Fact label=label>{text}</Fact> };
    let scope = guest.meeting.map_or_else(
        || say!(l, guest_accounts.every_meeting).to_owned(),
        |at| say!(l, guest_accounts.one_meeting, day = day(at)),
    );
    let until = guest
        .summary
        .ends_at
        .map(|at| fact(say!(l, guest_accounts.column_until), day(at)));
    let accepted = guest
        .accepted_at
        .map(|at| fact(say!(l, guest_accounts.accepted), day(at)));
    let by = match (guest.factors.passkey, guest.factors.totp) {
        (true, _) => Some(say!(l, guest_accounts.by_passkey)),
        (_, true) => Some(say!(l, guest_accounts.by_codes)),
        _ => None,
    };
    let by = by.map(|by| fact(say!(l, guest_accounts.signs_in), by.to_owned()));
    let purpose = guest
        .purpose
        .clone()
        .map(|purpose| fact(say!(l, guest_accounts.purpose), purpose));
    let sponsor = guest.summary.sponsor.clone();
    let facts = view! {
        {fact(say!(l, guest_accounts.column_sponsor), sponsor)}
        {fact(say!(l, guest_accounts.asked), asked)}
        {purpose}
        {fact(say!(l, guest_accounts.series), guest.series.clone())}
        {fact(say!(l, guest_accounts.scope), scope)}
        {until}
        {accepted}
        {by}
    };
    view! {
        <Panel labelled_by="gegevens">
            <SectionHead id="gegevens" title=say!(l, guest_accounts.facts) small=true/>
            <Facts>{facts}</Facts>
            <p class="kt-note">{say!(l, guest_accounts.no_address)}</p>
        </Panel>
    }
}

fn todo(guest: &GuestView) -> AnyView {
    let l = Locale::Nl;
    let ask = Ask::of(guest);
    let mut forms = Vec::new();
    let may = guest.may;
    if let Some(twin) = &guest.twin {
        forms.push(comes_already(twin));
    }
    if may.screen {
        if guest.twin.is_none() {
            forms.push(forms::screen(&ask, guest.meeting));
        }
        forms.push(forms::tell(&ask, forms::TURN_DOWN));
    }
    if may.screen_own {
        let text = say!(l, guest_accounts.own_request);
        forms.push(view! { <p class="kt-note">{text}</p> }.into_any());
    }
    if may.withdraw {
        forms.push(view! { <p>{say!(l, guest_accounts.withdraw_lead)}</p> }.into_any());
        forms.push(forms::press(&ask, forms::WITHDRAW));
    }
    if may.confirm {
        forms.push(view! { <p>{say!(l, guest_accounts.confirm_lead)}</p> }.into_any());
        forms.push(forms::press(&ask, forms::CONFIRM));
    }
    if may.readmit {
        forms.push(view! { <p>{say!(l, guest_accounts.readmit_lead)}</p> }.into_any());
        forms.push(forms::press(&ask, forms::READMIT));
    }
    if may.drop {
        forms.push(forms::press(&ask, forms::DROP));
    }
    if may.invite {
        forms.push(view! { <p>{invited(guest)}</p> }.into_any());
        forms.push(forms::press(&ask, forms::INVITE));
    }
    if may.resume {
        forms.push(forms::press(&ask, forms::RESUME));
    }
    if may.renew {
        forms.push(forms::renew(&ask, guest.meeting.is_some()));
    }
    if may.pause {
        forms.push(forms::tell(&ask, forms::PAUSE));
    }
    if may.revoke {
        forms.push(forms::tell(&ask, forms::REVOKE));
    }
    if forms.is_empty() {
        forms.push(view! { <p class="kt-note">{say!(l, guest_accounts.nothing)}</p> }.into_any());
    }
    view! {
        <Panel labelled_by="doen">
            <SectionHead id="doen" title=say!(l, guest_accounts.todo) small=true/>
            <div class="kt-stack">{forms}</div>
        </Panel>
    }
    .into_any()
}

/// Another account on the same address.
fn comes_already(twin: &Twin) -> AnyView {
    let l = Locale::Nl;
    let href = format!("/beheer/gasten/{}", twin.id);
    let function = twin.function.clone();
    view! {
        <Notice tone=Tone::Attention>
            {say!(l, guest_accounts.twin)}" "
            <a class="utrecht-link" href=href>{function}</a>". "
            {say!(l, guest_accounts.twin_do)}
        </Notice>
    }
    .into_any()
}

fn invited(guest: &GuestView) -> String {
    let l = Locale::Nl;
    match guest.summary.state {
        GuestState::Invited { until, .. } => say!(
            l,
            guest_accounts.invited_until,
            day = day(until),
            time = time(until)
        ),
        _ => say!(l, guest_accounts.halfway).to_owned(),
    }
}
