//! The reference content as readers see it: from the database, where `seed` put it, each piece
//! with its provenance. Nothing here belongs to a region.

mod register;

use ::entity::reference;
use chrono::NaiveDate;
use domain::policy::{Facts, Operation};
use domain::programmes as rules;
use sea_orm::{DatabaseTransaction, EntityTrait};
use serde::de::DeserializeOwned;

use crate::content::agreements::{Commitment, Commitments, FuzzyDue, Measures};
use crate::content::classification::{ActionLines, BottleneckCategories, ChainLinks};
use crate::content::programmes::{Municipalities, Programmes};
use crate::content::provenance::{Provenance, Sources};
use crate::content::reporting::{ContactPoints, ReportingCode};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

pub(crate) use register::next_number;
pub use register::{
    Commitment as Promise, CommitmentRecord, CommitmentRegister, Document, Renewal, Show,
    commitment, commitment_register, make_commitment, making, renew_commitment, settle_commitment,
};

/// The ten measures with their holders.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] when `seed` never ran. So for all reads below.
pub async fn measures(ctx: &Ctx) -> Result<Measures> {
    let tx = open(ctx).await?;
    file(&tx, "measures").await
}

/// A commitment with what its vague date means today.
#[derive(Debug, Clone)]
pub struct CommitmentView {
    /// What was promised, as the sources tell it.
    pub commitment: Commitment,
    /// The last day that keeps the promise; absent while that cannot be told.
    pub latest: Option<NaiveDate>,
    /// How it stands today, derived.
    pub state: rules::CommitmentState,
    /// The title of what settled it.
    pub settled_by: Option<String>,
}

/// The nine commitments, how each stands today, and where they come from.
pub async fn commitments(ctx: &Ctx) -> Result<(Vec<CommitmentView>, Provenance)> {
    let tx = open(ctx).await?;
    let file: Commitments = self::file(&tx, "commitments").await?;
    let sources: Sources = self::file(&tx, "sources").await?;
    let title = |key: &str| {
        let source = sources.sources.iter().find(|source| source.key == key);
        source.map(|source| source.title.clone())
    };
    let today = ctx.today();
    let views = file
        .commitments
        .into_iter()
        .map(|commitment| {
            let due = due(&commitment.due, &title);
            let settled_by = commitment.settled_by.as_deref().and_then(title);
            let settled = commitment.settled_on.map(|on| rules::Settled {
                document: settled_by.clone().unwrap_or_default(),
                on,
            });
            CommitmentView {
                latest: due.latest(),
                // That work ran late is told as a note; nobody promised a new date.
                state: rules::derive(&due, None, settled.as_ref(), today),
                settled_by,
                commitment,
            }
        })
        .collect();
    Ok((views, file.provenance))
}

fn due(due: &FuzzyDue, title: &impl Fn(&str) -> Option<String>) -> rules::FuzzyDue {
    match due {
        FuzzyDue::Date { date } => rules::FuzzyDue::Date { on: *date },
        FuzzyDue::Month { year, month } => rules::FuzzyDue::Month {
            year: *year,
            month: u32::from(*month),
        },
        FuzzyDue::HalfYear { year, half } => rules::FuzzyDue::HalfYear {
            year: *year,
            half: *half,
        },
        FuzzyDue::Begin { year } => rules::FuzzyDue::Begin { year: *year },
        FuzzyDue::Relative { event, months } => rules::FuzzyDue::Relative {
            event: event.clone(),
            happened_on: None,
            duration_months: u32::from(*months),
        },
        FuzzyDue::ByDocument { document, .. } => rules::FuzzyDue::ByDocument {
            document: title(document).unwrap_or_default(),
        },
    }
}

/// The municipalities and the programmes they took part in.
pub async fn programmes(ctx: &Ctx) -> Result<(Municipalities, Programmes)> {
    let tx = open(ctx).await?;
    Ok((
        file(&tx, "municipalities").await?,
        file(&tx, "programmes").await?,
    ))
}

/// The chain, the action lines and the kinds of bottleneck.
#[derive(Debug, Clone)]
pub struct Classification {
    /// The six links.
    pub links: ChainLinks,
    /// The three lines and the goals behind them.
    pub lines: ActionLines,
    /// The four kinds.
    pub bottlenecks: BottleneckCategories,
}

/// What steps, actions and bottlenecks are tagged with.
pub async fn classification(ctx: &Ctx) -> Result<Classification> {
    let tx = open(ctx).await?;
    Ok(Classification {
        links: file(&tx, "chain_links").await?,
        lines: file(&tx, "action_lines").await?,
        bottlenecks: file(&tx, "bottleneck_categories").await?,
    })
}

/// The statutory reporting code, as a card.
pub async fn reporting_code(ctx: &Ctx) -> Result<ReportingCode> {
    let tx = open(ctx).await?;
    file(&tx, "reporting_code").await
}

/// Where to report and ask, now and in the past.
pub async fn contact_points(ctx: &Ctx) -> Result<ContactPoints> {
    let tx = open(ctx).await?;
    file(&tx, "contact_points").await
}

async fn open(ctx: &Ctx) -> Result<crate::ctx::Read> {
    ctx.authorise(Operation::ReadReference, Facts::default())?;
    ctx.read().await
}

async fn file<T: DeserializeOwned>(tx: &DatabaseTransaction, name: &str) -> Result<T> {
    let row = reference::Entity::find_by_id(name)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    stored::state(&row.data)
}
