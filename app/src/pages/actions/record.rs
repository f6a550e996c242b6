//! One action: where it came from, every date it had, what happened, and what can be done.

use std::str::FromStr;

use domain::actions::ActionEvent;
use domain::calendar::{day_month, long_date};
use domain::id::ActionId;
use domain::people::Class;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::actions::{self, ActionRecord, ActionView, EventView, Slip, StepChoice};
use service::clock::local_date;
use service::ctx::Ctx;

use super::card::{link, said, slip, status, title};
use super::forms::{Desk, forms};
use super::{desk, refused, typed};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::Problem;
use crate::pages::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Breadcrumbs, Choice, ClassBadge, Crumb, Fact, Facts, Head, Panel, PanelKind, SectionHead,
};
use crate::words;

/// The page of one action.
pub fn record() -> AnyView {
    let id = use_params_map()
        .get_untracked()
        .get("id")
        .unwrap_or_default();
    let refused = refused();
    screen(Nav::Actions, move |visit| async move {
        let id = ActionId::from_str(&id).map_err(|_| service::error::Error::NotFound)?;
        let record = actions::read(&visit.ctx, id).await?;
        let partners = actions::partners(&visit.ctx).await?;
        let mut desk = desk(&visit, refused, partners).await?;
        desk.alone = true;
        if record.action.can.link {
            desk.steps = steps(&visit.ctx).await?;
        }
        Ok(Page::new(
            say!(Locale::Nl, actions.record),
            body(&desk, &record),
        ))
    })
}

async fn steps(ctx: &Ctx) -> Result<Vec<Choice>, AppError> {
    let steps = actions::steps(ctx).await?;
    let choice = |step: StepChoice| Choice {
        value: step.id.to_string(),
        word: say!(
            Locale::Nl,
            actions.link_step,
            municipality = step.municipality,
            code = step.code,
            title = step.title
        ),
        ..Choice::default()
    };
    Ok(steps.into_iter().map(choice).collect())
}

fn body(desk: &Desk, record: &ActionRecord) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let action = &record.action;
    let trail = vec![
        Crumb {
            word: say!(l, actions.title).to_owned(),
            href: Some("/acties".to_owned()),
        },
        Crumb {
            word: say!(l, actions.number, number = action.number),
            href: None,
        },
    ];
    let detail = (!action.detail.is_empty()).then(|| view! { <p>{action.detail.clone()}</p> });
    view! {
        <Breadcrumbs label=say!(l, actions.crumbs) trail/>
        <Head title=title(action) eyebrow=say!(l, actions.number, number = action.number)
            meta=vec![status(action), action.owner_name.clone().into_any()]/>
        <Problem refused=desk.refused.clone()/>
        {lost(desk, action)}
        <div class="kt-columns">
            <div class="kt-stack">
                {detail}
                {said(&action.state)}
                {todo(desk, action)}
                {slip(desk, action, slips(&record.events))}
                {history(&record.events)}
            </div>
            <div class="kt-stack kt-side">
                {origin(record, desk.may_follow)}
                {facts(action)}
            </div>
        </div>
    }
}

fn lost(desk: &Desk, action: &ActionView) -> Option<AnyView> {
    let refused = desk.refused.as_ref()?;
    let text = refused.value("text").filter(|text| !text.is_empty())?;
    let verb = refused.operation.trim_start_matches("/api/actions/");
    (!super::forms::offers(action, verb)).then(|| typed(text))
}

fn todo(desk: &Desk, action: &ActionView) -> AnyView {
    let l = Locale::Nl;
    let forms = forms(desk, action);
    let body = if forms.is_empty() {
        view! { <p class="kt-note">{say!(l, actions.nothing_to_do)}</p> }.into_any()
    } else {
        view! { <div class="kt-action__do">{forms}</div> }.into_any()
    };
    view! {
        <section class="kt-noprint" aria-labelledby="doen">
            <SectionHead id="doen" title=say!(l, actions.can_do)/>
            {body}
        </section>
    }
    .into_any()
}

fn slips(events: &[EventView]) -> Vec<Slip> {
    events
        .iter()
        .filter_map(|event| {
            Some(Slip {
                to: event.due_on?,
                reason: event.text.clone(),
            })
        })
        .collect()
}

fn history(events: &[EventView]) -> AnyView {
    let l = Locale::Nl;
    let lines = events
        .iter()
        .rev()
        .map(|event| {
            let day = event.due_on.map(day_month).unwrap_or_default();
            let what = words::action_event(event.kind, &day);
            let text = (!event.text.is_empty() && event.kind != ActionEvent::Assigned)
                .then(|| view! { <p>{event.text.clone()}</p> });
            view! {
                <li>
                    <p class="kt-mini__title">{what}</p>
                    <p class="kt-mini__meta">{day_month(local_date(event.at))}", "{event.by.clone()}</p>
                    {text}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="verloop">
            <SectionHead id="verloop" title=say!(l, actions.history)/>
            <ol class="kt-mini">{lines}</ol>
        </section>
    }
    .into_any()
}

/// The way back, with a link only where this reader gets in.
fn origin(record: &ActionRecord, may_follow: bool) -> AnyView {
    let l = Locale::Nl;
    let ActionRecord { action, .. } = record;
    let trace = &action.trace;
    let meeting = trace.meeting.map(|(id, day)| {
        view! {
            <Fact label=say!(l, actions.trace_meeting)>
                <a class="utrecht-link" href=format!("/overleg/{id}")>{long_date(day)}</a>
            </Fact>
        }
    });
    let decision = trace.decision.map(|(_, number, item)| {
        let word = say!(l, actions.from_decision, number = number);
        let href = format!("/punt/{item}#besluit-{number}");
        let word = link(record.item_opens, href, word);
        view! { <Fact label=say!(l, actions.trace_decision)>{word}</Fact> }
    });
    let step = trace
        .step
        .as_ref()
        .filter(|_| action.class < Class::K3)
        .map(|step| {
            let word = format!("{} {}, {}", step.code, step.title, step.municipality_name);
            let href = format!("/routekaart/{}/{}", step.municipality, step.code);
            let word = link(may_follow, href, word);
            view! { <Fact label=say!(l, actions.trace_step)>{word}</Fact> }
        });
    let none = (meeting.is_none() && step.is_none())
        .then(|| view! { <p class="kt-note">{say!(l, actions.trace_none)}</p> });
    view! {
        <Panel kind=PanelKind::Plain labelled_by="herkomst">
            <SectionHead id="herkomst" title=say!(l, actions.trace_head) small=true/>
            <Facts>{meeting}{decision}{step}</Facts>
            {none}
        </Panel>
    }
    .into_any()
}

fn facts(action: &ActionView) -> AnyView {
    let l = Locale::Nl;
    let first = long_date(action.first_due_on);
    let slipped = (action.first_due_on != action.due_on).then(|| {
        view! { <Fact label=say!(l, actions.fact_first)>{first}</Fact> }
    });
    let case = action.case_ref.clone().map(|reference| {
        view! { <Fact label=say!(l, actions.fact_case)>{reference}</Fact> }
    });
    let (owner, due, class) = (action.owner_name.clone(), action.due_on, action.class);
    let link = action.chain_link.map(|link| {
        view! { <Fact label=say!(l, actions.fact_link)>{words::chain_link(link)}</Fact> }
    });
    view! {
        <Panel labelled_by="gegevens">
            <SectionHead id="gegevens" title=say!(l, actions.facts) small=true/>
            <Facts>
                <Fact label=say!(l, actions.fact_owner)>{owner}</Fact>
                <Fact label=say!(l, actions.fact_due)>{long_date(due)}</Fact>
                {slipped}
                {case}
                {link}
                <Fact label=say!(l, actions.fact_class)>
                    <ClassBadge code=class.word().to_uppercase()
                        word=words::class(class) lock={class == Class::K3}/>
                </Fact>
            </Facts>
        </Panel>
    }
    .into_any()
}
