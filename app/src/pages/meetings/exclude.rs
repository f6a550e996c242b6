//! `/punt/:id/uitsluiten`: who may never see an item, and who tried.

use leptos::prelude::*;
use service::meetings::{Excluded, Exclusions, Hit};

use super::{param, when};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, hidden, value};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Breadcrumbs, Button, ButtonKind, Choice, Crumb, Head, Panel, SectionHead, SelectField, TextArea,
};

const EXCLUDE: &str = "/api/meetings/exclude";
const LIFT: &str = "/api/meetings/lift_exclusion";

/// The page.
pub fn exclusions() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::meetings::exclusions(&visit.ctx, &id).await?;
        let title = say!(l, meetings.exclude_title);
        let crumb = |word: &str, href: Option<String>| Crumb {
            word: word.to_owned(),
            href,
        };
        let trail = vec![
            crumb(say!(l, common.nav_meetings), Some("/overleg".to_owned())),
            crumb(
                say!(l, meetings.item_title),
                Some(format!("/punt/{}", view.item)),
            ),
            crumb(title, None),
        ];
        let (list, hits, form) = (list(&view), hits(&view.hits), form(&view));
        let body = view! {
            <Breadcrumbs label=say!(l, meetings.crumbs) trail/>
            <Head title/>
            <p>{say!(l, meetings.exclude_lead)}</p>
            <div class="kt-stack">{list}{form}{hits}</div>
        };
        Ok(Page::new(title, body))
    })
}

fn list(view: &Exclusions) -> AnyView {
    let l = Locale::Nl;
    let list = if view.excluded.is_empty() {
        view! { <p>{say!(l, meetings.exclude_none)}</p> }.into_any()
    } else {
        let lines = view
            .excluded
            .iter()
            .map(|excluded| line(&view.item.to_string(), excluded))
            .collect_view();
        view! { <ul class="kt-rights">{lines}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="uitgesloten">
            <SectionHead id="uitgesloten" title=say!(l, meetings.exclude_list)/>
            {list}
        </section>
    }
    .into_any()
}

fn line(item: &str, excluded: &Excluded) -> AnyView {
    let l = Locale::Nl;
    let subject = excluded.subject.to_string();
    let refused = bridge::refused(LIFT);
    let refused = refused.filter(|refused| refused.value("subject") == Some(subject.as_str()));
    let open = refused.is_some();
    let back = refused.as_ref();
    let fields = view! {
        {hidden([("id", item.to_owned()), ("subject", subject.clone())])}
        <TextArea id=field_id("why", &subject) name=field_name("why") rows=2 label=say!(l, meetings.lift_why)
            value=value(back, "why", "") error=error(back, "why")/>
    }
    .into_any();
    let because = match &excluded.why {
        Some(why) if why.is_empty() => None,
        Some(why) => Some(say!(l, meetings.exclude_because, why = why)),
        None => Some(say!(l, people.proposal_why_hidden).to_owned()),
    };
    let because = because.map(|why| view! { <span class="kt-sub">{why}</span> });
    let about = say!(l, meetings.lift_about, name = excluded.name.clone());
    view! {
        <li>
            <p><b>{excluded.name.clone()}</b>{because}</p>
            <details class="kt-details" open=open>
                <summary>
                    <span aria-hidden="true">{say!(l, meetings.lift_title)}</span>
                    <span class="kt-visually-hidden">{about}</span>
                </summary>
                <Problem refused=refused.clone() suffix=subject/>
                <Form action=LIFT class="kt-form">
                    {fields}
                    <GuardReason refused/>
                    <div class="kt-actions"><Button>{say!(l, meetings.lift_do)}</Button></div>
                </Form>
            </details>
        </li>
    }
    .into_any()
}

fn form(view: &Exclusions) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(EXCLUDE);
    let back = refused.as_ref();
    let choice = |value: String, word: String| Choice {
        value,
        word,
        explanation: String::new(),
    };
    let mut choices = vec![choice(
        String::new(),
        say!(l, meetings.exclude_choose).to_owned(),
    )];
    choices.extend(view.organisations.iter().map(|(id, name)| {
        let word = say!(l, meetings.exclude_organisation, name = name.clone());
        choice(id.to_string(), word)
    }));
    choices.extend(view.people.iter().map(|(id, name)| {
        let word = say!(l, meetings.exclude_person, name = name.clone());
        choice(id.to_string(), word)
    }));
    let fields = view! {
        {hidden([("id", view.item.to_string())])}
        <SelectField id="subject" name=field_name("subject") label=say!(l, meetings.exclude_label)
            choices value=value(back, "subject", "") error=error(back, "subject")/>
        <TextArea id="why" name=field_name("why") rows=2 label=say!(l, meetings.exclude_why)
            hint=say!(l, meetings.exclude_why_hint).to_owned()
            value=value(back, "why", "") error=error(back, "why")/>
    }
    .into_any();
    view! {
        <Panel labelled_by="uitsluiten">
            <SectionHead id="uitsluiten" title=say!(l, meetings.exclude_form) small=true/>
            <Problem refused=refused.clone()/>
            <Form action=EXCLUDE class="kt-form">
                {fields}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, meetings.exclude_do)}</Button>
                </div>
            </Form>
        </Panel>
    }
    .into_any()
}

fn hits(hits: &[Hit]) -> AnyView {
    let l = Locale::Nl;
    let list = if hits.is_empty() {
        view! { <p>{say!(l, meetings.hits_none)}</p> }.into_any()
    } else {
        let lines = hits.iter().map(|hit| view! { <li>{attempt(hit)}</li> });
        view! { <ul>{lines.collect_view()}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="pogingen">
            <SectionHead id="pogingen" title=say!(l, meetings.hits_title)/>
            {list}
        </section>
    }
    .into_any()
}

/// Who tried, and when.
pub(in crate::pages) fn attempt(hit: &Hit) -> String {
    let who = format!("{}, {}", hit.function, hit.organisation);
    say!(
        Locale::Nl,
        meetings.hits_line,
        who = who,
        day = when::day(hit.at),
        time = when::time(hit.at)
    )
}
