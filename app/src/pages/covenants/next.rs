//! The one thing to do now: each step of a covenant for whoever may take it.

use domain::covenants::CovenantState;
use leptos::prelude::*;
use service::covenants::CovenantView;

use super::term::grouped;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem};
use crate::say;
use crate::ui::{Button, ButtonKind, LinkButton, Notice, Panel, PanelKind, SectionHead, Tone};

/// What the reader can do with this covenant now; nothing when there is nothing to do.
pub fn panel(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let may = covenant.may;
    let step = |operation: &'static str, allowed: bool, text: &'static str, word: &'static str| {
        allowed.then(|| step(covenant, operation, text, word))
    };
    let steps = [
        step(
            "/api/covenants/consult",
            may.consult,
            say!(l, covenants.consult_text),
            say!(l, covenants.consult),
        ),
        step(
            "/api/covenants/propose_freeze",
            may.propose,
            say!(l, covenants.propose_text),
            say!(l, covenants.propose),
        ),
        step(
            "/api/covenants/confirm_freeze",
            may.confirm,
            say!(l, covenants.confirm_text),
            say!(l, covenants.confirm),
        ),
        step(
            "/api/covenants/open_signing",
            may.open,
            say!(l, covenants.open_text),
            say!(l, covenants.open),
        ),
    ];
    let waits = matches!(
        covenant.state,
        CovenantState::Consultation { freeze: Some(_) }
    );
    let waits = waits.then(|| {
        view! { <Notice tone=Tone::Info>{say!(l, covenants.proposed)}</Notice> }
    });
    let links = links(covenant);
    let acts = may.consult || may.propose || may.confirm || may.open || may.edit;
    let shows = acts || may.sign || may.withdraw || waits.is_some();
    shows.then(|| {
        view! {
            <Panel kind=PanelKind::Next labelled_by="nu">
                <SectionHead id="nu" title=say!(l, covenants.next) small=true/>
                {waits}
                {steps.into_iter().flatten().collect_view()}
                {links}
            </Panel>
        }
    })
}

fn step(
    covenant: &CovenantView,
    operation: &'static str,
    text: &'static str,
    word: &'static str,
) -> AnyView {
    let proposed = match &covenant.state {
        CovenantState::Consultation {
            freeze: Some(freeze),
        } if covenant.may.confirm => Some(grouped(&freeze.text.hash)),
        _ => None,
    };
    let hash = proposed.map(|hash| view! { <p><code class="kt-hash">{hash}</code></p> });
    let (id, version) = (covenant.id.to_string(), covenant.version.to_string());
    view! {
        <Problem refused=bridge::refused(operation)/>
        <p>{text}</p>
        {hash}
        <Form action=operation>
            <Hidden field="id" value=id/>
            <Hidden field="version" value=version/>
            <div class="kt-actions"><Button kind=ButtonKind::Primary>{word}</Button></div>
        </Form>
    }
    .into_any()
}

fn links(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let may = covenant.may;
    let to = |page: &str| format!("/convenant/{}/{page}", covenant.id);
    let edit = may.edit.then(|| {
        view! { <LinkButton href=to("tekst") icon="edit">{say!(l, covenants.edit)}</LinkButton> }
    });
    let sign = may.sign.then(|| {
        view! {
            <p>{say!(l, covenants.sign_text)}</p>
            <LinkButton href=to("ondertekenen") kind=ButtonKind::Primary icon="signed">
                {say!(l, covenants.sign_go)}
            </LinkButton>
        }
    });
    let withdraw = may.withdraw.then(|| {
        view! {
            <p>{say!(l, covenants.withdraw_text)}</p>
            <LinkButton href=to("ondertekenen")>{say!(l, covenants.withdraw_go)}</LinkButton>
        }
    });
    view! { <div class="kt-actions">{edit}{sign}{withdraw}</div> }
}
