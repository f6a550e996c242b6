//! Parts that several pages of the routekaart share.

use chrono::NaiveDate;
use domain::calendar::{day_month, relative_day};
use domain::roadmaps::{RollUp, StepStatus};
use leptos::prelude::*;
use service::roadmaps::BottleneckBrief;

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, Status};
use crate::words::roadmaps as words;

/// A status of a step: shape, word, colour.
pub fn status(status: StepStatus) -> impl IntoView {
    let look = words::step(status);
    view! { <Status tone=look.tone icon=look.icon word=look.word/> }
}

/// A day with the year when it is not this one.
pub fn day(date: NaiveDate, today: NaiveDate) -> String {
    use chrono::Datelike;
    if date.year() == today.year() {
        day_month(date)
    } else {
        format!("{} {}", day_month(date), date.year())
    }
}

/// How far it is, in one sentence, with the meaning of every shape.
pub fn progress(sum: &RollUp) -> impl IntoView {
    let l = Locale::Nl;
    let count = |wanted: StepStatus| {
        StepStatus::ALL
            .iter()
            .position(|status| *status == wanted)
            .and_then(|at| sum.counts.get(at).copied())
            .unwrap_or_default()
    };
    let order = [
        StepStatus::Embedded,
        StepStatus::Verified,
        StepStatus::CriteriaMet,
        StepStatus::InProgress,
        StepStatus::NotStarted,
        StepStatus::AtRisk,
        StepStatus::Blocked,
        StepStatus::NotApplicable,
    ];
    let legend = order
        .into_iter()
        .map(|status| {
            let look = words::step(status);
            view! {
                <li class="kt-legend__item">
                    <span class=format!("kt-swatch kt-cell--{}", look.cell)><Icon name=look.icon/></span>
                    {look.word}" "<b>{count(status)}</b>
                </li>
            }
        })
        .collect_view();
    let sure = count(StepStatus::Verified) + count(StepStatus::Embedded);
    let total = sum.counts.iter().sum::<usize>() - count(StepStatus::NotApplicable);
    let percent = sum
        .percent
        .map(|percent| say!(l, roadmaps.percent, percent = percent));
    view! {
        <div class="kt-progress">
            <p class="kt-progress__n">
                <b>{sure}</b>" "{say!(l, roadmaps.progress, total = total)}". "{percent}
            </p>
            <ul class="kt-legend" aria-label=say!(l, roadmaps.legend)>{legend}</ul>
        </div>
    }
}

/// Bottlenecks in a panel, one line each.
pub fn briefs(rows: Vec<BottleneckBrief>, today: NaiveDate) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let (word, icon, tone) = words::bottleneck(&row.state_word);
            let since = say!(
                Locale::Nl,
                roadmaps.since,
                date = day(row.since, today),
                ago = relative_day(row.since, today)
            );
            let href = format!("/knelpunten#kp-{}", row.number);
            view! {
                <li>
                    <p class="kt-mini__title"><a class="utrecht-link" href=href>{row.title}</a></p>
                    <p class="kt-mini__meta"><Status tone icon word/>" "{since}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="kt-mini">{rows}</ul> }
}

/// To the page before and the page after, where there is one.
pub fn pager(path: &str, page: u64, per_page: u64, total: u64) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let link = |to: u64, word: &'static str| {
        let joint = if path.contains('?') { '&' } else { '?' };
        let href = format!("{path}{joint}blad={to}");
        view! { <a class="utrecht-link" href=href>{word}</a> }
    };
    let before = (page > 1).then(|| link(page - 1, say!(l, roadmaps.previous)));
    let after =
        (page.saturating_mul(per_page) < total).then(|| link(page + 1, say!(l, roadmaps.next)));
    (before.is_some() || after.is_some()).then(|| {
        view! { <nav class="kt-actions" aria-label=say!(l, roadmaps.pages)>{before}{after}</nav> }
    })
}

/// No list is longer than this.
const LAST: u64 = 1_000_000;

/// The number of the page in the address; 1 when there is none.
pub fn page_of(raw: Option<String>) -> u64 {
    let page: u64 = raw.and_then(|raw| raw.parse().ok()).unwrap_or(1);
    page.min(LAST)
}
