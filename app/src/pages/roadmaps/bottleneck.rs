//! One bottleneck in the list, with what can be done about it.

use chrono::NaiveDate;
use domain::calendar::relative_day;
use domain::roadmaps::BottleneckState;
use leptos::prelude::*;
use service::roadmaps::{BottleneckList, BottleneckView};

use super::super::form::{Form, GuardReason, Hidden, watch};
use super::many::{Fold, Many};
use super::parts::day;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, ClassBadge, SelectField, Status, TextArea};
use crate::words::{self, roadmaps};

/// A bottleneck with its life so far.
pub fn card(
    row: &BottleneckView,
    list: &BottleneckList,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (word, icon, tone) = roadmaps::bottleneck(row.state.word());
    let number = say!(l, roadmaps.number, number = row.number);
    let since = say!(
        l,
        roadmaps.since,
        date = day(row.since, today),
        ago = relative_day(row.since, today)
    );
    let code = row.class.word().to_uppercase();
    let id = format!("kp-{}", row.number);
    let labelled_by = id.clone();
    let forms = (list.may_handle && row.state.is_open()).then(|| forms(row, list));
    view! {
        <section class="kt-panel" aria-labelledby=labelled_by>
            <p class="kt-eyebrow">{number}", "{roadmaps::category(row.category)}</p>
            <h2 class="utrecht-heading-3" id=id>{row.title.clone()}</h2>
            <p class="kt-head__meta">
                <span><Status tone icon word/></span>
                <span>{since}</span>
                <span><ClassBadge code word=words::class(row.class)/></span>
            </p>
            {(!row.detail.is_empty()).then(|| view! { <p>{row.detail.clone()}</p> })}
            <p>{story(row)}</p>
            {places(row, today)}
            {forms}
        </section>
    }
}

fn story(row: &BottleneckView) -> String {
    let l = Locale::Nl;
    match (&row.state, &row.owner) {
        (BottleneckState::Resolved { how, .. }, _) => say!(l, roadmaps.resolved_how, how = how),
        (BottleneckState::Accepted { reason, .. }, _) => {
            say!(l, roadmaps.accepted_why, why = reason)
        }
        (_, Some(owner)) => say!(l, roadmaps.owned_by, owner = owner),
        (_, None) => say!(l, roadmaps.owned_nobody).to_owned(),
    }
}

/// Where it came from and which steps wait for it.
fn places(row: &BottleneckView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let steps = (!row.steps.is_empty()).then(|| {
        let links = row
            .steps
            .iter()
            .enumerate()
            .map(|(at, (id, code, place))| {
                let href = format!("/routekaart/stap/{id}");
                let joint = if at == 0 { " " } else { ", " };
                view! { {joint}<a class="utrecht-link" href=href>{code.clone()}" "{place.clone()}</a> }
            })
            .collect_view();
        view! { <p>{say!(l, roadmaps.holds_up)}{links}</p> }
    });
    let meeting = row.meeting.map(|(id, on)| {
        let word = say!(l, roadmaps.from_meeting, date = day(on, today));
        view! { <p><a class="utrecht-link" href=format!("/overleg/{id}")>{word}</a></p> }
    });
    view! { {steps}{meeting} }
}

fn forms(row: &BottleneckView, list: &BottleneckList) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let owned = !matches!(row.state, BottleneckState::Open { .. });
    let settle = owned.then(|| {
        let resolve = Settle {
            action: "/api/roadmaps/resolve_bottleneck",
            field: "how",
            suffix: "r",
            button: say!(l, roadmaps.resolve),
            label: say!(l, roadmaps.resolve_label),
            hint: say!(l, roadmaps.resolve_hint),
            save: say!(l, roadmaps.resolve_save),
        };
        let accept = Settle {
            action: "/api/roadmaps/accept_bottleneck",
            field: "why",
            suffix: "a",
            button: say!(l, roadmaps.accept),
            label: say!(l, roadmaps.accept_label),
            hint: say!(l, roadmaps.accept_hint),
            save: say!(l, roadmaps.accept_save),
        };
        view! { {resolve.form(row, list)}{accept.form(row, list)} }
    });
    view! { <div class="kt-actions">{own(row, list, owned)}{settle}</div> }
}

fn own(row: &BottleneckView, list: &BottleneckList, owned: bool) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let suffix = format!("o-{}", row.number);
    let form = Many::new("/api/roadmaps/own_bottleneck", &row.id.to_string(), suffix);
    let label = if owned {
        say!(l, roadmaps.own_again)
    } else {
        say!(l, roadmaps.own)
    };
    let choices = list.organisations.iter().map(|organisation| Choice {
        value: organisation.id.to_string(),
        word: organisation.name.clone(),
        ..Choice::default()
    });
    let choices: Vec<Choice> = choices.collect();
    let row = row.clone();
    view! {
        <Fold label open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=row.id.to_string()/>
                <Hidden field="version" value=row.version.to_string()/>
                <SelectField id=form.id("owner") name=field_name("owner") label=say!(l, roadmaps.own_label)
                    choices value=form.value("owner", "") error=form.error("owner")/>
                <div><Button kind=ButtonKind::Primary compact=true>{say!(l, roadmaps.own_save)}</Button></div>
            </Form>
        </Fold>
    }
}

/// One of the two ways a bottleneck ends, both with a sentence for those who come after.
#[derive(Debug, Clone, Copy)]
struct Settle {
    action: &'static str,
    field: &'static str,
    suffix: &'static str,
    button: &'static str,
    label: &'static str,
    hint: &'static str,
    save: &'static str,
}

impl Settle {
    fn form(self, row: &BottleneckView, list: &BottleneckList) -> impl IntoView + use<> {
        let row = row.clone();
        let suffix = format!("{}-{}", self.suffix, row.number);
        let form = Many::new(self.action, &row.id.to_string(), suffix);
        let watch = watch(&form.id(self.field), false, &list.known);
        view! {
            <Fold label=self.button open=form.open()>
                <Form action=form.action class="kt-inlineform">
                    {form.problem()}
                    <Hidden field="id" value=row.id.to_string()/>
                    <Hidden field="version" value=row.version.to_string()/>
                    <TextArea id=form.id(self.field) name=field_name(self.field) label=self.label
                        hint=self.hint.to_owned() value=form.value(self.field, "")
                        error=form.error(self.field) rows=3 after=watch/>
                    <GuardReason refused=form.refused.clone()/>
                    <div><Button compact=true>{self.save}</Button></div>
                </Form>
            </Fold>
        }
    }
}
