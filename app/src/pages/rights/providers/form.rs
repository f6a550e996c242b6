//! The form for a provider: what the supplier says of it, and who signs in there.

use domain::identity::provider::{ProviderSettings, ProviderWay};
use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::ctx::Ctx;
use service::identity::providers::ProviderView;
use service::people::OrganisationRef;

use super::super::crumbs;
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Problem, Tick, error, hidden, minted, ticks, value};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Head, RadioGroup, TextArea, TextField};

const CHECK: &str = "/api/identity/check_provider";

/// What the form shows before anything is typed.
struct Now {
    from: Option<ProviderView>,
    organisations: Vec<OrganisationRef>,
    fresh: String,
}

impl Now {
    fn settings(&self) -> Option<&ProviderSettings> {
        self.from.as_ref().map(|from| &from.settings)
    }

    fn text(&self, read: impl Fn(&ProviderSettings) -> String) -> String {
        self.settings().map(read).unwrap_or_default()
    }
}

/// A new provider.
pub fn add() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        may(&visit.ctx)?;
        let tx = visit.ctx.read().await?;
        let now = Now {
            from: None,
            organisations: service::people::organisations(&tx, &visit.ctx).await?,
            fresh: visit.ctx.new_id().to_string(),
        };
        let words = (say!(l, providers.form_title), say!(l, providers.form_lead));
        Ok(page(words, &now))
    })
}

/// Other settings for one that is there.
pub fn change() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        may(&visit.ctx)?;
        let id = use_params_map().with_untracked(|map| map.get("id"));
        let id = id.unwrap_or_default();
        let from = service::identity::providers::provider(&visit.ctx, &id).await?;
        if !from.may_change {
            return Err(AppError::NotFound);
        }
        let now = Now {
            organisations: from.organisations.clone(),
            from: Some(from),
            fresh: visit.ctx.new_id().to_string(),
        };
        let words = (
            say!(l, providers.change_title),
            say!(l, providers.change_lead),
        );
        Ok(page(words, &now))
    })
}

fn may(ctx: &Ctx) -> Result<(), AppError> {
    Ok(ctx.authorise(Operation::CheckProvider, Facts::default())?)
}

fn page((title, lead): (&'static str, &'static str), now: &Now) -> Page {
    let l = Locale::Nl;
    let refused = bridge::refused(CHECK);
    let back = refused.as_ref();
    let id = minted(back, &now.fresh);
    let from = now.from.as_ref().map(|from| from.id.to_string());
    let keys = hidden([("id", id), ("from", from.unwrap_or_default())]);
    let (who, how, more) = (who(back, now), how(back, now), more(back, now));
    let body = view! {
        {crumbs(Some((say!(l, providers.title), "/beheer/aanmeldpunten")), title)}
        <Problem refused=refused.clone()/>
        <Head title/>
        <p>{lead}</p>
        <Form action=CHECK class="kt-form">
            {keys}
            {who}
            {how}
            {more}
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, providers.check)}</Button>
            </div>
        </Form>
    };
    Page::new(title, body)
}

/// Names, organisations and address.
fn who(back: Option<&Refused>, now: &Now) -> AnyView {
    let l = Locale::Nl;
    let kept = now.from.is_some();
    let key = now.text(|it| it.key.clone());
    // The name in addresses is known to the provider: it stays.
    let key = if kept {
        hidden([("key", key)])
    } else {
        view! {
            <TextField id="key" name=field_name("key") label=say!(l, providers.key) short=true
                hint=say!(l, providers.key_hint).to_owned() maxlength=32
                value=value(back, "key", "") error=error(back, "key")/>
        }
        .into_any()
    };
    view! {
        <TextField id="name" name=field_name("name") label=say!(l, providers.name)
            hint=say!(l, providers.name_hint).to_owned()
            value=value(back, "name", &now.text(|it| it.name.clone())) error=error(back, "name")/>
        {key}
        {organisations(back, now)}
        <TextField id="issuer" name=field_name("issuer") label=say!(l, providers.issuer)
            hint=say!(l, providers.issuer_hint).to_owned() kind="url"
            value=value(back, "issuer", &now.text(|it| it.issuer.clone())) error=error(back, "issuer")/>
        <TextField id="client_id" name=field_name("client_id") label=say!(l, providers.client_id)
            value=value(back, "client_id", &now.text(|it| it.client_id.clone()))
            error=error(back, "client_id")/>
    }
    .into_any()
}

/// How we show who we are. What was typed as a secret never comes back to a page.
fn how(back: Option<&Refused>, now: &Now) -> AnyView {
    let l = Locale::Nl;
    let choices = [
        (
            ProviderWay::Key,
            say!(l, providers.way_key),
            say!(l, providers.way_key_text),
        ),
        (
            ProviderWay::Secret,
            say!(l, providers.way_secret),
            say!(l, providers.way_secret_text),
        ),
    ]
    .map(|(way, word, explanation)| Choice {
        value: way.word().to_owned(),
        word: word.to_owned(),
        explanation: explanation.to_owned(),
    });
    let way = now.settings().map_or(ProviderWay::Key, |it| it.way);
    let keeps = now
        .settings()
        .is_some_and(|it| it.way == ProviderWay::Secret);
    let hint = if keeps {
        say!(l, providers.secret_keep)
    } else {
        say!(l, providers.secret_hint)
    };
    view! {
        <RadioGroup id="way" name=field_name("way") label=say!(l, providers.way) choices=choices.to_vec()
            value=value(back, "way", way.word()) error=error(back, "way")/>
        <TextField id="secret" name=field_name("secret") label=say!(l, providers.secret) kind="password"
            autocomplete="new-password" hint=hint.to_owned() error=error(back, "secret")/>
    }
    .into_any()
}

/// What is demanded of a sign-in there, and of signing out.
fn more(back: Option<&Refused>, now: &Now) -> AnyView {
    let l = Locale::Nl;
    let age = now.text(|it| {
        it.max_age_minutes
            .map(|age| age.to_string())
            .unwrap_or_default()
    });
    let ends = match back {
        Some(back) => back.value("end_session").is_some(),
        None => now.settings().is_none_or(|it| it.end_session),
    };
    view! {
        <TextArea id="acr" name=field_name("acr") rows=2 label=say!(l, providers.acr)
            hint=say!(l, providers.acr_hint).to_owned()
            value=value(back, "acr", &now.text(|it| it.acr.join("\n"))) error=error(back, "acr")/>
        <TextArea id="amr" name=field_name("amr") rows=2 label=say!(l, providers.amr)
            hint=say!(l, providers.amr_hint).to_owned()
            value=value(back, "amr", &now.text(|it| it.amr.join("\n"))) error=error(back, "amr")/>
        <TextField id="max_age" name=field_name("max_age") label=say!(l, providers.max_age) short=true
            hint=say!(l, providers.max_age_hint).to_owned() inputmode="numeric"
            value=value(back, "max_age", &age) error=error(back, "max_age")/>
        <label class="kt-choice" for="end_session">
            <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="end_session"
                name=field_name("end_session") value="yes" checked=ends/>
            <span>{say!(l, providers.end_session)}</span>
        </label>
    }
    .into_any()
}

fn organisations(back: Option<&Refused>, now: &Now) -> AnyView {
    let l = Locale::Nl;
    let chosen = now.settings().map_or(&[][..], |it| &it.organisations);
    let all = now.organisations.iter().map(|organisation| Tick {
        value: organisation.id.to_string(),
        label: organisation.name.clone().into_any(),
        ticked: chosen.contains(&organisation.id),
    });
    let words = (
        say!(l, providers.organisations),
        say!(l, providers.organisations_hint),
    );
    ticks(back, "organisations", words, all)
}
