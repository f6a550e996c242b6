//! What the verification of the trail found, and how that is told to an operator or auditor.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Amsterdam;
use domain::audit::NO_REGION;
use serde::Deserialize;
use uuid::Uuid;

use crate::error::{Error, Result};

/// How many faults are kept; the rest is counted.
pub(super) const KEPT: usize = 20;

/// The outcome of a verification. Whole when it has no faults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many chains there are.
    pub chains: u64,
    /// How many rows have a seal.
    pub sealed: u64,
    /// How many rows wait for theirs.
    pub pending: u64,
    /// How many signed heads were looked at, in the database and in the file.
    pub heads: u64,
    /// When the newest of those was signed.
    pub last_head: Option<DateTime<Utc>>,
    /// What is wrong: chain by chain from its beginning, then what stands outside the chains, then
    /// the heads. The first twenty.
    pub faults: Vec<Fault>,
    /// How many faults there are beyond those.
    pub more: u64,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The chain: a region, or the one of no region. Nothing when it is about a file.
    pub chain: Option<Uuid>,
    /// The place in the chain.
    pub seq: Option<i64>,
    /// The row.
    pub row: Option<Uuid>,
    /// What.
    pub what: What,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Row and seal do not belong together.
    Altered,
    /// A number is missing in the chain.
    Gap,
    /// A seal whose row is gone.
    RowGone,
    /// A row that nobody sealed or will.
    Unsealed,
    /// Something waits for a seal and is gone.
    PendingGone,
    /// Something waits for a seal and has one.
    PendingSealed,
    /// The chain ends before a place that was signed.
    CutShort {
        /// The place that was signed.
        signed: i64,
    },
    /// The seal that was signed is not the one in the chain.
    HeadLost {
        /// When it was signed.
        at: DateTime<Utc>,
    },
    /// A head that this key did not sign.
    HeadForged {
        /// When it says it was.
        at: DateTime<Utc>,
    },
    /// A line of the file of heads is no head.
    LineUnreadable {
        /// Which line, from 1.
        line: u64,
    },
    /// The chain does not go on with the key in use.
    OldKey,
    /// Heads were signed, and the file of heads is not there.
    HeadsGone,
}

#[derive(Deserialize)]
struct Texts {
    summary: String,
    heads: String,
    no_heads_yet: String,
    whole: String,
    first: String,
    others: String,
    more: String,
    advice: String,
    fault: String,
    region: String,
    no_region: String,
    seq: String,
    row: String,
    what: BTreeMap<String, String>,
}

static TEXTS: LazyLock<Option<Texts>> =
    LazyLock::new(|| toml::from_str(include_str!("../../texts/audit.toml")).ok());

impl Report {
    /// Whether everything is as it was written.
    pub fn whole(&self) -> bool {
        self.faults.is_empty()
    }

    pub(super) fn add(&mut self, fault: Fault) {
        if self.faults.len() < KEPT {
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// What is wrong in Dutch, each with the chain it is in.
    pub(super) fn by_chain(&self) -> Result<Vec<(Option<Uuid>, String)>> {
        let texts = TEXTS.as_ref().ok_or_else(|| Error::broken("no texts"))?;
        let told = self.faults.iter();
        Ok(told.map(|fault| (fault.chain, fault.tell(texts))).collect())
    }

    /// The report in Dutch, line by line.
    ///
    /// # Errors
    /// None, as long as `service/texts/audit.toml` is what its test says.
    pub fn tell(&self) -> Result<Vec<String>> {
        let texts = TEXTS.as_ref().ok_or_else(|| Error::broken("no texts"))?;
        let summary = fill(&texts.summary, "chains", self.chains);
        let summary = fill(&summary, "sealed", self.sealed);
        let mut lines = vec![fill(&summary, "pending", self.pending)];
        lines.push(match self.last_head {
            Some(at) => fill(&fill(&texts.heads, "heads", self.heads), "at", moment(at)),
            None => texts.no_heads_yet.clone(),
        });
        let Some((first, others)) = self.faults.split_first() else {
            lines.push(texts.whole.clone());
            return Ok(lines);
        };
        lines.push(texts.first.clone());
        lines.push(first.tell(texts));
        if !others.is_empty() {
            let count = self.more + u64::try_from(others.len()).unwrap_or_default();
            lines.push(fill(&texts.others, "count", count));
            lines.extend(others.iter().map(|fault| fault.tell(texts)));
        }
        if self.more > 0 {
            lines.push(fill(&texts.more, "count", self.more));
        }
        lines.push(texts.advice.clone());
        Ok(lines)
    }
}

impl Fault {
    fn tell(&self, texts: &Texts) -> String {
        let mut place = Vec::new();
        match self.chain {
            Some(NO_REGION) => place.push(texts.no_region.clone()),
            Some(region) => place.push(fill(&texts.region, "region", region)),
            None => {}
        }
        place.extend(self.seq.map(|seq| fill(&texts.seq, "seq", seq)));
        place.extend(self.row.map(|row| fill(&texts.row, "row", row)));
        let what = texts.what.get(self.what.word()).cloned();
        let what = what.unwrap_or_default();
        let what = match self.what {
            What::CutShort { signed } => fill(&what, "signed", signed),
            What::HeadLost { at } | What::HeadForged { at } => fill(&what, "at", moment(at)),
            What::LineUnreadable { line } => fill(&what, "line", line),
            _ => what,
        };
        if place.is_empty() {
            return what;
        }
        fill(&fill(&texts.fault, "place", place.join(", ")), "what", what)
    }
}

impl What {
    /// The word of this fault in `service/texts/audit.toml`.
    fn word(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Gap => "gap",
            Self::RowGone => "row_gone",
            Self::Unsealed => "unsealed",
            Self::PendingGone => "pending_gone",
            Self::PendingSealed => "pending_sealed",
            Self::CutShort { .. } => "cut_short",
            Self::HeadLost { .. } => "head_lost",
            Self::HeadForged { .. } => "head_forged",
            Self::LineUnreadable { .. } => "line_unreadable",
            Self::OldKey => "old_key",
            Self::HeadsGone => "heads_gone",
        }
    }
}

fn fill(text: &str, name: &str, value: impl ToString) -> String {
    text.replace(&format!("{{{name}}}"), &value.to_string())
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Amsterdam)
        .format("%d-%m-%Y %H.%M")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(chain: Option<Uuid>, what: What) -> Fault {
        Fault {
            chain,
            seq: chain.map(|_| 7),
            row: chain.map(|_| Uuid::from_u128(3)),
            what,
        }
    }

    #[test]
    fn every_fault_has_its_sentence_without_a_hole_in_it() {
        let at = DateTime::from_timestamp_micros(1_795_000_000_000_000).unwrap();
        let all = [
            What::Altered,
            What::Gap,
            What::RowGone,
            What::Unsealed,
            What::PendingGone,
            What::PendingSealed,
            What::CutShort { signed: 9 },
            What::HeadLost { at },
            What::HeadForged { at },
            What::LineUnreadable { line: 4 },
            What::OldKey,
            What::HeadsGone,
        ];
        let texts = TEXTS.as_ref().unwrap();
        assert_eq!(texts.what.len(), all.len());
        for what in all {
            let told = fault(Some(Uuid::from_u128(1)), what).tell(texts);
            assert!(!told.ends_with(": ") && !told.contains('{'), "{told}");
        }
    }

    #[test]
    fn the_first_fault_is_named_first() {
        let mut report = Report {
            sealed: 12,
            ..Report::default()
        };
        assert!(report.whole());
        assert_eq!(
            report.tell().unwrap().last().unwrap(),
            "Het auditspoor is ongeschonden."
        );
        report.add(fault(Some(NO_REGION), What::RowGone));
        for _ in 0..KEPT {
            report.add(fault(None, What::HeadsGone));
        }
        assert!(!report.whole());
        let told = report.tell().unwrap();
        assert_eq!(
            told[3],
            "regels zonder regio, volgnummer 7, regel 00000000-0000-0000-0000-000000000003: \
             de regel is verwijderd, zijn zegel is er nog"
        );
        assert_eq!(told[4], "Verder gevonden (20):");
        assert!(told.contains(&"… en nog 1.".to_owned()));
    }
}
