//! The statements behind a reader's agenda: a page with twenty items costs no more than one
//! with two.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{MeetingId, SeriesId};
use domain::policy::{Facts, Operation};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, Statement, Value};
use serde::Deserialize;
use uuid::Uuid;

use super::rows;
use crate::actions::list::open;
use crate::actions::sight::Sight;
use crate::ctx::Ctx;
use crate::door::{Binding, Reader, bonds};
use crate::error::{Error, Result};
use crate::gather::{self, Cell, flag, gather};

/// A meeting with the name of its series.
#[derive(Debug, FromQueryResult)]
pub(crate) struct HeadRow {
    pub id: Uuid,
    pub series_id: Uuid,
    pub series_name: String,
    pub starts_at: DateTime<Utc>,
    pub length_minutes: i32,
    pub room: String,
    pub state: String,
    pub submission_due: NaiveDate,
    pub publication_due: NaiveDate,
    pub sequence: i32,
    pub version: i32,
    pub agenda_version: i32,
    pub urgent_because: Option<String>,
    pub moved_from: Option<DateTime<Utc>>,
    pub moved_because: Option<String>,
    /// Proposals that wait for who composes the agenda.
    pub waiting: i64,
    /// Places at it that somebody else takes.
    pub deputies: i64,
    /// Proposals of the reader's organisation that are not on the published agenda.
    pub own: i64,
    /// Advice that the reader's organisation is asked for and did not give.
    pub asked: i64,
    /// What the reader said about coming.
    pub answer: Option<String>,
}

impl HeadRow {
    /// Proposals that wait.
    pub fn waiting(&self) -> Result<u64> {
        count(self.waiting)
    }
}

fn count(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| Error::broken(format!("a count of {number}")))
}

/// A published line beside what its item is now; the fields are in the order of [`LINE`].
#[derive(Debug, Deserialize)]
pub(crate) struct LineRow {
    pub number: i32,
    pub published_at: DateTime<Utc>,
    pub item_id: Uuid,
    pub title: String,
    pub kind: String,
    pub class: String,
    pub minutes: i32,
    pub wanted: String,
    pub organisation_id: Uuid,
    #[serde(deserialize_with = "flag")]
    pub guest_shared: bool,
    pub organisation: String,
    pub state: String,
    pub class_now: String,
    #[serde(deserialize_with = "flag")]
    pub shared_now: bool,
    /// The minutes, for a line of the latest version.
    pub note: String,
    pub deferred_at: Option<DateTime<Utc>>,
    /// How the reader's organisation stands to the item.
    #[serde(deserialize_with = "flag")]
    pub named: bool,
    #[serde(deserialize_with = "flag")]
    pub excluded: bool,
    /// The papers it was published with.
    pub papers: String,
    /// How many papers the item has now, for a line of the latest version.
    pub attached: i32,
}

impl LineRow {
    /// Tells a reader how its organisation stands to this item.
    pub fn tell(&self, reader: &mut Reader) {
        for (is_so, relation) in [(self.named, "named"), (self.excluded, "excluded")] {
            if is_so {
                reader.relate(self.item_id, relation);
            }
        }
    }
}

/// What a head has: `$1` is the meeting, `$2` the region, `$3` the organisation of the reader, `$4` the
/// person.
const HEAD: &str = "SELECT m.id, m.series_id, s.name AS series_name, m.starts_at, \
     m.length_minutes, m.room, m.state, m.submission_due, m.publication_due, m.sequence, m.version, \
     m.agenda_version, m.urgent_because, m.moved_from, m.moved_because, \
     (SELECT COUNT(*) FROM agenda_item i WHERE i.region_id = m.region_id \
      AND i.meeting_id = m.id AND i.state_word = 'proposed') AS waiting, \
     (SELECT COUNT(*) FROM stand_in d WHERE d.meeting_id = m.id) AS deputies, \
     (SELECT COUNT(*) FROM agenda_item i WHERE i.region_id = $2 AND i.meeting_id = $1 \
      AND i.organisation_id = $3 AND i.state_word IN ('proposed', 'returned', 'included') \
      AND i.origin IN ('proposal', 'deferred') AND i.id NOT IN (SELECT l.item_id \
      FROM agenda_version v JOIN agenda_version_item l ON l.version_id = v.id \
      WHERE v.meeting_id = $1 AND v.number = (SELECT x.agenda_version FROM meeting x \
      WHERE x.id = $1))) AS own, \
     (SELECT COUNT(*) FROM party_advice y JOIN agenda_item i ON i.id = y.item_id \
      WHERE y.region_id = $2 AND y.meeting_id = $1 AND y.organisation_id = $3 \
      AND y.state_word = 'asked' AND i.state_word IN ('proposed', 'included') \
      AND NOT EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = y.item_id \
      AND x.subject_id IN ($3, $4) AND x.relation = 'excluded')) AS asked, \
     (SELECT c.answer FROM meeting_answer c WHERE c.region_id = $2 AND c.meeting_id = $1 \
      AND c.person_id = $4) AS answer";

/// Where it comes from.
const MEETING: &str = " FROM meeting m JOIN series s ON s.id = m.series_id \
     WHERE m.id = $1 AND m.region_id = $2";

/// What a line has: `$3` is the organisation of the reader, `$4` the person.
const LINE: [Cell; 20] = [
    Cell::Plain("v.number"),
    Cell::Plain("v.published_at"),
    Cell::Id("l.item_id"),
    Cell::Plain("l.title"),
    Cell::Plain("l.kind"),
    Cell::Plain("l.class"),
    Cell::Plain("l.minutes"),
    Cell::Plain("l.wanted"),
    Cell::Id("l.organisation_id"),
    Cell::Plain("l.guest_shared"),
    Cell::Plain("o.name"),
    Cell::Plain("i.state"),
    Cell::Plain("i.class"),
    Cell::Plain("i.guest_shared"),
    Cell::Plain("CASE WHEN v.number = m.agenda_version THEN i.note ELSE '' END"),
    Cell::Plain("pm.starts_at"),
    Cell::Plain(
        "EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = l.item_id \
         AND x.subject_id = $3 AND x.relation = 'named')",
    ),
    Cell::Plain(
        "EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = l.item_id \
         AND x.subject_id IN ($3, $4) AND x.relation = 'excluded')",
    ),
    Cell::Plain("l.papers"),
    Cell::Plain(
        "CASE WHEN v.number = m.agenda_version THEN (SELECT COUNT(*) FROM paper q \
         WHERE q.item_id = l.item_id AND q.removed_at IS NULL) ELSE 0 END",
    ),
];

/// The lines of the last two versions of a meeting `m`.
const LINES: &str = "agenda_version v \
     JOIN agenda_version_item l ON l.version_id = v.id \
     JOIN agenda_item i ON i.id = l.item_id \
     JOIN organisation o ON o.id = l.organisation_id \
     LEFT JOIN agenda_item p ON p.id = i.origin_id AND i.origin = 'deferred' \
     LEFT JOIN meeting pm ON pm.id = p.meeting_id \
     WHERE v.region_id = m.region_id AND v.meeting_id = m.id AND v.number >= m.agenda_version - 1";

/// The statements of one engine.
struct Sql {
    head: String,
    outline: String,
    agenda: String,
}

impl Sql {
    fn of(backend: DbBackend) -> Self {
        let lines = gather(backend, &LINE, LINES, "v.number, l.position");
        let bonds = bonds(backend, "$5");
        Self {
            head: format!("{HEAD}{MEETING}"),
            outline: format!("{HEAD}, {lines} AS lines{MEETING}"),
            agenda: format!("{HEAD}, {lines} AS lines, {bonds} AS bonds{MEETING}"),
        }
    }

    fn for_engine(backend: DbBackend) -> &'static Self {
        static SQLITE: LazyLock<Sql> = LazyLock::new(|| Sql::of(DbBackend::Sqlite));
        static POSTGRES: LazyLock<Sql> = LazyLock::new(|| Sql::of(DbBackend::Postgres));
        match backend {
            DbBackend::Sqlite => &SQLITE,
            _ => &POSTGRES,
        }
    }
}

/// A head with the lines of the last two versions.
#[derive(FromQueryResult)]
struct OutlineRow {
    #[sea_orm(nested)]
    head: HeadRow,
    lines: String,
}

/// All that an agenda is made of, of one moment, in one row.
#[derive(FromQueryResult)]
struct AgendaRow {
    #[sea_orm(nested)]
    head: HeadRow,
    lines: String,
    bonds: String,
}

/// The agenda of a meeting, if it is of this region and the actor has a place in its series, or reads
/// from above what was published there: its head, the lines of the last two versions with the older one
/// first, and what binds its table. Nothing of it was weighed against the reader yet.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn agenda(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<(HeadRow, Vec<LineRow>, Binding)> {
    let backend = tx.get_database_backend();
    let today = ctx.today();
    let mut values = lines_of(ctx, id);
    values.push(today.into());
    let sql = &Sql::for_engine(backend).agenda;
    let row = AgendaRow::find_by_statement(Statement::from_sql_and_values(backend, sql, values));
    let row = row.one(tx).await?.ok_or(Error::NotFound)?;
    must_see(ctx, &row.head)?;
    let at = (SeriesId(row.head.series_id), Some(id));
    let binding = Binding::of(tx, at, today, &row.bonds).await?;
    Ok((row.head, gather::rows(&row.lines)?, binding))
}

/// The head of a meeting of this region and the lines of the last two versions, for who was not yet
/// found to see either.
///
/// # Errors
/// [`Error::NotFound`] when it is not of this region.
pub(crate) async fn outline(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<(HeadRow, Vec<LineRow>)> {
    let backend = tx.get_database_backend();
    let sql = &Sql::for_engine(backend).outline;
    let statement = Statement::from_sql_and_values(backend, sql, lines_of(ctx, id));
    let row = OutlineRow::find_by_statement(statement).one(tx).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok((row.head, gather::rows(&row.lines)?))
}

/// What a statement with lines asks by.
fn lines_of(ctx: &Ctx, id: MeetingId) -> Vec<Value> {
    let actor = &ctx.actor;
    let (own, person) = (actor.organisation.0, actor.person.0);
    vec![
        id.0.into(),
        ctx.region().0.into(),
        own.into(),
        person.into(),
    ]
}

/// The meeting, if it is of this region and the actor has a place in its series, or reads from above
/// what was published there.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn head(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<HeadRow> {
    let row = head_of(tx, ctx, id).await?;
    must_see(ctx, &row)?;
    Ok(row)
}

fn must_see(ctx: &Ctx, row: &HeadRow) -> Result<()> {
    let facts = Facts::of_meeting(SeriesId(row.series_id), MeetingId(row.id));
    if rows::is_above(ctx, facts) {
        return Ok(());
    }
    ctx.authorise(Operation::ReadMeetings, facts)
        .map_err(|_| Error::NotFound)
}

/// The meeting of an item that the actor was found to read.
///
/// # Errors
/// [`Error::NotFound`] when it is not of this region.
pub(crate) async fn head_of(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<HeadRow> {
    let backend = tx.get_database_backend();
    let values = lines_of(ctx, id);
    let sql = &Sql::for_engine(backend).head;
    let statement = Statement::from_sql_and_values(backend, sql, values);
    HeadRow::find_by_statement(statement)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// The open actions of a series that this reader sees, as the list of actions has them: another
/// number would tell how many are hidden.
///
/// # Errors
/// [`Error::NotAllowed`] for a role that has no business with actions.
pub(crate) async fn open_actions(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    reader: &Reader,
) -> Result<u64> {
    let mut w = Sight::at(ctx, series, reader)?.rows();
    let of = w.bind(series.0);
    w.and(&format!("a.series_id = {of} AND {}", open()));
    let sql = format!("SELECT COUNT(*) FROM action a WHERE {}", w.sql);
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    let row = tx.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| Error::broken("a count without a row"))?;
    count(row.try_get_by_index(0)?)
}
