//! Finds where the reference content contradicts itself: a number too many, a code used twice, a
//! reference to nothing. One function per file, all findings together, so that an editor mends a
//! file in one go.

use std::collections::BTreeSet;
use std::slice;

use super::Content;
use super::agreements::FuzzyDue;
use findings::Findings;

mod cards;
mod findings;
mod policy;
mod templates;
#[cfg(test)]
mod tests;

/// Every contradiction in `content`, each beginning with the name of its file.
pub(super) fn problems(content: &Content) -> Vec<String> {
    let mut found = Findings::default();
    sources(content, &mut found);
    policy::programmes(content, &mut found);
    policy::measures(content, &mut found);
    policy::commitments(content, &mut found);
    policy::classification(content, &mut found);
    templates::roadmap_template(content, &mut found);
    templates::covenant_template(content, &mut found);
    cards::reporting_code(content, &mut found);
    cards::contact_points(content, &mut found);
    cards::school_holidays(content, &mut found);
    cards::indicators(content, &mut found);
    found.into_problems()
}

fn sources(content: &Content, found: &mut Findings) {
    let keys = content.sources.sources.iter().map(|s| &s.key);
    found.about("sources.toml");
    found.unique("source", keys.clone());
    let known: BTreeSet<_> = keys.collect();

    let mut cited = BTreeSet::new();
    for (file, item, citations) in citations(content) {
        found.about(file);
        found.ensure(!citations.is_empty(), || format!("{item} cites no source"));
        for key in citations {
            found.ensure(known.contains(key), || {
                format!("{item} cites unknown source `{key}`")
            });
            cited.insert(key);
        }
    }

    found.about("sources.toml");
    for key in known.difference(&cited) {
        found.ensure(false, || format!("nothing cites `{key}`"));
    }
}

/// File, item and the keys of the sources that it cites.
type Citation<'a> = (&'static str, &'a str, &'a [String]);

/// Every item that must cite sources: its file, its key and what it cites.
fn citations<'a>(content: &'a Content) -> Vec<Citation<'a>> {
    let mut all = Vec::new();
    let mut add = |file: &'static str, item: &'a str, sources: &'a [String]| {
        all.push((file, item, sources));
    };

    for m in &content.municipalities.municipalities {
        for fact in &m.facts {
            add("municipalities.toml", &m.key, &fact.sources);
        }
    }
    for p in &content.programmes.programmes {
        add("programmes.toml", &p.key, &p.sources);
    }
    for c in &content.commitments.commitments {
        if let Some(slippage) = &c.slippage {
            add("commitments.toml", &c.key, &slippage.sources);
        }
        if let Some(document) = &c.settled_by {
            add("commitments.toml", &c.key, slice::from_ref(document));
        }
        if let FuzzyDue::ByDocument { document, .. } = &c.due {
            add("commitments.toml", &c.key, slice::from_ref(document));
        }
    }
    for step in &content.roadmap_template.steps {
        add("roadmap_template.toml", &step.code, &step.sources);
    }
    for deviation in &content.reporting_code.deviations {
        add("reporting_code.toml", &deviation.text, &deviation.sources);
    }
    for point in &content.contact_points.contact_points {
        // The alarm number is common knowledge and cites nothing.
        if !point.sources.is_empty() {
            add("contact_points.toml", &point.key, &point.sources);
        }
    }
    for indicator in &content.indicators.indicators {
        add("indicators.toml", &indicator.key, &indicator.sources);
    }
    all
}
