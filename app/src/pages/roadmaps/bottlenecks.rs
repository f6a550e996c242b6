//! The list of bottlenecks, and naming one.

use domain::roadmaps::BottleneckCategory;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::roadmaps::{BottleneckList, PAGE};

use super::super::form::{self, Form, GuardReason, Hidden, Problem};
use super::super::{Nav, Page, screen};
use super::bottleneck::card;
use super::parts::{page_of, pager};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Empty, Head, Panel, SectionHead, SelectField, TextArea, TextField,
};
use crate::words::roadmaps as words;

const RAISE: &str = "/api/roadmaps/raise_bottleneck";

/// What is in the way, and what was.
pub fn bottlenecks() -> AnyView {
    let query = use_query_map();
    let (page, step) = {
        let query = query.read_untracked();
        (page_of(query.get("blad")), query.get("stap"))
    };
    screen(Nav::Roadmaps, move |visit| async move {
        let list = service::roadmaps::bottlenecks(&visit.ctx, page).await?;
        let title = say!(Locale::Nl, roadmaps.bottlenecks);
        let step = step.unwrap_or_default();
        Ok(Page::new(title, body(&visit, &list, &step)))
    })
}

fn body(visit: &Visit, list: &BottleneckList, step: &str) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let today = visit.ctx.today();
    let count = say!(l, roadmaps.bottlenecks_open, count = list.open);
    let rows = if list.rows.is_empty() {
        view! {
            <Empty id="leeg" title=say!(l, roadmaps.bottlenecks_empty_title)
                text=say!(l, roadmaps.bottlenecks_empty_text)/>
        }
        .into_any()
    } else {
        list.rows
            .iter()
            .map(|row| card(row, list, today))
            .collect_view()
            .into_any()
    };
    let raise = list
        .may_raise
        .then(|| raise(list, step, visit.ctx.new_id().to_string()));
    view! {
        <Head title=say!(l, roadmaps.bottlenecks) meta=vec![count.into_any()]/>
        <p>{say!(l, roadmaps.bottlenecks_lead)}</p>
        <div class="kt-columns kt-columns--wide">
            <div class="kt-stack">
                {rows}
                {pager("/knelpunten", list.page, PAGE, list.total)}
            </div>
            <div class="kt-stack kt-side">{raise}</div>
        </div>
    }
}

fn raise(list: &BottleneckList, step: &str, id: String) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let refused = bridge::refused(RAISE);
    let back = refused.as_ref();
    let id = form::minted(back, &id);
    let fields = fields(list, step, back);
    view! {
        <Panel labelled_by="aangeven">
            <SectionHead id="aangeven" title=say!(l, roadmaps.raise) small=true/>
            <Form action=RAISE class="kt-inlineform">
                <Problem refused=refused.clone()/>
                <Hidden field="id" value=id/>
                {fields}
                <GuardReason refused=refused.clone()/>
                <div><Button kind=ButtonKind::Primary>{say!(l, roadmaps.raise_save)}</Button></div>
            </Form>
        </Panel>
    }
}

fn fields(list: &BottleneckList, step: &str, back: Option<&Refused>) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let categories = BottleneckCategory::ALL.map(|category| Choice {
        value: category.word().to_owned(),
        word: words::category(category).to_owned(),
        ..Choice::default()
    });
    let mut steps = vec![Choice {
        word: say!(l, roadmaps.raise_step_none).to_owned(),
        ..Choice::default()
    }];
    steps.extend(list.steps.iter().map(|(id, word)| Choice {
        value: id.to_string(),
        word: word.clone(),
        ..Choice::default()
    }));
    view! {
        <TextField id="title" name=field_name("title") label=say!(l, roadmaps.raise_title)
            hint=say!(l, roadmaps.raise_title_hint).to_owned() value=form::value(back, "title", "")
            error=form::error(back, "title") maxlength=120 after=form::watch("title", false, &list.known)/>
        <TextArea id="detail" name=field_name("detail") label=say!(l, roadmaps.raise_detail)
            hint=say!(l, roadmaps.raise_detail_hint).to_owned() value=form::value(back, "detail", "")
            error=form::error(back, "detail") rows=3 after=form::watch("detail", false, &list.known)/>
        <SelectField id="category" name=field_name("category") label=say!(l, roadmaps.raise_category)
            choices=categories.into() value=form::value(back, "category", "signalling")
            error=form::error(back, "category")/>
        <SelectField id="step" name=field_name("step") label=say!(l, roadmaps.raise_step)
            choices=steps value=form::value(back, "step", step) error=form::error(back, "step")/>
    }
}
