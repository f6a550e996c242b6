//! What happens to the item of somebody else, with the reason that its submitter reads: off an agenda
//! that everybody has read, or back from the proposals.

use leptos::prelude::*;

use super::{crumbs, keys, lines, param};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, value, watch};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Head, TextArea};

/// What differs between the two.
struct Verdict {
    operation: &'static str,
    title: &'static str,
    /// What follows from it.
    text: &'static str,
    /// What the button says.
    word: &'static str,
}

/// `/punt/:id/eraf`
pub fn take_off() -> AnyView {
    let l = Locale::Nl;
    page(Verdict {
        operation: "/api/meetings/take_off",
        title: say!(l, meetings.take_off_title),
        text: say!(l, meetings.take_off_text),
        word: say!(l, meetings.take_off_do),
    })
}

/// `/punt/:id/terug`
pub fn send_back() -> AnyView {
    let l = Locale::Nl;
    page(Verdict {
        operation: "/api/meetings/return",
        title: say!(l, meetings.return_title),
        text: say!(l, meetings.return_text),
        word: say!(l, meetings.return_do),
    })
}

fn page(verdict: Verdict) -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let view = service::meetings::item(&visit.ctx, &id).await?;
        // Who composes may do this; the bench refuses everybody else.
        service::meetings::compose(&visit.ctx, &view.head.id.to_string()).await?;
        let known = service::meetings::item::known(&visit.ctx).await?;
        let refused = bridge::refused(verdict.operation);
        let Verdict {
            operation,
            title,
            text,
            word,
        } = verdict;
        let subject = lines::title(&view.title, view.kind);
        let is_case = view.kind == domain::meetings::ItemKind::Case;
        let named = keys(view.id, view.version);
        let back = format!("/overleg/{}/opstellen", view.head.id);
        let why = view! {
                <TextArea id="why" name=field_name("why") label=say!(Locale::Nl, meetings.why_label) rows=3
                    value=value(refused.as_ref(), "why", "") error=error(refused.as_ref(), "why")
                    after=watch("why", is_case, &known)/>
        };
        let body = view! {
            {crumbs(&view.head, Some(title))}
            <Problem refused=refused.clone()/>
            <Head title meta=vec![subject.into_any(), view.organisation.clone().into_any()]/>
            <p>{text}</p>
            <Form action=operation class="kt-form">
                {named}
                {why}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{word}</Button>
                    <a class="utrecht-link" href=back>{say!(Locale::Nl, common.back)}</a>
                </div>
            </Form>
        };
        Ok::<_, AppError>(Page::new(title, body))
    })
}
