//! Words for the destruction of case items.

use domain::meetings::Opinion;
use domain::retention::{DestructionState, Standing};

use crate::i18n::Locale;
use crate::say;

/// Where a list stands.
pub fn state(state: &DestructionState) -> &'static str {
    let l = Locale::Nl;
    match state {
        DestructionState::Proposed => say!(l, destruction.state_proposed),
        DestructionState::Advised { .. } => say!(l, destruction.state_advised),
        DestructionState::Decided { .. } => say!(l, destruction.state_decided),
        DestructionState::Destroyed { .. } => say!(l, destruction.state_destroyed),
        DestructionState::Lapsed { .. } => say!(l, destruction.state_lapsed),
    }
}

/// What the officer advises, and what follows from it.
pub fn opinion(opinion: Opinion) -> (&'static str, &'static str) {
    let l = Locale::Nl;
    match opinion {
        Opinion::Positive => (
            say!(l, destruction.positive),
            say!(l, destruction.positive_means),
        ),
        Opinion::Conditional => (
            say!(l, destruction.conditional),
            say!(l, destruction.conditional_means),
        ),
        Opinion::Negative => (
            say!(l, destruction.negative),
            say!(l, destruction.negative_means),
        ),
    }
}

/// How long something stays.
pub fn left(standing: Standing) -> String {
    let l = Locale::Nl;
    match standing {
        Standing::Held => say!(l, destruction.held_when).to_owned(),
        Standing::Due(_) => say!(l, destruction.due_now).to_owned(),
        Standing::Near(1) | Standing::Runs(1) => say!(l, destruction.days_one).to_owned(),
        Standing::Near(days) | Standing::Runs(days) => {
            say!(l, destruction.days_many, count = days)
        }
    }
}

/// What a table is called on a certificate; nothing for what counts with the rest.
pub fn table(name: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match name {
        "agenda_item" => say!(l, destruction.count_agenda_item),
        "action" => say!(l, destruction.count_action),
        "action_event" => say!(l, destruction.count_action_event),
        "decision" => say!(l, destruction.count_decision),
        "decision_position" => say!(l, destruction.count_decision_position),
        "capture" => say!(l, destruction.count_capture),
        "paper" => say!(l, destruction.count_paper),
        "paper_part" => say!(l, destruction.count_paper_part),
        "advice" => say!(l, destruction.count_advice),
        "party_advice" => say!(l, destruction.count_party_advice),
        "contribution" => say!(l, destruction.count_contribution),
        "bottleneck" => say!(l, destruction.count_bottleneck),
        "minutes_item" => say!(l, destruction.count_minutes_item),
        "minutes_revision" => say!(l, destruction.count_minutes_revision),
        "minutes_correction" => say!(l, destruction.count_minutes_correction),
        "minutes_note" => say!(l, destruction.count_minutes_note),
        "agenda_version_item" => say!(l, destruction.count_agenda_version_item),
        "guard_answer" => say!(l, destruction.count_guard_answer),
        "outbox" => say!(l, destruction.count_outbox),
        _ => return None,
    })
}

/// The label of a field of a form about destruction.
pub fn field(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        (_, "opinion") => say!(l, destruction.opinion_label),
        (_, "text") => say!(l, destruction.text_label),
        (_, "answer") => say!(l, destruction.answer_label),
        (_, "choice") => say!(l, destruction.choice_label),
        ("confirm", "why") => say!(l, destruction.why_return),
        (_, "why") => say!(l, destruction.why_label),
        (_, "months") => say!(l, destruction.months_label),
        (_, "asked_by") => say!(l, destruction.asked_by_label),
        _ => return None,
    })
}
