//! Who sees which action, as a condition of the query, so that a page of 25 is 25 that are seen.
//!
//! An owner always sees that its own is there; director and secretary see the process of all; somebody at the
//! table sees what the door opens for the class; what is K3 only when named on the item. An
//! exclusion beats them all. Rule: `docs/domain.md#gate`, rights: `domain::policy`.

use domain::id::SeriesId;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{DatabaseTransaction, Value};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::Result;

/// What opens for this reader, decided once for a request.
#[derive(Debug)]
pub struct Sight {
    region: Uuid,
    pub(crate) own: Uuid,
    pub(crate) person: Uuid,
    is_guest: bool,
    process: Process,
    tables: Vec<Table>,
    /// Who really is there, when somebody looks as this reader.
    behind: Option<Box<Self>>,
}

/// Whose process the reader keeps running.
#[derive(Debug)]
enum Process {
    Region,
    Series(Vec<Uuid>),
}

/// A table the reader sits at, and what the door opens there.
#[derive(Debug)]
struct Table {
    series: Uuid,
    classes: Vec<Class>,
    strict_when_named: bool,
}

impl Table {
    fn of(ctx: &Ctx, series: SeriesId, reader: &Reader) -> Self {
        // No item has this id, so only the door and the seat decide.
        let opens = |class, named| {
            let submitter = if named {
                ctx.actor.organisation
            } else {
                Uuid::nil().into()
            };
            reader.reads(Uuid::nil(), class, false, submitter)
        };
        Self {
            series: series.0,
            classes: [Class::K0, Class::K1, Class::K2]
                .into_iter()
                .filter(|class| opens(*class, false))
                .collect(),
            strict_when_named: opens(Class::K3, true),
        }
    }
}

/// A condition with its values, counted as the engine wants them.
#[derive(Debug, Default)]
pub(crate) struct Where {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Where {
    /// Adds a value and answers its place.
    pub fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Adds a condition that has to hold as well.
    pub fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }
}

impl Sight {
    /// Loads what decides for the actor of this request.
    ///
    /// # Errors
    /// [`crate::error::Error::NotAllowed`] for a role that has no business with actions.
    pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Self> {
        let actor = &ctx.actor;
        ctx.authorise(
            Operation::ReadActions,
            Facts::owned(None, actor.organisation),
        )?;
        let mut tables = Vec::new();
        for seat in &actor.seats {
            if !ctx.may(Operation::ReadActions, Facts::of_series(seat.series)) {
                continue;
            }
            let reader = Reader::load(tx, ctx, (seat.series, None), []).await?;
            tables.push(Table::of(ctx, seat.series, &reader));
        }
        let mut sight = Self::of(ctx, tables);
        if let Some(behind) = ctx.behind() {
            sight.behind = Some(Box::new(Box::pin(Self::load(tx, &behind)).await?));
        }
        Ok(sight)
    }

    /// The same at one table only, for who has its reader already: nothing is read.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(crate) fn at(ctx: &Ctx, series: SeriesId, reader: &Reader) -> Result<Self> {
        let own = ctx.actor.organisation;
        ctx.authorise(Operation::ReadActions, Facts::owned(None, own))?;
        let behind = ctx.behind();
        let behind = behind.map(|behind| Self::at(&behind, series, reader));
        let sits = ctx.actor.seat(series).is_some()
            && ctx.may(Operation::ReadActions, Facts::of_series(series));
        let tables = sits.then(|| Table::of(ctx, series, reader));
        let mut sight = Self::of(ctx, tables.into_iter().collect());
        sight.behind = behind.transpose()?.map(Box::new);
        Ok(sight)
    }

    fn of(ctx: &Ctx, tables: Vec<Table>) -> Self {
        Self {
            region: ctx.region().0,
            own: ctx.actor.organisation.0,
            person: ctx.actor.person.0,
            is_guest: ctx.actor.is_guest(),
            process: process(ctx),
            tables,
            behind: None,
        }
    }

    /// The condition on `action a` under which this reader sees a row.
    pub(crate) fn rows(&self) -> Where {
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
        let mut ways = vec![if self.is_guest {
            format!(
                "(a.organisation_id = {own} AND a.class IN ('k0', 'k1') AND a.case_ref IS NULL)"
            )
        } else {
            format!("a.organisation_id = {own}")
        }];
        match &self.process {
            Process::Region => ways.push("1 = 1".to_owned()),
            Process::Series(series) => {
                ways.extend(
                    series
                        .iter()
                        .map(|id| format!("a.series_id = {}", w.bind(*id))),
                );
            }
        }
        for table in &self.tables {
            let series = w.bind(table.series);
            let words: Vec<String> = table
                .classes
                .iter()
                .map(|class| format!("'{}'", class.word()))
                .collect();
            if !words.is_empty() {
                let words = words.join(", ");
                ways.push(format!("(a.series_id = {series} AND a.class IN ({words}))"));
            }
            if table.strict_when_named {
                // Who brought an item in always is named on it.
                ways.push(format!(
                    "(a.series_id = {series} AND a.class = 'k3' AND ({} OR EXISTS (SELECT 1 FROM \
                     agenda_item b WHERE b.id = a.item_id AND b.organisation_id = {own})))",
                    related(&own, "named")
                ));
            }
        }
        format!(
            "a.region_id = {region} AND ({}) AND NOT {}",
            ways.join(" OR "),
            excluded(&format!("{own}, {person}")),
        )
    }

    /// Whether this reader reads what an action says, beside seeing that it is there.
    pub(super) fn reads(
        &self,
        owner: Uuid,
        series: Option<Uuid>,
        class: Class,
        named: bool,
    ) -> bool {
        let behind = self.behind.as_ref();
        if !behind.is_none_or(|it| it.reads(owner, series, class, named)) {
            return false;
        }
        // An owner reads its own; what is K2 or K3 only as long as its door is open.
        if owner == self.own && class <= Class::K1 {
            return true;
        }
        let Some(series) = series else {
            // Handed out beside any table: only the process sees it, and it is theirs to read.
            return class <= Class::K1;
        };
        self.opens(series, class, named)
    }

    /// Whether what is of this class opens at the table of this series.
    pub(super) fn opens(&self, series: Uuid, class: Class, named: bool) -> bool {
        let opens = self
            .tables
            .iter()
            .filter(|table| table.series == series)
            .any(|table| {
                table.classes.contains(&class)
                    || (class == Class::K3 && named && table.strict_when_named)
            });
        let behind = self.behind.as_ref();
        opens && behind.is_none_or(|it| it.opens(series, class, named))
    }
}

fn process(ctx: &Ctx) -> Process {
    let keeps = |series| ctx.may(Operation::AssignAction, Facts::of_series(series));
    // A role for one series does not reach a series that does not exist; one for the region does.
    if keeps(SeriesId(Uuid::nil())) {
        return Process::Region;
    }
    let seats = ctx.actor.seats.iter().map(|seat| seat.series);
    Process::Series(seats.filter(|id| keeps(*id)).map(|id| id.0).collect())
}

/// That one of these subjects is left out of the item an action hangs on.
pub(super) fn excluded(subjects: &str) -> String {
    related(subjects, "excluded")
}

fn related(subjects: &str, relation: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM item_relation x WHERE x.item_id = a.item_id \
         AND x.subject_id IN ({subjects}) AND x.relation = '{relation}')"
    )
}
