//! `/toezeggingen/:id`: one commitment, every date it had, what settled it, and what can be done.

use domain::programmes::CommitmentState;
use leptos::prelude::*;
use service::programmes::{CommitmentRecord, Document, Promise, Renewal};

use super::make::{crumbs, period};
use super::{due, this_year};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, hidden, value, watch};
use crate::pages::meetings::param;
use crate::pages::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Fact, Facts, Head, Panel, SectionHead, SelectField, Status,
    TextArea, TextField,
};
use crate::words;
use crate::words::covenants::day;

const RENEW: &str = "/api/programmes/renew_commitment";
const SETTLE: &str = "/api/programmes/settle_commitment";
const LATER: &str = "later";
const DONE: &str = "afdoen";

/// The page.
pub fn commitment() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let record = service::programmes::commitment(&visit.ctx, &id).await?;
        let title = say!(Locale::Nl, registers.commitment);
        Ok::<_, AppError>(Page::new(title, body(&visit, &record)))
    })
}

fn body(visit: &Visit, record: &CommitmentRecord) -> AnyView {
    let l = Locale::Nl;
    let one = &record.commitment;
    let (tone, icon, word) = words::programmes::commitment(&one.state);
    let kind = words::programmes::kind(one.kind);
    let name = say!(l, registers.number, kind = kind, number = one.number);
    let status = view! { <Status tone icon word/> }.into_any();
    let made = say!(l, registers.made, to = one.made_to, day = day(one.made_on));
    let (to, on) = (one.made_to.clone(), day(one.made_on));
    let now = due(one, visit.ctx.today());
    let forms = record.known.is_some().then(|| {
        let year = this_year(visit);
        let renew = one.state.is_open().then(|| renew(record, &year));
        view! { {settle(record)}{renew} }
    });
    view! {
        {crumbs(name.clone())}
        <Problem refused=bridge::refused(RENEW) suffix=LATER/>
        <Problem refused=bridge::refused(SETTLE) suffix=DONE/>
        <Head title=name meta=vec![status, made.into_any()]/>
        <div class="kt-columns">
            <div class="kt-stack">
                <p class="kt-decided__text">{one.text.clone()}</p>
                {dates(one)}
                {documents(one)}
                {forms}
            </div>
            <div class="kt-stack kt-side">
                <Panel labelled_by="gegevens">
                    <SectionHead id="gegevens" title=say!(l, registers.facts) small=true/>
                    <Facts>
                        <Fact label=say!(l, registers.kind)>{kind}</Fact>
                        <Fact label=say!(l, registers.made_to)>{to}</Fact>
                        <Fact label=say!(l, registers.made_on)>{on}</Fact>
                        <Fact label=say!(l, registers.now)>{now}</Fact>
                    </Facts>
                </Panel>
            </div>
        </div>
    }
    .into_any()
}

/// Every date it had, the first first.
fn dates(one: &Promise) -> AnyView {
    let l = Locale::Nl;
    let first = words::programmes::promised(&one.due, &one.wording);
    let on = day(one.made_on);
    let later = one.renewals.iter().map(renewal).collect_view();
    view! {
        <section aria-labelledby="data">
            <SectionHead id="data" title=say!(l, registers.dates)/>
            <ol class="kt-mini">
                <li>
                    <p class="kt-mini__title">{say!(l, registers.due, words = first)}</p>
                    <p class="kt-mini__meta">{on}</p>
                </li>
                {later}
            </ol>
        </section>
    }
    .into_any()
}

fn renewal(renewal: &Renewal) -> AnyView {
    let l = Locale::Nl;
    let words = words::programmes::promised(&renewal.due, &renewal.wording);
    let told = say!(
        l,
        registers.told,
        to = renewal.told_to,
        day = day(renewal.on)
    );
    view! {
        <li>
            <p class="kt-mini__title">{say!(l, registers.renewed, words = words)}</p>
            <p>{renewal.why.clone()}</p>
            <p class="kt-mini__meta">{told}</p>
        </li>
    }
    .into_any()
}

fn documents(one: &Promise) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows: Vec<_> = one.settled.iter().map(document).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="afgedaan">
                <SectionHead id="afgedaan" title=say!(l, registers.documents)/>
                <ul class="kt-mini">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn document(document: &Document) -> AnyView {
    let l = Locale::Nl;
    let place = say!(l, registers.found_at, place = document.place);
    view! {
        <li>
            <p class="kt-mini__title">{document.title.clone()}</p>
            <p class="kt-mini__meta">{day(document.dated_on)}". "{place}</p>
        </li>
    }
    .into_any()
}

fn keys(one: &Promise) -> AnyView {
    hidden([
        ("id", one.id.to_string()),
        ("version", one.version.to_string()),
    ])
}

fn settle(record: &CommitmentRecord) -> AnyView {
    let l = Locale::Nl;
    let one = &record.commitment;
    let refused = bridge::refused(SETTLE);
    let back = refused.as_ref();
    let open = back.is_some();
    let more = matches!(one.state, CommitmentState::Settled { .. });
    let title = if more {
        say!(l, registers.settle_more)
    } else {
        say!(l, registers.settle)
    };
    let known = (!record.documents.is_empty()).then(|| {
        let mut choices = vec![Choice {
            word: say!(l, registers.document_new).to_owned(),
            ..Choice::default()
        }];
        choices.extend(record.documents.iter().map(|it| Choice {
            value: it.id.to_string(),
            word: say!(
                l,
                registers.document,
                title = it.title,
                day = day(it.dated_on)
            ),
            ..Choice::default()
        }));
        view! {
            <SelectField id=field_id("known", DONE) name=field_name("known")
                label=say!(l, registers.document_known) choices
                value=value(back, "known", "") error=error(back, "known")/>
        }
    });
    // A form that comes back after the id was used for something else gets another.
    let kept = back.filter(|back| back.error != AppError::Replayed);
    let fresh = value(kept, "document", &record.fresh.to_string());
    let keys = view! { {keys(one)}{hidden([("document", fresh)])} };
    let fields = view! {
        <TextField id=field_id("title", DONE) name=field_name("title") label=say!(l, registers.document_title)
            value=value(back, "title", "") error=error(back, "title")/>
        <TextField id=field_id("dated_on", DONE) name=field_name("dated_on") kind="date" short=true
            label=say!(l, registers.document_date)
            value=value(back, "dated_on", "") error=error(back, "dated_on")/>
        <TextField id=field_id("place", DONE) name=field_name("place") label=say!(l, registers.document_place)
            hint=say!(l, registers.document_place_hint).to_owned()
            value=value(back, "place", "") error=error(back, "place")/>
    }
    .into_any();
    view! {
        <details class="kt-details kt-noprint" open=open>
            <summary>{title}</summary>
            <p>{say!(l, registers.settle_text)}</p>
            <Form action=SETTLE class="kt-form">
                {keys}
                {known}
                {fields}
                <GuardReason refused=refused.clone()/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, registers.settle_do)}</Button>
                </div>
            </Form>
        </details>
    }
    .into_any()
}

fn renew(record: &CommitmentRecord, year: &str) -> AnyView {
    let l = Locale::Nl;
    let one = &record.commitment;
    let refused = bridge::refused(RENEW);
    let back: Option<&Refused> = refused.as_ref();
    let open = back.is_some();
    let watch = record
        .known
        .as_ref()
        .map(|known| watch(&field_id("why", LATER), false, known));
    let period = period(back, LATER, year);
    let keys = keys(one);
    let fields = view! {
        <TextField id=field_id("told_to", LATER) name=field_name("told_to") label=say!(l, registers.told_to)
            value=value(back, "told_to", &one.made_to) error=error(back, "told_to")/>
        <TextArea id=field_id("why", LATER) name=field_name("why") rows=2 label=say!(l, registers.why)
            value=value(back, "why", "") error=error(back, "why")
            after=watch.unwrap_or_else(|| ().into_any())/>
    }
    .into_any();
    view! {
        <details class="kt-details kt-noprint" open=open>
            <summary>{say!(l, registers.renew)}</summary>
            <p>{say!(l, registers.renew_text)}</p>
            <Form action=RENEW class="kt-form">
                {keys}
                {period}
                {fields}
                <GuardReason refused=refused.clone()/>
                <div class="kt-actions"><Button>{say!(l, registers.renew_do)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}
