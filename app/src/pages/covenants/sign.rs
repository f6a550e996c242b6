//! `/convenant/<id>/ondertekenen`: sign on a mandate, stay out, or withdraw. Works without script.

use domain::guard::Known;
use leptos::prelude::*;
use service::clock::local_date;
use service::covenants::{CovenantView, PartyView};

use super::term::grouped;
use super::{crumbs, done, id, load, reading, status};
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
        let leaves = covenant.may.withdraw && !covenant.may.sign;
        let title = if leaves {
            say!(l, covenants.withdraw)
        } else {
            say!(l, covenants.sign_title)
        };
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
                <div class="kt-stack kt-side">{what(&covenant, leaves)}</div>
            </div>
        };
        Ok(Page::new(title, body))
    })
}

/// What one signs for, or signed: the covenant, its text by hash, and what the signature is worth.
fn what(covenant: &CovenantView, signed: bool) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let ends = covenant
        .term
        .ends
        .map_or_else(|| say!(l, covenants.open_end).to_owned(), day);
    // Who signs has the text and its hash beside this.
    let hash = covenant.hash().filter(|_| signed).map(|hash| {
        let hash = grouped(hash);
        view! { <Fact label=say!(l, covenants.hash)><code class="kt-hash">{hash}</code></Fact> }
    });
    let text = signed.then(|| {
        let href = format!("/convenant/{}#artikelen", covenant.id);
        view! { <LinkButton href>{say!(l, covenants.read_text)}</LinkButton> }
    });
    let (name, starts) = (covenant.title.clone(), day(covenant.term.starts));
    let title = if signed {
        say!(l, covenants.signed_what)
    } else {
        say!(l, covenants.sign_what)
    };
    view! {
        <section class="kt-panel" aria-labelledby="waarvoor">
            <SectionHead id="waarvoor" title small=true/>
            <Facts>
                <Fact label=say!(l, covenants.one)>{name}</Fact>
                <Fact label=say!(l, covenants.from)>{starts}</Fact>
                <Fact label=say!(l, covenants.to)>{ends}</Fact>
                {hash}
            </Facts>
            {text}
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
    let read = reading::tick("read", say!(l, covenants.read).to_owned(), refused.as_ref());
    view! {
        <Problem refused=refused.clone()/>
        <div>{reading::text(covenant)}</div>
        <section aria-labelledby="tekenen">
            <SectionHead id="tekenen" title/>
            <p>{effect}</p>
            <Form action=SIGN class="kt-form">
                <Hidden field="id" value=id/>
                <Hidden field="hash" value=hash/>
                {fields}
                {read}
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
            text: view! { <p>{say!(l, covenants.decline_text)}</p> }.into_any(),
            sure: None,
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
            title: say!(l, covenants.withdraw_follows),
            text:
                view! { {done::shuts(covenant, party)}<p>{say!(l, covenants.withdraw_after)}</p> }
                    .into_any(),
            sure: Some(say!(l, covenants.sure, name = party.organisation.name)),
            word: say!(l, covenants.withdraw_do),
        },
    );
    view! { {signed}{form} }.into_any()
}

/// What differs between staying out and withdrawing.
struct Leaving {
    operation: &'static str,
    title: &'static str,
    text: AnyView,
    /// What the box says that has to be ticked first, if there is one.
    sure: Option<String>,
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
        sure,
        word,
    } = leaving;
    let sure = sure.map(|word| reading::tick("sure", word, refused.as_ref()));
    let (value, error) = (
        form::value(refused.as_ref(), "motivation", ""),
        form::error(refused.as_ref(), "motivation"),
    );
    view! {
        <section aria-labelledby="weg">
            <SectionHead id="weg" title/>
            <Problem refused=refused.clone()/>
            {text}
            <Form action=operation class="kt-form">
                <Hidden field="id" value=id/>
                <TextArea id="motivation" name=field_name("motivation") label=say!(l, covenants.motivation)
                    hint=say!(l, covenants.motivation_hint).to_owned() rows=3
                    value error after=watch/>
                <GuardReason refused=refused.clone()/>
                {sure}
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
