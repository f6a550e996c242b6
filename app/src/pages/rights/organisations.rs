//! `/beheer/organisaties`: the organisations of the region.

use domain::people::OrganisationKind;
use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::people::view::Filter;

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem, error, minted, value};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DenseTable, Head, NameCell, SelectField, TableRow,
    TableShape, TextField,
};
use crate::words::people::kind;

const REGISTER: &str = "/api/people/register_organisation";

/// The list and the form.
pub fn organisations() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        visit
            .ctx
            .authorise(Operation::ReadPeople, Facts::default())?;
        let people = service::people::view::people(&visit.ctx, &Filter::default()).await?;
        let title = say!(l, people.organisations_title);
        let refused = bridge::refused(REGISTER);
        let columns = [
            say!(l, people.organisation_name),
            say!(l, people.col_short),
            say!(l, people.col_kind),
            say!(l, people.col_people),
        ];
        let heads = columns
            .map(|word| Column {
                word: word.to_owned(),
                numeric: false,
            })
            .to_vec();
        let rows = people
            .organisations
            .into_iter()
            .map(|known| {
                let href = format!("/beheer/mensen?organisatie={}", known.id);
                let name = known.name.clone();
                view! {
                    <TableRow>
                        <NameCell>{known.name}</NameCell>
                        <Cell label=columns[1]>{known.short}</Cell>
                        <Cell label=columns[2]>{kind(known.kind)}</Cell>
                        <Cell label=columns[3]>
                            <a class="utrecht-link" href=href>
                                {say!(l, people.organisation_people)}
                                <span class="kt-visually-hidden">" "{name}</span>
                            </a>
                        </Cell>
                    </TableRow>
                }
            })
            .collect_view();
        let form = people
            .may_add_organisation
            .then(|| form(refused.as_ref(), &visit.ctx.new_id().to_string()));
        let body = view! {
            {crumbs(None, title)}
            <Problem refused=refused.clone()/>
            <Head title/>
            <DenseTable label=say!(l, people.organisations_label) columns=heads shape=TableShape::Cards>
                {rows}
            </DenseTable>
            {form}
        };
        Ok(Page::new(title, body))
    })
}

fn form(refused: Option<&Refused>, fresh: &str) -> AnyView {
    let l = Locale::Nl;
    let mut choices = vec![Choice {
        word: say!(l, people.organisation_kind_choose).to_owned(),
        ..Choice::default()
    }];
    choices.extend(OrganisationKind::ALL.map(|each| Choice {
        value: each.word().to_owned(),
        word: kind(each).to_owned(),
        explanation: String::new(),
    }));
    let id = minted(refused, fresh);
    let open = refused.is_some();
    let (name, short, chosen) = (
        value(refused, "name", ""),
        value(refused, "short", ""),
        value(refused, "kind", ""),
    );
    let (name_error, short_error, kind_error) = (
        error(refused, "name"),
        error(refused, "short"),
        error(refused, "kind"),
    );
    view! {
        <details class="kt-details" open=open>
            <summary>{say!(l, people.organisation_form)}</summary>
            <Form action=REGISTER class="kt-form">
                <Hidden field="id" value=id/>
                <TextField id="name" name=field_name("name") label=say!(l, people.organisation_name)
                    value=name error=name_error/>
                <TextField id="short" name=field_name("short") label=say!(l, people.organisation_short)
                    hint=say!(l, people.organisation_short_hint).to_owned()
                    value=short error=short_error/>
                <SelectField id="kind" name=field_name("kind") label=say!(l, people.organisation_kind)
                    choices value=chosen error=kind_error/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, people.organisation_do)}</Button>
                </div>
            </Form>
        </details>
    }
    .into_any()
}
