//! Proposing an item: something for the table, or a case by its reference.

use domain::calendar::weekday_day_month;
use domain::meetings::ItemKind;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::meetings::naming::{self, NoCase};
use service::meetings::read::Head;

use super::draft::{About, Now, fields, help};
use super::{crumbs, param, query, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem, error, minted, value};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Notice, SelectField, Tone};
use crate::words;

const OPERATION: &str = "/api/meetings/propose";

/// `/overleg/:id/voorstel`, with `?soort=casus` for a case.
pub fn propose() -> AnyView {
    let id = param("id");
    let asks_case = query("soort").is_some_and(|kind| kind == "casus");
    screen(Nav::Meetings, move |visit| async move {
        let ctx = &visit.ctx;
        let agenda = service::meetings::read(ctx, &id).await?;
        let head = agenda.head;
        let facts = Facts::of_series(head.series);
        if !ctx.may(Operation::ProposeItem, facts) {
            return Err(service::error::Error::NotAllowed.into());
        }
        let may_case = naming::may_bring_case(ctx, head.series).await?;
        let confidential = service::meetings::item::may_bring(ctx, head.series, Class::K2).await?;
        let known = service::meetings::item::known(ctx).await?;
        let table = naming::nameable(ctx, head.series).await?;
        let about = About {
            kind: if asks_case {
                ItemKind::Case
            } else {
                ItemKind::Policy
            },
            ceiling: if confidential { Class::K2 } else { Class::K1 },
            known: &known,
            table: &table,
        };
        let refused = bridge::refused(OPERATION);
        let fresh = ctx.new_id().to_string();
        let late = head.submission_due < ctx.today();
        let shown = match &may_case {
            _ if !agenda.rights.propose => {
                notice(say!(Locale::Nl, meetings.no_more_proposals).to_owned())
            }
            Err(why) if asks_case => no_case(&head, why),
            _ => form(refused.as_ref(), &head, &about, &fresh),
        };
        let body = frame(refused, &head, may_case.is_ok(), about.kind, late, shown);
        Ok::<_, AppError>(Page::new(say!(Locale::Nl, meetings.propose_title), body))
    })
}

fn notice(text: String) -> AnyView {
    view! { <Notice tone=Tone::Attention>{text}</Notice> }.into_any()
}

/// Why there is no form for a case, and where the other one is.
fn no_case(head: &Head, why: &NoCase) -> AnyView {
    let l = Locale::Nl;
    let text = match why {
        NoCase::NotYours => say!(l, meetings.no_case_role).to_owned(),
        NoCase::Shut(why) => {
            let why = words::live::reasons(why);
            say!(l, meetings.no_case_shut, why = why)
        }
    };
    let other = format!("/overleg/{}/voorstel", head.id);
    view! {
        {notice(text)}
        <p><a class="utrecht-link" href=other>{say!(l, meetings.no_case_other)}</a></p>
    }
    .into_any()
}

fn frame(
    refused: Option<Refused>,
    head: &Head,
    may_case: bool,
    kind: ItemKind,
    late: bool,
    form: AnyView,
) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, meetings.propose_title);
    let due = weekday_day_month(head.submission_due);
    let until = if late {
        say!(l, meetings.submit_late, day = due)
    } else {
        say!(l, meetings.submit_until, day = due)
    };
    let here = format!("/overleg/{}/voorstel", head.id);
    let current = |is: bool| is.then_some("page");
    let is_case = kind == ItemKind::Case;
    let choose = may_case.then(|| {
        view! {
            <nav class="kt-chips" aria-label=say!(l, meetings.what_kind)>
                <a class="kt-chip" href=here.clone() aria-current=current(!is_case)>{say!(l, meetings.kind_other)}</a>
                <a class="kt-chip" href=format!("{here}?soort=casus") aria-current=current(is_case)>{say!(l, meetings.kind_case)}</a>
            </nav>
        }
    });
    view! {
        <div class="kt-formgrid">
            <div>
                {crumbs(head, Some(title))}
                <Problem refused/>
                <h1 class="utrecht-heading-1">{title}</h1>
                <p class="kt-head__meta"><span>{say!(l, meetings.for_day, day = when::day(head.starts_at))}</span><span>{until}</span></p>
                {choose}
                {form}
            </div>
            {help()}
        </div>
    }
    .into_any()
}

fn form(refused: Option<&Refused>, head: &Head, about: &About<'_>, fresh: &str) -> AnyView {
    let l = Locale::Nl;
    let kind = if about.kind == ItemKind::Case {
        view! { <Hidden field="kind" value="case"/> }.into_any()
    } else {
        let kinds = service::meetings::propose::PROPOSABLE;
        let choices = kinds
            .into_iter()
            .filter(|kind| *kind != ItemKind::Case)
            .map(|kind| Choice {
                value: kind.word().to_owned(),
                word: words::meetings::kind(kind).to_owned(),
                ..Choice::default()
            })
            .collect();
        view! {
            <SelectField id="kind" name=field_name("kind") label=say!(l, meetings.kind_label) choices
                value=value(refused, "kind", "policy") error=error(refused, "kind")/>
        }
        .into_any()
    };
    let now = Now {
        class: Class::K1.word().to_owned(),
        ..Now::default()
    };
    let id = minted(refused, fresh);
    let meeting = head.id.to_string();
    let back = format!("/overleg/{meeting}");
    let fields = fields(refused, &now, about);
    view! {
        <Form action=OPERATION class="kt-form">
            <Hidden field="id" value=id/>
            <Hidden field="meeting" value=meeting/>
            {kind}
            {fields}
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, meetings.propose_submit)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}
