//! `/naslag/keten` and `/naslag/meldcode`: what work is tagged with, and the card to keep at hand.

use leptos::prelude::*;

use super::page;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, screen};
use crate::say;
use crate::ui::SectionHead;
use crate::words::covenants::day;

/// The links, the lines and the kinds of bottleneck.
pub fn chain() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        let file = service::programmes::classification(&visit.ctx).await?;
        let l = Locale::Nl;
        let chain = file
            .links
            .chain_links
            .into_iter()
            .map(|link| (link.title, link.text));
        let lines = file
            .lines
            .action_lines
            .into_iter()
            .map(|line| (line.title, line.text));
        let kinds = file.bottlenecks.bottleneck_categories.into_iter();
        let kinds = kinds.map(|kind| (kind.title, kind.text));
        let goals = file
            .lines
            .goals
            .into_iter()
            .map(|goal| view! { <li>{goal.text}</li> })
            .collect_view();
        let body = view! {
            {numbered("schakels", say!(l, programmes.links), chain)}
            {numbered("actielijnen", say!(l, programmes.lines), lines)}
            <section aria-labelledby="doelen">
                <SectionHead id="doelen" title=say!(l, programmes.goals)/>
                <ul class="kt-bulleted">{goals}</ul>
            </section>
            {numbered("knelpunten", say!(l, programmes.bottlenecks), kinds)}
        };
        let from = vec![
            (say!(l, programmes.links), file.links.provenance),
            (say!(l, programmes.lines), file.lines.provenance),
            (say!(l, programmes.bottlenecks), file.bottlenecks.provenance),
        ];
        Ok(page(say!(l, programmes.chain), body, from))
    })
}

/// A numbered list of titles, each with a sentence.
fn numbered(
    id: &'static str,
    title: &'static str,
    items: impl Iterator<Item = (String, String)>,
) -> AnyView {
    let items = items
        .map(|(title, text)| view! { <li><b>{title}</b><span class="kt-sub">{text}</span></li> })
        .collect_view();
    view! {
        <section aria-labelledby=id>
            <SectionHead id title/>
            <ol class="kt-numbered">{items}</ol>
        </section>
    }
    .into_any()
}

/// The statutory reporting code.
pub fn code() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        let file = service::programmes::reporting_code(&visit.ctx).await?;
        let l = Locale::Nl;
        let lead = say!(l, programmes.code_since, day = day(file.in_force_since));
        let steps = file.steps.into_iter().map(|step| (step.title, step.text));
        let questions = file.weighing_questions.into_iter();
        let questions =
            questions.map(|question| (question.text, question.consequence.unwrap_or_default()));
        let deviations = file
            .deviations
            .into_iter()
            .map(|deviation| {
                let step = deviation.step.map_or_else(
                    || say!(l, programmes.deviation_all).to_owned(),
                    |step| say!(l, programmes.deviation_step, step = step),
                );
                view! { <li>{deviation.text}<span class="kt-sub">{step}</span></li> }
            })
            .collect_view();
        let body = view! {
            <p>{lead}</p>
            {numbered("stappen", say!(l, programmes.steps), steps)}
            {numbered("vragen", say!(l, programmes.questions), questions)}
            <section aria-labelledby="anders">
                <SectionHead id="anders" title=say!(l, programmes.deviations)/>
                <ul class="kt-bulleted">{deviations}</ul>
            </section>
        };
        Ok(page(
            say!(l, programmes.code),
            body,
            vec![(say!(l, programmes.code), file.provenance)],
        ))
    })
}
