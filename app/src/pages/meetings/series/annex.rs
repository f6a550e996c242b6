//! The annex of the covenant for this table: putting one in force, and ending it.

use domain::covenants::AnnexStanding;
use domain::guard::Known;
use leptos::prelude::*;
use service::error::Error;
use service::meetings::cases::{Annex, AnnexForm};
use service::meetings::series::Sheet;

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{
    Form, GuardReason, Problem, Tick, error, hidden, minted, ticks, value, watch,
};
use crate::pages::meetings::param;
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Head, LinkButton, Notice, TextArea, TextField, Tone};

const PUT: &str = "/api/meetings/put_annex";
const END: &str = "/api/meetings/end_annex";

/// `/overleg/reeks/:id/bijlage`
pub fn put() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let ctx = &visit.ctx;
        let found = service::meetings::cases::annex_form(ctx, &id).await?;
        let known = service::meetings::item::known(ctx).await?;
        let refused = bridge::refused(PUT);
        let fresh = minted(refused.as_ref(), &ctx.new_id().to_string());
        let title = say!(l, cases.put_title);
        let main = if found.parties.is_empty() {
            none()
        } else {
            form(
                refused.as_ref(),
                &found,
                (fresh, ctx.today().to_string()),
                &known,
            )
        };
        let body = view! {
            {crumbs(&found.sheet, title)}
            <Problem refused/>
            <Head title/>
            {main}
        };
        Ok(Page::new(title, body))
    })
}

/// A series without a covenant has nothing to put an annex to.
fn none() -> AnyView {
    let l = Locale::Nl;
    view! {
        <Notice tone=Tone::Attention>{say!(l, cases.put_no_covenant)}</Notice>
        <div class="kt-actions">
            <LinkButton href="/convenant/nieuw" kind=ButtonKind::Primary>
                {say!(l, cases.annex_no_covenant_do)}
            </LinkButton>
        </div>
    }
    .into_any()
}

fn form(
    refused: Option<&Refused>,
    found: &AnnexForm,
    (fresh, today): (String, String),
    known: &Known,
) -> AnyView {
    let l = Locale::Nl;
    let boxes = found.parties.iter().map(|party| {
        let name = party.organisation.name.clone();
        let unsigned = (!party.signed).then(|| {
            view! { ", "<span class="kt-note">{say!(l, cases.partner_unsigned)}</span> }
        });
        Tick {
            value: party.organisation.id.to_string(),
            label: view! { <b>{name}</b>{unsigned} }.into_any(),
            ticked: party.partner,
        }
    });
    let legend = (say!(l, cases.partners_label), say!(l, cases.partners_hint));
    let partners = ticks(refused, "partners", legend, boxes);
    let sheet = &found.sheet;
    let keys = hidden([
        ("id", fresh),
        ("series", sheet.id.to_string()),
        ("version", sheet.version.to_string()),
    ]);
    let back = format!("/overleg/reeks/{}", sheet.id);
    let it = refused;
    let texts = view! {
        <TextArea id="purpose" name=field_name("purpose") rows=3 label=say!(l, cases.purpose_label)
            value=value(it, "purpose", &found.purpose) error=error(it, "purpose")
            after=watch("purpose", false, known)/>
        <TextArea id="information" name=field_name("information") rows=4
            label=say!(l, cases.information_label) hint=say!(l, cases.information_hint).to_owned()
            value=value(it, "information", &found.information) error=error(it, "information")
            after=watch("information", false, known)/>
        <TextField id="from" name=field_name("from") label=say!(l, cases.from_label) kind="date"
            value=value(it, "from", &today) error=error(it, "from")/>
        <TextField id="to" name=field_name("to") label=say!(l, cases.to_label) kind="date"
            hint=say!(l, cases.to_hint).to_owned() value=value(it, "to", "") error=error(it, "to")/>
    };
    let refused = refused.cloned();
    view! {
        <p>{say!(l, cases.put_lead)}</p>
        <p>{say!(l, cases.put_replaces)}</p>
        <Form action=PUT class="kt-form">
            {keys}
            {partners}
            {texts}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, cases.put_save)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// `/overleg/reeks/:id/bijlage/:annex/einde`
pub fn end() -> AnyView {
    let (id, annex) = (param("id"), param("annex"));
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let ctx = &visit.ctx;
        let sheet = service::meetings::series::sheet(ctx, &id).await?;
        let cases = service::meetings::cases::cases(ctx, &id).await?;
        let Some(cases) = cases.filter(|cases| cases.may_decide) else {
            return Err(Error::NotAllowed.into());
        };
        let found = cases.annexes.iter().find(|it| it.id.to_string() == annex);
        let found = found.ok_or(Error::NotFound)?;
        let known = service::meetings::item::known(ctx).await?;
        let refused = bridge::refused(END);
        let title = say!(l, cases.end_title);
        let main = if found.standing.end().is_ok() {
            ending(refused.as_ref(), &sheet, found, &known)
        } else {
            let back = format!("/overleg/reeks/{}", sheet.id);
            view! {
                <Notice tone=Tone::Info>{say!(l, cases.end_none)}</Notice>
                <div class="kt-actions"><LinkButton href=back>{say!(l, common.back)}</LinkButton></div>
            }
            .into_any()
        };
        let body = view! {
            {crumbs(&sheet, title)}
            <Problem refused/>
            <Head title/>
            {main}
        };
        Ok(Page::new(title, body))
    })
}

fn ending(refused: Option<&Refused>, sheet: &Sheet, annex: &Annex, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let lead = if annex.standing == AnnexStanding::Ahead {
        say!(l, cases.end_lead_ahead)
    } else {
        say!(l, cases.end_lead)
    };
    let keys = hidden([
        ("id", annex.id.to_string()),
        ("series", sheet.id.to_string()),
        ("version", sheet.version.to_string()),
    ]);
    let back = format!("/overleg/reeks/{}", sheet.id);
    let field = view! {
        <TextArea id="why" name=field_name("why") rows=3 label=say!(l, cases.end_label)
            value=value(refused, "why", "") error=error(refused, "why")
            after=watch("why", false, known)/>
    };
    let refused = refused.cloned();
    view! {
        <p>{lead}</p>
        <Form action=END class="kt-form">
            {keys}
            {field}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, cases.end_save)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}
