//! The bar that catches a decision, an action, a bottleneck or something to come back to.

use domain::meetings::Capture;
use leptos::prelude::*;
use service::meetings::live::{Live, Note, Now};

use super::super::form::{self, GuardReason, Hidden};
use super::parts::{self, PRIMARY};
use crate::bridge;
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Choice, Icon, Notice, SelectField, TextField, Tone};
use crate::words;

const OPERATION: &str = "/api/meetings/capture";

/// The keys of the four kinds.
const KEYS: [(Capture, &str); 4] = [
    (Capture::Decision, "B"),
    (Capture::Action, "A"),
    (Capture::Bottleneck, "K"),
    (Capture::Parked, "P"),
];

/// The region of the bar.
pub fn capture(live: &Live, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let refused = refused.filter(|refused| refused.operation == OPERATION);
    let body = match &live.now {
        Some(Now::Item(note)) => bar(live, note, refused),
        Some(Now::Hidden { .. }) => {
            view! { <p class="kt-note">{say!(l, live.capture_hidden)}</p> }.into_any()
        }
        None => view! { <p class="kt-note">{say!(l, live.capture_none)}</p> }.into_any(),
    };
    view! {
        <section class="kt-capture" aria-labelledby="vastleggen" id="live-capture" data-live=""
            data-about=parts::about(live, refused) data-kept=refused.is_some().then_some("")>
            <h2 class="kt-vh" id="vastleggen">{say!(l, live.capture)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn bar(live: &Live, note: &Note, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let chosen = form::value(refused, "kind", Capture::Decision.word());
    let kinds = KEYS
        .map(|(kind, key)| choice(kind, key, kind.word() == chosen))
        .collect_view();
    // A refused form keeps its item, also when the table has moved on.
    let id = form::minted(refused, &fresh());
    let item = form::value(refused, "item", &note.id.to_string());
    let keeps = item.clone();
    let problem = refused
        .filter(|refused| refused.error.faults().is_empty())
        .map(|refused| {
            let sentence = words::refusal(&refused.error);
            view! { <Notice tone=Tone::Attention><span role="alert">{sentence}</span></Notice> }
        });
    let reason = refused.cloned();
    view! {
        {problem}
        <form method="post" action=OPERATION novalidate data-clears="" data-keeps=keeps data-mark="id">
            <input type="hidden" name="page" value=parts::page(live)/>
            <Hidden field="id" value=id/>
            <Hidden field="item" value=item/>
            <fieldset class="kt-capture__kinds">
                <legend class="kt-vh">{say!(l, live.capture_kind)}</legend>
                {kinds}
            </fieldset>
            <div class="kt-capture__form">
                <div class="kt-capture__field kt-capture__field--wide">
                    <TextField id="text" name=field_name("text") label=say!(l, live.text)
                        value=form::value(refused, "text", "") error=form::error(refused, "text")/>
                    <GuardReason refused=reason/>
                </div>
                {asked(live, refused)}
                <div class="kt-capture__field kt-capture__submit">
                    <button class=PRIMARY id="capture-save" type="submit">{say!(l, live.save)}" "<kbd>"Enter"</kbd></button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn choice(kind: Capture, key: &'static str, checked: bool) -> AnyView {
    let (word, icon, _) = words::live::capture(kind);
    let id = format!("kind-{key}");
    let label_for = id.clone();
    view! {
        <label class="kt-capture__kind" for=label_for>
            <input class="kt-capture__radio" type="radio" id=id name=field_name("kind")
                value=kind.word() checked=checked/>
            <Icon name=icon/>{word}<kbd>{key}</kbd>
        </label>
    }
    .into_any()
}

/// Who is asked and when it is due; shown with an action only.
fn asked(live: &Live, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let none = Choice {
        word: say!(l, live.choose).to_owned(),
        ..Choice::default()
    };
    let choices = live.organisations.iter().map(|(id, name)| Choice {
        value: id.to_string(),
        word: name.clone(),
        ..Choice::default()
    });
    let choices = std::iter::once(none).chain(choices).collect();
    view! {
        <div class="kt-capture__field kt-capture__asked">
            <SelectField id="organisation" name=field_name("organisation") label=say!(l, live.organisation)
                choices=choices value=form::value(refused, "organisation", "")
                error=form::error(refused, "organisation")/>
        </div>
        <div class="kt-capture__field kt-capture__asked">
            <TextField id="due" name=field_name("due") label=say!(l, live.due) kind="date"
                value=form::value(refused, "due", "") error=form::error(refused, "due")/>
        </div>
    }
    .into_any()
}

fn fresh() -> String {
    bridge::ctx()
        .map(|ctx| ctx.new_id().to_string())
        .unwrap_or_default()
}
