//! `/overleg/:id/verslag/versies`: every version of what the minutes say, and what differs between two.

use domain::meetings::Piece;
use leptos::prelude::*;
use service::meetings::{Compared, ItemVersions, Revision, Versions};

use super::super::{crumbs, keys, param, query, status, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem};
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Button, ButtonKind, Head, LinkButton, Panel, SectionHead};
use crate::words;

const RESTORE: &str = "/api/meetings/restore_revision";

/// The page.
pub fn versions() -> AnyView {
    let id = param("id");
    let item = query("punt");
    let number = |name: &str| query(name).and_then(|typed| typed.parse::<i32>().ok());
    let pair = number("van").zip(number("naar"));
    screen(Nav::Meetings, move |visit| async move {
        let asked = item.as_deref().zip(pair);
        let asked = asked.map(|(item, (from, to))| (item, from, to));
        let view = service::meetings::versions(&visit.ctx, &id, asked).await?;
        bridge::no_store();
        let title = say!(Locale::Nl, minutes.versions_title);
        Ok::<_, AppError>(Page::new(title, body(&view)))
    })
}

fn body(view: &Versions) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, minutes.versions_title);
    let meta = vec![
        status(words::minutes::state(&view.minutes)),
        when::day(view.head.starts_at).into_any(),
    ];
    let back = format!("/overleg/{}/verslag", view.head.id);
    let items = view.items.iter().map(|item| one(view, item)).collect_view();
    view! {
        {crumbs(&view.head, Some(title))}
        <Problem refused=bridge::refused(RESTORE)/>
        <Head title meta/>
        <p>{say!(l, minutes.versions_lead)}</p>
        {view.compared.as_ref().map(compared)}
        {items}
        <div class="kt-actions"><LinkButton href=back>{say!(l, minutes.back)}</LinkButton></div>
    }
    .into_any()
}

fn compared(found: &Compared) -> AnyView {
    let l = Locale::Nl;
    let title = say!(
        l,
        minutes.compare_title,
        title = found.title,
        from = found.from,
        to = found.to
    );
    let same = found
        .pieces
        .iter()
        .all(|piece| matches!(piece, Piece::Same(_)));
    let text = if same {
        view! { <p>{say!(l, minutes.compare_same)}</p> }.into_any()
    } else {
        view! { <p class="kt-text">{marked(&found.pieces)}</p> }.into_any()
    };
    view! {
        <Panel labelled_by="verschil">
            <SectionHead id="verschil" title/>
            {text}
        </Panel>
    }
    .into_any()
}

/// A difference in the flow of the text; who hears it is told what went and what is new.
pub fn marked(pieces: &[Piece]) -> AnyView {
    let l = Locale::Nl;
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Same(text) => text.clone().into_any(),
            Piece::Gone(text) => {
                let text = text.clone();
                view! { <del><span class="kt-visually-hidden">{say!(l, minutes.gone)}" "</span>{text}</del> }
                    .into_any()
            }
            Piece::New(text) => {
                let text = text.clone();
                view! { <ins><span class="kt-visually-hidden">{say!(l, minutes.new)}" "</span>{text}</ins> }
                    .into_any()
            }
        })
        .collect_view()
        .into_any()
}

fn one(view: &Versions, item: &ItemVersions) -> AnyView {
    let id = format!("punt-{}", item.id);
    let labelled_by = id.clone();
    let title = match item.number {
        Some(number) => format!("{number}. {}", item.title),
        None => item.title.clone(),
    };
    let rows = item
        .revisions
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let before = item.revisions.get(at + 1).map(|before| before.version);
            row(view, item, (one, before))
        })
        .collect_view();
    view! {
        <section aria-labelledby=labelled_by>
            <SectionHead id title/>
            <ol class="kt-revisions">{rows}</ol>
        </section>
    }
    .into_any()
}

fn row(view: &Versions, item: &ItemVersions, (one, before): (&Revision, Option<i32>)) -> AnyView {
    let l = Locale::Nl;
    let number = one.version;
    let meta = say!(
        l,
        minutes.version_meta,
        when = when::exact(one.at),
        function = one.by.function,
        organisation = one.by.organisation
    );
    let stands = (number == item.stands)
        .then(|| view! { <span class="kt-tag">{say!(l, minutes.version_stands)}</span> });
    let offered = one
        .offered
        .then(|| view! { <span class="kt-tag">{say!(l, minutes.version_offered)}</span> });
    let compare = before.map(|before| {
        let href = format!(
            "/overleg/{}/verslag/versies?punt={}&van={before}&naar={number}",
            view.head.id, item.id
        );
        let word = say!(l, minutes.compare_before, number = before);
        view! { <a class="utrecht-link" href=href>{word}</a> }
    });
    let named = keys(item.id, item.stands);
    let restore = (view.may_restore && number != item.stands).then(|| {
        let word = say!(l, minutes.restore_do, number = number);
        view! {
            <Form action=RESTORE>
                {named}
                <Hidden field="number" value=number.to_string()/>
                <Button kind=ButtonKind::Subtle>{word}</Button>
            </Form>
        }
    });
    view! {
        <li class="kt-revision">
            <p><b>{say!(l, minutes.version, number = number)}</b>" "{words::minutes::why(one.why)}" "{stands}{offered}</p>
            <p class="kt-note">{meta}</p>
            <div class="kt-actions kt-noprint">{compare}{restore}</div>
        </li>
    }
    .into_any()
}
