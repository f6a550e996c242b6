//! The template of a covenant, filled with what is known of a region and its parties.

use chrono::NaiveDate;
use domain::calendar::day_month;
use domain::covenants::{Clause, ClauseFlag, canonical_text};
use sha2::{Digest, Sha256};

use crate::content;
use crate::content::covenants::ClauseFlag as TemplateFlag;
use crate::error::{Error, Result};

/// What the template leaves open and only the region knows.
#[derive(Debug, Clone)]
pub struct Filling<'a> {
    /// The name of the region.
    pub region: &'a str,
    /// The name of the municipality that directs.
    pub director: &'a str,
    /// What the covenant is called.
    pub title: &'a str,
    /// The names of the parties, in their order.
    pub parties: &'a [String],
    /// The first day it binds.
    pub starts: NaiveDate,
    /// The last day it binds.
    pub ends: NaiveDate,
}

/// The clauses of the template with everything filled in, in their order, with how far each
/// may differ (`docs/domain.md#covenant-text`).
///
/// # Errors
/// [`Error::Broken`] when the template leaves something open that nothing fills.
pub fn clauses(filling: &Filling<'_>) -> Result<Vec<(Clause, ClauseFlag)>> {
    let template = &content::shared()?.covenant_template;
    template
        .clauses
        .iter()
        .map(|clause| {
            let mut body = clause.text.trim_end().to_owned();
            for key in clause.placeholders() {
                body = body.replace(&format!("{{{key}}}"), &value(filling, key)?);
            }
            let flag = match clause.flag {
                TemplateFlag::Locked => ClauseFlag::Locked,
                TemplateFlag::Optional => ClauseFlag::Optional,
            };
            let heading = clause.heading.clone();
            Ok((Clause { heading, body }, flag))
        })
        .collect()
}

/// The SHA-256 of the canonical text, in lower-case hexadecimal: what a freeze fixes and what
/// a signature is put under.
pub fn hash(clauses: &[Clause]) -> String {
    let digest = Sha256::digest(canonical_text(clauses).as_bytes());
    digest
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn value(filling: &Filling<'_>, key: &str) -> Result<String> {
    Ok(match key {
        "regio" => filling.region.to_owned(),
        "regiegemeente" => filling.director.to_owned(),
        "partijen" => filling.parties.join("; "),
        "citeertitel" => filling.title.to_owned(),
        "ingangsdatum" => day(filling.starts),
        "einddatum" => day(filling.ends),
        other => usual(other)?,
    })
}

fn usual(key: &str) -> Result<String> {
    content::shared()?
        .covenant_template
        .placeholders
        .iter()
        .find(|placeholder| placeholder.key == key)
        .and_then(|placeholder| placeholder.usual.clone())
        .ok_or_else(|| Error::broken(format!("nothing fills {key} of the covenant template")))
}

fn day(date: NaiveDate) -> String {
    format!("{} {}", day_month(date), date.format("%Y"))
}
