//! The text that is signed, whole, with its hash: what one reads is what one signs.

use leptos::prelude::*;
use service::clock::local_date;
use service::covenants::{ClauseView, CovenantView};

use super::term::grouped;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Icon, SectionHead};
use crate::words;
use crate::words::covenants::day;

/// The text in a frame that scrolls, by keyboard as well.
pub fn text(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let frozen = covenant.versions.first();
    let note = frozen.and_then(|version| {
        let day = day(local_date(version.frozen_at?));
        let number = version.number;
        Some(say!(l, covenants.read_version, number = number, day = day))
    });
    let hash = covenant.hash().map(grouped).unwrap_or_default();
    let clauses = covenant.clauses.iter().map(clause).collect_view();
    view! {
        <SectionHead id="lezen" title=say!(l, covenants.read_title) note/>
        <p><a class="utrecht-link" href="#tekst">{say!(l, covenants.read_full)}</a></p>
        <div class="kt-reading" id="tekst" tabindex="0" role="region" aria-labelledby="lezen">{clauses}</div>
        <p><a class="utrecht-link" href="#tekenen">{say!(l, covenants.read_on)}</a></p>
        <p class="kt-note">{say!(l, covenants.hash)}": "<code class="kt-hash">{hash}</code></p>
    }
}

fn clause(clause: &ClauseView) -> impl IntoView + use<> {
    view! {
        <h3 class="kt-h4">{clause.number}". "{clause.heading.clone()}</h3>
        {paragraphs(&clause.text)}
    }
}

/// The text of a clause: each line of it is a paragraph.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view()
}

/// A box that must be ticked before the form does what its button says.
pub fn tick(field: &'static str, word: String, refused: Option<&Refused>) -> AnyView {
    let ticked = form::value(refused, field, "") == "yes";
    let fault = refused.and_then(|refused| {
        let fault = refused.error.fault(field)?;
        Some(words::entries(&refused.operation, fault, bridge::is_guest()).join(" "))
    });
    let error_id = format!("{field}-error");
    let invalid = fault.is_some().then_some("true");
    let described_by = fault.is_some().then(|| error_id.clone());
    let error = fault.map(|sentence| {
        view! {
            <div class="utrecht-form-field__error-message utrecht-form-field-error-message kt-fielderror"
                id=error_id>
                <Icon name="blocked"/><span>{sentence}</span>
            </div>
        }
    });
    view! {
        <div>
            {error}
            <label class="kt-choice" for=field>
                <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id=field
                    name=field_name(field) value="yes" checked=ticked aria-invalid=invalid
                    aria-describedby=described_by/>
                <span>{word}</span>
            </label>
        </div>
    }
    .into_any()
}
