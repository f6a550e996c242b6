//! A series: what it is, changing that, and planning what its rhythm gives.

mod advise;
mod ahead;
mod annex;
mod cases;
mod change;

pub use advise::{advise, answer as answer_advice};
pub use ahead::ahead;
pub use annex::{end as end_annex, put as put_annex};
pub use change::change;

use domain::calendar::long_date;
use leptos::prelude::*;
use service::meetings::series::Sheet;

use super::{param, when};
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Breadcrumbs, Crumb, Fact, Facts, Head, LinkButton};
use crate::words;

/// `/overleg/reeks/:id`
pub fn sheet() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let sheet = service::meetings::series::sheet(&visit.ctx, &id).await?;
        let cases = service::meetings::cases::cases(&visit.ctx, &id).await?;
        let title = say!(l, series.title);
        let change = format!("/overleg/reeks/{}/wijzigen", sheet.id);
        let ahead = format!("/overleg/reeks/{}/vooruit", sheet.id);
        let plan = sheet.may_plan.then(|| {
            view! { <LinkButton href=ahead icon="calendar">{say!(l, series.ahead_link)}</LinkButton> }
        });
        let change = sheet
            .may_change
            .then(|| view! { <LinkButton href=change>{say!(l, series.change_link)}</LinkButton> });
        let aside = view! { <div class="kt-actions">{plan}{change}</div> }.into_any();
        let body = view! {
            {crumbs(&sheet, title)}
            <Head title=sheet.name.clone() aside/>
            <div class="kt-stack">
                {facts(&sheet)}
                {cases.as_ref().map(cases::section)}
            </div>
        };
        Ok(Page::new(title, body))
    })
}

fn facts(sheet: &Sheet) -> AnyView {
    let l = Locale::Nl;
    let dpia = sheet
        .dpia_on
        .map_or_else(|| say!(l, series.dpia_none).to_owned(), long_date);
    let ceiling = format!(
        "{} {}",
        words::people::code(sheet.ceiling),
        words::class(sheet.ceiling)
    );
    let from = when::bare(sheet.starts);
    let room = if sheet.room.is_empty() {
        say!(l, series.room_none).to_owned()
    } else {
        sheet.room.clone()
    };
    let (purpose, legal_basis) = (sheet.purpose.clone(), sheet.legal_basis.clone());
    let said = words::series::rhythm(sheet.rhythm);
    let time = say!(l, series.time_span, from = from, minutes = sheet.length);
    let evasions = sheet.rhythm.map(|rhythm| {
        let (holiday, school) = (
            words::series::evasion(rhythm.holiday),
            words::series::evasion(rhythm.school),
        );
        view! {
            <Fact label=say!(l, series.on_holiday)>{holiday}</Fact>
            <Fact label=say!(l, series.in_school)>{school}</Fact>
        }
    });
    view! {
        <Facts>
            <Fact label=say!(l, series.purpose)>{purpose}</Fact>
            <Fact label=say!(l, series.legal_basis)>{legal_basis}</Fact>
            <Fact label=say!(l, series.dpia_on)>{dpia}</Fact>
            <Fact label=say!(l, series.ceiling)>{ceiling}</Fact>
            <Fact label=say!(l, series.rhythm)>{said}</Fact>
            {evasions}
            <Fact label=say!(l, series.time)>{time}</Fact>
            <Fact label=say!(l, series.room)>{room}</Fact>
        </Facts>
    }
    .into_any()
}

/// The way back: the meetings of the series, the series, and what is done with it.
fn crumbs(sheet: &Sheet, here: &str) -> AnyView {
    let l = Locale::Nl;
    let mut trail = vec![Crumb {
        word: sheet.name.clone(),
        href: Some(format!("/overleg?serie={}", sheet.id)),
    }];
    let title = say!(l, series.title);
    if here != title {
        trail.push(Crumb {
            word: title.to_owned(),
            href: Some(format!("/overleg/reeks/{}", sheet.id)),
        });
    }
    trail.push(Crumb {
        word: here.to_owned(),
        href: None,
    });
    view! { <Breadcrumbs label=say!(l, meetings.crumbs) trail/> }.into_any()
}
