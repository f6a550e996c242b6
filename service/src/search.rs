//! Searching in what the reader may see (`docs/domain.md#searching`): the engine finds, the gates of the
//! pages decide, and a row of the trail says that somebody searched, not for what.

mod candidates;
mod gate;
mod mark;
mod question;

use chrono::NaiveDate;
use domain::fault::Faults;
use domain::id::{ActionId, CovenantId, ItemId, MeetingId, StepId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::search::Kind;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::actions::{self, ActionView};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::meetings;

use candidates::Finder;
use gate::Gate;
pub use mark::Piece;
use question::Question;

/// How many hits a page has.
pub const PAGE: usize = 20;
/// How many entries the engine hands over at once.
const BATCH: usize = 40;
/// How often it is asked for more before the page is done with what it has: an end to the work of one
/// question. The query leaves so little for the gates to hold back that it is not reached.
const ROUNDS: usize = 25;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The words, as they were typed.
    pub text: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// What comes after this hit.
    pub after: Option<(Kind, Uuid)>,
}

/// Where a hit is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The page of an item.
    Item(ItemId),
    /// The minutes of a meeting.
    Minutes(MeetingId),
    /// The page of an action.
    Action(ActionId),
    /// A covenant.
    Covenant(CovenantId),
    /// The text of a covenant.
    Text(CovenantId),
    /// The list of bottlenecks.
    Bottlenecks,
    /// A step of a routekaart.
    Step(StepId),
}

/// Something that was found and that this reader may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Uuid,
    /// What it is called.
    pub title: Vec<Piece>,
    /// The words around the first that was found; empty where the title says all.
    pub snippet: Vec<Piece>,
    /// How confidential it is.
    pub class: Class,
    /// The day of its meeting, or else the day it was written.
    pub day: NaiveDate,
    /// Whether that is the day of its meeting.
    pub at_meeting: bool,
    /// Where it is read.
    pub to: Target,
}

/// One page of hits, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// At most [`PAGE`].
    pub hits: Vec<Hit>,
    /// The hit that the next page comes after; nothing when this is the last one.
    pub after: Option<(Kind, Uuid)>,
}

/// A place among hits as a form sends it along.
pub fn place_word((kind, id): (Kind, Uuid)) -> String {
    format!("{}/{id}", kind.word())
}

/// The place of a word; nothing for any other text.
pub fn place(word: &str) -> Option<(Kind, Uuid)> {
    let (kind, id) = word.split_once('/')?;
    Some((Kind::parse(kind)?, id.parse().ok()?))
}

/// Whether searching is for this actor at all.
pub fn is_for(ctx: &Ctx) -> bool {
    ctx.may(Operation::Search, Facts::default())
}

/// Refuses who has no search.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub fn open(ctx: &Ctx) -> Result<()> {
    ctx.authorise(Operation::Search, Facts::default())
}

/// Searches. Nothing comes back that the page it leads to would not show this reader; that there was more is
/// told by nothing. What is shown of K2 and K3 is written down first, as on its own page.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`]; [`crate::error::Error::Refused`] on `text` for a question that is
/// empty, too short or too long.
pub async fn search(ctx: &Ctx, ask: Ask) -> Result<Found> {
    open(ctx)?;
    let mut faults = Faults::default();
    let Some(question) = faults.keep("text", Question::parse(&ask.text)) else {
        return Err(faults.into());
    };
    let tx = ctx.read().await?;
    let finder = Finder::new(&tx, ctx, &question, ask.kind).await?;
    let mut gate = Gate::new(ctx);
    let mut hits = collect(&tx, (&finder, &mut gate), ask.after).await?;
    let more = hits.len() > PAGE;
    hits.truncate(PAGE);
    drop(tx);
    witness(ctx, &hits).await?;
    let found = Found {
        after: hits
            .last()
            .filter(|_| more)
            .map(|hit| hit.row.key())
            .transpose()?,
        hits: hits
            .into_iter()
            .map(|hit| hit.shown(&question))
            .collect::<Result<_>>()?,
    };
    let tx = ctx.aside().await?;
    let detail = format!("hits={}", found.hits.len());
    let region = ("region", ctx.region().0);
    audit::note(&tx, ctx, Operation::Search, region, detail).await?;
    tx.commit().await?;
    Ok(found)
}

/// The first hits after a place that open for this reader, one more than a page has.
async fn collect(
    tx: &DatabaseTransaction,
    (finder, gate): (&Finder, &mut Gate<'_>),
    after: Option<(Kind, Uuid)>,
) -> Result<Vec<Opened>> {
    let mut below = match after {
        // A place that does not open for this reader is no place.
        Some(place) => match finder.place(tx, place).await? {
            Some(row) => {
                let id = row.id;
                let opens = !gate.open(tx, vec![row]).await?.is_empty();
                if opens { Some(id) } else { None }
            }
            None => None,
        },
        None => None,
    };
    let mut hits = Vec::new();
    for _ in 0..ROUNDS {
        let rows = finder.next(tx, below, BATCH).await?;
        let last = rows.len() < BATCH;
        below = rows.last().map(|row| row.id).or(below);
        hits.extend(gate.open(tx, rows).await?);
        if last || hits.len() > PAGE {
            break;
        }
    }
    Ok(hits)
}

/// An entry that opens for this reader.
#[derive(Debug)]
pub(crate) struct Opened {
    row: candidates::Row,
    /// What it is called, where the entry does not say so.
    title: Option<String>,
    class: Class,
    action: Option<ActionView>,
}

impl Opened {
    fn shown(self, question: &Question) -> Result<Hit> {
        let title = self.title.unwrap_or_else(|| self.row.title.clone());
        Ok(Hit {
            kind: self.row.kind()?,
            id: self.row.object_id,
            title: question.marked(&title),
            snippet: question.snippet(&self.row.text),
            class: self.class,
            day: self.row.day(),
            at_meeting: self.row.starts_at.is_some(),
            to: self.row.target()?,
        })
    }
}

/// Writes down what is shown of K2 and K3.
async fn witness(ctx: &Ctx, hits: &[Opened]) -> Result<()> {
    let shown: Vec<ActionView> = hits.iter().filter_map(|hit| hit.action.clone()).collect();
    actions::witness_found(ctx, &shown).await?;
    let items = hits.iter().filter(|hit| hit.action.is_none());
    let items = items.filter_map(|hit| Some((hit.row.item_id?, hit.class)));
    meetings::witness(ctx, "search", items).await
}
