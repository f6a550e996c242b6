//! How long it lasts, and which text versions there are.

use chrono::NaiveDate;
use leptos::prelude::*;
use service::clock::local_date;
use service::covenants::{CovenantView, VersionView};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Fact, Facts, Panel, SectionHead, Status, Tone};
use crate::words::covenants::{self as words, day, days_left};

/// The term, as a bar and as facts.
pub fn panel(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (term, today) = (covenant.term, covenant.today);
    let status = if term.is_over(today) {
        let word = say!(l, covenants.term_over);
        Some(view! { <Status tone=Tone::Critical icon="late" word/> })
    } else {
        covenant.days_left.map(|days| {
            let word = days_left(days);
            view! { <Status tone=Tone::Attention icon="wait" word/> }
        })
    };
    let ends = term
        .ends
        .map_or_else(|| say!(l, covenants.open_end).to_owned(), day);
    let evaluation = covenant.evaluation_on.map_or_else(
        || say!(l, covenants.evaluation_none).to_owned(),
        |on| say!(l, covenants.line_by, day = day(on)),
    );
    let evaluation_due = covenant.evaluation_due.map(|days| {
        let (tone, icon, word) = words::evaluation(days);
        view! { " "<Status tone icon word/> }
    });
    // Time that passes is no warning by itself: the bar takes the tone of what stands above it.
    let tone = match (term.is_over(today), covenant.days_left) {
        (true, _) => " kt-term--critical",
        (false, Some(_)) => " kt-term--attention",
        (false, None) => "",
    };
    let bar = term.ends.map(|ends| bar(term.starts, ends, today, tone));
    view! {
        <Panel labelled_by="looptijd">
            <div class="kt-sechead">
                <h2 class="utrecht-heading-3" id="looptijd">{say!(l, covenants.term)}</h2>
                <p>{status}</p>
            </div>
            {bar}
            <Facts>
                <Fact label=say!(l, covenants.from)>{day(term.starts)}</Fact>
                <Fact label=say!(l, covenants.to)>{ends}</Fact>
                <Fact label=say!(l, covenants.evaluation)>{evaluation}{evaluation_due}</Fact>
            </Facts>
        </Panel>
    }
}

/// The bar: 296 wide from 2, with a tick for today.
fn bar(starts: NaiveDate, ends: NaiveDate, today: NaiveDate, tone: &str) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let days = |to: NaiveDate| to.signed_duration_since(starts).num_days();
    let whole = days(ends).max(1);
    let gone = days(today).clamp(0, whole);
    let (fill, part) = (gone * 296 / whole, gone * 100 / whole);
    let label = say!(
        l,
        covenants.term_label,
        from = day(starts),
        to = day(ends),
        part = part
    );
    let now = 2 + fill;
    let class = format!("kt-term{tone}");
    let anchor = match part {
        0..=10 => "start",
        90.. => "end",
        _ => "middle",
    };
    view! {
        <svg class=class viewBox="0 0 300 34" role="img" aria-label=label>
            <rect class="kt-term__track" x="2" y="10" width="296" height="8" rx="4"></rect>
            <rect class="kt-term__fill" x="2" y="10" width=fill height="8" rx="4"></rect>
            <path class="kt-term__tick" d=format!("M{now} 4v20")></path>
            <text class="kt-term__t" x=now y="33" text-anchor=anchor>{say!(l, covenants.term_now)}</text>
        </svg>
    }
}

/// The text versions with their hashes.
pub fn versions(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let items = covenant.versions.iter().map(version).collect_view();
    view! {
        <Panel labelled_by="versies">
            <SectionHead id="versies" title=say!(l, covenants.versions) small=true/>
            <Facts>{items}</Facts>
        </Panel>
    }
}

fn version(version: &VersionView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let when = version.frozen_at.map_or_else(
        || say!(l, covenants.not_frozen).to_owned(),
        |at| say!(l, covenants.frozen_on, day = day(local_date(at))),
    );
    let hash = version.hash.as_deref().map(
        |hash| view! { <code class="kt-hash" title=say!(l, covenants.hash)>{grouped(hash)}</code> },
    );
    view! {
        <Fact label=say!(l, covenants.version, number = version.number)>
            {hash}<span class="kt-sub">{when}</span>
        </Fact>
    }
}

/// A hash in groups of four, to compare by eye.
pub fn grouped(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}
