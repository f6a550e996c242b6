//! The criteria of a step: answer, evidence, and the forms to change them.

use chrono::NaiveDate;
use domain::roadmaps::{Answer, EvidenceKind, Removal, StepStatus};
use leptos::prelude::*;
use service::roadmaps::{CriterionView, EvidenceView, Sources, StepView};

use super::super::super::form::{Form, GuardReason, Hidden, watch};
use super::super::many::{Fold, Many};
use super::super::parts::day;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Icon, RadioGroup, SectionHead, SelectField, Status, TextArea,
    TextField,
};
use crate::words::roadmaps as words;

const ANSWER: &str = "/api/roadmaps/answer_criterion";
const ADD: &str = "/api/roadmaps/add_evidence";
const REMOVE: &str = "/api/roadmaps/remove_evidence";

/// All criteria of a step.
pub fn section(
    view: &StepView,
    today: NaiveDate,
    fresh: &dyn Fn() -> String,
) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let met = view.criteria.iter().filter(|c| c.met).count();
    let note = say!(
        l,
        roadmaps.criteria_note,
        met = met,
        total = view.criteria.len()
    );
    let may = view.may_answer && view.status != StepStatus::NotApplicable;
    let criteria = view
        .criteria
        .iter()
        .map(|criterion| one(criterion, may.then_some(view), today, fresh))
        .collect_view();
    view! {
        <section aria-labelledby="criteria">
            <SectionHead id="criteria" title=say!(l, roadmaps.criteria) note/>
            <ul class="kt-crits">{criteria}</ul>
        </section>
    }
}

fn one(
    criterion: &CriterionView,
    desk: Option<&StepView>,
    today: NaiveDate,
    fresh: &dyn Fn() -> String,
) -> impl IntoView + use<> {
    let (word, icon, tone) = words::answer(criterion.answer, criterion.met);
    let evidence = criterion
        .evidence
        .iter()
        .map(|piece| {
            shown(
                piece,
                desk.map(|view| remove(view, criterion, piece)),
                today,
            )
        })
        .collect_view();
    let none = criterion
        .evidence
        .is_empty()
        .then(|| view! { <p class="kt-crit__e">{say!(Locale::Nl, roadmaps.no_evidence)}</p> });
    let forms = desk.map(|desk| {
        view! {
            <div class="kt-actions">
                {answer_form(criterion, desk, today, fresh())}
                {evidence_form(criterion, desk, today, fresh())}
            </div>
        }
    });
    view! {
        <li class="kt-crit" id=format!("criterium-{}", criterion.code)>
            <Status tone icon word/>
            <div>
                <h3 class="kt-crit__t">{criterion.text.clone()}</h3>
                {evidence}
                {none}
                {forms}
            </div>
        </li>
    }
}

fn shown(piece: &EvidenceView, remove: Option<AnyView>, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (word, icon) = words::evidence(piece.kind);
    let added = say!(l, roadmaps.added_on, date = day(piece.on, today));
    let title = piece.title.clone();
    let title = match (&piece.link, piece.meeting) {
        (Some(link), _) => view! {
            <a class="utrecht-link" href=link.clone() rel="noreferrer noopener">{title}</a>
        }
        .into_any(),
        (None, Some(meeting)) => {
            let href = format!("/overleg/{meeting}");
            view! { <a class="utrecht-link" href=href>{title}</a> }.into_any()
        }
        (None, None) => title.into_any(),
    };
    let opaque = (piece.meeting.is_none()
        && matches!(piece.kind, EvidenceKind::Decision | EvidenceKind::Meeting))
    .then(|| format!(" {}", say!(l, roadmaps.opaque_source)));
    view! {
        <div class="kt-crit__e kt-actions">
            <span class="kt-trace"><Icon name=icon/><span>{title}", "{word}", "{added}{opaque}</span></span>
            {remove}
        </div>
    }
}

/// Taking evidence away: one press, until somebody verified the result; from then on with a reason.
fn remove(view: &StepView, criterion: &CriterionView, piece: &EvidenceView) -> AnyView {
    let l = Locale::Nl;
    let id = piece.id.to_string();
    let title = piece.title.clone();
    if view.status.remove_evidence() != Ok(Removal::Explained) {
        let label = say!(l, roadmaps.remove_this, title = title);
        return view! {
            <Form action=REMOVE>
                <Hidden field="id" value=id/>
                <button class="utrecht-button utrecht-button--subtle kt-compact" type="submit" aria-label=label>
                    {say!(l, roadmaps.remove)}
                </button>
            </Form>
        }
        .into_any();
    }
    let form = Many::new(REMOVE, &id, format!("w-{id}"));
    // The last piece under a yes carries the verification.
    let text = if criterion.met && criterion.evidence.len() == 1 {
        say!(l, roadmaps.remove_falls)
    } else {
        say!(l, roadmaps.remove_stays)
    };
    let (why, open) = (form.id("why"), form.open());
    let watch = watch(&why, false, &view.known);
    view! {
        <details class="kt-do" open=open>
            <summary class="kt-do__button">
                {say!(l, roadmaps.remove)}<span class="kt-visually-hidden">": "{title}</span>
            </summary>
            <Form action=REMOVE class="kt-inlineform">
                {form.faults()}
                <p>{text}</p>
                <Hidden field="id" value=id/>
                <TextArea id=why name=field_name("why") label=say!(l, roadmaps.remove_why)
                    hint=say!(l, roadmaps.remove_why_hint).to_owned() value=form.value("why", "")
                    error=form.error("why") rows=2 after=watch/>
                <GuardReason refused=form.refused.clone()/>
                <div><Button compact=true>{say!(l, roadmaps.remove_send)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}

fn answer_form(
    criterion: &CriterionView,
    desk: &StepView,
    today: NaiveDate,
    fresh: String,
) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let form = Many::new(
        ANSWER,
        &criterion.id.to_string(),
        format!("a-{}", criterion.code),
    );
    let choices = [
        (
            Answer::Yes,
            say!(l, roadmaps.choice_yes),
            say!(l, roadmaps.choice_yes_note),
        ),
        (
            Answer::Partly,
            say!(l, roadmaps.choice_partly),
            say!(l, roadmaps.choice_partly_note),
        ),
        (
            Answer::No,
            say!(l, roadmaps.choice_no),
            say!(l, roadmaps.choice_no_note),
        ),
        (
            Answer::Open,
            say!(l, roadmaps.choice_open),
            say!(l, roadmaps.choice_open_note),
        ),
    ]
    .map(|(answer, word, explanation)| Choice {
        value: answer.word().to_owned(),
        word: word.to_owned(),
        explanation: explanation.to_owned(),
    });
    let first = say!(l, roadmaps.source_none);
    let why = why(&form, criterion, desk);
    let criterion = criterion.clone();
    let fields = evidence_fields(&form, desk, first, today);
    view! {
        <Fold label=say!(l, roadmaps.answer) open=form.open()>
            <Form action=ANSWER class="kt-inlineform">
                {form.problem()}
                {conflict(&form, &criterion)}
                <Hidden field="id" value=criterion.id.to_string()/>
                <Hidden field="version" value=criterion.version.to_string()/>
                <Hidden field="evidence" value=fresh/>
                <RadioGroup id=form.id("answer") name=field_name("answer") label=say!(l, roadmaps.answer_label)
                    choices=choices.into() value=form.value("answer", criterion.answer.word())
                    error=form.error("answer")/>
                {why}
                {fields}
                <GuardReason refused=form.refused.clone()/>
                <div><Button kind=ButtonKind::Primary compact=true>{say!(l, roadmaps.save_answer)}</Button></div>
            </Form>
        </Fold>
    }
}

/// Taking a yes back asks why, once somebody verified the result.
fn why(form: &Many, criterion: &CriterionView, desk: &StepView) -> Option<AnyView> {
    let l = Locale::Nl;
    let relied_on = desk.status.remove_evidence() == Ok(Removal::Explained);
    (relied_on && criterion.answer == Answer::Yes).then(|| {
        let id = form.id("why");
        let watch = watch(&id, false, &desk.known);
        view! {
            <TextArea id name=field_name("why") label=say!(l, roadmaps.answer_why)
                hint=say!(l, roadmaps.answer_why_hint).to_owned() value=form.value("why", "")
                error=form.error("why") rows=2 after=watch/>
        }
        .into_any()
    })
}

/// Both answers, when somebody else was first.
fn conflict(form: &Many, criterion: &CriterionView) -> Option<AnyView> {
    let l = Locale::Nl;
    let refused = form.refused.as_ref()?;
    if !matches!(refused.error, AppError::Stale { .. }) {
        return None;
    }
    let (now, ..) = words::answer(criterion.answer, criterion.met);
    let mine = Answer::parse(refused.value("answer").unwrap_or_default())?;
    let (mine, ..) = words::answer(mine, true);
    Some(
        view! {
            <div class="kt-conflict">
                <p><b>{say!(l, roadmaps.stale_title)}</b></p>
                <div class="kt-conflict__pair">
                    <div class="kt-conflict__side"><p>{say!(l, roadmaps.stale_now)}</p><p><b>{now}</b></p></div>
                    <div class="kt-conflict__side kt-conflict__side--mine"><p>{say!(l, roadmaps.stale_mine)}</p><p><b>{mine}</b></p></div>
                </div>
                <p>{say!(l, roadmaps.stale_text)}</p>
            </div>
        }
        .into_any(),
    )
}

fn evidence_form(
    criterion: &CriterionView,
    desk: &StepView,
    today: NaiveDate,
    fresh: String,
) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let form = Many::new(
        ADD,
        &criterion.id.to_string(),
        format!("b-{}", criterion.code),
    );
    let fields = evidence_fields(&form, desk, say!(l, roadmaps.source_pick), today);
    let id = criterion.id.to_string();
    view! {
        <Fold label=say!(l, roadmaps.add_evidence) open=form.open()>
            <Form action=ADD class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=id/>
                <Hidden field="evidence" value=fresh/>
                {fields}
                <GuardReason refused=form.refused.clone()/>
                <div><Button kind=ButtonKind::Primary compact=true>{say!(l, roadmaps.save_evidence)}</Button></div>
            </Form>
        </Fold>
    }
}

fn evidence_fields(
    form: &Many,
    desk: &StepView,
    first: &'static str,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let watch = watch(&form.id("title"), false, &desk.known);
    view! {
        <SelectField id=form.id("source") name=field_name("source") label=say!(l, roadmaps.source)
            hint=say!(l, roadmaps.source_hint).to_owned() choices=source_choices(&desk.sources, first, today)
            value=form.value("source", "") error=form.error("source")/>
        <TextField id=form.id("title") name=field_name("title") label=say!(l, roadmaps.evidence_title)
            hint=say!(l, roadmaps.evidence_title_hint).to_owned() value=form.value("title", "")
            error=form.error("title") maxlength=120 after=watch/>
        <TextField id=form.id("link") name=field_name("link") label=say!(l, roadmaps.evidence_link)
            hint=say!(l, roadmaps.evidence_link_hint).to_owned() value=form.value("link", "")
            error=form.error("link") inputmode="url"/>
    }
}

fn source_choices(sources: &Sources, first: &'static str, today: NaiveDate) -> Vec<Choice> {
    let l = Locale::Nl;
    let choice = |value: String, word: String| Choice {
        value,
        word,
        ..Choice::default()
    };
    let mut choices = vec![
        choice(String::new(), first.to_owned()),
        choice(
            "document".to_owned(),
            say!(l, roadmaps.source_document).to_owned(),
        ),
        choice("link".to_owned(), say!(l, roadmaps.source_link).to_owned()),
    ];
    for source in &sources.decisions {
        let Some((number, text)) = &source.decision else {
            continue;
        };
        let short: String = text.chars().take(60).collect();
        let word = say!(
            l,
            roadmaps.source_decision,
            number = number,
            date = day(source.on, today),
            text = short
        );
        choices.push(choice(format!("decision/{}", source.id), word));
    }
    for source in &sources.meetings {
        let word = say!(l, roadmaps.source_meeting, date = day(source.on, today));
        choices.push(choice(format!("meeting/{}", source.id), word));
    }
    choices
}
