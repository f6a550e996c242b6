//! The register of decisions: what was decided at all tables of a reader, adopted or not, the latest
//! meeting first.

mod sight;

use ::entity::decision;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::id::{DecisionId, ItemId, MeetingId, SeriesId};
use domain::meetings::{DecisionNumber, ItemKind, Outcome};
use domain::people::Class;
use domain::policy::Facts;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    Statement,
};
use uuid::Uuid;

use super::live::{Stand, names, stands};
use super::{rows, witness};
use crate::actions::sight::Where;
use crate::clock::{local_date, midnight};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

pub(super) use sight::Sight;

/// How many decisions stand on one page.
pub const PAGE: u32 = 25;

/// Which decisions to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ended {
    /// However they ended.
    #[default]
    Any,
    /// Adopted, as it stood or amended.
    Adopted,
    /// Not adopted.
    NotAdopted,
    /// Put off to another meeting.
    Deferred,
}

impl Ended {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Any, Self::Adopted, Self::NotAdopted, Self::Deferred];

    const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Any => &[],
            Self::Adopted => &[Outcome::Adopted, Outcome::Amended],
            Self::NotAdopted => &[Outcome::NotAdopted],
            Self::Deferred => &[Outcome::Deferred],
        }
    }
}

/// Which page of which decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ask {
    /// Only those of this table.
    pub series: Option<SeriesId>,
    /// How they ended.
    pub ended: Ended,
    /// Only those of meetings in this year.
    pub year: Option<i32>,
    /// The page, from zero.
    pub page: u32,
}

/// One page of the register.
#[derive(Debug, Clone)]
pub struct DecisionRegister {
    /// At most [`PAGE`] decisions: the latest meeting first, within it the open part first.
    pub lines: Vec<RegisterLine>,
    /// Whether there is a page after this one.
    pub more: bool,
    /// The tables to choose from.
    pub tables: Vec<(SeriesId, String)>,
    /// The year of the first meeting at which something was decided that this reader reads.
    pub since: Option<i32>,
}

/// One decision, as its list and its item show it.
#[derive(Debug, Clone)]
pub struct RegisterLine {
    /// Which one.
    pub id: DecisionId,
    /// Its number in its part of its meeting.
    pub number: DecisionNumber,
    /// The meeting.
    pub meeting: MeetingId,
    /// When that started.
    pub starts_at: DateTime<Utc>,
    /// The table.
    pub series: String,
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// What was decided, or what was proposed and not adopted.
    pub text: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why; empty for what was adopted as it stood.
    pub motivation: String,
    /// Where the parties stood.
    pub stands: Vec<Stand>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    number: i32,
    text: String,
    outcome: Option<String>,
    motivation: String,
    item_id: Uuid,
    title: String,
    kind: String,
    class: String,
    meeting_id: Uuid,
    starts_at: DateTime<Utc>,
    series_id: Uuid,
    series: String,
}

const SELECT: &str = "SELECT d.id, d.number, d.text, d.outcome, d.motivation, d.item_id, i.title, \
     i.kind, i.class, m.id AS meeting_id, m.starts_at, m.series_id, s.name AS series \
     FROM decision d JOIN agenda_item i ON i.id = d.item_id \
     JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id WHERE ";

/// Within a meeting the open part comes before the closed one, as on its list.
const ORDER: &str = "ORDER BY m.starts_at DESC, m.id, \
     CASE WHEN i.class IN ('k0', 'k1') THEN 0 ELSE 1 END, d.number, d.id";

/// A page of the decisions that took effect at the tables of this reader, as far as their items open
/// (`docs/domain.md#register-of-decisions`). That confidential ones were read is kept.
///
/// # Errors
/// [`Error::NotAllowed`] for who has no table to read of; [`Error::NotFound`] for a table that does not
/// exist for this actor.
pub async fn decision_register(ctx: &Ctx, ask: Ask) -> Result<DecisionRegister> {
    let tx = ctx.read().await?;
    let sight = Sight::load(&tx, ctx).await?;
    let tables = sight.tables();
    if ask
        .series
        .is_some_and(|asked| tables.iter().all(|(id, _)| *id != asked))
    {
        return Err(Error::NotFound);
    }
    let mut found = select(&tx, ctx, &sight, ask).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let since = since(&tx, &sight).await?;
    let lines = lines(&tx, ctx, found).await?;
    drop(tx);
    let read = lines.iter().map(|line| (line.item.0, line.class));
    witness(ctx, "decisions", read).await?;
    Ok(DecisionRegister {
        lines,
        more,
        tables,
        since,
    })
}

/// What took effect and opens for this reader.
fn decided(sight: &Sight) -> Where {
    let mut w = sight.items();
    w.and("d.state_word = 'confirmed'");
    w
}

async fn select(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight, ask: Ask) -> Result<Vec<Row>> {
    let mut w = decided(sight);
    if let Some(series) = ask.series {
        let series = w.bind(series.0);
        w.and(&format!("m.series_id = {series}"));
    }
    let outcomes = ask.ended.outcomes();
    if !outcomes.is_empty() {
        let words: Vec<_> = outcomes
            .iter()
            .map(|it| format!("'{}'", it.word()))
            .collect();
        w.and(&format!("d.outcome IN ({})", words.join(", ")));
    }
    if let Some((from, to)) = ask.year.and_then(|year| bounds(year, ctx.today())) {
        let (from, to) = (w.bind(from), w.bind(to));
        w.and(&format!("m.starts_at >= {from} AND m.starts_at < {to}"));
    }
    let limit = w.bind(i64::from(PAGE) + 1);
    let skip = w.bind(i64::from(ask.page) * i64::from(PAGE));
    let sql = format!("{SELECT}{} {ORDER} LIMIT {limit} OFFSET {skip}", w.sql);
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    Ok(Row::find_by_statement(statement).all(tx).await?)
}

/// From when until when a year lasts; nothing for a year of which nobody has meetings.
fn bounds(year: i32, today: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let near = (2000..=today.year() + 1).contains(&year);
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).filter(|_| near);
    Some((midnight(first(year)?), midnight(first(year + 1)?)))
}

#[derive(Debug, FromQueryResult)]
struct First {
    starts_at: DateTime<Utc>,
}

async fn since(tx: &DatabaseTransaction, sight: &Sight) -> Result<Option<i32>> {
    let w = decided(sight);
    let sql = format!(
        "SELECT m.starts_at FROM decision d JOIN agenda_item i ON i.id = d.item_id \
         JOIN meeting m ON m.id = i.meeting_id WHERE {} ORDER BY m.starts_at LIMIT 1",
        w.sql
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    let first = First::find_by_statement(statement).one(tx).await?;
    Ok(first.map(|row| local_date(row.starts_at).year()))
}

async fn lines(tx: &DatabaseTransaction, ctx: &Ctx, found: Vec<Row>) -> Result<Vec<RegisterLine>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let decisions = decision::Entity::find()
        .filter(decision::Column::Id.is_in(found.iter().map(|row| row.id)))
        .all(tx)
        .await?;
    let names = names(tx, ctx).await?;
    let mut said = stands(tx, &decisions, &names, true).await?;
    found
        .into_iter()
        .map(|row| {
            let mut stands = said.remove(&row.id).unwrap_or_default();
            if !hears_notes(ctx, &row) {
                for stand in &mut stands {
                    stand.note = String::new();
                }
            }
            line(row, stands)
        })
        .collect()
}

/// What a party said with its position stays among those at the table.
fn hears_notes(ctx: &Ctx, row: &Row) -> bool {
    let series = SeriesId(row.series_id);
    let facts = Facts::of_meeting(series, MeetingId(row.meeting_id));
    !rows::is_above(ctx, facts) && !ctx.actor.is_guest_of(series)
}

fn line(row: Row, stands: Vec<Stand>) -> Result<RegisterLine> {
    let class = stored::word(Class::parse, &row.class)?;
    let outcome = row
        .outcome
        .ok_or_else(|| Error::broken("a confirmed decision without an outcome"))?;
    Ok(RegisterLine {
        id: DecisionId(row.id),
        number: DecisionNumber::of(class, row.number),
        meeting: MeetingId(row.meeting_id),
        starts_at: row.starts_at,
        series: row.series,
        item: ItemId(row.item_id),
        title: row.title,
        kind: stored::word(ItemKind::parse, &row.kind)?,
        class,
        text: row.text,
        outcome: stored::word(Outcome::parse, &outcome)?,
        motivation: row.motivation,
        stands,
    })
}
