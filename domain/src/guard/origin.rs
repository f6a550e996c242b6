//! Where somebody comes from, and which school somebody goes to.

use super::lists::{
    ADJECTIVES, COLLECTIVES, COUNTRIES, DEMONYMS, NEUTERS, NEWS, SCHOOLS, THINGS, is_institutional,
};
use super::view::View;
use super::{Hit, Kind};

/// Nationalities and descents said of people; not of languages, media and organisations.
pub fn nationalities(view: &View, hits: &mut Vec<Hit>) {
    for (index, word) in view.words.iter().enumerate() {
        let after = view.low(index + 1);
        let low = word.low.as_str();
        let is_person = match low.strip_suffix('e') {
            Some(stem) if is_adjective(stem) => !COLLECTIVES.ends(after),
            // "Turks" alone is a language; before a neuter word for a person it is a descent.
            _ => ADJECTIVES.has(low) && NEUTERS.has(after),
        };
        // "Syriërs" are people, "Turks" is a language.
        let one = low
            .strip_suffix('s')
            .filter(|one| one.ends_with("er"))
            .unwrap_or(low);
        let is_demonym = word.is_capital && (DEMONYMS.has(low) || DEMONYMS.has(one));
        if is_person || is_demonym {
            hits.extend(view.hit(Kind::Nationality, word.from, word.to));
        }
    }
}

/// Where somebody comes from: "uit Marokko", "uit de Filipijnen"; not where news or a study does.
pub fn countries(view: &View, hits: &mut Vec<Hit>) {
    for (index, word) in view.words.iter().enumerate() {
        if !COUNTRIES.has(&word.low) || !view.is_joined(index) {
            continue;
        }
        let is_article = view.low(index - 1) == "de" && view.is_joined(index - 1);
        let from = index - 1 - usize::from(is_article);
        let what = from.checked_sub(1).map_or("", |before| view.low(before));
        let is_thing = [NEWS, THINGS, COLLECTIVES]
            .iter()
            .any(|ends| ends.ends(what));
        if view.low(from) == "uit" && !is_thing {
            let is_half = matches!(&*word.low, "sierra" | "sri") && view.is_joined(index + 1);
            let last = &view.words[index + usize::from(is_half)];
            hits.extend(view.hit(Kind::Nationality, word.from, last.to));
        }
    }
}

/// Whether an "e" after this stem makes an adjective: "turks", and "eritres" for "eritrees".
fn is_adjective(stem: &str) -> bool {
    let root = stem.strip_suffix("es").unwrap_or_default();
    ADJECTIVES.has(stem)
        || !root.is_empty()
            && ADJECTIVES
                .iter()
                .any(|word| word.strip_prefix(root) == Some("ees"))
}

/// Schools by name: "basisschool De Regenboog", "het Vondel College", "Amstelcollege".
pub fn schools(view: &View, hits: &mut Vec<Hit>) {
    for (index, word) in view.words.iter().enumerate() {
        let low = word.low.as_str();
        if SCHOOLS.has(low)
            && let Some(last) = name_after(view, index)
        {
            hits.extend(view.hit(Kind::School, word.from, view.words[last].to));
        }
        let is_kind = |end: &str| low.ends_with(end) && word.is_capital;
        if !["college", "lyceum", "gymnasium"]
            .iter()
            .any(|end| is_kind(end))
            || view.opens(index)
        {
            continue;
        }
        let is_compound = !matches!(low, "college" | "lyceum" | "gymnasium");
        let before = index - 1;
        let is_named = view.is_joined(index)
            && view.is_capital(before)
            && !matches!(
                view.low(before),
                "het" | "de" | "een" | "dit" | "ons" | "uw"
            );
        if is_compound || is_named {
            let from = if is_named {
                view.words[before].from
            } else {
                word.from
            };
            hits.extend(view.hit(Kind::School, from, word.to));
        }
    }
}

fn name_after(view: &View, index: usize) -> Option<usize> {
    let is_article = matches!(view.low(index + 1), "de" | "het" | "t");
    let last = index + 1 + usize::from(is_article);
    let is_name = view.is_joined(index + 1)
        && view.is_joined(last)
        && view.is_capital(last)
        && !is_institutional(view.low(last));
    is_name.then_some(last)
}
