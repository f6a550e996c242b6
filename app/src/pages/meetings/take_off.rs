//! Taking an item off an agenda that everybody has read: with the reason that the submitter reads.

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

const OPERATION: &str = "/api/meetings/take_off";

/// `/punt/:id/eraf`
pub fn take_off() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let view = service::meetings::item(&visit.ctx, &id).await?;
        // Who composes may take it off; the bench refuses everybody else.
        service::meetings::compose(&visit.ctx, &view.head.id.to_string()).await?;
        let known = service::meetings::item::known(&visit.ctx).await?;
        let refused = bridge::refused(OPERATION);
        let title = say!(l, meetings.take_off_title);
        let subject = lines::title(&view.title, view.kind);
        let is_case = view.kind == domain::meetings::ItemKind::Case;
        let named = keys(view.id, view.version);
        let back = format!("/overleg/{}/opstellen", view.head.id);
        let why = view! {
                <TextArea id="why" name=field_name("why") label=say!(l, meetings.why_label) rows=3
                    value=value(refused.as_ref(), "why", "") error=error(refused.as_ref(), "why")
                    after=watch("why", is_case, &known)/>
        };
        let body = view! {
            {crumbs(&view.head, Some(title))}
            <Problem refused=refused.clone()/>
            <Head title meta=vec![subject.into_any(), view.organisation.clone().into_any()]/>
            <p>{say!(l, meetings.take_off_text)}</p>
            <Form action=OPERATION class="kt-form">
                {named}
                {why}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, meetings.take_off_do)}</Button>
                    <a class="utrecht-link" href=back>{say!(l, common.back)}</a>
                </div>
            </Form>
        };
        Ok::<_, AppError>(Page::new(title, body))
    })
}
