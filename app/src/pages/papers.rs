//! `/punt/:id/stukken`: the papers of an item, for who attaches them and takes them away; and the list of
//! them on the page of the item.

use domain::papers::PaperKind;
use domain::people::Class;
use leptos::prelude::*;
use service::papers::{PaperLine, PapersPage};

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::covenants::reading::tick;
use crate::pages::form::{Form, GuardReason, Problem, error, hidden, minted, value, watch};
use crate::pages::meetings::{item_title, param, when};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Breadcrumbs, Button, ButtonKind, ClassBadge, Crumb, FileField, Head, Notice, Panel,
    SectionHead, TextField, Tone,
};
use crate::words;

/// What the form is called; its file goes to a door of `server`.
pub const ATTACH: &str = "/api/papers/attach";
/// The field of the file.
pub const FILE: &str = "file";
const REMOVE: &str = "/api/papers/remove";

/// The page.
pub fn papers() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::papers::papers(&visit.ctx, &id).await?;
        let known = service::meetings::item::known(&visit.ctx).await?;
        let title = say!(l, papers.title);
        let crumb = |word: &str, href: Option<String>| Crumb {
            word: word.to_owned(),
            href,
        };
        let trail = vec![
            crumb(say!(l, common.nav_meetings), Some("/overleg".to_owned())),
            crumb(
                say!(l, papers.crumb_item),
                Some(format!("/punt/{}", view.item)),
            ),
            crumb(title, None),
        ];
        let name = item_title(&view.title, view.kind);
        let lead = say!(l, papers.lead, title = name);
        let class = say!(l, papers.class_text, class = class(view.class));
        let published = view.published.then(|| {
            view! { <Notice tone=Tone::Info>{say!(l, papers.published_note)}</Notice> }
        });
        let (list, form) = (changing(&view.papers), form(&view, &known));
        let body = view! {
            <Breadcrumbs label=say!(l, papers.crumbs) trail/>
            <Head title/>
            <p class="kt-lead">{lead}</p>
            <p>{class}</p>
            {published}
            <div class="kt-stack">{list}{form}</div>
        };
        Ok(Page::new(title, body))
    })
}

fn class(class: Class) -> String {
    format!("{} {}", words::people::code(class), words::class(class))
}

/// The papers with a way to take each away.
fn changing(papers: &[PaperLine]) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(REMOVE);
    let lines: Vec<_> = papers
        .iter()
        .map(|paper| {
            let away = paper.removed_at.is_none().then(|| away(paper));
            view! { <li>{line(paper)}{away}</li> }
        })
        .collect();
    let list = if lines.is_empty() {
        view! { <p>{say!(l, papers.none)}</p> }.into_any()
    } else {
        view! { <ul class="kt-papers">{lines}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="stukken">
            <SectionHead id="stukken" title=say!(l, papers.title)/>
            <Problem refused/>
            {list}
        </section>
    }
    .into_any()
}

fn away(paper: &PaperLine) -> AnyView {
    let l = Locale::Nl;
    let about = say!(l, papers.remove_about, number = paper.number);
    let id = hidden([("id", paper.id.to_string())]);
    view! {
        <details class="kt-details">
            <summary>
                <span aria-hidden="true">{say!(l, papers.remove)}</span>
                <span class="kt-visually-hidden">{about}</span>
            </summary>
            <p>{say!(l, papers.remove_text)}</p>
            <Form action=REMOVE>
                {id}
                <div class="kt-actions"><Button>{say!(l, papers.remove_do)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}

/// One paper: what it is called as a way to open it, what it is, and whose.
fn line(paper: &PaperLine) -> AnyView {
    let l = Locale::Nl;
    let title = paper.title.clone();
    let facts = say!(
        l,
        papers.line,
        kind = words::papers::kind(paper.kind),
        size = words::papers::size(paper.size)
    );
    let by = (!paper.organisation.is_empty()).then(|| {
        let day = when::day(paper.at);
        let by = say!(l, papers.by, organisation = paper.organisation, day = day);
        view! { <span>{by}</span> }
    });
    let number = paper.number;
    match paper.removed_at {
        Some(at) => {
            let gone = say!(l, papers.removed, day = when::day(at));
            view! {
                <p class="kt-paper__title">{number}". "{title}</p>
                <p class="kt-paper__meta"><span>{gone}</span></p>
            }
            .into_any()
        }
        None => view! {
            <p class="kt-paper__title">
                {number}". "<a class="utrecht-link" href=format!("/stuk/{}", paper.id) download="">{title}</a>
            </p>
            <p class="kt-paper__meta"><span>{facts}</span>{by}</p>
        }
        .into_any(),
    }
}

/// The papers on the page of their item; nothing where there are none and none can be attached.
pub(super) fn on_item(item: &str, papers: &[PaperLine], changes: bool) -> Option<AnyView> {
    let l = Locale::Nl;
    if papers.is_empty() && !changes {
        return None;
    }
    let lines: Vec<_> = papers
        .iter()
        .map(|paper| view! { <li>{line(paper)}</li> })
        .collect();
    let list = if lines.is_empty() {
        view! { <p class="kt-note">{say!(l, papers.none)}</p> }.into_any()
    } else {
        view! { <ul class="kt-papers">{lines}</ul> }.into_any()
    };
    let change = changes.then(|| {
        let href = format!("/punt/{item}/stukken");
        view! { <p class="kt-noprint"><a class="utrecht-link" href=href>{say!(l, papers.link)}</a></p> }
    });
    Some(
        view! {
            <section aria-labelledby="stukken">
                <SectionHead id="stukken" title=say!(l, papers.title)/>
                {list}
                {change}
            </section>
        }
        .into_any(),
    )
}

fn form(view: &PapersPage, known: &domain::guard::Known) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(ATTACH);
    let back = refused.as_ref();
    let kinds = PaperKind::ALL.map(|kind| format!(".{}", kind.word()));
    let accept = format!("{},.jpeg", kinds.join(","));
    let again = back.map(|_| view! { <p><b>{say!(l, papers.again)}</b></p> });
    let guarded = watch("title", view.class == Class::K3, known);
    let fields = view! {
        {hidden([("id", minted(back, &view.fresh.to_string())), ("item", view.item.to_string())])}
        <TextField id="title" name=field_name("title") label=say!(l, papers.title_label)
            hint=say!(l, papers.title_hint).to_owned() maxlength=120
            value=value(back, "title", "") error=error(back, "title") after=guarded/>
        {again}
        <FileField id="file" name=FILE label=say!(l, papers.file_label) accept
            hint=say!(l, papers.file_hint).to_owned() error=file_error(back)/>
        {tick("checked", say!(l, papers.checked_label).to_owned(), back)}
    }
    .into_any();
    let action = format!("/punt/{}/stukken", view.item);
    let badge = view! { <ClassBadge code=words::people::code(view.class) word=words::class(view.class) lock=view.class == Class::K3/> };
    view! {
        <Panel labelled_by="toevoegen">
            <SectionHead id="toevoegen" title=say!(l, papers.form) small=true/>
            <p>{badge}</p>
            <Problem refused=refused.clone()/>
            <form method="post" action=action enctype="multipart/form-data" class="kt-form" novalidate>
                <input type="hidden" name="page" value=bridge::here()/>
                {fields}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, papers.attach)}</Button>
                </div>
            </form>
        </Panel>
    }
    .into_any()
}

/// All that is wrong with the file: what was found in it, and where.
fn file_error(refused: Option<&Refused>) -> Option<String> {
    let faults = refused?.error.faults().iter();
    let faults = faults.filter(|fault| fault.field == FILE);
    let lines: Vec<String> = faults
        .map(|fault| words::fault(&fault.code, bridge::is_guest()))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
