//! What guests brought in: first what waits longest, each one click from an answer.

use chrono::NaiveDate;
use domain::calendar::{day_month, days_late};
use domain::guard::Known;
use domain::meetings::ContributionState;
use domain::meetings::contribution::ANSWER_DAYS;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::guests::{ContributionList, ContributionView, PAGE};

use super::super::form::{Form, GuardReason, Hidden, watch};
use super::super::roadmaps::{Fold, Many, page_of, pager};
use super::super::{Nav, Page, screen};
use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Breadcrumbs, Button, ButtonKind, Crumb, Empty, Head, Status, TextArea, TextField, Tone,
};

/// The contributions of the series that the reader directs.
pub fn contributions() -> AnyView {
    let (done, page) = {
        let query = use_query_map();
        let query = query.read_untracked();
        let done = query.get("toon").as_deref() == Some("beantwoord");
        (done, page_of(query.get("blad")))
    };
    screen(Nav::Regie, move |visit| async move {
        let list = service::guests::contributions(&visit.ctx, done, page).await?;
        let title = say!(Locale::Nl, guests.list_title);
        Ok(Page::new(title, body(&visit, &list, done)))
    })
}

/// One contribution, for who comes from the cockpit.
pub fn contribution() -> AnyView {
    let id = use_params_map().read_untracked().get("id");
    screen(Nav::Regie, |visit| async move {
        let id = id.unwrap_or_default();
        let (row, known) = service::guests::contribution(&visit.ctx, &id).await?;
        let title = say!(Locale::Nl, guests.list_title);
        let trail = vec![
            Crumb {
                word: title.to_owned(),
                href: Some("/bijdragen".to_owned()),
            },
            Crumb {
                word: row.organisation.clone(),
                href: None,
            },
        ];
        let fresh = visit.ctx.new_id().to_string();
        let card = card(&row, &known, visit.ctx.today(), fresh);
        let body = view! {
            <Breadcrumbs label=say!(Locale::Nl, roadmaps.trail) trail/>
            <Head title/>
            {card}
        };
        Ok(Page::new(title, body))
    })
}

fn body(visit: &Visit, list: &ContributionList, done: bool) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let today = visit.ctx.today();
    let rows = if list.rows.is_empty() {
        empty(done)
    } else {
        let fresh = || visit.ctx.new_id().to_string();
        let one = |row| card(row, &list.known, today, fresh());
        list.rows.iter().map(one).collect_view().into_any()
    };
    let (path, total) = if done {
        ("/bijdragen?toon=beantwoord", list.answered)
    } else {
        ("/bijdragen", list.waiting)
    };
    let current = |this: bool| (this == done).then_some("page");
    view! {
        <Head title=say!(l, guests.list_title)/>
        <p>{say!(l, guests.list_lead)}</p>
        <nav class="kt-chips" aria-label=say!(l, guests.list_title)>
            <a class="kt-chip" href="/bijdragen" aria-current=current(false)>{say!(l, guests.waiting)}" "<b>{list.waiting}</b></a>
            <a class="kt-chip" href="/bijdragen?toon=beantwoord" aria-current=current(true)>{say!(l, guests.done)}" "<b>{list.answered}</b></a>
        </nav>
        <div class="kt-stack">{rows}</div>
        {pager(path, list.page, PAGE, total)}
    }
}

fn empty(done: bool) -> AnyView {
    let l = Locale::Nl;
    let (title, text) = if done {
        (
            say!(l, guests.empty_done_title),
            say!(l, guests.empty_done_text),
        )
    } else {
        (say!(l, guests.empty_title), say!(l, guests.empty_text))
    };
    view! { <Empty id="leeg" title text/> }.into_any()
}

fn card(
    row: &ContributionView,
    known: &Known,
    today: NaiveDate,
    fresh: String,
) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let id = format!("b-{}", row.id);
    let labelled_by = id.clone();
    let from = say!(
        l,
        guests.from_org,
        organisation = row.organisation,
        date = day_month(row.sent_on)
    );
    let rest = match &row.state {
        ContributionState::Answered { at, text, .. } => {
            let on = day_month(service::clock::local_date(*at));
            view! { <blockquote class="kt-answer"><p>{text.clone()}</p><footer>{on}</footer></blockquote> }
                .into_any()
        }
        ContributionState::Received { .. } => {
            view! { <div class="kt-actions">{answer(row, known)}{place(row, fresh)}</div> }
                .into_any()
        }
        ContributionState::OnAgenda { .. } => {
            view! { <div class="kt-actions">{answer(row, known)}</div> }.into_any()
        }
    };
    view! {
        <section class="kt-panel" aria-labelledby=labelled_by>
            <h2 class="utrecht-heading-3" id=id>{row.title.clone()}</h2>
            <p class="kt-head__meta"><span>{from}</span>{clock(row, today)}</p>
            <p>{row.body.clone()}</p>
            {rest}
        </section>
    }
}

/// Which day it is of the fourteen, and whether it stands on an agenda.
fn clock(row: &ContributionView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    if matches!(row.state, ContributionState::Answered { .. }) {
        return None;
    }
    let late = days_late(row.due, today);
    let day = (today - row.sent_on).num_days();
    let soon = u64::try_from(day).is_ok_and(|day| day + 4 > ANSWER_DAYS);
    let (tone, icon, word) = match late {
        0 if soon => (Tone::Attention, "wait", say!(l, guests.day_of, day = day)),
        0 => (Tone::Info, "wait", say!(l, guests.day_of, day = day)),
        1 => (Tone::Critical, "late", say!(l, guests.day_late).to_owned()),
        days => (
            Tone::Critical,
            "late",
            say!(l, guests.days_late, days = days),
        ),
    };
    let placed = matches!(row.state, ContributionState::OnAgenda { .. }).then(|| {
        view! { <span><Status tone=Tone::Info icon="calendar" word=say!(l, guests.on_agenda)/></span> }
    });
    Some(view! { <span><Status tone icon word/></span>{placed} })
}

fn answer(row: &ContributionView, known: &Known) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let id = row.id.to_string();
    let form = Many::new("/api/guests/answer_contribution", &id, format!("a-{id}"));
    let version = row.version.to_string();
    let field = form.id("text");
    let watch = watch(&field, false, known);
    view! {
        <Fold label=say!(l, guests.answer) open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <TextArea id=field name=field_name("text") label=say!(l, guests.answer_label)
                    hint=say!(l, guests.answer_hint).to_owned() value=form.value("text", "")
                    error=form.error("text") rows=4 after=watch/>
                <GuardReason refused=form.refused.clone()/>
                <div><Button kind=ButtonKind::Primary>{say!(l, guests.answer_save)}</Button></div>
            </Form>
        </Fold>
    }
}

fn place(row: &ContributionView, fresh: String) -> AnyView {
    let l = Locale::Nl;
    let Some(next) = row.next else {
        return view! { <p class="kt-note">{say!(l, guests.place_none)}</p> }.into_any();
    };
    let id = row.id.to_string();
    let form = Many::new("/api/guests/place_contribution", &id, format!("p-{id}"));
    let version = row.version.to_string();
    view! {
        <Fold label=say!(l, guests.place) open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <Hidden field="item" value=fresh/>
                <TextField id=form.id("minutes") name=field_name("minutes") label=say!(l, guests.place_label)
                    hint=say!(l, guests.place_hint, date = day_month(next)) value=form.value("minutes", "10")
                    error=form.error("minutes") inputmode="numeric" short=true/>
                <div><Button compact=true>{say!(l, guests.place_save)}</Button></div>
            </Form>
        </Fold>
    }
    .into_any()
}
