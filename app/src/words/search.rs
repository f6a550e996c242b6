//! Words for searching: what can be found.

use domain::search::Kind;

use crate::i18n::Locale;
use crate::say;

/// What it is.
pub fn kind(kind: Kind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        Kind::Item => say!(l, search.kind_item),
        Kind::Note => say!(l, search.kind_note),
        Kind::Minutes => say!(l, search.kind_minutes),
        Kind::Rectification => say!(l, search.kind_rectification),
        Kind::Decision => say!(l, search.kind_decision),
        Kind::Action => say!(l, search.kind_action),
        Kind::Paper => say!(l, search.kind_paper),
        Kind::Covenant => say!(l, search.kind_covenant),
        Kind::Clause => say!(l, search.kind_clause),
        Kind::Bottleneck => say!(l, search.kind_bottleneck),
        Kind::Step => say!(l, search.kind_step),
    }
}
