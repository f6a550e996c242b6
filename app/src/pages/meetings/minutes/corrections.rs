//! What organisations want the minutes to say, and what becomes of it.

use domain::guard::Known;
use domain::meetings::{CorrectionState, redline};
use leptos::prelude::*;
use service::meetings::{Correction, MinutesItem, MinutesView};

use super::super::{keys, status, when};
use super::forms::{area, conflict, fold};
use super::versions::marked;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Problem};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, TextArea};
use crate::words;

const WITHDRAW: &str = "/api/meetings/withdraw_correction";
pub const ACCEPT: &str = "/api/meetings/accept_correction";
pub const DECLINE: &str = "/api/meetings/decline_correction";

/// Whether the reader judges anything on this page.
pub fn judges(view: &MinutesView) -> bool {
    let mut all = view.items.iter().flat_map(|item| &item.corrections);
    all.any(|one| one.may_judge)
}

/// The corrections of an item.
pub fn list(view: &MinutesView, item: &MinutesItem) -> Option<AnyView> {
    if item.corrections.is_empty() {
        return None;
    }
    let known = view.known.clone().unwrap_or_default();
    let rows = item
        .corrections
        .iter()
        .map(|one| row(item, one, &known))
        .collect_view();
    let title = say!(Locale::Nl, minutes.corrections);
    Some(
        view! { <h3 class="utrecht-heading-3">{title}</h3><ul class="kt-corrections">{rows}</ul> }
            .into_any(),
    )
}

fn row(item: &MinutesItem, one: &Correction, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let head = say!(
        l,
        minutes.correction_of,
        organisation = one.organisation,
        day = when::day(one.at)
    );
    let open = one.state == CorrectionState::Proposed;
    // What waits is held against what stands; what was judged is told as it was proposed.
    let text = if open {
        view! { <p class="kt-text">{marked(&redline(&item.text, &one.text))}</p> }.into_any()
    } else {
        let text = one.text.clone();
        view! { <p class="kt-text">{text}</p> }.into_any()
    };
    let late = one
        .is_late
        .then(|| view! { <p class="kt-note">{say!(l, minutes.correction_late)}</p> });
    let why = match &one.state {
        CorrectionState::Declined { reason, .. } => {
            let text = say!(l, minutes.declined_because, reason = reason);
            Some(view! { <p>{text}</p> })
        }
        _ => None,
    };
    let judge = one.may_judge.then(|| judge(item, one, known));
    let named = keys(one.id, one.version);
    let withdraw = one.may_withdraw.then(|| {
        view! {
            <Form action=WITHDRAW>
                {named}
                <Button kind=ButtonKind::Subtle>{say!(l, minutes.withdraw_do)}</Button>
            </Form>
        }
    });
    view! {
        <li class="kt-correction">
            <p class="kt-head__meta"><b>{head}</b><span>{status(words::minutes::correction(&one.state))}</span></p>
            {late}
            {text}
            {why}
            <div class="kt-noprint">{judge}{withdraw}</div>
        </li>
    }
    .into_any()
}

fn judge(item: &MinutesItem, one: &Correction, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let id = one.id.to_string();
    let of = |operation: &str| -> Option<Refused> {
        bridge::refused(operation).filter(|refused| refused.is_for(operation, &id))
    };
    let (accepted, declined) = (of(ACCEPT), of(DECLINE));
    let text = form::field_id("text", &id);
    // What was proposed, to be taken over as it is or in other words.
    let proposed = MinutesItem {
        text: one.text.clone(),
        ..item.clone()
    };
    let words = (say!(l, minutes.accept_label), None);
    let area = area(&proposed, accepted.as_ref(), &text, known, words);
    let named = || keys(&id, item.version);
    let (to_accept, to_decline) = (named(), named());
    let (accepting, declining) = (accepted.is_some(), declined.is_some());
    let clash = conflict(item, accepted.as_ref());
    let accept = view! {
        {clash}
        <Form action=ACCEPT class="kt-form">
            {to_accept}
            {area}
            <GuardReason refused=accepted/>
            <div class="kt-actions"><Button>{say!(l, minutes.accept_do)}</Button></div>
        </Form>
    };
    let why = form::field_id("why", &id);
    let watch = form::watch(&why, item.is_case, known);
    let (typed, error) = (
        form::value(declined.as_ref(), "why", ""),
        form::error(declined.as_ref(), "why"),
    );
    let problem = declined.clone();
    let decline = view! {
        <Problem refused=problem suffix=id/>
        <Form action=DECLINE class="kt-form">
            {to_decline}
            <TextArea id=why name=field_name("why") label=say!(l, minutes.decline_label)
                hint=say!(l, minutes.decline_hint).to_owned() rows=2 value=typed error after=watch/>
            <GuardReason refused=declined/>
            <div class="kt-actions"><Button>{say!(l, minutes.decline_do)}</Button></div>
        </Form>
    };
    let accept = fold(say!(l, minutes.accept_open), accepting, accept.into_any());
    let decline = fold(say!(l, minutes.decline_open), declining, decline.into_any());
    view! { {accept}{decline} }.into_any()
}
