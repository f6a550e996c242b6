//! `/convenant/<id>`: where it stands, who signed on which mandate, and for whom the door opens.

use domain::covenants::{ClauseFlag, CovenantState};
use leptos::prelude::*;
use service::covenants::{ClauseView, CovenantView};

use super::parties::{doors, leave, parties, table};
use super::reading::paragraphs;
use super::{crumbs, done, id, load, next, status, term};
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Head, LifeLine, Phase, SectionHead, Status, Step};
use crate::words::covenants::{clause as flag, day};

/// One covenant.
pub fn one() -> AnyView {
    let (id, asked) = (id(), done::asked());
    screen(Nav::Covenants, move |visit| async move {
        let covenant = load(&visit, &id).await?;
        let l = Locale::Nl;
        let number = covenant
            .versions
            .first()
            .map_or(1, |version| version.number);
        let governs = if covenant.series.is_empty() {
            say!(l, covenants.governs_none).to_owned()
        } else {
            say!(l, covenants.governs, series = covenant.series.join(", "))
        };
        let meta = vec![
            status(&covenant).into_any(),
            say!(l, covenants.version, number = number).into_any(),
            governs.into_any(),
        ];
        let body = view! {
            {crumbs(None, &covenant.title)}
            <Head title=covenant.title.clone() meta aside=leave(&covenant)/>
            {asked.then(|| done::done(&covenant, visit.ctx.actor.person))}
            <LifeLine label=say!(l, covenants.line) steps=life(&covenant)/>
            {next::panel(&covenant)}
            <div class="kt-columns">
                <div class="kt-stack">
                    {parties(&covenant)}
                    {clauses(&covenant.clauses)}
                </div>
                <div class="kt-stack kt-side">
                    {table(&covenant)}
                    {doors(&covenant)}
                    {term::panel(&covenant)}
                    {term::versions(&covenant)}
                    <p class="kt-note">{say!(l, covenants.honest)}</p>
                </div>
            </div>
        };
        Ok(Page::new(say!(l, covenants.one), body))
    })
}

/// The life of a covenant, with the days that are known.
fn life(covenant: &CovenantView) -> Vec<Step> {
    let l = Locale::Nl;
    let at = match covenant.state {
        CovenantState::Draft => 0,
        CovenantState::Consultation { .. } => 1,
        CovenantState::Frozen { .. } => 2,
        CovenantState::OpenForSigning { .. } => 3,
        CovenantState::InForce { .. } => 4,
        CovenantState::UnderEvaluation { .. } => 5,
        CovenantState::Expired { .. } | CovenantState::Terminated { .. } => 6,
    };
    let date = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| day(service::clock::local_date(at)))
            .unwrap_or_default()
    };
    let frozen = covenant
        .versions
        .first()
        .and_then(|version| version.frozen_at);
    let since = match &covenant.state {
        CovenantState::InForce { since, .. } | CovenantState::UnderEvaluation { since, .. } => {
            say!(l, covenants.line_since, day = day(*since))
        }
        _ => day(covenant.term.starts),
    };
    let by = covenant
        .evaluation_on
        .map(|on| say!(l, covenants.line_by, day = day(on)));
    let ends = covenant.term.ends.map(day);
    [
        (
            say!(l, covenants.state_draft),
            date(Some(covenant.created_at)),
        ),
        (
            say!(l, covenants.state_consultation),
            date(covenant.consulted_at),
        ),
        (say!(l, covenants.state_frozen), date(frozen)),
        (
            say!(l, covenants.state_open_for_signing),
            date(covenant.opened_at),
        ),
        (say!(l, covenants.state_in_force), since),
        (say!(l, covenants.line_evaluation), by.unwrap_or_default()),
        (say!(l, covenants.line_end), ends.unwrap_or_default()),
    ]
    .into_iter()
    .enumerate()
    .map(|(place, (title, when))| Step {
        phase: match place.cmp(&at) {
            std::cmp::Ordering::Less => Phase::Done,
            std::cmp::Ordering::Equal => Phase::Now,
            std::cmp::Ordering::Greater => Phase::Next,
        },
        title: title.to_owned(),
        when,
    })
    .collect()
}

/// The clauses, each to fold out.
pub fn clauses(clauses: &[ClauseView]) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let free = clauses
        .iter()
        .filter(|clause| clause.flag != ClauseFlag::Locked);
    let note = say!(
        l,
        covenants.clauses_note,
        all = clauses.len(),
        free = free.count()
    );
    let items = clauses.iter().map(clause).collect_view();
    view! {
        <section aria-labelledby="artikelen">
            <SectionHead id="artikelen" title=say!(l, covenants.clauses) note=note/>
            <ol class="kt-clauses">{items}</ol>
        </section>
    }
}

fn clause(clause: &ClauseView) -> impl IntoView + use<> {
    let (tone, icon, word) = flag(clause.flag);
    let text = paragraphs(&clause.text);
    view! {
        <li class="kt-clause">
            <details>
                <summary>
                    <span class="kt-clause__n">{clause.number}</span>
                    <span class="kt-clause__t">{clause.heading.clone()}</span>
                    <span class="kt-clause__k"><Status tone icon word/></span>
                </summary>
                {text}
            </details>
        </li>
    }
}
