//! The papers of items: as a list for who reads the item, and as marks for a published line.

use std::collections::HashMap;
use std::fmt::Write as _;

use ::entity::{agenda_item, agenda_version_item, paper};
use chrono::{DateTime, Utc};
use domain::id::{ItemId, PaperId};
use domain::meetings::{ItemKind, MeetingState};
use domain::papers::PaperKind;
use domain::people::Class;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::names;
use crate::stored;

/// One paper, as who reads the item sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Which one.
    pub id: PaperId,
    /// Counted from 1 within its item.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: PaperKind,
    /// In bytes.
    pub size: u32,
    /// Who attached it.
    pub organisation: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether a published agenda has it.
    pub published: bool,
    /// When it was taken away; then its content is gone.
    pub removed_at: Option<DateTime<Utc>>,
}

/// The page on which papers are attached and taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PapersPage {
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it and with it each paper is.
    pub class: Class,
    /// Its papers.
    pub papers: Vec<PaperLine>,
    /// Whether the agenda was published, so that a change is one of the agenda.
    pub published: bool,
    /// A fresh id for a new one.
    pub fresh: Uuid,
}

/// The page of the papers of an item, for who may change them.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::DoorShut`] for who may not read the item.
pub async fn papers(ctx: &Ctx, id: &str) -> Result<PapersPage> {
    let view = crate::meetings::item(ctx, id).await?;
    let Some(content) = &view.content else {
        return Err(Error::DoorShut);
    };
    if !view.rights.papers {
        return Err(Error::NotAllowed);
    }
    Ok(PapersPage {
        item: view.id,
        kind: view.kind,
        class: view.class,
        papers: content.papers.clone(),
        published: matches!(view.head.state, MeetingState::Published { .. }),
        fresh: ctx.new_id(),
        title: view.title,
    })
}

/// The papers of an item, by number. What was taken away stays on the list when a published agenda had
/// it, so that such an agenda stays true.
pub(crate) async fn of_item(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: Uuid,
) -> Result<Vec<PaperLine>> {
    let rows = paper::Entity::find()
        .filter(paper::Column::RegionId.eq(ctx.region().0))
        .filter(paper::Column::ItemId.eq(item))
        .order_by_asc(paper::Column::Number)
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lines = agenda_version_item::Entity::find()
        .filter(agenda_version_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_version_item::Column::ItemId.eq(item))
        .filter(agenda_version_item::Column::Papers.ne(""))
        .all(tx)
        .await?;
    let owners = names(tx, rows.iter().map(|row| row.organisation_id)).await?;
    let mut papers = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id.to_string();
        let published = lines.iter().any(|line| line.papers.contains(&id));
        if row.removed_at.is_some() && !published {
            continue;
        }
        let owner = owners.get(&row.organisation_id);
        papers.push(PaperLine {
            id: PaperId(row.id),
            number: row.number,
            kind: stored::word(PaperKind::parse, &row.kind)?,
            size: stored::count(row.size)?,
            organisation: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
            at: row.created_at,
            published,
            removed_at: row.removed_at,
            title: row.title,
        });
    }
    Ok(papers)
}

/// The titles of the papers of these items, by number; not of what was taken away.
pub(crate) async fn titles(
    tx: &DatabaseTransaction,
    region: Uuid,
    items: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows = paper::Entity::find()
        .filter(paper::Column::RegionId.eq(region))
        .filter(paper::Column::ItemId.is_in(items.iter().copied()))
        .filter(paper::Column::RemovedAt.is_null())
        .order_by_asc(paper::Column::Number)
        .all(tx)
        .await?;
    let mut titles: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        titles.entry(row.item_id).or_default().push(row.title);
    }
    Ok(titles)
}

/// What a published line says of its papers: the id and the SHA-256 of each, in order.
#[derive(Debug, Default)]
pub(crate) struct Marks(HashMap<Uuid, String>);

impl Marks {
    /// Those of these items, in one statement.
    pub(crate) async fn load(
        tx: &DatabaseTransaction,
        region: Uuid,
        items: &[agenda_item::Model],
    ) -> Result<Self> {
        if items.is_empty() {
            return Ok(Self::default());
        }
        let rows = paper::Entity::find()
            .filter(paper::Column::RegionId.eq(region))
            .filter(paper::Column::ItemId.is_in(items.iter().map(|item| item.id)))
            .filter(paper::Column::RemovedAt.is_null())
            .order_by_asc(paper::Column::Number)
            .all(tx)
            .await?;
        let mut marks: HashMap<Uuid, String> = HashMap::new();
        for row in rows {
            let mark = marks.entry(row.item_id).or_default();
            let between = if mark.is_empty() { "" } else { " " };
            // Writing to a string does not fail.
            write!(mark, "{between}{}:{}", row.id, row.sha256).unwrap_or_default();
        }
        Ok(Self(marks))
    }

    /// Those of one item; empty where it has none.
    pub(crate) fn of(&self, item: Uuid) -> String {
        self.0.get(&item).cloned().unwrap_or_default()
    }
}
