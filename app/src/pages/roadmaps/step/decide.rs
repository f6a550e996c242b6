//! What can be decided about a step now, and what was decided before.

use chrono::NaiveDate;
use domain::roadmaps::StepStatus;
use leptos::prelude::*;
use service::roadmaps::{RecordedView, StepView};

use super::super::super::form::{Form, GuardReason, Hidden, watch};
use super::super::many::{Fold, Many};
use super::super::parts::day;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Notice, Panel, PanelKind, SelectField, TextArea, TextField, Tone,
};

/// The panel where one acts.
pub fn panel(view: &StepView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let recorded = view
        .recorded
        .as_ref()
        .map(|recorded| view! { <p>{sentence(recorded, today)}</p> });
    let lost = view.lost.as_ref().map(|lost| {
        let (by, date) = (&lost.by, day(lost.on, today));
        let text = say!(l, roadmaps.lost, by = by, date = date, reason = lost.reason);
        view! { <Notice tone=Tone::Attention>{text}</Notice> }
    });
    let applies = view.status != StepStatus::NotApplicable;
    let plan = (view.may_answer && applies).then(|| plan(view));
    let open = !matches!(
        view.status,
        StepStatus::Verified | StepStatus::Embedded | StepStatus::NotApplicable
    );
    let next = next(view);
    let aside = (view.may_set_aside && open).then(|| aside(view));
    view! {
        <Panel kind=PanelKind::Step labelled_by="besluit">
            <h2 class="utrecht-heading-3" id="besluit">{say!(l, roadmaps.decide)}</h2>
            {recorded}
            {lost}
            {next}
            <div class="kt-actions">{plan}{aside}</div>
        </Panel>
    }
}

fn sentence(recorded: &RecordedView, today: NaiveDate) -> String {
    let l = Locale::Nl;
    let (by, date) = (&recorded.by, day(recorded.on, today));
    match recorded.status {
        StepStatus::Embedded => say!(l, roadmaps.embedded_by, by = by, date = date),
        StepStatus::NotApplicable => {
            let reason = recorded.reason.as_deref().unwrap_or_default();
            say!(
                l,
                roadmaps.set_aside_by,
                by = by,
                date = date,
                reason = reason
            )
        }
        _ => say!(l, roadmaps.verified_by, by = by, date = date),
    }
}

/// The one next thing.
fn next(view: &StepView) -> AnyView {
    let l = Locale::Nl;
    match view.status {
        StepStatus::CriteriaMet if view.may_verify => bare(
            view,
            "/api/roadmaps/verify_step",
            say!(l, roadmaps.verify_note),
            say!(l, roadmaps.verify),
        ),
        StepStatus::CriteriaMet => note(say!(l, roadmaps.wait_verify)),
        StepStatus::Verified if view.may_verify => bare(
            view,
            "/api/roadmaps/embed_step",
            say!(l, roadmaps.embed_note),
            say!(l, roadmaps.embed),
        ),
        StepStatus::NotApplicable if view.may_set_aside => {
            bare(view, "/api/roadmaps/take_up", "", say!(l, roadmaps.take_up))
        }
        StepStatus::Verified | StepStatus::Embedded | StepStatus::NotApplicable => ().into_any(),
        StepStatus::Blocked => note(say!(l, roadmaps.blocked_note)),
        StepStatus::AtRisk => note(say!(l, roadmaps.risk_note)),
        StepStatus::NotStarted | StepStatus::InProgress => {
            let open = view.criteria.iter().filter(|c| !c.met).count();
            view! { <p>{say!(l, roadmaps.open_note, open = open)}</p> }.into_any()
        }
    }
}

fn note(text: &'static str) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}

/// A button that needs nothing but the version that was seen.
fn bare(view: &StepView, action: &'static str, text: &'static str, word: &'static str) -> AnyView {
    let text = (!text.is_empty()).then(|| view! { <p>{text}</p> });
    let (id, version) = (view.id.to_string(), view.version.to_string());
    view! {
        {text}
        <Form action=action>
            <Hidden field="id" value=id/>
            <Hidden field="version" value=version/>
            <Button kind=ButtonKind::Primary>{word}</Button>
        </Form>
    }
    .into_any()
}

fn plan(view: &StepView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let form = Many::new("/api/roadmaps/plan_step", &view.id.to_string(), "plan");
    let mut choices = vec![Choice {
        word: say!(l, roadmaps.nobody).to_owned(),
        ..Choice::default()
    }];
    choices.extend(view.organisations.iter().map(|organisation| Choice {
        value: organisation.id.to_string(),
        word: organisation.name.clone(),
        ..Choice::default()
    }));
    let owner = view.owner.as_ref().map(|owner| owner.id.to_string());
    let due = view.due.map(|due| due.to_string());
    let (id, version) = (view.id.to_string(), view.version.to_string());
    view! {
        <Fold label=say!(l, roadmaps.plan) open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <SelectField id=form.id("owner") name=field_name("owner") label=say!(l, roadmaps.owner)
                    choices value=form.value("owner", &owner.unwrap_or_default()) error=form.error("owner")/>
                <TextField id=form.id("due") name=field_name("due") label=say!(l, roadmaps.due) kind="date"
                    value=form.value("due", &due.unwrap_or_default()) error=form.error("due")/>
                <div><Button kind=ButtonKind::Primary compact=true>{say!(l, roadmaps.save_plan)}</Button></div>
            </Form>
        </Fold>
    }
}

fn aside(view: &StepView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let form = Many::new("/api/roadmaps/set_aside", &view.id.to_string(), "aside");
    let watch = watch(&form.id("why"), false, &view.known);
    let (id, version) = (view.id.to_string(), view.version.to_string());
    view! {
        <Fold label=say!(l, roadmaps.set_aside) open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <TextArea id=form.id("why") name=field_name("why") label=say!(l, roadmaps.why)
                    hint=say!(l, roadmaps.why_hint).to_owned() value=form.value("why", "")
                    error=form.error("why") rows=3 after=watch/>
                <GuardReason refused=form.refused.clone()/>
                <div><Button compact=true>{say!(l, roadmaps.save_aside)}</Button></div>
            </Form>
        </Fold>
    }
}
