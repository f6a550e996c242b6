//! Calling a meeting off, with the reason that everybody reads.

use leptos::prelude::*;

use super::{crumbs, keys, param, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, value, watch};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Head, TextArea};

const OPERATION: &str = "/api/meetings/cancel";

/// `/overleg/:id/annuleren`
pub fn cancel() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let agenda = service::meetings::read(&visit.ctx, &id).await?;
        let refused = bridge::refused(OPERATION);
        if !(agenda.rights.cancel || refused.is_some()) {
            return Err(service::error::Error::NotAllowed.into());
        }
        let known = service::meetings::item::known(&visit.ctx).await?;
        let head = agenda.head;
        let title = say!(l, meetings.cancel_title);
        let named = keys(head.id, head.version);
        let back = format!("/overleg/{}", head.id);
        let why = view! {
                <TextArea id="why" name=field_name("why") label=say!(l, meetings.why_label) rows=3
                    value=value(refused.as_ref(), "why", "") error=error(refused.as_ref(), "why")
                    after=watch("why", false, &known)/>
        };
        let body = view! {
            {crumbs(&head, Some(title))}
            <Problem refused=refused.clone()/>
            <Head title meta=vec![when::long(head.starts_at).into_any()]/>
            <p>{say!(l, meetings.cancel_text)}</p>
            <Form action=OPERATION class="kt-form">
                {named}
                {why}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, meetings.cancel_do)}</Button>
                    <a class="utrecht-link" href=back>{say!(l, common.back)}</a>
                </div>
            </Form>
        };
        Ok::<_, AppError>(Page::new(title, body))
    })
}
