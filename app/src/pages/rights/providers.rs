//! `/beheer/aanmeldpunten`: by which doors people come in. Those of the file are shown; those of the
//! page are added, changed and switched off.

mod form;
mod one;

use domain::identity::provider::ProviderState;
use leptos::prelude::*;
use service::identity::providers::{InFile, ProviderLine};

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    ButtonKind, Cell, Column, DenseTable, Empty, Head, LinkButton, NameCell, SectionHead, Status,
    TableRow, TableShape, Tone,
};

pub use form::{add, change};
pub use one::one;

/// The list.
pub fn list() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let all = service::identity::providers::providers(&visit.ctx, &bridge::desk()?).await?;
        let title = say!(l, providers.title);
        let add = all.may_add.then(|| {
            view! {
                <div class="kt-actions">
                    <LinkButton kind=ButtonKind::Primary href="/beheer/aanmeldpunten/nieuw">
                        {say!(l, providers.add)}
                    </LinkButton>
                </div>
            }
        });
        let added = if all.added.is_empty() {
            let (title, text) = (say!(l, providers.none_title), say!(l, providers.none_text));
            view! { <Empty id="leeg" title text icon="lock"/> }.into_any()
        } else {
            let rows = all.added.into_iter().map(row).collect_view();
            table(say!(l, providers.list_label), rows.into_any())
        };
        let of_file = (!all.in_file.is_empty()).then(|| {
            let rows = all.in_file.into_iter().map(file_row).collect_view();
            view! {
                <section aria-labelledby="bestand">
                    <SectionHead id="bestand" title=say!(l, providers.file_title)/>
                    <p>{say!(l, providers.file_note)}</p>
                    {table(say!(l, providers.file_label), rows.into_any())}
                </section>
            }
        });
        let body = view! {
            {crumbs(None, title)}
            <Head title/>
            <p>{say!(l, providers.lead)}</p>
            {add}
            {added}
            {of_file}
        };
        Ok(Page::new(title, body))
    })
}

fn table(label: &'static str, rows: AnyView) -> AnyView {
    let l = Locale::Nl;
    let columns = [
        say!(l, providers.col_name),
        say!(l, providers.col_issuer),
        say!(l, providers.col_state),
    ];
    let columns = columns.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    view! {
        <DenseTable label columns=columns.to_vec() shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}

fn row(line: ProviderLine) -> AnyView {
    let l = Locale::Nl;
    let href = format!("/beheer/aanmeldpunten/{}", line.id);
    view! {
        <TableRow>
            <NameCell><a class="utrecht-link" href=href>{line.name}</a></NameCell>
            <Cell label=say!(l, providers.col_issuer)><span class="kt-address">{line.issuer}</span></Cell>
            <Cell label=say!(l, providers.col_state)>{standing(line.state)}</Cell>
        </TableRow>
    }
    .into_any()
}

fn file_row(line: InFile) -> AnyView {
    let l = Locale::Nl;
    view! {
        <TableRow>
            <NameCell>{line.name}</NameCell>
            <Cell label=say!(l, providers.col_issuer)><span class="kt-address">{line.issuer}</span></Cell>
            <Cell label=say!(l, providers.col_state)>
                <Status tone=Tone::Positive icon="check" word=say!(l, providers.state_file)/>
            </Cell>
        </TableRow>
    }
    .into_any()
}

/// Where it stands.
fn standing(state: ProviderState) -> AnyView {
    let l = Locale::Nl;
    let (tone, icon, word) = match state {
        ProviderState::Draft => (Tone::Neutral, "edit", say!(l, providers.state_draft)),
        ProviderState::Waiting => (Tone::Attention, "wait", say!(l, providers.state_waiting)),
        ProviderState::Active => (Tone::Positive, "check", say!(l, providers.state_active)),
        ProviderState::Replaced => (Tone::Neutral, "late", say!(l, providers.state_replaced)),
        ProviderState::Off => (Tone::Neutral, "blocked", say!(l, providers.state_off)),
        ProviderState::Refused => (Tone::Critical, "declined", say!(l, providers.state_refused)),
    };
    view! { <Status tone icon word/> }.into_any()
}
