//! The home of who directs: five numbers, what is asked today, who is to move, what comes next.

mod next;
mod today;
mod turns;

use domain::calendar::{clock, day_month, days_late, long_date};
use leptos::prelude::*;
use service::clock::local_minutes;
use service::regie::{self, Cockpit};

use super::alert::alert;
use super::{Nav, Page, registers, screen};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Figure, Figures, Head, Tone};

/// The page.
pub fn cockpit() -> AnyView {
    screen(Nav::Regie, |visit| async move {
        let cockpit = regie::cockpit(&visit.ctx).await?;
        let alert = alert(&visit.ctx, true).await?;
        let body = view! { {alert}{body(cockpit)}{registers::links(&visit)} };
        Ok(Page::new(say!(Locale::Nl, regie.title), body))
    })
}

fn body(cockpit: Cockpit) -> impl IntoView {
    let l = Locale::Nl;
    let minutes = local_minutes(cockpit.now);
    let day = capital(&long_date(cockpit.today));
    let eyebrow = say!(
        l,
        regie.eyebrow,
        day = day,
        clock = clock(minutes / 60, minutes % 60)
    );
    let running = match cockpit.counts.open {
        1 => say!(l, regie.running_one).to_owned(),
        count => say!(l, regie.running, count = count),
    };
    let since = say!(
        l,
        regie.since,
        done = cockpit.since.done,
        declined = cockpit.since.declined
    );
    let aside = view! { <p>{running}" "{since}</p> }.into_any();
    let figures = figures(&cockpit);
    let rows = today::today(&cockpit);
    let (busy, next) = (next::busy(&cockpit), next::next(&cockpit));
    let guests = next::guests(&cockpit);
    let turns = turns::turns(&cockpit);
    view! {
        <Head title=say!(l, regie.title) eyebrow aside/>
        {busy}
        <Figures label=say!(l, regie.figures) figures/>
        <div class="kt-columns">
            <div class="kt-stack">{rows}{turns}</div>
            <div class="kt-stack kt-side">{next}{guests}</div>
        </div>
    }
}

fn figures(cockpit: &Cockpit) -> Vec<Figure> {
    let l = Locale::Nl;
    let none = || say!(l, regie.nothing).to_owned();
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    let late = cockpit.oldest.late.map(|due| days_late(due, cockpit.today));
    vec![
        Figure {
            count: number(cockpit.counts.unaccepted),
            label: say!(l, regie.unaccepted).to_owned(),
            note: cockpit.oldest.unaccepted.map_or_else(none, |day| {
                say!(l, regie.unaccepted_note, day = day_month(day))
            }),
            icon: "ask",
            tone: Tone::Attention,
            href: "/acties?toon=onbevestigd".to_owned(),
        },
        Figure {
            count: number(cockpit.counts.late),
            label: say!(l, regie.late).to_owned(),
            note: match late {
                None => none(),
                Some(1) => say!(l, regie.late_one).to_owned(),
                Some(days) => say!(l, regie.late_note, days = days),
            },
            icon: "late",
            tone: Tone::Critical,
            href: "/acties?toon=telaat".to_owned(),
        },
        Figure {
            count: number(cockpit.counts.blocked),
            label: say!(l, regie.blocked).to_owned(),
            note: cockpit.oldest.blocked.map_or_else(none, |day| {
                say!(l, regie.blocked_note, day = day_month(day))
            }),
            icon: "blocked",
            tone: Tone::Critical,
            href: "/acties?toon=geblokkeerd".to_owned(),
        },
        unsigned(cockpit),
        expiring(cockpit),
    ]
}

fn unsigned(cockpit: &Cockpit) -> Figure {
    let l = Locale::Nl;
    let first = cockpit.unsigned.first();
    let note = match first {
        None => say!(l, regie.nothing).to_owned(),
        Some(party) if party.mandate_asked => {
            say!(l, regie.unsigned_note, party = party.short)
        }
        Some(party) if party.withdrew => say!(l, regie.unsigned_withdrew, party = party.short),
        Some(party) => say!(l, regie.unsigned_plain, party = party.short),
    };
    Figure {
        count: cockpit.unsigned.len() as u64,
        label: say!(l, regie.unsigned).to_owned(),
        note,
        icon: "signed",
        tone: Tone::Attention,
        href: first.map_or_else(
            || "/convenant".to_owned(),
            |party| format!("/convenant/{}", party.covenant),
        ),
    }
}

fn expiring(cockpit: &Cockpit) -> Figure {
    let l = Locale::Nl;
    let first = cockpit.expiring.first();
    Figure {
        count: cockpit.expiring.len() as u64,
        label: say!(l, regie.expiring).to_owned(),
        note: first.map_or_else(
            || say!(l, regie.nothing).to_owned(),
            |covenant| say!(l, regie.expiring_note, day = day_month(covenant.ends_on)),
        ),
        icon: "wait",
        tone: Tone::Attention,
        href: first.map_or_else(
            || "/convenant".to_owned(),
            |covenant| format!("/convenant/{}", covenant.covenant),
        ),
    }
}

/// The same sentence, beginning with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
