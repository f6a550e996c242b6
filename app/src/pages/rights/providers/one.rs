//! `/beheer/aanmeldpunten/<id>`: one provider with its settings, what its supplier has to know, and
//! what can be done about it.

use domain::identity::provider::{ProviderState, ProviderWay};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::identity::providers::ProviderView;

use super::super::crumbs;
use super::standing;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, hidden, value};
use crate::pages::meetings::when;
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Fact, Facts, Head, LinkButton, Notice, Panel, SectionHead, TextArea, Tone,
};

const PROPOSE: &str = "/api/identity/propose_provider";
const SWITCH_OFF: &str = "/api/identity/switch_off_provider";

/// The page.
pub fn one() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let id = use_params_map().with_untracked(|map| map.get("id"));
        let id = id.unwrap_or_default();
        let view = service::identity::providers::provider(&visit.ctx, &id).await?;
        let origin = bridge::desk()?.origin;
        let title = say!(l, providers.title);
        let problems = [PROPOSE, SWITCH_OFF].map(bridge::refused);
        let problems = problems.map(|refused| view! { <Problem refused/> });
        let name = view.settings.name.clone();
        let body = view! {
            {crumbs(Some((title, "/beheer/aanmeldpunten")), &name)}
            {problems.into_iter().collect_view()}
            <Head title=name.clone()/>
            <p>{standing(view.state)}</p>
            {next(&view)}
            {facts(&view)}
            {for_supplier(&view, &origin)}
            {off(&view)}
        };
        Ok(Page::new(title, body))
    })
}

/// What comes next: proposing it, waiting, or changing it.
fn next(view: &ProviderView) -> AnyView {
    let l = Locale::Nl;
    let change = format!("/beheer/aanmeldpunten/{}/wijzigen", view.id);
    match view.state {
        ProviderState::Waiting => view! {
            <Notice tone=Tone::Info>
                {say!(l, providers.waiting_text)}" "
                <a class="utrecht-link" href="/beheer/vier-ogen">{say!(l, providers.waiting_link)}</a>
            </Notice>
        }
        .into_any(),
        ProviderState::Draft if view.may_propose => propose(view),
        ProviderState::Draft | ProviderState::Active | ProviderState::Off if view.may_change => {
            let late = (view.state == ProviderState::Draft)
                .then(|| view! { <Notice tone=Tone::Attention>{say!(l, providers.lapsed)}</Notice> });
            let word = match view.state {
                ProviderState::Draft => say!(l, providers.again),
                ProviderState::Off => say!(l, providers.switch_on),
                _ => say!(l, providers.change),
            };
            view! {
                {late}
                <div class="kt-actions"><LinkButton href=change>{word}</LinkButton></div>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

fn propose(view: &ProviderView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(PROPOSE);
    let back = refused.as_ref();
    let why = view! {
        <TextArea id="why" name=field_name("why") rows=2 label=say!(l, people.why_label)
            hint=say!(l, people.why_hint).to_owned()
            value=value(back, "why", "") error=error(back, "why")/>
    };
    let again = format!("/beheer/aanmeldpunten/{}/wijzigen", view.id);
    let (keys, checked) = (keys(view), when::day(view.checked_at));
    view! {
        <Panel labelled_by="voorstellen">
            <SectionHead id="voorstellen" title=say!(l, providers.propose_title) small=true/>
            <p>{say!(l, providers.checked, day = checked)}</p>
            <p>{say!(l, providers.propose_text)}</p>
            <Form action=PROPOSE class="kt-form">
                {keys}
                {why}
                <GuardReason refused=refused.clone()/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, providers.propose_do)}</Button>
                    <LinkButton href=again>{say!(l, providers.again)}</LinkButton>
                </div>
            </Form>
        </Panel>
    }
    .into_any()
}

fn facts(view: &ProviderView) -> AnyView {
    let l = Locale::Nl;
    let settings = &view.settings;
    let theirs = view
        .organisations
        .iter()
        .filter(|organisation| settings.organisations.contains(&organisation.id))
        .map(|organisation| organisation.name.clone());
    let theirs = theirs.collect::<Vec<_>>().join(", ");
    let (acr, amr) = (demands(&settings.acr), demands(&settings.amr));
    let (issuer, client) = (settings.issuer.clone(), settings.client_id.clone());
    let age = match settings.max_age_minutes {
        Some(minutes) => say!(l, providers.max_age_some, minutes = minutes),
        None => say!(l, providers.no_demand).to_owned(),
    };
    let way = match settings.way {
        ProviderWay::Key => say!(l, providers.way_key),
        ProviderWay::Secret => say!(l, providers.way_secret),
    };
    let secret = if view.keeps_secret {
        say!(l, providers.secret_kept)
    } else {
        say!(l, providers.secret_gone)
    };
    let secret = (settings.way == ProviderWay::Secret)
        .then(|| view! { <Fact label=say!(l, providers.secret)>{secret}</Fact> });
    let ends = if settings.end_session {
        say!(l, providers.yes)
    } else {
        say!(l, providers.no)
    };
    view! {
        <section aria-labelledby="instellingen">
            <SectionHead id="instellingen" title=say!(l, providers.facts)/>
            <Facts>
                <Fact label=say!(l, providers.issuer)>
                    <span class="kt-address">{issuer}</span>
                </Fact>
                <Fact label=say!(l, providers.client_id)>
                    <span class="kt-address">{client}</span>
                </Fact>
                <Fact label=say!(l, providers.organisations)>{theirs}</Fact>
                <Fact label=say!(l, providers.way)>{way}</Fact>
                {secret}
                <Fact label=say!(l, providers.acr)>{acr}</Fact>
                <Fact label=say!(l, providers.amr)>{amr}</Fact>
                <Fact label=say!(l, providers.max_age)>{age}</Fact>
                <Fact label=say!(l, providers.end_session_label)>{ends}</Fact>
            </Facts>
        </section>
    }
    .into_any()
}

/// What is demanded, in a line.
fn demands(words: &[String]) -> String {
    match words {
        [] => say!(Locale::Nl, providers.no_demand).to_owned(),
        words => words.join(", "),
    }
}

/// What whoever runs the provider has to enter there.
fn for_supplier(view: &ProviderView, origin: &str) -> AnyView {
    let l = Locale::Nl;
    let key = &view.settings.key;
    let [back, ended] = ["terug", "beeindigd"].map(|end| format!("{origin}/aanmelden/{key}/{end}"));
    let public = view.public_key.clone().map(|key| {
        view! {
            <Fact label=say!(l, providers.public_key)>
                <code class="kt-address">{key}</code>
            </Fact>
        }
    });
    view! {
        <section aria-labelledby="leverancier">
            <SectionHead id="leverancier" title=say!(l, providers.for_supplier)/>
            <p>{say!(l, providers.for_supplier_text)}</p>
            <Facts>
                <Fact label=say!(l, providers.back_address)>
                    <code class="kt-address">{back}</code>
                </Fact>
                <Fact label=say!(l, providers.ended_address)>
                    <code class="kt-address">{ended}</code>
                </Fact>
                {public}
            </Facts>
        </section>
    }
    .into_any()
}

fn off(view: &ProviderView) -> Option<AnyView> {
    let l = Locale::Nl;
    view.may_switch_off.then(|| {
        let keys = keys(view);
        view! {
            <Panel labelled_by="uitzetten">
                <SectionHead id="uitzetten" title=say!(l, providers.off_title) small=true/>
                <p>{say!(l, providers.off_text)}</p>
                <Form action=SWITCH_OFF>
                    {keys}
                    <div class="kt-actions"><Button>{say!(l, providers.off_do)}</Button></div>
                </Form>
            </Panel>
        }
        .into_any()
    })
}

fn keys(view: &ProviderView) -> AnyView {
    hidden([
        ("id", view.id.to_string()),
        ("version", view.version.to_string()),
    ])
}
