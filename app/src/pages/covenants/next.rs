//! What a covenant waits for and on whom, and each step of it for whoever may take it.

use domain::calendar::relative_day;
use domain::covenants::{CovenantState, PartyState};
use leptos::prelude::*;
use service::clock::local_date;
use service::covenants::{CovenantView, Door, PartyView};

use super::term::grouped;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem};
use crate::say;
use crate::ui::{
    Button, ButtonKind, LinkButton, Notice, Panel, PanelKind, SectionHead, Status, Tone,
};
use crate::words::covenants::{self as words, day, days_left};

/// How many parties that are waited for are told one by one; more become one line.
const FEW: usize = 3;

/// What the covenant waits for, then what the reader can do about it now; nothing when it waits
/// for nothing.
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
    let frozen = matches!(
        covenant.state,
        CovenantState::Consultation { freeze: Some(_) }
    );
    let frozen = frozen.then(|| {
        view! { <Notice tone=Tone::Info>{say!(l, covenants.proposed)}</Notice> }
    });
    let waits = waits(covenant);
    let links = links(covenant);
    let acts = may.consult || may.propose || may.confirm || may.open || may.edit;
    let acts = acts || may.sign;
    let shows = acts || frozen.is_some() || !waits.is_empty();
    let title = if acts {
        say!(l, covenants.next)
    } else {
        say!(l, covenants.next_waits)
    };
    let waits = (!waits.is_empty()).then(|| view! { <ul class="kt-mini">{waits}</ul> });
    shows.then(|| {
        view! {
            <Panel kind=PanelKind::Next labelled_by="nu">
                <SectionHead id="nu" title small=true/>
                {frozen}
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
    view! { <div class="kt-actions">{edit}{sign}</div> }
}

/// Who has yet to answer, what ends and what is due, each with what follows from it.
fn waits(covenant: &CovenantView) -> Vec<AnyView> {
    let l = Locale::Nl;
    // The own signature is not waited for but asked, below.
    let others: Vec<&PartyView> = covenant
        .awaited()
        .into_iter()
        .filter(|party| !(party.own && covenant.may.sign))
        .collect();
    let mut lines = Vec::new();
    if others.len() > FEW {
        let names: Vec<&str> = others
            .iter()
            .map(|party| party.organisation.short.as_str())
            .collect();
        let title = say!(l, covenants.waits_parties, count = others.len());
        lines.push(line(Tone::Attention, "wait", title, names.join(", ")));
    } else {
        lines.extend(others.into_iter().map(|party| awaited(covenant, party)));
    }
    lines.extend(end(covenant));
    lines.extend(evaluation(covenant));
    lines
}

fn awaited(covenant: &CovenantView, party: &PartyView) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, covenants.waits_party, name = party.organisation.name);
    let what = match &party.state {
        PartyState::MandatePending { since } => {
            let asked = relative_day(local_date(*since), covenant.today);
            say!(l, covenants.waits_mandate_text, asked = asked)
        }
        _ => say!(l, covenants.waits_signature_text).to_owned(),
    };
    let shut = matches!(party.door, Door::Shut(_)).then(|| say!(l, covenants.waits_shut));
    let text = [what.as_str(), shut.unwrap_or_default()].join(" ");
    line(Tone::Attention, "wait", title, text)
}

fn end(covenant: &CovenantView) -> Option<AnyView> {
    let l = Locale::Nl;
    let ends = covenant.term.ends?;
    if covenant.state.signable_version().is_some() && covenant.term.is_over(covenant.today) {
        let text = if covenant.series.is_empty() {
            say!(l, covenants.next_over_plain, day = day(ends))
        } else {
            say!(l, covenants.next_over_text, day = day(ends))
        };
        let title = say!(l, covenants.next_over).to_owned();
        return Some(line(Tone::Critical, "late", title, text));
    }
    let left = days_left(covenant.days_left?);
    let title = say!(l, covenants.next_expiring, left = left);
    let text = if covenant.series.is_empty() {
        say!(l, covenants.next_expiring_plain, day = day(ends))
    } else {
        say!(l, covenants.next_expiring_text, day = day(ends))
    };
    Some(line(Tone::Attention, "wait", title, text))
}

fn evaluation(covenant: &CovenantView) -> Option<AnyView> {
    let l = Locale::Nl;
    let (on, days) = (covenant.evaluation_on?, covenant.evaluation_due?);
    let (tone, icon, left) = words::evaluation(days);
    let title = if days < 0 {
        say!(l, covenants.next_evaluation_late, left = left)
    } else {
        say!(l, covenants.next_evaluation, left = left)
    };
    let text = say!(l, covenants.next_evaluation_text, day = day(on));
    Some(line(tone, icon, title, text))
}

fn line(tone: Tone, icon: &'static str, title: String, text: String) -> AnyView {
    view! {
        <li>
            <p class="kt-mini__title"><Status tone icon word=title/></p>
            <p class="kt-mini__meta">{text}</p>
        </li>
    }
    .into_any()
}
