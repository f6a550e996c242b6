//! Which items, and what was decided on them, open for a reader at all tables at once: the gate of each
//! table as a condition of the query, so that a page of 25 is 25 that are read.
//!
//! It says nothing of its own: what opens at a table is asked of [`Reader`], what an agenda tells is
//! what [`super::super::live`] tells (`docs/domain.md#register-of-decisions`).

use std::collections::BTreeMap;

use ::entity::{confidentiality_statement, meeting, series};
use domain::id::{MeetingId, OrganisationId, SeriesId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::exclude::EXCLUDED;
use super::super::{draft, rows};
use crate::actions::sight::Where;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};

/// What opens for this reader at every table, decided once for a request.
#[derive(Debug)]
pub(in super::super) struct Sight {
    region: Uuid,
    own: Uuid,
    person: Uuid,
    tables: Vec<Table>,
    /// Who really is there, when somebody looks as this reader.
    behind: Option<Box<Self>>,
}

/// A table, or one meeting of it, and what the door opens there.
#[derive(Debug)]
struct Table {
    series: SeriesId,
    name: String,
    meeting: Option<MeetingId>,
    composes: bool,
    above: bool,
    /// What opens to whoever sits here, and what to who is named on it as well.
    plain: Vec<Opens>,
    named: Vec<Opens>,
}

/// A class that opens, for guests or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Opens {
    class: Class,
    for_guests: bool,
}

impl Table {
    fn of(ctx: &Ctx, name: &str, (series, meeting): Place, reader: &Reader) -> Self {
        let facts = Facts::of_series(series).at(meeting);
        // No item has this id, so only the door and the seat decide.
        let opens = |named: bool| {
            let submitter = if named {
                ctx.actor.organisation
            } else {
                OrganisationId(Uuid::nil())
            };
            let all = Class::ALL.into_iter();
            all.flat_map(|class| [true, false].map(|for_guests| Opens { class, for_guests }))
                .filter(|it| reader.reads(Uuid::nil(), it.class, it.for_guests, submitter))
                .collect::<Vec<_>>()
        };
        let plain = opens(false);
        let mut named = opens(true);
        named.retain(|it| !plain.contains(it));
        Self {
            series,
            name: name.to_owned(),
            meeting,
            composes: ctx.may(Operation::ArrangeAgenda, facts),
            above: rows::is_above(ctx, facts),
            plain,
            named,
        }
    }
}

type Place = (SeriesId, Option<MeetingId>);

impl Sight {
    /// Loads what decides for the actor of this request.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for who has no table to read of, and reads none from above.
    pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Self> {
        let all = series::Entity::find()
            .filter(series::Column::RegionId.eq(ctx.region().0))
            .order_by_asc(series::Column::Name)
            .all(tx)
            .await?;
        let mut tables = Vec::new();
        for row in &all {
            let at = (SeriesId(row.id), None);
            if finds(ctx, at) {
                let reader = Reader::load(tx, ctx, at, []).await?;
                tables.push(Table::of(ctx, &row.name, at, &reader));
            }
        }
        for at in single(tx, ctx).await? {
            let name = all.iter().find(|row| row.id == at.0.0);
            if let Some(row) = name.filter(|_| finds(ctx, at)) {
                let reader = Reader::load(tx, ctx, at, []).await?;
                tables.push(Table::of(ctx, &row.name, at, &reader));
            }
        }
        // Who has a place at one meeting only has one all the same.
        let ways = [Operation::FollowMeeting, Operation::ReadPublished];
        let may = || ways.iter().any(|it| ctx.may(*it, Facts::default()));
        if tables.is_empty() && !may() {
            return Err(Error::NotAllowed);
        }
        let behind = match ctx.behind() {
            Some(behind) => Some(Box::new(Box::pin(Self::load(tx, &behind)).await?)),
            None => None,
        };
        Ok(Self {
            region: ctx.region().0,
            own: ctx.actor.organisation.0,
            person: ctx.actor.person.0,
            tables,
            behind,
        })
    }

    /// The tables there are for this reader, by name.
    pub fn tables(&self) -> Vec<(SeriesId, String)> {
        let names: BTreeMap<_, _> = self
            .tables
            .iter()
            .map(|table| ((table.name.clone(), table.series.0), table.series))
            .collect();
        let names = names.into_iter();
        names.map(|((name, _), series)| (series, name)).collect()
    }

    /// The condition on `agenda_item i` at `meeting m` under which this reader finds the item among
    /// those that were on the table of a meeting.
    pub fn items(&self) -> Where {
        let mut w = Where::default();
        let mut sql = self.condition(&mut w);
        if let Some(behind) = &self.behind {
            let behind = behind.condition(&mut w);
            sql = format!("({sql}) AND ({behind})");
        }
        w.sql = sql;
        w
    }

    fn condition(&self, w: &mut Where) -> String {
        let region = w.bind(self.region);
        let own = w.bind(self.own);
        let person = w.bind(self.person);
        let is = |relation: &str| {
            format!(
                "EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = i.id \
                 AND x.subject_id IN ({own}, {person}) AND x.relation = '{relation}')"
            )
        };
        let named = format!("(i.organisation_id = {own} OR {})", is(draft::NAMED));
        let ways: Vec<String> = self
            .tables
            .iter()
            .filter_map(|table| table.condition(w, &named))
            .collect();
        // Nobody finds anything where no table opens.
        let ways = if ways.is_empty() {
            "1 = 0".to_owned()
        } else {
            ways.join(" OR ")
        };
        format!(
            "i.region_id = {region} AND i.state_word NOT IN ('proposed', 'returned', 'withdrawn') \
             AND ({ways}) AND NOT {}",
            is(EXCLUDED)
        )
    }
}

impl Table {
    fn condition(&self, w: &mut Where, named: &str) -> Option<String> {
        let by_name = classes(&self.named).map(|classes| format!("({named} AND {classes})"));
        let ways: Vec<String> = classes(&self.plain).into_iter().chain(by_name).collect();
        if ways.is_empty() {
            return None;
        }
        let opens = ways.join(" OR ");
        let mut sql = format!("i.series_id = {} AND ({opens})", w.bind(self.series.0));
        if let Some(meeting) = self.meeting {
            sql = format!("{sql} AND i.meeting_id = {}", w.bind(meeting.0));
        }
        if !self.composes {
            // What was put off before the table sat, and was never published, no agenda tells of.
            sql.push_str(
                " AND (i.state_word <> 'deferred' OR EXISTS (SELECT 1 FROM agenda_version v \
                 JOIN agenda_version_item l ON l.version_id = v.id \
                 WHERE v.meeting_id = m.id AND v.number = m.agenda_version AND l.item_id = i.id))",
            );
        }
        if self.above {
            // From above it is told once the meeting is over.
            sql.push_str(" AND m.state_word = 'closed'");
        }
        Some(format!("({sql})"))
    }
}

/// The condition for these classes; none for no class.
fn classes(opens: &[Opens]) -> Option<String> {
    let ways: Vec<String> = Class::ALL
        .into_iter()
        .filter_map(|class| {
            let has = |for_guests| opens.contains(&Opens { class, for_guests });
            let word = class.word();
            match (has(true), has(false)) {
                (true, true) => Some(format!("i.class = '{word}'")),
                (true, false) => Some(format!("(i.class = '{word}' AND i.guest_shared)")),
                (false, true) => Some(format!("(i.class = '{word}' AND NOT i.guest_shared)")),
                (false, false) => None,
            }
        })
        .collect();
    (!ways.is_empty()).then(|| format!("({})", ways.join(" OR ")))
}

fn finds(ctx: &Ctx, (series, meeting): Place) -> bool {
    let facts = Facts::of_series(series).at(meeting);
    ctx.may(Operation::FollowMeeting, facts) || rows::is_above(ctx, facts)
}

/// The single meetings at which this reader has a place, or for which they signed a statement.
async fn single(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Place>> {
    use confidentiality_statement::Column;
    let places = ctx.actor.places();
    let mut at: Vec<Place> = places
        .map(|(meeting, seat)| (seat.series, Some(meeting)))
        .collect();
    let signed: Vec<Uuid> = confidentiality_statement::Entity::find()
        .filter(Column::PersonId.eq(ctx.actor.person.0))
        .filter(Column::MeetingId.is_not_null())
        .all(tx)
        .await?
        .into_iter()
        .filter_map(|row| row.meeting_id)
        .collect();
    if !signed.is_empty() {
        let meetings = meeting::Entity::find()
            .filter(meeting::Column::RegionId.eq(ctx.region().0))
            .filter(meeting::Column::Id.is_in(signed))
            .all(tx)
            .await?;
        at.extend(meetings.iter().map(rows::meeting_place));
    }
    at.dedup();
    Ok(at)
}
