//! `/beheer/rechten`: whose rights somebody has to look at again.

use leptos::prelude::*;
use service::people::Reviewed;

use super::crumbs;
use super::people::roles;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem};
use crate::pages::meetings::when;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Button, Cell, Column, DenseTable, Head, NameCell, Status, TableRow, TableShape, Tone,
};

/// The operation.
pub(super) const REVIEW: &str = "/api/people/review_rights";

/// The list.
pub fn reviews() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let reviews = service::people::rights_reviews(&visit.ctx).await?;
        let title = say!(l, people.reviews_title);
        let columns = [
            say!(l, people.col_name),
            say!(l, people.col_roles),
            say!(l, people.col_due),
        ];
        let heads = columns
            .map(|word| Column {
                word: word.to_owned(),
                numeric: false,
            })
            .to_vec();
        let rows = reviews
            .into_iter()
            .map(|line| row(line, columns))
            .collect_view();
        let body = view! {
            {crumbs(None, title)}
            <Problem refused=bridge::refused(REVIEW)/>
            <Head title/>
            <p>{say!(l, people.reviews_lead)}</p>
            <DenseTable label=say!(l, people.reviews_label) columns=heads shape=TableShape::Cards>{rows}</DenseTable>
        };
        Ok(Page::new(title, body))
    })
}

fn row(line: Reviewed, columns: [&'static str; 3]) -> impl IntoView {
    let l = Locale::Nl;
    let href = format!("/beheer/mensen/{}", line.person);
    let late = line.overdue.then(|| {
        view! { <Status tone=Tone::Attention icon="late" word=say!(l, people.due_late)/> }
    });
    let about = say!(l, people.review_about, name = line.name.clone());
    let review = line.may_review.then(|| {
        view! {
            <Form action=REVIEW>
                <Hidden field="id" value=line.person.to_string()/>
                <Hidden field="list" value="yes"/>
                <Button compact=true>
                    <span aria-hidden="true">{say!(l, people.review_do)}</span>
                    <span class="kt-visually-hidden">{about}</span>
                </Button>
            </Form>
        }
    });
    view! {
        <TableRow>
            <NameCell><a class="utrecht-link" href=href>{line.name}</a></NameCell>
            <Cell label=columns[1]>{roles(&line.roles)}</Cell>
            <Cell label=columns[2]>{when::day(line.due)}" "{late}{review}</Cell>
        </TableRow>
    }
}
