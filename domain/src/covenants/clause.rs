//! The clauses of a covenant, and the one text form that is hashed.

use std::fmt::Write;

use crate::people::words::words;

words! {
    /// How far a clause may differ from the template (`docs/domain.md#covenant-text`).
    ClauseFlag {
        /// Taken over as it stands.
        Locked = "locked",
        /// May be left out.
        Optional = "optional",
        /// Written by the region itself.
        Local = "local",
    }
}

/// One clause, in the order of the covenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What it is called.
    pub heading: String,
    /// What it says; lines end with a line feed or with both.
    pub body: String,
}

/// The text that a freeze fixes: the same clauses always give the same bytes.
///
/// Clauses are numbered from 1 in their order. White space at the end of lines and text does
/// not count. Each line of a body is marked, so that no body can pass for a next clause.
pub fn canonical_text(clauses: &[Clause]) -> String {
    let mut text = String::new();
    for (place, clause) in clauses.iter().enumerate() {
        let heading = clause
            .heading
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        // Writing to a string cannot fail.
        writeln!(text, "# {} {heading}", place + 1).unwrap_or_default();
        for line in clause.body.trim_end().lines() {
            writeln!(text, "> {}", line.trim_end()).unwrap_or_default();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(heading: &str, body: &str) -> Clause {
        Clause {
            heading: heading.into(),
            body: body.into(),
        }
    }

    #[test]
    fn line_ends_and_trailing_space_do_not_count() {
        let one = canonical_text(&[clause("Doel ", "Eerste regel\r\n\r\nTweede regel \r\n")]);
        let two = canonical_text(&[clause("Doel", "Eerste regel\n\nTweede regel")]);
        assert_eq!(one, two);
        assert_eq!(one, "# 1 Doel\n> Eerste regel\n> \n> Tweede regel\n");
    }

    #[test]
    fn a_body_cannot_pass_for_a_clause() {
        let split = canonical_text(&[clause("A", "een"), clause("B", "twee")]);
        let forged = canonical_text(&[clause("A", "een\n# 2 B\n> twee")]);
        assert_ne!(split, forged);
    }

    #[test]
    fn the_order_counts() {
        let (a, b) = (clause("A", "een"), clause("B", "twee"));
        assert_ne!(
            canonical_text(&[a.clone(), b.clone()]),
            canonical_text(&[b, a])
        );
        assert_eq!(canonical_text(&[]), "");
    }
}
