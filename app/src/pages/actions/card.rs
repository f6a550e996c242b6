//! One action in a list: how it stands, what it is, where it came from, what can be done.

use domain::actions::{ActionState, Lane};
use domain::calendar::{day_month, working_days_between};
use domain::people::Class;
use leptos::prelude::*;
use service::actions::{ActionView, Slip, Trace};

use super::forms::{Desk, forms};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{ClassBadge, Icon, LinkButton, Status, Tone};
use crate::words;

/// Where the forms of an action are.
pub enum Offer {
    /// There is nothing to do for this reader.
    Nothing,
    /// On the card.
    Here,
    /// One link away, at this address.
    Behind(String),
}

/// A card of the list. The owner is named when it is not the reader's own.
pub fn card(desk: &Desk, action: &ActionView, slips: Vec<Slip>, offer: Offer) -> AnyView {
    let (word, icon, tone) = words::action_status(&action.state, action.days_late);
    let class = format!("kt-action kt-action--{}", tone.word());
    let number = say!(Locale::Nl, actions.number, number = action.number);
    let owner = (!action.own)
        .then(|| view! { <p class="kt-action__ask"><b>{action.owner_name.clone()}</b></p> });
    let what = match offer {
        Offer::Nothing => None,
        Offer::Here => Some(forms(desk, action).into_any()),
        Offer::Behind(href) => Some(behind(action, href)),
    };
    let what = what.map(|what| view! { <div class="kt-action__do">{what}</div> });
    let anchor = number.clone();
    view! {
        <li class=class id=anchor>
            <div class="kt-action__head">
                <p class="kt-action__state"><Status tone icon word/></p>
                {due(action)}
            </div>
            <h3 class="kt-action__title">
                <span class="kt-action__id">{number}</span>" "
                <a class="utrecht-link" href=format!("/acties/{}", action.id)>{title(action)}</a>
            </h3>
            <div class="kt-action__info">
                {owner}
                {class_line(action)}
                {ask(desk, action)}
                {said(&action.state)}
                {trace(desk, &action.trace, action.class)}
            </div>
            {slip(desk, action, slips)}
            {what}
        </li>
    }
    .into_any()
}

fn behind(action: &ActionView, href: String) -> AnyView {
    let l = Locale::Nl;
    let word = match action.state.lane() {
        Lane::Confirm if action.can.work => say!(l, actions.open_confirm),
        Lane::Work => say!(l, actions.open_work),
        Lane::Claimed => say!(l, actions.open_claimed),
        _ => say!(l, actions.open_direct),
    };
    let which = say!(l, actions.number, number = action.number);
    view! { <LinkButton href>{word}<span class="kt-visually-hidden">" "{which}</span></LinkButton> }
        .into_any()
}

/// What the action is called for this reader.
pub fn title(action: &ActionView) -> String {
    let l = Locale::Nl;
    match (&action.title, &action.case_ref) {
        (Some(title), _) => title.clone(),
        (None, Some(reference)) => say!(l, actions.case_title, reference = reference),
        (None, None) => say!(l, actions.hidden_title).to_owned(),
    }
}

fn due(action: &ActionView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (label, day) = match action.state.lane() {
        Lane::Claimed => (say!(l, actions.claimed_on), action.updated_on),
        Lane::Closed => (say!(l, actions.closed_on), action.updated_on),
        _ => (say!(l, actions.due), action.due_on),
    };
    view! { <p class="kt-action__due">{label}<b>{day_month(day)}</b></p> }
}

fn class_line(action: &ActionView) -> Option<AnyView> {
    let strict = action.class == Class::K3;
    (action.class >= Class::K2).then(|| {
        let note = strict.then(|| say!(Locale::Nl, actions.case_note));
        view! {
            <p class="kt-action__ask">
                <ClassBadge code=action.class.word().to_uppercase() word=words::class(action.class)
                    lock=strict/>
                " "{note}
            </p>
        }
        .into_any()
    })
}

/// What is asked of the owner now.
fn ask(desk: &Desk, action: &ActionView) -> Option<AnyView> {
    let l = Locale::Nl;
    let last = action.accept_due?;
    if action.state.lane() != Lane::Confirm {
        return None;
    }
    let sentence = if last < desk.today {
        say!(l, actions.ask_past, day = day_month(last))
    } else {
        match working_days_between(desk.today, last) {
            0 => say!(l, actions.ask_today).to_owned(),
            1 => say!(l, actions.ask_one).to_owned(),
            days => say!(l, actions.ask_days, days = days),
        }
    };
    Some(view! { <p class="kt-action__ask">{sentence}</p> }.into_any())
}

/// What was said with the last step, where the next one depends on it.
pub fn said(state: &ActionState) -> Option<AnyView> {
    let l = Locale::Nl;
    let sentence = match state {
        ActionState::ReportedDone { feedback, .. } if !feedback.is_empty() => {
            say!(l, actions.said_done, text = feedback)
        }
        ActionState::Declined { reason, .. } if !reason.is_empty() => {
            say!(l, actions.said_declined, text = reason)
        }
        ActionState::Blocked { reason, .. } if !reason.is_empty() => {
            say!(l, actions.said_blocked, text = reason)
        }
        ActionState::Reopened { reason, .. } if !reason.is_empty() => {
            say!(l, actions.said_reopened, text = reason)
        }
        ActionState::Cancelled { reason, .. } if !reason.is_empty() => {
            say!(l, actions.said_cancelled, text = reason)
        }
        _ => return None,
    };
    Some(view! { <p class="kt-action__ask">{sentence}</p> }.into_any())
}

/// The way back, with a link only where this reader gets in.
fn trace(desk: &Desk, trace: &Trace, class: Class) -> Option<AnyView> {
    let l = Locale::Nl;
    let mut parts = Vec::new();
    if let Some((id, day)) = trace.meeting {
        let word = say!(l, actions.from_meeting, day = day_month(day));
        parts.push(link(true, format!("/overleg/{id}"), word));
    }
    if let Some((_, number, item)) = trace.decision {
        let word = say!(l, actions.from_decision, number = number);
        let href = format!("/punt/{item}#besluit-{number}");
        parts.push(link(trace.item_opens, href, word));
    }
    if let Some(step) = trace.step.as_ref().filter(|_| class < Class::K3) {
        let word = say!(
            l,
            actions.from_step,
            code = step.code,
            municipality = step.municipality_name
        );
        let href = format!("/routekaart/{}/{}", step.municipality, step.code);
        parts.push(link(desk.may_follow, href, word));
    }
    (!parts.is_empty()).then(|| {
        let parts = parts
            .into_iter()
            .map(|part| view! { <span>{part}</span> })
            .collect_view();
        view! { <p class="kt-trace"><Icon name="link"/>{parts}</p> }.into_any()
    })
}

/// A link, or only its words for who does not get in.
pub fn link(opens: bool, href: String, word: String) -> AnyView {
    if opens {
        view! { <a class="utrecht-link" href=href>{word}</a> }.into_any()
    } else {
        word.into_any()
    }
}

/// Every date the action has had, honestly; nothing when it never moved.
pub fn slip(desk: &Desk, action: &ActionView, slips: Vec<Slip>) -> Option<AnyView> {
    if slips.is_empty() {
        return None;
    }
    let l = Locale::Nl;
    let late = action.days_late.is_some();
    let last = slips.len();
    let mut steps = vec![slip_step(
        "was",
        day_month(action.first_due_on),
        say!(l, actions.slip_agreed).to_owned(),
    )];
    for (place, slip) in slips.into_iter().enumerate() {
        let kind = match (place + 1 == last, late) {
            (true, true) => "late",
            (true, false) => "is",
            (false, _) => "was",
        };
        let why = if slip.reason.is_empty() {
            say!(l, actions.slip_no_reason).to_owned()
        } else {
            say!(l, actions.slip_reason, reason = slip.reason)
        };
        steps.push(slip_step(kind, day_month(slip.to), why));
    }
    if late && desk.today > action.due_on {
        let (today, open) = (say!(l, actions.slip_today), say!(l, actions.slip_open));
        steps.push(slip_step("now", today.to_owned(), open.to_owned()));
    }
    Some(
        view! {
            <div class="kt-slip">
                <p class="kt-slip__label">{say!(l, actions.slip)}</p>
                <ol>{steps}</ol>
            </div>
        }
        .into_any(),
    )
}

fn slip_step(kind: &str, day: String, why: String) -> AnyView {
    view! {
        <li class=format!("kt-slip__step kt-slip__step--{kind}")>
            <span class="kt-slip__date">{day}</span>" "<span class="kt-slip__why">{why}</span>
        </li>
    }
    .into_any()
}

/// The heading that an action belongs under: its id, its words, and a remark.
pub fn heading(action: &ActionView) -> (&'static str, &'static str, Option<String>) {
    let l = Locale::Nl;
    match action.state.lane() {
        Lane::Confirm => (
            "bevestigen",
            say!(l, actions.head_confirm),
            Some(say!(l, actions.head_confirm_note).to_owned()),
        ),
        Lane::Work if action.days_late.is_some() => ("telaat", say!(l, actions.head_late), None),
        Lane::Work => ("loopt", say!(l, actions.head_running), None),
        Lane::Claimed => ("gemeld", say!(l, actions.head_claimed), None),
        Lane::Returned => ("terug", say!(l, actions.head_returned), None),
        Lane::Closed => ("afgerond", say!(l, actions.head_closed), None),
    }
}

/// The tone of a status that is only shown.
pub fn status(action: &ActionView) -> AnyView {
    let (word, icon, tone): (String, &'static str, Tone) =
        words::action_status(&action.state, action.days_late);
    view! { <Status tone icon word/> }.into_any()
}
