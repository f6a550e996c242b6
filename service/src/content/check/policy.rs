//! Checks of the programmes, what was agreed in them, and the classifications.

use std::collections::BTreeSet;

use super::Content;
use super::findings::Findings;
use crate::content::agreements::{CommitmentState, FuzzyDue};

pub(super) fn programmes(content: &Content, found: &mut Findings) {
    found.about("programmes.toml");
    let programmes = &content.programmes.programmes;
    let keys = programmes.iter().map(|p| &p.key);
    found.unique("programme", keys.clone());
    let known: BTreeSet<_> = keys.collect();

    for p in programmes {
        for other in p.parent.iter().chain(&p.successor) {
            found.ensure(known.contains(other) && *other != p.key, || {
                format!("{} refers to unknown `{other}`", p.key)
            });
        }
        if let (Some(start), Some(end)) = (p.start, p.end) {
            found.ensure(start.first_day() <= end.last_day(), || {
                format!("{} ends before it starts", p.key)
            });
        }
    }

    found.about("municipalities.toml");
    let municipalities = &content.municipalities.municipalities;
    found.count("municipalities", municipalities, 10);
    found.unique("municipality", municipalities.iter().map(|m| &m.key));
    for m in municipalities {
        found.ensure(known.contains(&m.programme), || {
            format!("{} names unknown programme `{}`", m.key, m.programme)
        });
    }
}

pub(super) fn measures(content: &Content, found: &mut Findings) {
    found.about("measures.toml");
    let file = &content.measures;
    found.count("measures", &file.measures, 10);
    found.numbered("measure", file.measures.iter().map(|m| m.number));
    found.unique("holder", file.holders.iter().map(|h| &h.key));
    found.unique("theme", file.themes.iter().map(|t| &t.key));

    let holders: BTreeSet<_> = file.holders.iter().map(|h| &h.key).collect();
    let themes: BTreeSet<_> = file.themes.iter().map(|t| &t.key).collect();
    for m in &file.measures {
        let number = m.number;
        found.ensure(!m.holders.is_empty(), || {
            format!("measure {number} has no holder")
        });
        found.ensure(themes.contains(&m.theme), || {
            format!("measure {number} has unknown theme `{}`", m.theme)
        });
        for holder in &m.holders {
            found.ensure(holders.contains(holder), || {
                format!("measure {number} has unknown holder `{holder}`")
            });
        }
    }
}

pub(super) fn commitments(content: &Content, found: &mut Findings) {
    found.about("commitments.toml");
    let commitments = &content.commitments.commitments;
    found.count("commitments", commitments, 9);
    found.unique("commitment", commitments.iter().map(|c| &c.key));
    for c in commitments {
        let settled = c.state == CommitmentState::Settled;
        found.ensure(
            c.settled_by.is_some() == settled && c.settled_on.is_some() == settled,
            || format!("{} must say how and when exactly if settled", c.key),
        );
        let possible = match &c.due {
            FuzzyDue::Month { month, .. } => (1..=12).contains(month),
            FuzzyDue::HalfYear { half, .. } => (1..=2).contains(half),
            FuzzyDue::Relative { months, .. } => *months > 0,
            FuzzyDue::Date { .. } | FuzzyDue::Begin { .. } | FuzzyDue::ByDocument { .. } => true,
        };
        found.ensure(possible, || format!("{} has an impossible due date", c.key));
    }
}

pub(super) fn classification(content: &Content, found: &mut Findings) {
    found.about("action_lines.toml");
    let programme = &content.action_lines;
    found.count("action lines", &programme.action_lines, 3);
    found.numbered(
        "action line",
        programme.action_lines.iter().map(|l| l.number),
    );
    let indicators = &content.indicators.indicators;
    for goal in &programme.goals {
        found.ensure(indicators.iter().any(|i| i.key == goal.indicator), || {
            format!("a goal names unknown indicator `{}`", goal.indicator)
        });
    }

    found.about("chain_links.toml");
    let links = &content.chain_links.chain_links;
    found.count("links", links, 6);
    found.numbered("link", links.iter().map(|l| l.number));
    found.unique("link", links.iter().map(|l| &l.key));

    found.about("bottleneck_categories.toml");
    let categories = &content.bottleneck_categories.bottleneck_categories;
    found.count("categories", categories, 4);
    found.unique("category", categories.iter().map(|c| &c.key));
}
