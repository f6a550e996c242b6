//! The statements behind a reader's agenda: a page with twenty items costs no more than one
//! with two.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{MeetingId, SeriesId};
use domain::policy::{Facts, Operation};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use super::read::Head;
use super::rows;
use crate::actions::list::open;
use crate::actions::sight::Sight;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};

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
    pub version: i32,
    pub agenda_version: i32,
    /// Proposals that wait for who composes the agenda.
    pub waiting: i64,
    /// Places at it that somebody else takes.
    pub deputies: i64,
    /// Proposals of the reader's organisation that are not on the published agenda.
    pub own: i64,
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

/// A published line beside what its item is now.
#[derive(Debug, FromQueryResult)]
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
    pub guest_shared: bool,
    pub organisation: String,
    pub state: String,
    pub class_now: String,
    pub shared_now: bool,
    pub note: String,
    pub deferred_at: Option<DateTime<Utc>>,
    /// How the reader's organisation stands to the item.
    pub named: bool,
    pub excluded: bool,
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

const HEAD: &str = "SELECT m.id, m.series_id, s.name AS series_name, m.starts_at, \
     m.length_minutes, m.room, m.state, m.submission_due, m.publication_due, m.version, \
     m.agenda_version, \
     (SELECT COUNT(*) FROM agenda_item i WHERE i.region_id = m.region_id \
      AND i.meeting_id = m.id AND i.state_word = 'proposed') AS waiting, \
     (SELECT COUNT(*) FROM stand_in d WHERE d.meeting_id = m.id) AS deputies, \
     (SELECT COUNT(*) FROM agenda_item i WHERE i.region_id = $2 AND i.meeting_id = $1 \
      AND i.organisation_id = $3 AND i.state_word IN ('proposed', 'returned', 'included') \
      AND i.origin IN ('proposal', 'deferred') AND i.id NOT IN (SELECT l.item_id \
      FROM agenda_version v JOIN agenda_version_item l ON l.version_id = v.id \
      WHERE v.meeting_id = $1 AND v.number = (SELECT x.agenda_version FROM meeting x \
      WHERE x.id = $1))) AS own \
     FROM meeting m JOIN series s ON s.id = m.series_id \
     WHERE m.id = $1 AND m.region_id = $2";

const LINES: &str = "SELECT v.number, v.published_at, l.item_id, l.title, l.kind, l.class, \
     l.minutes, l.wanted, l.organisation_id, l.guest_shared, o.name AS organisation, i.state, \
     i.class AS class_now, i.guest_shared AS shared_now, i.note, pm.starts_at AS deferred_at, \
     EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = l.item_id \
      AND x.subject_id = $4 AND x.relation = 'named') AS named, \
     EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = l.item_id \
      AND x.subject_id IN ($4, $5) AND x.relation = 'excluded') AS excluded \
     FROM agenda_version v \
     JOIN agenda_version_item l ON l.version_id = v.id \
     JOIN agenda_item i ON i.id = l.item_id \
     JOIN organisation o ON o.id = l.organisation_id \
     LEFT JOIN agenda_item p ON p.id = i.origin_id AND i.origin = 'deferred' \
     LEFT JOIN meeting pm ON pm.id = p.meeting_id \
     WHERE v.region_id = $1 AND v.meeting_id = $2 AND v.number >= $3 \
     ORDER BY v.number, l.position";

/// The meeting, if it is of this region and the actor has a place in its series, or reads from above
/// what was published there.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn head(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<HeadRow> {
    let row = head_of(tx, ctx, id).await?;
    let facts = Facts::of_meeting(SeriesId(row.series_id), MeetingId(row.id));
    if rows::is_above(ctx, facts) {
        return Ok(row);
    }
    ctx.authorise(Operation::ReadMeetings, facts)
        .map_err(|_| Error::NotFound)?;
    Ok(row)
}

/// The meeting of an item that the actor was found to read.
///
/// # Errors
/// [`Error::NotFound`] when it is not of this region.
pub(crate) async fn head_of(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<HeadRow> {
    let own = ctx.actor.organisation.0.into();
    let values = [id.0.into(), ctx.region().0.into(), own];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), HEAD, values);
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

/// The lines of the last two versions, the older one first.
pub(crate) async fn lines(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    head: &Head,
) -> Result<Vec<LineRow>> {
    let from = head.agenda_version - 1;
    let values = [
        ctx.region().0.into(),
        head.id.0.into(),
        from.into(),
        ctx.actor.organisation.0.into(),
        ctx.actor.person.0.into(),
    ];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), LINES, values);
    Ok(LineRow::find_by_statement(statement).all(tx).await?)
}
