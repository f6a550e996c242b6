//! `/toezeggingen/nieuw`: entering a promise, a motion or a decision.

use domain::guard::Known;
use domain::programmes::{CommitmentKind, PERIODS};
use leptos::prelude::*;

use super::this_year;
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{
    Form, GuardReason, Problem, error, field_id, hidden, minted, value, watch,
};
use crate::pages::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Breadcrumbs, Button, ButtonKind, Choice, Crumb, Head, SelectField, TextArea, TextField,
};
use crate::words;

const MAKE: &str = "/api/programmes/make_commitment";

/// The page.
pub fn make() -> AnyView {
    screen(Nav::Meetings, move |visit| async move {
        let (fresh, known) = service::programmes::making(&visit.ctx).await?;
        let title = say!(Locale::Nl, registers.make_title);
        let body = body(&fresh.to_string(), &known, &this_year(&visit));
        Ok::<_, AppError>(Page::new(title, body))
    })
}

/// The way back to the register.
pub(super) fn crumbs(here: String) -> AnyView {
    let l = Locale::Nl;
    let trail = vec![
        Crumb {
            word: say!(l, registers.commitments).to_owned(),
            href: Some("/toezeggingen".to_owned()),
        },
        Crumb {
            word: here,
            href: None,
        },
    ];
    view! { <Breadcrumbs label=say!(l, programmes.trail) trail/> }.into_any()
}

fn body(fresh: &str, known: &Known, year: &str) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(MAKE);
    let back = refused.as_ref();
    let mut kinds = vec![Choice {
        word: say!(l, registers.choose).to_owned(),
        ..Choice::default()
    }];
    kinds.extend(CommitmentKind::ALL.map(|kind| Choice {
        value: kind.word().to_owned(),
        word: words::programmes::kind(kind).to_owned(),
        ..Choice::default()
    }));
    let keys = hidden([("id", minted(back, fresh))]);
    let watch = watch("text", false, known);
    let first = view! {
        <SelectField id="kind" name=field_name("kind") label=say!(l, registers.kind) choices=kinds
            value=value(back, "kind", "") error=error(back, "kind")/>
        <TextArea id="text" name=field_name("text") rows=3 label=say!(l, registers.text)
            hint=say!(l, registers.text_hint).to_owned()
            value=value(back, "text", "") error=error(back, "text") after=watch/>
        <TextField id="made_to" name=field_name("made_to") label=say!(l, registers.made_to)
            hint=say!(l, registers.made_to_hint).to_owned()
            value=value(back, "made_to", "") error=error(back, "made_to")/>
        <TextField id="made_on" name=field_name("made_on") kind="date" short=true
            label=say!(l, registers.made_on)
            value=value(back, "made_on", "") error=error(back, "made_on")/>
    }
    .into_any();
    let period = period(back, "", year);
    let title = say!(l, registers.make_title);
    view! {
        {crumbs(title.to_owned())}
        <Problem refused=refused.clone()/>
        <Head title/>
        <Form action=MAKE class="kt-form">
            {keys}
            {first}
            {period}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, registers.make_do)}</Button>
                <a class="utrecht-link" href="/toezeggingen">{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// The fields of a vague date.
pub(super) fn period(back: Option<&Refused>, suffix: &'static str, year: &str) -> AnyView {
    let l = Locale::Nl;
    let mut periods = vec![Choice {
        word: say!(l, registers.choose).to_owned(),
        ..Choice::default()
    }];
    periods.extend(PERIODS.map(|period| Choice {
        value: period.to_owned(),
        word: words::programmes::period(period),
        ..Choice::default()
    }));
    let id = |field: &'static str| field_id(field, suffix);
    view! {
        <fieldset class="kt-fieldset">
            <legend class="utrecht-form-label">{say!(l, registers.due_legend)}</legend>
            <p class="kt-note">{say!(l, registers.due_hint)}</p>
            <SelectField id=id("period") name=field_name("period") label=say!(l, registers.period)
                choices=periods value=value(back, "period", "") error=error(back, "period")/>
            <TextField id=id("year") name=field_name("year") short=true kind="number"
                label=say!(l, registers.year) value=value(back, "year", year) error=error(back, "year")/>
            <TextField id=id("on") name=field_name("on") short=true kind="date"
                label=say!(l, registers.on) value=value(back, "on", "") error=error(back, "on")/>
            <TextField id=id("event") name=field_name("event") label=say!(l, registers.event)
                value=value(back, "event", "") error=error(back, "event")/>
            <TextField id=id("months") name=field_name("months") short=true kind="number"
                label=say!(l, registers.months) value=value(back, "months", "") error=error(back, "months")/>
            <TextField id=id("wording") name=field_name("wording") label=say!(l, registers.wording)
                hint=say!(l, registers.wording_hint).to_owned()
                value=value(back, "wording", "") error=error(back, "wording")/>
        </fieldset>
    }
    .into_any()
}
