//! `/beheer/vernietiging/punt/:id`: keeping an item longer, holding it, and letting go.

use domain::guard::Known;
use domain::retention::{Standing, TERM};
use leptos::prelude::*;
use service::retention::Item;

use super::{HOME, date, due, place, reference};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, hidden, value, watch};
use crate::pages::meetings::{param, when};
use crate::pages::rights::crumbs;
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Fact, Facts, Head, SectionHead, TextArea, TextField};
use crate::words::destruction as words;

const EXTEND: &str = "/api/retention/extend";
const HOLD: &str = "/api/retention/hold";
const RELEASE: &str = "/api/retention/release";

/// The page.
pub fn item() -> AnyView {
    let id = param("id");
    screen(Nav::Manage, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::retention::item(&visit.ctx, &id).await?;
        let known = service::meetings::item::known(&visit.ctx).await?;
        let title = say!(l, destruction.item_title);
        let meta = vec![
            place(&view.line).into_any(),
            reference(view.line.id).into_any(),
            words::left(view.line.standing).into_any(),
        ];
        let body = view! {
            {crumbs(Some((say!(l, destruction.title), HOME)), title)}
            <Problem refused=bridge::refused(EXTEND) suffix="langer"/>
            <Problem refused=bridge::refused(HOLD) suffix="vast"/>
            <Problem refused=bridge::refused(RELEASE) suffix="los"/>
            <Head title meta/>
            {facts(&view)}
            {history(&view)}
            {view.rights.extend.then(|| extend(&view, &known))}
            {view.rights.hold.then(|| hold(&view, &known))}
            {view.rights.release.then(|| release(&view, &known))}
        };
        Ok(Page::new(title, body))
    })
}

fn facts(view: &Item) -> AnyView {
    let l = Locale::Nl;
    let line = &view.line;
    let list = line.list.map(|list| {
        let href = format!("{HOME}/{list}");
        view! {
            <Fact label=say!(l, destruction.list_label)>
                <a class="utrecht-link" href=href>{say!(l, destruction.on_list)}</a>
            </Fact>
        }
    });
    let (series, last) = (line.series.clone(), date(line.clock.last));
    let when = match line.standing {
        Standing::Held => due(line),
        _ => date(line.clock.due_on()),
    };
    let latest = date(line.clock.latest());
    view! {
        <Facts>
            <Fact label=say!(l, destruction.table_label)>{series}</Fact>
            <Fact label=say!(l, destruction.last_label)>{last}</Fact>
            <Fact label=say!(l, destruction.due_label)>{when}</Fact>
            <Fact label=say!(l, destruction.latest_label)>{latest}</Fact>
            {list}
        </Facts>
    }
    .into_any()
}

fn history(view: &Item) -> AnyView {
    let l = Locale::Nl;
    let holds = view.holds.iter().map(|hold| {
        let since = say!(
            l,
            destruction.held_by,
            who = hold.asked_by,
            day = when::day(hold.at),
            why = hold.why
        );
        let ended = hold.released.as_ref().map(|(at, why)| {
            let text = say!(l, destruction.released_on, day = when::day(*at), why = why);
            view! { <span class="kt-sub">{text}</span> }
        });
        view! { <li>{since}{ended}</li> }
    });
    let holds: Vec<_> = holds.collect();
    let extensions = view.extensions.iter().map(|(until, why, at)| {
        let text = say!(
            l,
            destruction.extension,
            until = date(*until),
            day = when::day(*at),
            why = why
        );
        view! { <li>{text}</li> }
    });
    let extensions: Vec<_> = extensions.collect();
    let holds = (!holds.is_empty()).then(|| {
        view! {
            <section aria-labelledby="vastgehouden">
                <SectionHead id="vastgehouden" title=say!(l, destruction.holds_title)/>
                <ul class="kt-lines">{holds}</ul>
            </section>
        }
    });
    let extensions = (!extensions.is_empty()).then(|| {
        view! {
            <section aria-labelledby="eerder">
                <SectionHead id="eerder" title=say!(l, destruction.extensions_title)/>
                <ul class="kt-lines">{extensions}</ul>
            </section>
        }
    });
    view! { {holds}{extensions} }.into_any()
}

/// The field for a reason, in one of the forms.
fn why(refused: Option<&Refused>, suffix: &str, known: &Known) -> AnyView {
    let id = format!("why-{suffix}");
    let after = watch(&id, true, known);
    view! {
        <TextArea id name=field_name("why") rows=3 label=say!(Locale::Nl, destruction.why_label)
            value=value(refused, "why", "") error=error(refused, "why") after/>
    }
    .into_any()
}

fn key(view: &Item) -> AnyView {
    hidden([("item", view.line.id.to_string())])
}

fn extend(view: &Item, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let keys = key(view);
    let refused = bridge::refused(EXTEND);
    let suggested = (TERM + 6).to_string();
    let fields = view! {
        <TextField id="months-langer" name=field_name("months") label=say!(l, destruction.months_label)
            value=value(refused.as_ref(), "months", &suggested) error=error(refused.as_ref(), "months")/>
        {why(refused.as_ref(), "langer", known)}
    };
    view! {
        <section aria-labelledby="langer">
            <SectionHead id="langer" title=say!(l, destruction.extend_title)/>
            <p>{say!(l, destruction.extend_text)}</p>
            <Form action=EXTEND class="kt-form">
                {keys}
                {fields}
                <GuardReason refused/>
                <div class="kt-actions"><Button>{say!(l, destruction.extend_do)}</Button></div>
            </Form>
        </section>
    }
    .into_any()
}

fn hold(view: &Item, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let keys = key(view);
    let refused = bridge::refused(HOLD);
    let fields = view! {
        <TextField id="asked_by-vast" name=field_name("asked_by") label=say!(l, destruction.asked_by_label)
            hint=say!(l, destruction.asked_by_hint).to_owned()
            value=value(refused.as_ref(), "asked_by", "") error=error(refused.as_ref(), "asked_by")/>
        {why(refused.as_ref(), "vast", known)}
    };
    view! {
        <section aria-labelledby="vast">
            <SectionHead id="vast" title=say!(l, destruction.hold_title)/>
            <p>{say!(l, destruction.hold_text)}</p>
            <Form action=HOLD class="kt-form">
                {keys}
                {fields}
                <GuardReason refused/>
                <div class="kt-actions"><Button kind=ButtonKind::Primary>{say!(l, destruction.hold_do)}</Button></div>
            </Form>
        </section>
    }
    .into_any()
}

fn release(view: &Item, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let keys = key(view);
    let refused = bridge::refused(RELEASE);
    let fields = why(refused.as_ref(), "los", known);
    view! {
        <section aria-labelledby="los">
            <SectionHead id="los" title=say!(l, destruction.release_title)/>
            <Form action=RELEASE class="kt-form">
                {keys}
                {fields}
                <GuardReason refused/>
                <div class="kt-actions"><Button>{say!(l, destruction.release_do)}</Button></div>
            </Form>
        </section>
    }
    .into_any()
}
