//! The list of decisions: read out and confirmed at closing, to be read afterwards.

use domain::meetings::{DecisionState, MeetingState, Part, part_of};
use leptos::prelude::*;
use service::meetings::live::{self, DecisionList, DecisionView, Stand};

use super::super::registers;
use super::super::screen::{Nav, Page, screen};
use super::{closing, decide, outcomes, parts, positions};
use crate::i18n::Locale;
use crate::refused::Refused;
use crate::say;
use crate::ui::{ClassBadge, Empty, Head, Notice, SectionHead, Status, Tone};
use crate::words;
use domain::people::Class;

/// The page.
pub fn decisions() -> AnyView {
    let id = parts::meeting();
    screen(Nav::Meetings, move |visit| async move {
        let list = live::decisions(&visit.ctx, &id).await?;
        let comfort = visit.viewer.actor.is_guest();
        let body = view! { {body(&list)}{registers::links(&visit)} };
        let page = Page::new(say!(Locale::Nl, live.decisions_title), body);
        Ok(if comfort { page.comfort() } else { page })
    })
}

fn body(list: &DecisionList) -> AnyView {
    let l = Locale::Nl;
    let refused = use_context::<Refused>();
    let refused = refused.as_ref();
    let sits = list.state.part().is_some();
    let lead = match (sits, list.may_confirm, list.parties.is_empty()) {
        (true, true, _) => say!(l, live.list_lead_chair),
        (true, false, false) => say!(l, live.list_lead_secretary),
        (true, false, true) => say!(l, live.list_lead_draft),
        (false, ..) => say!(l, live.list_lead_reader),
    };
    let when = format!("{}, {}", list.series, parts::day(list.starts_at));
    let rows = [Part::Open, Part::Closed].map(|part| group(list, part, refused));
    let empty = list.decisions.is_empty().then(|| {
        let text = match list.state {
            MeetingState::Closed { .. } => say!(l, live.list_empty_over),
            _ => say!(l, live.list_empty_text),
        };
        view! {
            <Empty id="leeg" title=say!(l, live.list_empty_title) text icon="decide"/>
        }
    });
    view! {
        <Head title=say!(l, live.decisions_title) meta=vec![when.into_any()] aside=back(list)/>
        <p>{lead}</p>
        {decide::problem(refused)}
        {empty}
        {rows}
        {outcomes::outcomes(list)}
        {closing::closing(list)}
    }
    .into_any()
}

/// The decisions of one part: what the closed part decided is not read out to everybody.
fn group(list: &DecisionList, part: Part, refused: Option<&Refused>) -> Option<AnyView> {
    let l = Locale::Nl;
    let of_part = |one: &&DecisionView| part_of(one.class) == part;
    let rows: Vec<_> = list
        .decisions
        .iter()
        .filter(of_part)
        .map(|one| decision(list, one, refused))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let (id, title, note) = match part {
        Part::Open => ("besluiten-open", say!(l, live.decisions_open), None),
        Part::Closed => (
            "besluiten-besloten",
            say!(l, live.decisions_closed),
            Some(say!(l, live.decisions_closed_note)),
        ),
    };
    let note = note.map(|note| view! { <Notice tone=Tone::Attention>{note}</Notice> });
    Some(
        view! {
            <SectionHead id title/>
            {note}
            {rows}
        }
        .into_any(),
    )
}

fn back(list: &DecisionList) -> AnyView {
    let l = Locale::Nl;
    let (href, word) = if list.state.part().is_some() {
        (
            format!("/overleg/{}/live", list.meeting),
            say!(l, live.to_live),
        )
    } else {
        (
            format!("/overleg/{}", list.meeting),
            say!(l, live.to_agenda),
        )
    };
    view! { <a class="utrecht-link" href=href>{word}</a> }.into_any()
}

fn decision(list: &DecisionList, one: &DecisionView, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let heading = format!("besluit-{}-kop", one.id);
    let code = one.class.word().to_uppercase();
    let labelled_by = heading.clone();
    let item = format!("/punt/{}", one.item_id);
    let inner = match &one.state {
        DecisionState::Draft if list.may_confirm => decide::confirm(list, one, refused),
        _ => text(one),
    };
    let stands = if one.parties.is_empty() {
        stands(&one.positions)
    } else {
        positions::positions(one, refused)
    };
    view! {
        <section class="kt-panel" id=format!("besluit-{}", one.id) aria-labelledby=labelled_by>
            <div class="kt-now__top">
                <h3 class="utrecht-heading-3" id=heading>{say!(l, live.decision_number, number = one.number)}</h3>
                {status(list, one)}
                <ClassBadge code=code word=words::class(one.class) lock=one.class == Class::K3/>
            </div>
            <p class="kt-note">{say!(l, live.about)}" "<a class="utrecht-link" href=item>{one.item.clone()}</a></p>
            {inner}
            {stands}
        </section>
    }
    .into_any()
}

fn status(list: &DecisionList, one: &DecisionView) -> AnyView {
    match one.state.outcome() {
        Some(outcome) => {
            let (word, icon, tone) = words::live::outcome(outcome);
            view! { <Status tone=tone icon=icon word=word/> }.into_any()
        }
        None => {
            let word = match list.state {
                MeetingState::Closed { .. } => say!(Locale::Nl, live.never_confirmed),
                _ => say!(Locale::Nl, live.draft),
            };
            view! { <Status tone=Tone::Neutral icon="edit" word=word/> }.into_any()
        }
    }
}

fn text(one: &DecisionView) -> AnyView {
    let l = Locale::Nl;
    let motivation = match &one.state {
        DecisionState::Confirmed { motivation, .. } => motivation.clone(),
        DecisionState::Draft => None,
    };
    let motivation = motivation.map(|text| {
        view! {
            <h3 class="kt-now__q">{say!(l, live.motivation_of)}</h3>
            <p class="kt-conflict__text">{text}</p>
        }
    });
    let at = match &one.state {
        DecisionState::Confirmed { at, .. } => {
            let time = parts::clock(*at);
            Some(view! { <p class="kt-note">{say!(l, live.confirmed_at, time = time)}</p> })
        }
        DecisionState::Draft => None,
    };
    view! {
        <p class="kt-conflict__text"><b>{one.text.clone()}</b></p>
        {motivation}
        {at}
    }
    .into_any()
}

fn stands(positions: &[Stand]) -> AnyView {
    let l = Locale::Nl;
    if positions.is_empty() {
        return view! { <p class="kt-note">{say!(l, live.positions_none)}</p> }.into_any();
    }
    let rows = positions
        .iter()
        .map(|stand| {
            let name = stand.name.clone();
            let note = (!stand.note.is_empty())
                .then(|| view! { <p class="kt-note">{stand.note.clone()}</p> });
            view! { <div><dt>{name}</dt><dd>{words::live::position(stand.position)}{note}</dd></div> }
        })
        .collect_view();
    view! {
        <h3 class="kt-now__q">{say!(l, live.positions)}</h3>
        <dl class="kt-facts">{rows}</dl>
    }
    .into_any()
}
