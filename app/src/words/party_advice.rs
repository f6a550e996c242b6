//! Words for advice between organisations.

use domain::meetings::Counsel;

use super::meetings::Shown;
use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// What an organisation advises.
pub fn counsel(counsel: Counsel) -> Shown {
    let l = Locale::Nl;
    match counsel {
        Counsel::Positive => (
            Tone::Positive,
            "done",
            say!(l, party_advice.counsel_positive),
        ),
        Counsel::Conditional => (
            Tone::Info,
            "half",
            say!(l, party_advice.counsel_conditional),
        ),
        Counsel::Negative => (
            Tone::Attention,
            "declined",
            say!(l, party_advice.counsel_negative),
        ),
        Counsel::None => (Tone::Neutral, "open", say!(l, party_advice.counsel_none)),
    }
}

/// What that means for the table.
pub fn means(counsel: Counsel) -> &'static str {
    let l = Locale::Nl;
    match counsel {
        Counsel::Positive => say!(l, party_advice.means_positive),
        Counsel::Conditional => say!(l, party_advice.means_conditional),
        Counsel::Negative => say!(l, party_advice.means_negative),
        Counsel::None => say!(l, party_advice.means_none),
    }
}

/// The label of a field.
pub fn field(field: &str) -> Option<&'static str> {
    let l = Locale::Nl;
    Some(match field {
        "organisation" => say!(l, party_advice.ask_organisation),
        "question" => say!(l, party_advice.ask_question),
        "days" => say!(l, party_advice.ask_days),
        "counsel" => say!(l, party_advice.give_counsel),
        "text" => say!(l, party_advice.give_text),
        _ => return None,
    })
}
