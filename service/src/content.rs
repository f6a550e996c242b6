//! The reference content that ships with the product: real facts about programmes, measures,
//! commitments and contact points, and the templates that municipalities start from.
//!
//! It lives in readable files under `service/content/`, so that someone who knows the field can
//! review and correct it without reading Rust. The files are part of the binary; [`load`] parses
//! them and refuses content that contradicts itself. This module touches no database: the seed
//! writes what `load` returns. Facts and their sources are explained in `docs/domain.md`.

use std::sync::LazyLock;

use serde::de::DeserializeOwned;

use crate::error::Error;

pub mod agreements;
mod check;
pub mod classification;
pub mod covenants;
pub mod indicators;
pub mod programmes;
pub mod provenance;
pub mod reporting;
pub mod roadmaps;
pub mod school_holidays;

use agreements::{Commitments, Measures};
use classification::{ActionLines, BottleneckCategories, ChainLinks};
use covenants::CovenantTemplate;
use indicators::Indicators;
use programmes::{Municipalities, Programmes};
use provenance::Sources;
use reporting::{ContactPoints, ReportingCode};
use roadmaps::RoadmapTemplate;
use school_holidays::SchoolHolidays;

/// All reference content, one field per file of `service/content/`.
///
/// A value that came from [`load`] is consistent: codes are unique and every reference resolves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// `sources.toml`: the publications that the other files cite.
    pub sources: Sources,
    /// `municipalities.toml`: the ten municipalities with a programme or a pilot.
    pub municipalities: Municipalities,
    /// `programmes.toml`: national programmes, with parents and successors.
    pub programmes: Programmes,
    /// `measures.toml`: the ten measures of 2013 with their holders.
    pub measures: Measures,
    /// `commitments.toml`: the nine commitments of the 2023 memorandum.
    pub commitments: Commitments,
    /// `action_lines.toml`: the three action lines and the goals behind them.
    pub action_lines: ActionLines,
    /// `chain_links.toml`: the six links of the chain.
    pub chain_links: ChainLinks,
    /// `bottleneck_categories.toml`: the four kinds of bottleneck.
    pub bottleneck_categories: BottleneckCategories,
    /// `roadmap_template.toml`: twenty steps with their criteria.
    pub roadmap_template: RoadmapTemplate,
    /// `covenant_template.toml`: twenty-three clauses and the annexes.
    pub covenant_template: CovenantTemplate,
    /// `reporting_code.toml`: the statutory reporting code, as a reference card.
    pub reporting_code: ReportingCode,
    /// `contact_points.toml`: where to report or ask advice, now and in the past.
    pub contact_points: ContactPoints,
    /// `school_holidays.toml`: school holidays per region.
    pub school_holidays: SchoolHolidays,
    /// `indicators.toml`: what can be measured, with the figures that are known.
    pub indicators: Indicators,
}

/// Why the reference content was refused. Meant for whoever edits the files, never for a visitor.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// A file is not TOML, misses a field, or has a field that nothing reads.
    #[error("{file} cannot be read")]
    Parse {
        /// Name of the file in `service/content/`.
        file: &'static str,
        /// What the parser found, with line and column.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// The files can be read but contradict themselves or each other.
    #[error("the reference content contradicts itself:\n{}", problems.join("\n"))]
    Inconsistent {
        /// Every contradiction found, each beginning with the name of the file.
        problems: Vec<String>,
    },
}

/// Parses the embedded files and checks them.
///
/// # Errors
///
/// [`ContentError::Parse`] for the first file that cannot be read, otherwise
/// [`ContentError::Inconsistent`] with all contradictions at once.
pub fn load() -> Result<Content, ContentError> {
    let content = Content {
        sources: embedded("sources")?,
        municipalities: embedded("municipalities")?,
        programmes: embedded("programmes")?,
        measures: embedded("measures")?,
        commitments: embedded("commitments")?,
        action_lines: embedded("action_lines")?,
        chain_links: embedded("chain_links")?,
        bottleneck_categories: embedded("bottleneck_categories")?,
        roadmap_template: embedded("roadmap_template")?,
        covenant_template: embedded("covenant_template")?,
        reporting_code: embedded("reporting_code")?,
        contact_points: embedded("contact_points")?,
        school_holidays: embedded("school_holidays")?,
        indicators: embedded("indicators")?,
    };

    let problems = check::problems(&content);
    if problems.is_empty() {
        Ok(content)
    } else {
        Err(ContentError::Inconsistent { problems })
    }
}

/// The content, parsed once per process.
///
/// # Errors
///
/// [`Error::Broken`] when the embedded files do not hold together, which a test rules out.
pub fn shared() -> crate::error::Result<&'static Content> {
    static CONTENT: LazyLock<Result<Content, ContentError>> = LazyLock::new(load);
    CONTENT
        .as_ref()
        .map_err(|error| Error::broken(format!("reference content: {error}")))
}

/// The embedded files by the name of their field in [`Content`], as readable text.
pub const FILES: [(&str, &str); 14] = [
    ("sources", include_str!("../content/sources.toml")),
    (
        "municipalities",
        include_str!("../content/municipalities.toml"),
    ),
    ("programmes", include_str!("../content/programmes.toml")),
    ("measures", include_str!("../content/measures.toml")),
    ("commitments", include_str!("../content/commitments.toml")),
    ("action_lines", include_str!("../content/action_lines.toml")),
    ("chain_links", include_str!("../content/chain_links.toml")),
    (
        "bottleneck_categories",
        include_str!("../content/bottleneck_categories.toml"),
    ),
    (
        "roadmap_template",
        include_str!("../content/roadmap_template.toml"),
    ),
    (
        "covenant_template",
        include_str!("../content/covenant_template.toml"),
    ),
    (
        "reporting_code",
        include_str!("../content/reporting_code.toml"),
    ),
    (
        "contact_points",
        include_str!("../content/contact_points.toml"),
    ),
    (
        "school_holidays",
        include_str!("../content/school_holidays.toml"),
    ),
    ("indicators", include_str!("../content/indicators.toml")),
];

fn embedded<T: DeserializeOwned>(file: &'static str) -> Result<T, ContentError> {
    parse(
        file,
        FILES
            .iter()
            .find(|(name, _)| *name == file)
            .map_or("", |(_, text)| *text),
    )
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ContentError> {
    toml::from_str(text).map_err(|source| ContentError::Parse {
        file,
        source: Box::new(source),
    })
}

impl Content {
    /// The telephone numbers that may be named in any text: those of the contact points.
    pub fn contact_numbers(&self) -> Vec<String> {
        let points = &self.contact_points.contact_points;
        points
            .iter()
            .filter_map(|point| point.number.clone())
            .collect()
    }
}
