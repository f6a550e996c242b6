//! Words for what case discussion at a table stands on.

use domain::meetings::Opinion;

use crate::i18n::Locale;
use crate::say;

/// What the officer advises.
pub fn opinion(opinion: Opinion) -> &'static str {
    let l = Locale::Nl;
    match opinion {
        Opinion::Positive => say!(l, cases.positive),
        Opinion::Conditional => say!(l, cases.conditional),
        Opinion::Negative => say!(l, cases.negative),
    }
}

/// What follows from an advice, for who gives it.
pub fn follows(opinion: Opinion) -> &'static str {
    let l = Locale::Nl;
    match opinion {
        Opinion::Positive => say!(l, cases.positive_means),
        Opinion::Conditional => say!(l, cases.conditional_means),
        Opinion::Negative => say!(l, cases.negative_means),
    }
}
