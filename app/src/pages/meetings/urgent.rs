//! Calling an urgent meeting together: when, where, and why it cannot wait.

use leptos::prelude::*;
use service::meetings::planning::Planning;

use super::{query, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Hidden, Problem, error, minted, value, watch};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Breadcrumbs, Button, ButtonKind, Crumb, Head, TextArea, TextField};

const OPERATION: &str = "/api/meetings/call_urgent";

/// `/overleg/spoed?serie=…`
pub fn urgent() -> AnyView {
    let series = query("serie").unwrap_or_default();
    screen(Nav::Meetings, move |visit| async move {
        let today = visit.ctx.today();
        let planning = service::meetings::planning(&visit.ctx, &series, Some(today)).await?;
        let known = service::meetings::item::known(&visit.ctx).await?;
        let title = say!(Locale::Nl, meetings.urgent_title);
        Ok::<_, AppError>(Page::new(title, body(&planning, &known)))
    })
}

fn body(planning: &Planning, known: &domain::guard::Known) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, meetings.urgent_title);
    let (name, series) = (planning.name.clone(), planning.series.to_string());
    let back = format!("/overleg?serie={}", planning.series);
    let trail = vec![
        Crumb {
            word: name.clone(),
            href: Some(back.clone()),
        },
        Crumb {
            word: title.to_owned(),
            href: None,
        },
    ];
    let refused = bridge::refused(OPERATION);
    let refused = refused.as_ref();
    let id = minted(refused, &planning.fresh.to_string());
    let field = |id: &'static str, label, kind, hint: Option<String>, now: &str| {
        view! {
            <TextField id name=field_name(id) label kind hint value=value(refused, id, now)
                error=error(refused, id)/>
        }
        .into_any()
    };
    let time = when::bare(planning.starts).replace('.', ":");
    let hint = say!(l, meetings.urgent_day_hint).to_owned();
    let fields = vec![
        field(
            "date",
            say!(l, meetings.day_label),
            "date",
            Some(hint),
            &planning.date.to_string(),
        ),
        field("time", say!(l, meetings.time_label), "time", None, &time),
        field(
            "length",
            say!(l, meetings.length_label),
            "text",
            None,
            &planning.length.to_string(),
        ),
        field(
            "room",
            say!(l, meetings.room_label),
            "text",
            None,
            &planning.room,
        ),
    ];
    let hint = say!(l, meetings.urgent_why_hint).to_owned();
    let why = view! {
        <TextArea id="why" name=field_name("why") label=say!(l, meetings.urgent_why) rows=3
            hint value=value(refused, "why", "") error=error(refused, "why")
            after=watch("why", false, known)/>
    };
    let told = refused.cloned();
    let reason = refused.cloned();
    view! {
        <Breadcrumbs label=say!(l, meetings.crumbs) trail/>
        <Problem refused=told/>
        <Head title meta=vec![name.into_any()]/>
        <p>{say!(l, meetings.urgent_lead)}</p>
        <Form action=OPERATION class="kt-form">
            <Hidden field="id" value=id/>
            <Hidden field="series" value=series/>
            {why}
            {fields}
            <GuardReason refused=reason/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, meetings.urgent_call)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}
