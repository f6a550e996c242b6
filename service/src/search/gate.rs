//! The last word over what was found: each entry is held against the gate of the page that shows it, and
//! what that page would not show this reader is not there.

use std::collections::{HashMap, HashSet};

use domain::id::{CovenantId, ItemId, MeetingId};
use domain::people::Class;
use domain::search::Kind;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::Opened;
use super::candidates::Row;
use crate::actions::{self, ActionView};
use crate::covenants;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::meetings::{self, Sight};
use crate::roadmaps;
use crate::stored;

/// What is known already of what opens, within one request.
pub struct Gate<'a> {
    ctx: &'a Ctx,
    items: HashMap<Uuid, Option<Sight>>,
    minutes: HashMap<Uuid, HashSet<Uuid>>,
    covenants: HashMap<Uuid, HashSet<Uuid>>,
}

impl<'a> Gate<'a> {
    /// Knows nothing yet.
    pub fn new(ctx: &'a Ctx) -> Self {
        Self {
            ctx,
            items: HashMap::new(),
            minutes: HashMap::new(),
            covenants: HashMap::new(),
        }
    }

    /// Those of these entries that open, in the same order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(&mut self, tx: &DatabaseTransaction, rows: Vec<Row>) -> Result<Vec<Opened>> {
        let of = |kind: Kind| {
            let rows = rows.iter().filter(move |row| row.kind == kind.word());
            rows.map(|row| row.object_id).collect::<Vec<_>>()
        };
        let mut shown = actions::found(tx, self.ctx, of(Kind::Action)).await?;
        let bottlenecks = roadmaps::found(tx, self.ctx, of(Kind::Bottleneck)).await?;
        let mut opened = Vec::new();
        for row in rows {
            let found = match row.kind()? {
                Kind::Action => of_action(&mut shown, row),
                Kind::Bottleneck => {
                    let opens = bottlenecks.contains(&row.object_id);
                    if opens { Some(plain(row)?) } else { None }
                }
                Kind::Step => {
                    if roadmaps::are_for(self.ctx) {
                        Some(plain(row)?)
                    } else {
                        None
                    }
                }
                Kind::Covenant | Kind::Clause => self.of_covenant(tx, row).await?,
                Kind::Minutes | Kind::Rectification => self.of_minutes(tx, row).await?,
                Kind::Item | Kind::Note | Kind::Decision | Kind::Paper => {
                    self.of_item(tx, row).await?
                }
            };
            opened.extend(found);
        }
        Ok(opened)
    }

    async fn of_item(&mut self, tx: &DatabaseTransaction, row: Row) -> Result<Option<Opened>> {
        let item = row.parent_item()?;
        let Some(sight) = self.item(tx, item).await? else {
            return Ok(None);
        };
        let shows = match row.kind()? {
            Kind::Note => sight.shows_note(),
            Kind::Decision => sight.shows_decisions(),
            Kind::Paper => meetings::shows_paper(tx, self.ctx, (&sight, row.object_id)).await?,
            _ => true,
        };
        let title = (row.kind()? != Kind::Paper).then(|| sight.row.title.clone());
        let class = stored::word(Class::parse, &sight.row.class)?;
        Ok(shows.then_some(Opened {
            row,
            title,
            class,
            action: None,
        }))
    }

    async fn item(&mut self, tx: &DatabaseTransaction, item: Uuid) -> Result<Option<Sight>> {
        if !self.items.contains_key(&item) {
            let sight = meetings::sight(tx, self.ctx, ItemId(item)).await?;
            self.items.insert(item, sight);
        }
        Ok(self.items.get(&item).cloned().flatten())
    }

    async fn of_minutes(&mut self, tx: &DatabaseTransaction, row: Row) -> Result<Option<Opened>> {
        let (meeting, item) = (row.parent()?, row.parent_item()?);
        if !self.minutes.contains_key(&meeting) {
            let shown = meetings::minutes_shown(tx, self.ctx, MeetingId(meeting)).await?;
            self.minutes.insert(meeting, shown.into_iter().collect());
        }
        let opens = self
            .minutes
            .get(&meeting)
            .is_some_and(|shown| shown.contains(&item));
        if !opens {
            return Ok(None);
        }
        let mut found = plain(row)?;
        if found.row.kind()? == Kind::Rectification {
            let sight = self.item(tx, item).await?;
            found.title = Some(sight.map(|it| it.row.title).unwrap_or_default());
        }
        Ok(Some(found))
    }

    async fn of_covenant(&mut self, tx: &DatabaseTransaction, row: Row) -> Result<Option<Opened>> {
        let covenant = row.parent()?;
        if !self.covenants.contains_key(&covenant) {
            let shown = covenants::found(tx, self.ctx, CovenantId(covenant)).await?;
            self.covenants.insert(covenant, shown.into_iter().collect());
        }
        let opens = self
            .covenants
            .get(&covenant)
            .is_some_and(|shown| shown.contains(&row.object_id));
        if opens {
            plain(row).map(Some)
        } else {
            Ok(None)
        }
    }
}

fn of_action(shown: &mut HashMap<Uuid, ActionView>, row: Row) -> Option<Opened> {
    let action = shown.remove(&row.object_id)?;
    // Who sees only the process does not read what it says.
    let title = action.title.clone()?;
    let class = action.class;
    Some(Opened {
        row,
        title: Some(title),
        class,
        action: Some(action),
    })
}

fn plain(row: Row) -> Result<Opened> {
    let class = stored::word(Class::parse, &row.class)?;
    Ok(Opened {
        row,
        title: None,
        class,
        action: None,
    })
}
