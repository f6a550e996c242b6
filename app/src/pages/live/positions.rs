//! Where the parties stand on a decision: all at once with one press, or each by itself.

use domain::fault::Code;
use domain::meetings::Position;
use leptos::prelude::*;
use service::meetings::live::DecisionView;

use super::super::form::{Form, GuardReason, Hidden};
use super::parts::SECONDARY;
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Choice, Lines, Notice, SelectField, TextField, Tone};
use crate::words;

const RECORD: &str = "/api/meetings/record_positions";

/// The parties whose position is asked and not recorded yet.
pub fn missing(one: &DecisionView) -> Vec<&str> {
    let spoke = |party| {
        one.positions
            .iter()
            .any(|stand| stand.organisation == party)
    };
    let missing = one.parties.iter().filter(|(party, _)| !spoke(*party));
    missing.map(|(_, name)| name.as_str()).collect()
}

/// The forms of one decision.
pub fn positions(one: &DecisionView, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let id = one.id.to_string();
    let refused = refused.filter(|refused| refused.is_for(RECORD, &id));
    let recorded = one.positions.len();
    let label = say!(l, live.positions_label, number = one.number);
    let summary = format!("{} ({recorded})", say!(l, live.positions));
    let problem = refused.and_then(problem);
    let fields = (0..one.parties.len())
        .map(|at| party(one, at, refused))
        .collect_view();
    let rest = one.waits.then(|| {
        view! {
            <button class=SECONDARY type="submit" name=field_name("rest") value=Position::Agrees.word()>
                {say!(l, live.positions_save_rest)}
            </button>
        }
    });
    let reason = refused.cloned();
    view! {
        {all(one)}
        <details class="kt-details" open=refused.is_some()>
            <summary aria-label=format!("{label} ({recorded})")>{summary}</summary>
            <Form action=RECORD>
                <Hidden field="id" value=id/>
                {problem}
                <div class="kt-positions">{fields}</div>
                <GuardReason refused=reason/>
                <div class="kt-actions">
                    <button class=SECONDARY type="submit">{say!(l, live.positions_save)}</button>
                    {rest}
                </div>
            </Form>
        </details>
    }
    .into_any()
}

/// What has to be said otherwise, first on the page that came back.
fn problem(refused: &Refused) -> Option<AnyView> {
    let mut lines: Vec<String> = Vec::new();
    let notes = refused.error.faults().iter();
    for fault in notes.filter(|fault| fault.field == "notes") {
        let line = match fault.code {
            Code::Empty => say!(Locale::Nl, live.reserves_empty).to_owned(),
            _ => words::fault(&fault.code, false),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| {
        view! {
            <div role="alert" tabindex="-1" autofocus>
                <Notice tone=Tone::Attention><Lines text=lines.join("\n")/></Notice>
            </div>
        }
        .into_any()
    })
}

/// One press for everybody at the table who has no other position.
fn all(one: &DecisionView) -> Option<AnyView> {
    let l = Locale::Nl;
    if !one.waits {
        return None;
    }
    let word = if one.positions.is_empty() {
        say!(l, live.all_agree)
    } else {
        say!(l, live.rest_agrees)
    };
    let about = say!(l, live.positions_label, number = one.number);
    let id = one.id.to_string();
    Some(
        view! {
            <Form action=RECORD class="kt-actions">
                <Hidden field="id" value=id/>
                <Hidden field="rest" value=Position::Agrees.word()/>
                <button class=SECONDARY type="submit">{word}<span class="kt-visually-hidden">": "{about}</span></button>
                <p class="kt-note">{say!(l, live.all_agree_note)}</p>
            </Form>
        }
        .into_any(),
    )
}

/// One party: where it stands, and what it says with a reservation. What was typed stays.
fn party(one: &DecisionView, at: usize, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let Some((party, name)) = one.parties.get(at) else {
        return ().into_any();
    };
    let stand = one.positions.iter().find(|it| it.organisation == *party);
    let typed = |field| refused.and_then(|refused| refused.values(field).get(at).copied());
    let word = stand.map_or_else(
        || party.to_string(),
        |stand| format!("{party} {}", stand.position.word()),
    );
    let now = typed("positions").map_or(word, str::to_owned);
    let note = stand.map(|stand| stand.note.as_str()).unwrap_or_default();
    let note = typed("notes").unwrap_or(note).to_owned();
    // The fault names the field of all parties; which of them lacks its words is seen here.
    let wordless = note.trim().is_empty()
        && Position::ALL
            .iter()
            .any(|it| it.needs_words() && now == format!("{party} {}", it.word()));
    let error = (refused.is_some() && wordless).then(|| say!(l, live.reserves_needed).to_owned());
    let id = format!("{}-{party}", one.id);
    view! {
        <div class="kt-position">
            <SelectField id=format!("stand-{id}") name="command[positions][]" label=name.clone()
                choices=stands(&party.to_string()) value=now/>
            <div class="kt-position__note">
                <TextField id=format!("note-{id}") name="command[notes][]" maxlength=500
                    label=say!(l, live.reserves_note, name = name) value=note error/>
            </div>
        </div>
    }
    .into_any()
}

fn stands(party: &str) -> Vec<Choice> {
    let none = Choice {
        value: party.to_owned(),
        word: say!(Locale::Nl, live.no_position).to_owned(),
        ..Choice::default()
    };
    let known = Position::ALL.map(|position| Choice {
        value: format!("{party} {}", position.word()),
        word: words::live::position(position).to_owned(),
        ..Choice::default()
    });
    std::iter::once(none).chain(known).collect()
}
