//! What the engine finds, narrowed to what the reader can have a right to: by region, by table and class, by
//! who is named and who is left out. The gates have the last word over each.

use ::entity::series;
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ActionId, CovenantId, ItemId, MeetingId, OrganisationId, SeriesId, StepId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::search::Kind;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, FromQueryResult,
    QueryFilter, Statement,
};
use uuid::Uuid;

use super::Target;
use super::question::Question;
use crate::actions::sight::{Sight, Where};
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::stored;

/// An entry of the index.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Row {
    pub id: i64,
    pub kind: String,
    pub object_id: Uuid,
    pub item_id: Option<Uuid>,
    pub parent_id: Option<Uuid>,
    pub class: String,
    pub at: DateTime<Utc>,
    pub title: String,
    pub text: String,
    pub starts_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "e.id, e.kind, e.object_id, e.item_id, e.parent_id, e.class, e.at, e.title, e.text, \
     m.starts_at";

impl Row {
    /// What it is.
    pub fn kind(&self) -> Result<Kind> {
        stored::word(Kind::parse, &self.kind)
    }

    /// What says which one it is.
    pub fn key(&self) -> Result<(Kind, Uuid)> {
        Ok((self.kind()?, self.object_id))
    }

    /// The day to show with it.
    pub fn day(&self) -> NaiveDate {
        local_date(self.starts_at.unwrap_or(self.at))
    }

    /// What it hangs on.
    pub fn parent(&self) -> Result<Uuid> {
        let none = || Error::broken("an entry that hangs on nothing");
        self.parent_id.ok_or_else(none)
    }

    /// Where it is read.
    pub fn target(&self) -> Result<Target> {
        Ok(match self.kind()? {
            Kind::Item | Kind::Note | Kind::Decision | Kind::Paper => {
                Target::Item(ItemId(self.parent_item()?))
            }
            Kind::Minutes | Kind::Rectification => Target::Minutes(MeetingId(self.parent()?)),
            Kind::Action => Target::Action(ActionId(self.object_id)),
            Kind::Covenant => Target::Covenant(CovenantId(self.object_id)),
            Kind::Clause => Target::Text(CovenantId(self.parent()?)),
            Kind::Bottleneck => Target::Bottlenecks,
            Kind::Step => Target::Step(StepId(self.object_id)),
        })
    }

    /// The item it hangs on.
    pub fn parent_item(&self) -> Result<Uuid> {
        self.item_id
            .ok_or_else(|| Error::broken("an entry without its item"))
    }
}

/// A question of one reader, ready to be asked page by page.
pub struct Finder {
    backend: DbBackend,
    region: Uuid,
    asked: Where,
}

impl Finder {
    /// Reads what decides for the actor.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn new(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        question: &Question,
        kind: Option<Kind>,
    ) -> Result<Self> {
        let backend = tx.get_database_backend();
        let (mut w, mut ways) = (Where::default(), Vec::new());
        match Sight::load(tx, ctx).await {
            Ok(sight) => {
                w = sight.rows();
                let seen = std::mem::take(&mut w.sql);
                ways.push(format!(
                    "(e.kind = 'action' AND EXISTS (SELECT 1 FROM action a WHERE a.id = e.object_id \
                     AND {seen}))"
                ));
            }
            Err(Error::NotAllowed) => {}
            Err(error) => return Err(error),
        }
        let tables = tables(tx, ctx, &mut w).await?;
        ways.push(of_items(ctx, &mut w, &tables));
        let may = |operation| ctx.may(operation, Facts::default());
        if may(Operation::ReadCovenants) {
            ways.push("e.kind IN ('covenant', 'clause')".to_owned());
        }
        if may(Operation::ReadRoadmap) {
            ways.push("e.kind IN ('bottleneck', 'step')".to_owned());
        }
        let said = if backend == DbBackend::Postgres {
            let said = w.bind(question.for_postgres());
            format!("e.words @@ CAST({said} AS tsquery)")
        } else {
            let said = w.bind(question.for_sqlite());
            format!("search_text MATCH {said}")
        };
        let region = w.bind(ctx.region().0);
        w.sql = format!(
            "{said} AND e.region_id = {region} AND ({})",
            ways.join(" OR ")
        );
        if let Some(kind) = kind {
            w.and(&format!("e.kind = '{}'", kind.word()));
        }
        Ok(Self {
            backend,
            region: ctx.region().0,
            asked: w,
        })
    }

    /// The next entries, the newest first; with a place, those that came before it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next(
        &self,
        tx: &DatabaseTransaction,
        below: Option<i64>,
        most: usize,
    ) -> Result<Vec<Row>> {
        let mut w = Where {
            sql: self.asked.sql.clone(),
            values: self.asked.values.clone(),
        };
        // Each engine goes down its own index, and stops when there is enough.
        let (from, id) = if self.backend == DbBackend::Postgres {
            ("search_entry e", "e.id")
        } else {
            (
                "search_text CROSS JOIN search_entry e ON e.id = search_text.rowid",
                "search_text.rowid",
            )
        };
        if let Some(below) = below {
            let below = w.bind(below);
            w.and(&format!("{id} < {below}"));
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM {from} LEFT JOIN meeting m ON m.id = e.meeting_id WHERE {} \
             ORDER BY {id} DESC LIMIT {most}",
            w.sql
        );
        let statement = Statement::from_sql_and_values(self.backend, sql, w.values);
        Ok(Row::find_by_statement(statement).all(tx).await?)
    }

    /// The entry of a thing, if there is one here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn place(
        &self,
        tx: &DatabaseTransaction,
        (kind, id): (Kind, Uuid),
    ) -> Result<Option<Row>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM search_entry e LEFT JOIN meeting m ON m.id = e.meeting_id \
             WHERE e.region_id = $1 AND e.kind = $2 AND e.object_id = $3"
        );
        let values = [self.region.into(), kind.word().into(), id.into()];
        let statement = Statement::from_sql_and_values(self.backend, sql, values);
        Ok(Row::find_by_statement(statement).one(tx).await?)
    }
}

/// The conditions under which what hangs on an item can be for the reader, by table.
async fn tables(tx: &DatabaseTransaction, ctx: &Ctx, w: &mut Where) -> Result<Vec<String>> {
    let all = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?;
    let mut ways = Vec::new();
    for row in all {
        let id = SeriesId(row.id);
        let facts = Facts::of_series(id);
        let finds = [Operation::ReadMeetings, Operation::ReadPublished];
        if !finds.iter().any(|operation| ctx.may(*operation, facts)) {
            continue;
        }
        // No item has this id, so only the door and the place decide.
        let reader = Reader::load(tx, ctx, (id, None), []).await?;
        let opens = |class, own: OrganisationId| reader.reads(Uuid::nil(), class, true, own);
        let nobody = OrganisationId(Uuid::nil());
        let classes: Vec<String> = [Class::K0, Class::K1, Class::K2]
            .into_iter()
            .filter(|class| opens(*class, nobody))
            .map(|class| format!("'{}'", class.word()))
            .collect();
        let series = w.bind(row.id);
        if !classes.is_empty() {
            let classes = classes.join(", ");
            ways.push(format!(
                "(e.series_id = {series} AND e.class IN ({classes}))"
            ));
        }
        if opens(Class::K3, ctx.actor.organisation) {
            let own = w.bind(ctx.actor.organisation.0);
            ways.push(format!(
                "(e.series_id = {series} AND e.class = 'k3' AND (EXISTS (SELECT 1 FROM item_relation x \
                 WHERE x.item_id = e.item_id AND x.subject_id = {own} AND x.relation = 'named') \
                 OR EXISTS (SELECT 1 FROM agenda_item b WHERE b.id = e.item_id \
                 AND b.organisation_id = {own})))"
            ));
        }
    }
    for (meeting, _) in ctx.actor.places() {
        let meeting = w.bind(meeting.0);
        ways.push(format!("e.meeting_id = {meeting}"));
    }
    if ctx.actor.advises() {
        let person = w.bind(ctx.actor.person.0);
        ways.push(format!(
            "e.item_id IN (SELECT x.item_id FROM item_relation x WHERE x.subject_id = {person} \
             AND x.relation = 'invited')"
        ));
    }
    Ok(ways)
}

fn of_items(ctx: &Ctx, w: &mut Where, tables: &[String]) -> String {
    if tables.is_empty() {
        return "1 = 0".to_owned();
    }
    let subjects: Vec<String> = ctx.subjects().into_iter().map(|id| w.bind(id)).collect();
    format!(
        "(e.kind IN ('item', 'note', 'minutes', 'rectification', 'decision', 'paper') AND ({}) \
         AND NOT EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = e.item_id \
         AND x.subject_id IN ({}) AND x.relation = 'excluded'))",
        tables.join(" OR "),
        subjects.join(", ")
    )
}
