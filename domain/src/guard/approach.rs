//! What would have somebody go to the family: that can put a life in danger, so an expert is asked
//! first (`docs/domain.md#approach`).

use super::view::View;
use super::{Hit, Kind};

/// Between people who are family; said of nothing else.
const MEDIATION: &[&str] = &["bemiddel", "mediat", "verzoen"];
const TALKS: &[&str] = &[
    "aanspreken",
    "benader",
    "bellen",
    "belt",
    "bespreken",
    "bezoek",
    "confronteren",
    "contact",
    "dialoog",
    "gesprek",
    "huisbezoek",
    "inlichten",
    "informeren",
    "overleg",
    "praat",
    "praten",
    "spreek",
    "spreken",
    "uitnodig",
    "waarschuwen",
];
const FAMILY: &[&str] = &[
    "broer",
    "broers",
    "echtgenoot",
    "familie",
    "familieberaad",
    "familieleden",
    "gezin",
    "gezinsleden",
    "grootouders",
    "moeder",
    "neef",
    "neven",
    "oom",
    "ooms",
    "opa",
    "ouder",
    "ouders",
    "schoonfamilie",
    "schoonouders",
    "vader",
];
/// The farthest apart that the two may stand, in words.
const REACH: usize = 6;

/// Mediating, and talking with who is family: "bemiddelen", "gesprek met de ouders".
pub fn find(view: &View, hits: &mut Vec<Hit>) {
    for (index, word) in view.words.iter().enumerate() {
        let starts = |stems: &[&str]| stems.iter().any(|stem| word.low.starts_with(stem));
        if starts(MEDIATION) {
            hits.extend(view.hit(Kind::Approach, word.from, word.to));
            continue;
        }
        if !starts(TALKS) {
            continue;
        }
        let near = index.saturating_sub(REACH)..=index + REACH;
        let family = near.filter(|at| FAMILY.contains(&view.low(*at)));
        let Some(family) = family.min_by_key(|at| at.abs_diff(index)) else {
            continue;
        };
        let kin = &view.words[family];
        let hit = view.hit(Kind::Approach, word.from.min(kin.from), word.to.max(kin.to));
        hits.extend(hit);
    }
}
