//! A meeting for who oversees: what stands on the agenda by kind, class and state, without a word of it.

use domain::calendar::weekday_day_month;
use domain::meetings::{Part, part_of};
use leptos::prelude::*;
use service::meetings::{Outline, OutlineLine};

use super::{crumbs, lines, status, when};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{
    Cell, Column, DenseTable, Empty, Head, NameCell, SectionHead, TableRow, TableShape,
};
use crate::words;

/// The page of one meeting.
pub fn body(found: &Outline) -> AnyView {
    let l = Locale::Nl;
    let head = &found.head;
    let title = say!(l, meetings.agenda_of, day = when::day(head.starts_at));
    let mut meta = vec![status(words::meetings::meeting(&head.state))];
    if head.agenda_version > 0 {
        meta.push(say!(l, meetings.version, number = head.agenda_version).into_any());
    }
    meta.push(when::length(head.starts_at, head.length).into_any());
    view! {
        {crumbs(head, None)}
        <Head title meta/>
        <p>{say!(l, meetings.outline_lead)}</p>
        <section aria-labelledby="punten">
            <SectionHead id="punten" title=say!(l, meetings.items)/>
            {items(found)}
        </section>
    }
    .into_any()
}

fn items(found: &Outline) -> AnyView {
    let l = Locale::Nl;
    if found.published_at.is_none() {
        let day = weekday_day_month(found.head.publication_due);
        let text = say!(l, meetings.outline_unpublished, day = day);
        let title = say!(l, meetings.unpublished_title);
        return view! { <Empty id="nog-niet" icon="wait" title text/> }.into_any();
    }
    let columns = [
        say!(l, meetings.col_item),
        say!(l, meetings.col_class),
        say!(l, meetings.col_state),
        say!(l, meetings.col_by),
    ];
    let heads = columns
        .map(|word| Column {
            word: word.to_owned(),
            numeric: false,
        })
        .to_vec();
    let rows: Vec<_> = found.lines.iter().map(|line| row(line, columns)).collect();
    view! {
        <DenseTable label=say!(l, meetings.items) columns=heads shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}

fn row(line: &OutlineLine, columns: [&'static str; 4]) -> AnyView {
    let l = Locale::Nl;
    let kind = words::meetings::kind(line.kind);
    let name = match (line.number, part_of(line.class)) {
        (Some(number), _) => say!(l, meetings.outline_item, number = number, kind = kind),
        (None, Part::Closed) => say!(l, meetings.outline_closed, kind = kind),
        (None, Part::Open) => kind.to_owned(),
    };
    let name = if line.concerns {
        let href = format!("/punt/{}", line.id);
        view! { <a class="utrecht-link" href=href>{name}</a> }.into_any()
    } else {
        name.into_any()
    };
    let own = line
        .concerns
        .then(|| view! { <span class="kt-sub">{say!(l, meetings.outline_concerns)}</span> });
    let organisation = line.organisation.clone();
    let class = lines::class_badge(line.class);
    let state = status(words::meetings::item(&line.state));
    view! {
        <TableRow>
            <NameCell>{name}{own}</NameCell>
            <Cell label=columns[1]>{class}</Cell>
            <Cell label=columns[2]>{state}</Cell>
            <Cell label=columns[3]>{organisation}</Cell>
        </TableRow>
    }
    .into_any()
}
