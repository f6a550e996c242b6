//! What somebody can do to an action now, each as a plain form behind its own button.

mod telling;

use chrono::NaiveDate;
use domain::actions::due::FREE_POSTPONEMENTS;
use domain::actions::{ActionState, CannotVerify, Lane};
use domain::guard::Known;
use domain::id::ActionId;
use domain::people::Class;
use leptos::prelude::*;
use service::actions::ActionView;

use self::telling::{CANCEL, DECLINE, REOPEN, Telling, UPDATE, VERIFY, done};
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, SelectField, TextArea, TextField};

/// What all forms of a page have in common.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The form that came back.
    pub refused: Option<Refused>,
    /// The organisations that can be asked.
    pub organisations: Vec<Choice>,
    /// The steps that an action can move, for who may say so.
    pub steps: Vec<Choice>,
    /// The bottlenecks that can be named.
    pub bottlenecks: Vec<Choice>,
    /// What may be named, for who may write.
    pub known: Known,
    /// The day.
    pub today: NaiveDate,
    /// Whether the reader gets in at the routekaart.
    pub may_follow: bool,
    /// The action whose forms were asked for.
    pub open: Option<ActionId>,
    /// Whether one action has the page to itself, with room for all that can be done.
    pub alone: bool,
}

impl Desk {
    /// Whether the forms of this action are wanted, however many stand before it.
    pub fn wants(&self, action: &ActionView) -> bool {
        let id = action.id.to_string();
        let came_back = |refused: &Refused| refused.value("id") == Some(id.as_str());
        self.open == Some(action.id) || self.refused.as_ref().is_some_and(came_back)
    }

    /// The refusal of one form of one action.
    fn refused(&self, verb: &str, action: &ActionView) -> Option<Refused> {
        let path = path(verb);
        self.refused
            .clone()
            .filter(|refused| refused.is_for(&path, &action.id.to_string()))
    }
}

/// Whether [`forms`] has anything for this reader.
pub fn any(desk: &Desk, action: &ActionView) -> bool {
    let works = action.can.work && matches!(action.state.lane(), Lane::Confirm | Lane::Work);
    works || action.can.verify.is_some() || directs(desk, action)
}

/// Everything this reader can do to the action now. Empty when there is nothing.
pub fn forms(desk: &Desk, action: &ActionView) -> Vec<AnyView> {
    let mut forms = Vec::new();
    if action.can.work {
        forms.extend(owner(desk, action));
    }
    if let Some(verdict) = action.can.verify {
        forms.extend(judge(desk, action, verdict));
    }
    if directs(desk, action) {
        forms.extend(director(desk, action));
    }
    if action.can.link && desk.alone && !desk.steps.is_empty() {
        forms.push(link(desk, action));
    }
    forms
}

fn owner(desk: &Desk, action: &ActionView) -> Vec<AnyView> {
    let l = Locale::Nl;
    match &action.state {
        // Nobody says yes to what they may not read.
        ActionState::Assigned { .. } if action.title.is_none() => vec![
            view! {
                <p class="kt-action__ask">
                    {say!(l, actions.unreadable)}" "
                    <a class="utrecht-link" href="/convenant">{say!(l, actions.unreadable_link)}</a>
                </p>
            }
            .into_any(),
            tell(desk, action, DECLINE),
        ],
        ActionState::Assigned { .. } => vec![
            press("accept", action, say!(l, actions.do_accept)),
            tell(desk, action, DECLINE),
        ],
        ActionState::Blocked { .. } => vec![
            press("unblock", action, say!(l, actions.do_unblock)),
            postpone(desk, action),
        ],
        state if state.lane() == Lane::Work => vec![
            tell(desk, action, done(action)),
            tell(desk, action, UPDATE),
            block(desk, action),
            postpone(desk, action),
        ],
        _ => Vec::new(),
    }
}

fn judge(desk: &Desk, action: &ActionView, verdict: Result<(), CannotVerify>) -> Vec<AnyView> {
    let l = Locale::Nl;
    let mut forms = match verdict {
        Ok(()) => vec![tell(desk, action, VERIFY)],
        Err(refused) => {
            let why = match refused {
                CannotVerify::OwnReport if action.can.direct => say!(l, actions.waits_other),
                CannotVerify::DirectorsOwn => say!(l, actions.waits_deputy),
                CannotVerify::OwnReport | CannotVerify::NotInPosition => {
                    say!(l, actions.waits_check)
                }
            };
            vec![view! { <p class="kt-action__ask">{why}</p> }.into_any()]
        }
    };
    if action.can.reopen {
        forms.push(tell(desk, action, REOPEN));
    }
    forms
}

/// In a list the director is offered what waits for the director; the rest is a click away.
fn directs(desk: &Desk, action: &ActionView) -> bool {
    let lane = action.state.lane();
    let silent = action.accept_due.is_some_and(|last| last < desk.today);
    let waits = lane == Lane::Returned || (lane == Lane::Confirm && silent);
    action.can.direct && !matches!(lane, Lane::Closed | Lane::Claimed) && (waits || desk.alone)
}

fn director(desk: &Desk, action: &ActionView) -> Vec<AnyView> {
    vec![
        reassign(desk, action, action.state.lane() == Lane::Returned),
        tell(desk, action, CANCEL),
    ]
}

const L: Locale = Locale::Nl;

/// One press: no words needed.
fn press(verb: &str, action: &ActionView, word: &'static str) -> AnyView {
    let (path, key) = (path(verb), key(action));
    view! {
        <Form action=path>
            {key}
            <Button kind=ButtonKind::Primary icon="check">{word}</Button>
        </Form>
    }
    .into_any()
}

fn tell(desk: &Desk, action: &ActionView, telling: Telling) -> AnyView {
    let refused = desk.refused(telling.verb, action);
    let said = (telling.label, telling.hint);
    let text = text(desk, refused.as_ref(), telling.verb, action, said);
    let body = view! {
        {text}
        <GuardReason refused=refused.clone()/>
        <div><Button kind=telling.kind>{telling.send}</Button></div>
    };
    fold(
        telling.verb,
        telling.summary,
        action,
        refused.is_some(),
        body.into_any(),
    )
}

fn block(desk: &Desk, action: &ActionView) -> AnyView {
    let refused = desk.refused("block", action);
    let (label, hint) = (say!(L, actions.block_label), say!(L, actions.block_hint));
    let mut choices = vec![Choice {
        word: say!(L, actions.block_none).to_owned(),
        ..Choice::default()
    }];
    choices.extend(desk.bottlenecks.iter().cloned());
    let known = (choices.len() > 1).then(|| {
        view! {
            <SelectField id=id(refused.as_ref(), "bottleneck", "block", action) name=field_name("bottleneck")
                label=say!(L, actions.block_on) choices
                value=form::value(refused.as_ref(), "bottleneck", "")
                error=form::error(refused.as_ref(), "bottleneck")/>
        }
    });
    let body = view! {
        {text(desk, refused.as_ref(), "block", action, (label, hint))}
        {known}
        <GuardReason refused=refused.clone()/>
        <div><Button>{say!(L, actions.block_send)}</Button></div>
    };
    fold(
        "block",
        say!(L, actions.do_block),
        action,
        refused.is_some(),
        body.into_any(),
    )
}

fn postpone(desk: &Desk, action: &ActionView) -> AnyView {
    let refused = desk.refused("postpone", action);
    let times = action.postponements;
    let note = if usize::try_from(times).is_ok_and(|times| times >= FREE_POSTPONEMENTS) {
        say!(L, actions.postpone_bound, times = times)
    } else {
        say!(L, actions.postpone_free).to_owned()
    };
    let (label, hint) = (
        say!(L, actions.postpone_why),
        say!(L, actions.postpone_hint),
    );
    let body = view! {
        <TextField id=id(refused.as_ref(), "to", "postpone", action) name=field_name("to") kind="date"
            label=say!(L, actions.postpone_to)
            value=form::value(refused.as_ref(), "to", "")
            error=form::error(refused.as_ref(), "to")/>
        <p class="kt-hint">{note}</p>
        {text(desk, refused.as_ref(), "postpone", action, (label, hint))}
        <GuardReason refused=refused.clone()/>
        <div><Button>{say!(L, actions.postpone_send)}</Button></div>
    };
    fold(
        "postpone",
        say!(L, actions.do_postpone),
        action,
        refused.is_some(),
        body.into_any(),
    )
}

fn reassign(desk: &Desk, action: &ActionView, first: bool) -> AnyView {
    let refused = desk.refused("reassign", action);
    let mut choices = vec![Choice {
        word: say!(L, actions.reassign_choose).to_owned(),
        ..Choice::default()
    }];
    choices.extend(desk.organisations.iter().cloned());
    let summary = if first {
        say!(L, actions.do_assign)
    } else {
        say!(L, actions.do_reassign)
    };
    let body = view! {
        <SelectField id=id(refused.as_ref(), "organisation", "reassign", action)
            name=field_name("organisation") label=say!(L, actions.reassign_to) choices
            value=form::value(refused.as_ref(), "organisation", "")
            error=form::error(refused.as_ref(), "organisation")/>
        <TextField id=id(refused.as_ref(), "to", "reassign", action) name=field_name("to") kind="date"
            label=say!(L, actions.reassign_due) hint=say!(L, actions.reassign_hint).to_owned()
            value=form::value(refused.as_ref(), "to", "")
            error=form::error(refused.as_ref(), "to")/>
        <div><Button kind=ButtonKind::Primary>{say!(L, actions.reassign_send)}</Button></div>
    };
    fold(
        "reassign",
        summary,
        action,
        refused.is_some(),
        body.into_any(),
    )
}

fn link(desk: &Desk, action: &ActionView) -> AnyView {
    let refused = desk.refused("link_step", action);
    let mut choices = vec![Choice {
        word: say!(L, actions.link_none).to_owned(),
        ..Choice::default()
    }];
    choices.extend(desk.steps.iter().cloned());
    let now = action.trace.step.as_ref();
    let now = now.map(|step| step.id.to_string()).unwrap_or_default();
    let body = view! {
        <SelectField id=id(refused.as_ref(), "step", "link_step", action) name=field_name("step")
            label=say!(L, actions.link_label) choices hint=say!(L, actions.link_hint).to_owned()
            value=form::value(refused.as_ref(), "step", &now)
            error=form::error(refused.as_ref(), "step")/>
        <div><Button kind=ButtonKind::Primary>{say!(L, actions.link_send)}</Button></div>
    };
    fold(
        "link_step",
        say!(L, actions.do_link),
        action,
        refused.is_some(),
        body.into_any(),
    )
}

fn text(
    desk: &Desk,
    refused: Option<&Refused>,
    verb: &str,
    action: &ActionView,
    (label, hint): (&'static str, &'static str),
) -> impl IntoView + use<> {
    let id = id(refused, "text", verb, action);
    let case = action.case_ref.is_some() || action.class == Class::K3;
    let watch = form::watch(&id, case, &desk.known);
    view! {
        <TextArea id=id name=field_name("text") label=label
            hint=hint.to_owned() rows=2
            value=form::value(refused, "text", "")
            error=form::error(refused, "text") after=watch/>
    }
}

/// A button that folds out its form; open when the form came back.
fn fold(
    verb: &str,
    summary: &'static str,
    action: &ActionView,
    open: bool,
    body: AnyView,
) -> AnyView {
    let (path, key) = (path(verb), key(action));
    view! {
        <details class="kt-do" open=open>
            <summary class="kt-do__button">{summary}</summary>
            <Form action=path class="kt-inlineform">{key}{body}</Form>
        </details>
    }
    .into_any()
}

/// Which action, and which version was looked at.
fn key(action: &ActionView) -> impl IntoView + use<> {
    view! {
        <Hidden field="id" value=action.id.to_string()/>
        <Hidden field="version" value=action.version.to_string()/>
    }
}

/// The id of a field: plain for the form that came back, because the summary of faults links to
/// it; else with the action and the verb, because a page holds many.
fn id(refused: Option<&Refused>, field: &str, verb: &str, action: &ActionView) -> String {
    match refused {
        Some(_) => field.to_owned(),
        None => format!("{field}-{verb}-{}", action.number),
    }
}

fn path(verb: &str) -> String {
    format!("/api/actions/{verb}")
}

/// Whether this reader is offered a step now; as [`forms`] decides it.
pub fn offers(action: &ActionView, verb: &str) -> bool {
    let lane = action.state.lane();
    let blocked = matches!(action.state, ActionState::Blocked { .. });
    match verb {
        "accept" | "decline" => action.can.work && lane == Lane::Confirm,
        "unblock" => action.can.work && blocked,
        "postpone" => action.can.work && lane == Lane::Work,
        "report_done" | "update" | "block" => action.can.work && lane == Lane::Work && !blocked,
        "verify" => action.can.verify == Some(Ok(())),
        "reopen" => action.can.verify.is_some() && action.can.reopen,
        "reassign" | "cancel" => action.can.direct && !matches!(lane, Lane::Closed | Lane::Claimed),
        _ => false,
    }
}
