//! Changing an item. Who comes second sees both texts and loses none.

use domain::meetings::ItemKind;
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::item::ItemView;

use super::draft::{About, Now, fields, help};
use super::{crumbs, keys, param, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Problem};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::Refused;
use crate::say;
use crate::ui::{Button, ButtonKind, Fact, Facts};
use crate::words;

const OPERATION: &str = "/api/meetings/edit";

/// `/punt/:id/wijzigen`
pub fn revise() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let ctx = &visit.ctx;
        let view = service::meetings::item(ctx, &id).await?;
        let refused = bridge::refused(OPERATION);
        if view.content.is_none() || !(view.rights.edit || refused.is_some()) {
            return Err(service::error::Error::NotAllowed.into());
        }
        let series = view.head.series;
        let confidential = service::meetings::item::may_bring(ctx, series, Class::K2).await?;
        let known = service::meetings::item::known(ctx).await?;
        let table = service::meetings::naming::nameable(ctx, series).await?;
        let about = About {
            kind: view.kind,
            ceiling: if confidential { Class::K2 } else { Class::K1 },
            known: &known,
            table: &table,
        };
        let body = body(refused, &view, &about);
        Ok::<_, AppError>(Page::new(say!(Locale::Nl, meetings.revise_title), body))
    })
}

fn body(refused: Option<Refused>, view: &ItemView, about: &About<'_>) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, meetings.revise_title);
    let now = now(view);
    let stale = refused
        .as_ref()
        .filter(|refused| matches!(refused.error, AppError::Stale { .. }));
    let clash = stale.map(|refused| conflict(refused, view));
    let problem = refused.clone().filter(|_| stale.is_none());
    // Always the version that stands now: who sends this form has seen it.
    let named = keys(view.id, view.version);
    let fields = fields(refused.as_ref(), &now, about);
    let item = format!("/punt/{}", view.id);
    view! {
        <div class="kt-formgrid">
            <div>
                {crumbs(&view.head, Some(title))}
                <Problem refused=problem/>
                {clash}
                <h1 class="utrecht-heading-1">{title}</h1>
                <p class="kt-head__meta"><span>{words::meetings::kind(view.kind)}</span><span>{view.organisation.clone()}</span></p>
                <Form action=OPERATION class="kt-form">
                    {named}
                    {fields}
                    <div class="kt-actions">
                        <Button kind=ButtonKind::Primary>{say!(l, meetings.save)}</Button>
                        <a class="utrecht-link" href=item>{say!(l, common.cancel)}</a>
                    </div>
                </Form>
            </div>
            {help()}
        </div>
    }
    .into_any()
}

fn now(view: &ItemView) -> Now {
    let content = view.content.clone().unwrap_or_default();
    Now {
        title: view.title.clone(),
        class: view.class.word().to_owned(),
        minutes: view.minutes.to_string(),
        wanted: view.wanted.word().to_owned(),
        body: content.body,
        question: content.question,
        named: content
            .named
            .iter()
            .map(|named| named.id.to_string())
            .collect(),
        guest_shared: view.for_guests,
    }
}

/// What stands now beside what was typed; the form below still holds the typed text.
fn conflict(refused: &Refused, view: &ItemView) -> AnyView {
    let l = Locale::Nl;
    let stands = now(view);
    let typed = |field: &str| refused.value(field).unwrap_or_default().to_owned();
    let mine = Now {
        title: typed("title"),
        class: typed("class"),
        minutes: typed("minutes"),
        wanted: typed("wanted"),
        body: typed("body"),
        question: typed("question"),
        ..Now::default()
    };
    let lead = say!(
        l,
        meetings.conflict_lead,
        time = when::time(view.updated_at)
    );
    view! {
        <section class="kt-conflict" role="alert" aria-labelledby="botst">
            <h2 class="utrecht-heading-2" id="botst">{say!(l, meetings.conflict_title)}</h2>
            <p>{lead}</p>
            <div class="kt-conflict__pair">
                <section class="kt-conflict__side" aria-labelledby="staat">
                    <h3 class="kt-h4" id="staat">{say!(l, meetings.conflict_theirs)}</h3>
                    {side(&stands, &mine, view.kind)}
                    <a class="utrecht-link" href=format!("/punt/{}", view.id)>{say!(l, meetings.conflict_keep)}</a>
                </section>
                <section class="kt-conflict__side kt-conflict__side--mine" aria-labelledby="mijn">
                    <h3 class="kt-h4" id="mijn">{say!(l, meetings.conflict_mine)}</h3>
                    {side(&mine, &stands, view.kind)}
                    <p class="kt-note">{say!(l, meetings.conflict_use)}</p>
                </section>
            </div>
        </section>
    }
    .into_any()
}

/// One of the two texts; what differs from the other is marked.
fn side(this: &Now, other: &Now, kind: ItemKind) -> AnyView {
    let l = Locale::Nl;
    let shown = |label: &'static str, text: &str, there: &str| {
        let text = text.to_owned();
        let value = if text == there {
            text.into_any()
        } else {
            view! { <ins>{text}</ins> }.into_any()
        };
        view! { <Fact label>{value}</Fact> }.into_any()
    };
    let wanted = |word: &str| {
        let wanted = domain::meetings::Wanted::parse(word);
        wanted.map(words::meetings::wanted).unwrap_or_default()
    };
    let title = (kind != ItemKind::Case)
        .then(|| shown(say!(l, meetings.title_label), &this.title, &other.title));
    let question = (kind == ItemKind::Case).then(|| {
        shown(
            say!(l, meetings.question_label),
            &this.question,
            &other.question,
        )
    });
    let asked = shown(
        say!(l, meetings.wanted_short),
        wanted(&this.wanted),
        wanted(&other.wanted),
    );
    let body = shown(say!(l, meetings.body_label), &this.body, &other.body);
    let minutes = shown(
        say!(l, meetings.minutes_label),
        &this.minutes,
        &other.minutes,
    );
    view! { <Facts>{title}{asked}{question}{body}{minutes}</Facts> }.into_any()
}
