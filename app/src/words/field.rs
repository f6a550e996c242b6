//! What a field is called on its form, for the summary of what has to be mended. The words are
//! the labels themselves, so that a reader finds back below what was read above.

use domain::fault::Fault;

use super::fault;
use crate::i18n::Locale;
use crate::say;

/// The lines of the summary: the field, then what to do about it; one for each kind of personal data.
pub fn entries(operation: &str, refused: &Fault, plain: bool) -> Vec<String> {
    let l = Locale::Nl;
    match refused.field.as_str() {
        "agreed" if operation.ends_with("/approve_minutes") => {}
        "agreed" => return vec![say!(l, covenants.statement_error).to_owned()],
        "read" => return vec![say!(l, covenants.read_error).to_owned()],
        "sure" => return vec![say!(l, covenants.sure_error).to_owned()],
        _ => {}
    }
    let sentence = fault(&refused.code, plain);
    let name = match refused.field.as_str() {
        "reason" if plain => Some(say!(Locale::Nl, faults.plain_reason_label)),
        "text" if plain => guest_action(operation).or_else(|| field(operation, "text")),
        other => field(operation, other),
    };
    let line = |sentence: &str| match name {
        Some(name) if name.ends_with('?') => format!("{name} {sentence}"),
        Some(name) => format!("{name}: {}", continued(sentence)),
        None => sentence.to_owned(),
    };
    sentence.lines().map(line).collect()
}

/// A sentence after a colon begins small, unless it begins with a code such as K2.
fn continued(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_ascii_digit() => {
            first.to_lowercase().collect::<String>() + letters.as_str()
        }
        _ => sentence.to_owned(),
    }
}

/// The label of a field of an operation; nothing for what a form does not show.
pub fn field(operation: &str, field: &str) -> Option<&'static str> {
    let (slice, verb) = operation.strip_prefix("/api/")?.split_once('/')?;
    match (slice, field) {
        (_, "reason") => Some(say!(Locale::Nl, faults.reason_label)),
        ("audit", "why") => Some(say!(Locale::Nl, oversight.ground_label)),
        ("actions", _) => action(verb, field),
        ("covenants", _) => covenant(verb, field),
        ("guests", _) => guest(verb, field),
        ("meetings", _) if matches!(verb, "change_series" | "plan_ahead") => series(field),
        ("meetings", _) if CASES.contains(&verb) => cases(verb, field),
        ("meetings", _) if MINUTES.contains(&verb) => minutes(verb, field),
        ("meetings", _) if verb.ends_with("_party_advice") => super::party_advice::field(field),
        ("meetings", _) => meeting(verb, field),
        ("identity", _) => provider(field),
        ("papers", _) => super::papers::field(field),
        ("people", _) => person(verb, field),
        ("programmes", _) => super::programmes::field(field),
        ("retention", _) => super::destruction::field(verb, field),
        ("roadmaps", _) => roadmap(verb, field),
        _ => None,
    }
}

/// The operations on what case discussion stands on.
const CASES: [&str; 4] = ["advise_series", "answer_advice", "put_annex", "end_annex"];

/// The operations on minutes.
const MINUTES: [&str; 7] = [
    "edit_minutes",
    "offer_minutes",
    "propose_correction",
    "accept_correction",
    "decline_correction",
    "approve_minutes",
    "rectify_minutes",
];

fn minutes(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        ("offer_minutes", "days") => say!(l, minutes.offer_days),
        ("edit_minutes", "text") => say!(l, minutes.edit_label),
        ("propose_correction", "text") => say!(l, minutes.propose_label),
        ("accept_correction", "text") => say!(l, minutes.accept_label),
        ("decline_correction", "why") => say!(l, minutes.decline_label),
        ("rectify_minutes", "text") => say!(l, minutes.rectify_label),
        ("rectify_minutes", "why") => say!(l, minutes.rectify_why),
        _ => return None,
    })
}

fn cases(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        (_, "opinion") => say!(l, cases.opinion_label),
        (_, "text") => say!(l, cases.text_label),
        ("answer_advice", "why") => say!(l, cases.answer_label),
        (_, "why") => say!(l, cases.end_label),
        (_, "partners") => say!(l, cases.partners_label),
        (_, "purpose") => say!(l, cases.purpose_label),
        (_, "information") => say!(l, cases.information_label),
        (_, "from") => say!(l, cases.from_label),
        (_, "to") => say!(l, cases.to_label),
        _ => return None,
    })
}

fn series(field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match field {
        "name" => say!(l, series.name_label),
        "purpose" => say!(l, series.purpose_label),
        "legal_basis" => say!(l, series.legal_basis_label),
        "dpia_on" => say!(l, series.dpia_on),
        "time" => say!(l, series.time_label),
        "length" => say!(l, series.length_label),
        "room" => say!(l, series.room),
        "every" => say!(l, series.every_label),
        "count" => say!(l, series.count_label),
        "which" => say!(l, series.which_label),
        "day" => say!(l, series.day_label),
        "from" => say!(l, series.from_label),
        "holiday" => say!(l, series.holiday_label),
        "school" => say!(l, series.school_label),
        "days" => say!(l, series.days),
        _ => return None,
    })
}

fn provider(field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match field {
        "key" => say!(l, providers.key),
        "name" => say!(l, providers.name),
        "organisations" => say!(l, providers.organisations),
        "issuer" => say!(l, providers.issuer),
        "client_id" => say!(l, providers.client_id),
        "way" => say!(l, providers.way),
        "secret" => say!(l, providers.secret),
        "acr" => say!(l, providers.acr),
        "amr" => say!(l, providers.amr),
        "max_age" => say!(l, providers.max_age),
        "why" => say!(l, people.why_label),
        _ => return None,
    })
}

fn set_up(field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match field {
        "token" => say!(l, people.setup_token),
        "region" => say!(l, people.setup_region_name),
        "prefix" => say!(l, people.setup_prefix),
        "school" => say!(l, people.setup_school),
        "municipalities" => say!(l, people.setup_municipalities),
        "series" => say!(l, people.setup_series),
        "purpose" => say!(l, people.setup_purpose),
        "administrator" => say!(l, people.setup_administrator),
        "administrator_code" => say!(l, people.setup_administrator_code),
        "director" => say!(l, people.setup_director),
        "director_code" => say!(l, people.setup_director_code),
        _ => return None,
    })
}

fn person(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        (_, "theme") => say!(l, programmes.theme_field),
        ("set_up", _) => return set_up(field),
        ("register_organisation", "name") => say!(l, people.organisation_name),
        (_, "name") => say!(l, people.name_label),
        (_, "email") => say!(l, mail.email_label),
        (_, "daily") => say!(l, mail.choice_field),
        (_, "short") => say!(l, people.organisation_short),
        (_, "kind") => say!(l, people.organisation_kind),
        (_, "function") => say!(l, people.function_label),
        (_, "organisation") => say!(l, people.organisation_label),
        (_, "role") => say!(l, people.role_label),
        ("grant_role", "series") => say!(l, people.role_series),
        (_, "series") => say!(l, people.seat_series),
        (_, "ceiling") => say!(l, people.seat_ceiling),
        (_, "code") => say!(l, people.code_label),
        ("name_deputy", "person") => say!(l, people.deputy_label),
        ("turn_down_approval", "why") => say!(l, people.turn_down_label),
        (_, "why") => say!(l, people.why_label),
        _ => return None,
    })
}

/// The label of the answer to what is asked of a guest.
fn guest_action(operation: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match operation {
        "/api/actions/decline" => say!(l, guests.ask_why_not),
        "/api/actions/report_done" => say!(l, guests.ask_what),
        "/api/actions/update" => say!(l, guests.ask_how),
        _ => return None,
    })
}

fn action(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        ("decline", "text") => say!(l, actions.decline_label),
        ("update", "text") => say!(l, actions.update_label),
        ("block", "text") => say!(l, actions.block_label),
        ("report_done", "text") => say!(l, actions.done_label),
        ("verify", "text") => say!(l, actions.verify_label),
        ("reopen", "text") => say!(l, actions.reopen_label),
        ("cancel", "text") => say!(l, actions.cancel_label),
        ("postpone", "text") => say!(l, actions.postpone_why),
        ("postpone", "to") => say!(l, actions.postpone_to),
        ("reassign", "to") => say!(l, actions.reassign_due),
        ("reassign", "organisation") => say!(l, actions.reassign_to),
        ("block", "bottleneck") => say!(l, actions.block_on),
        _ => return None,
    })
}

fn covenant(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        ("edit_clause", "text") => say!(l, covenants.text_name),
        (_, "title") => say!(l, covenants.name),
        (_, "purpose") => say!(l, covenants.purpose),
        (_, "effective_when") => say!(l, covenants.effective),
        (_, "starts_on") => say!(l, covenants.starts),
        (_, "ends_on") => say!(l, covenants.ends),
        (_, "evaluation_on") => say!(l, covenants.evaluates),
        (_, "series") => say!(l, covenants.series),
        (_, "parties") => say!(l, covenants.choose_parties),
        (_, "representative_function") => say!(l, covenants.function),
        (_, "capacity") => say!(l, covenants.capacity),
        (_, "deciding_body") => say!(l, covenants.body),
        (_, "decision_date") => say!(l, covenants.decision),
        (_, "place") => say!(l, covenants.place),
        (_, "motivation") => say!(l, covenants.motivation),
        _ => return None,
    })
}

fn guest(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        (_, "organisation") => say!(l, guest_accounts.organisation),
        (_, "function") => say!(l, guest_accounts.function),
        (_, "email") => say!(l, guest_accounts.email),
        (_, "purpose") => say!(l, guest_accounts.purpose),
        (_, "meeting") => say!(l, guest_accounts.meeting),
        (_, "months") => say!(l, guest_accounts.term),
        ("turn_down" | "pause" | "revoke", "text") => say!(l, guest_accounts.why),
        (_, "title") => say!(l, guests.about),
        (_, "body") => say!(l, guests.story),
        (_, "text") => say!(l, guests.answer_label),
        (_, "minutes") => say!(l, guests.place_label),
        _ => return None,
    })
}

fn meeting(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        (_, "date") => say!(l, meetings.day_label),
        (_, "time") => say!(l, meetings.time_label),
        (_, "length") => say!(l, meetings.length_label),
        (_, "room") => say!(l, meetings.room_label),
        (_, "submission_due") => say!(l, meetings.submission_label),
        (_, "publication_due") => say!(l, meetings.publication_label),
        (_, "kind") => say!(l, meetings.kind_label),
        (_, "title") => say!(l, meetings.title_label),
        (_, "class") => say!(l, meetings.class_label),
        ("give_time", "minutes") => say!(l, live.more_time),
        (_, "minutes") => say!(l, meetings.minutes_label),
        (_, "wanted") => say!(l, meetings.wanted_label),
        (_, "body") => say!(l, meetings.body_label),
        (_, "question") => say!(l, meetings.question_label),
        (_, "named") => say!(l, meetings.named_label),
        (_, "person") => say!(l, meetings.adviser_label),
        (_, "subject") => say!(l, meetings.exclude_label),
        (_, "organisation") => say!(l, live.organisation),
        (_, "due") => say!(l, live.due),
        (_, "outcome") => say!(l, live.outcome_label),
        (_, "motivation") => say!(l, live.motivation_label),
        ("capture", "text") => say!(l, live.text),
        ("stage_note", "text") => say!(l, script.note_label),
        ("confirm", "text") => say!(l, live.text_label),
        (_, "text") => say!(l, meetings.advice_label),
        ("call_urgent", "why") => say!(l, meetings.urgent_why),
        ("invite_adviser", "why") => say!(l, meetings.adviser_why),
        ("lower_class", "why") => say!(l, meetings.lower_why),
        ("exclude", "why") => say!(l, meetings.exclude_why),
        ("lift_exclusion", "why") => say!(l, meetings.lift_why),
        (_, "why") => say!(l, meetings.why_label),
        _ => return None,
    })
}

fn roadmap(verb: &str, field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match (verb, field) {
        ("raise_bottleneck", "title") => say!(l, roadmaps.raise_title),
        (_, "title") => say!(l, roadmaps.evidence_title),
        (_, "detail") => say!(l, roadmaps.raise_detail),
        (_, "category") => say!(l, roadmaps.raise_category),
        (_, "step") => say!(l, roadmaps.raise_step),
        (_, "answer") => say!(l, roadmaps.answer_label),
        (_, "source") => say!(l, roadmaps.source),
        (_, "link") => say!(l, roadmaps.evidence_link),
        ("own_bottleneck", "owner") => say!(l, roadmaps.own_label),
        (_, "owner") => say!(l, roadmaps.owner),
        (_, "due") => say!(l, roadmaps.due),
        (_, "how") => say!(l, roadmaps.resolve_label),
        ("accept_bottleneck", "why") => say!(l, roadmaps.accept_label),
        ("answer_criterion", "why") => say!(l, roadmaps.answer_why),
        ("remove_evidence", "why") => say!(l, roadmaps.remove_why),
        (_, "why") => say!(l, roadmaps.why),
        _ => return None,
    })
}
