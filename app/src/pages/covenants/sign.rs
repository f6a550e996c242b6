//! `/convenant/<id>/ondertekenen`: sign on a mandate, stay out, or withdraw. Works without script.

use domain::guard::Known;
use leptos::prelude::*;
use service::clock::local_date;
use service::covenants::{CovenantView, PartyView};

use super::term::grouped;
use super::{crumbs, id, load, status};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden, Problem};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Empty, Fact, Facts, Head, LinkButton, Notice, SectionHead, TextArea,
    TextField, Tone,
};
use crate::words::covenants::day;

const SIGN: &str = "/api/covenants/sign";
const DECLINE: &str = "/api/covenants/decline_signing";
const WITHDRAW: &str = "/api/covenants/withdraw_signature";

/// Signing, or what stands in the way.
pub fn sign() -> AnyView {
    let id = id();
    screen(Nav::Covenants, move |visit| async move {
        let covenant = load(&visit, &id).await?;
        let known = service::covenants::known(&visit.ctx).await?;
        let l = Locale::Nl;
        let title = say!(l, covenants.sign_title);
        let meta = vec![
            covenant.title.clone().into_any(),
            status(&covenant).into_any(),
        ];
        let parts = match covenant.mine() {
            Some(party) if covenant.may.sign => {
                view! { {signing(&covenant, party)}{declining(&covenant, &known)} }.into_any()
            }
            Some(party) if covenant.may.withdraw => withdrawing(&covenant, party, &known),
            _ => nothing(&covenant),
        };
        let body = view! {
            {crumbs(Some(&covenant), title)}
            <Head title=title meta/>
            <div class="kt-columns">
                <div class="kt-stack">{parts}</div>
                <div class="kt-stack kt-side">{what(&covenant)}</div>
            </div>
        };
        Ok(Page::new(title, body))
    })
}

/// What one signs for: the covenant, its text by hash, and what the signature is worth.
fn what(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let ends = covenant
        .term
        .ends
        .map_or_else(|| say!(l, covenants.open_end).to_owned(), day);
    let hash = covenant.hash().map(grouped).unwrap_or_default();
    let (title, starts) = (covenant.title.clone(), day(covenant.term.starts));
    view! {
        <section class="kt-panel" aria-labelledby="waarvoor">
            <SectionHead id="waarvoor" title=say!(l, covenants.sign_what) small=true/>
            <Facts>
                <Fact label=say!(l, covenants.one)>{title}</Fact>
                <Fact label=say!(l, covenants.from)>{starts}</Fact>
                <Fact label=say!(l, covenants.to)>{ends}</Fact>
                <Fact label=say!(l, covenants.hash)><code class="kt-hash">{hash}</code></Fact>
            </Facts>
            <LinkButton href=format!("/convenant/{}#artikelen", covenant.id)>{say!(l, covenants.read_text)}</LinkButton>
        </section>
        <p class="kt-note">{say!(l, covenants.honest)}</p>
    }
}

fn signing(covenant: &CovenantView, party: &PartyView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let refused = bridge::refused(SIGN);
    let fields = mandate_fields(refused.as_ref());
    let id = covenant.id.to_string();
    let hash = covenant.hash().unwrap_or_default().to_owned();
    let effect = if covenant.series.is_empty() {
        say!(l, covenants.sign_effect_none)
    } else {
        say!(l, covenants.sign_effect)
    };
    let title = say!(l, covenants.sign_for, name = party.organisation.name);
    view! {
        <section aria-labelledby="tekenen">
            <SectionHead id="tekenen" title/>
            <Problem refused=refused.clone()/>
            <p>{effect}</p>
            <Form action=SIGN class="kt-form">
                <Hidden field="id" value=id/>
                <Hidden field="hash" value=hash/>
                {fields}
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary icon="signed">{say!(l, covenants.sign_do)}</Button>
                </div>
            </Form>
        </section>
    }
}

/// What the signature block asks: all five, none of them a name of a person.
fn mandate_fields(refused: Option<&Refused>) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let text = |field: &'static str, label: &'static str, hint: Option<&'static str>| {
        view! {
            <TextField id=field name=field_name(field) label=label hint=hint.map(str::to_owned)
                value=form::value(refused, field, "") error=form::error(refused, field) required=true/>
        }
    };
    let function = Some(say!(l, covenants.function_hint));
    let capacity = Some(say!(l, covenants.capacity_hint));
    let body = Some(say!(l, covenants.body_hint));
    view! {
        {text("representative_function", say!(l, covenants.function), function)}
        {text("capacity", say!(l, covenants.capacity), capacity)}
        {text("deciding_body", say!(l, covenants.body), body)}
        <TextField id="decision_date" name=field_name("decision_date") kind="date"
            label=say!(l, covenants.decision) value=form::value(refused, "decision_date", "")
            error=form::error(refused, "decision_date") required=true/>
        {text("place", say!(l, covenants.place), None)}
    }
}

fn declining(covenant: &CovenantView, known: &Known) -> AnyView {
    let l = Locale::Nl;
    leaving(
        covenant,
        known,
        Leaving {
            operation: DECLINE,
            title: say!(l, covenants.decline),
            text: say!(l, covenants.decline_text),
            word: say!(l, covenants.decline_do),
        },
    )
}

fn withdrawing(covenant: &CovenantView, party: &PartyView, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let signed = party.signature.as_ref().map(|signature| {
        let text = say!(
            l,
            covenants.signed_text,
            day = day(local_date(signature.signed_at)),
            body = signature.deciding_body
        );
        view! { <Notice tone=Tone::Info>{text}</Notice> }
    });
    let form = leaving(
        covenant,
        known,
        Leaving {
            operation: WITHDRAW,
            title: say!(l, covenants.withdraw),
            text: say!(l, covenants.withdraw_effect),
            word: say!(l, covenants.withdraw_do),
        },
    );
    view! { {signed}{form} }.into_any()
}

/// What differs between staying out and withdrawing.
struct Leaving {
    operation: &'static str,
    title: &'static str,
    text: &'static str,
    word: &'static str,
}

fn leaving(covenant: &CovenantView, known: &Known, leaving: Leaving) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(leaving.operation);
    let id = covenant.id.to_string();
    let watch = form::watch("motivation", false, known);
    let Leaving {
        operation,
        title,
        text,
        word,
    } = leaving;
    let (value, error) = (
        form::value(refused.as_ref(), "motivation", ""),
        form::error(refused.as_ref(), "motivation"),
    );
    view! {
        <section aria-labelledby="weg">
            <SectionHead id="weg" title/>
            <Problem refused=refused.clone()/>
            <p>{text}</p>
            <Form action=operation class="kt-form">
                <Hidden field="id" value=id/>
                <TextArea id="motivation" name=field_name("motivation") label=say!(l, covenants.motivation)
                    hint=say!(l, covenants.motivation_hint).to_owned() rows=3
                    value error/>
                {watch}
                <GuardReason refused=refused.clone()/>
                <div class="kt-actions"><Button>{word}</Button></div>
            </Form>
        </section>
    }
    .into_any()
}

/// Nothing to sign here; a form that came back because of that still says so.
fn nothing(covenant: &CovenantView) -> AnyView {
    let l = Locale::Nl;
    let refused = [SIGN, DECLINE, WITHDRAW]
        .into_iter()
        .find_map(bridge::refused);
    let (title, text) = (
        say!(l, covenants.cannot_sign),
        say!(l, covenants.cannot_sign_text),
    );
    let href = format!("/convenant/{}", covenant.id);
    view! {
        <Problem refused/>
        <Empty id="niet" title text icon="signed">
            <LinkButton href>{say!(l, covenants.back)}</LinkButton>
        </Empty>
    }
    .into_any()
}
