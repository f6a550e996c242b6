//! What is the same for everybody who looks at a meeting: read once per change, not once per reader.

use ::entity::{agenda_item, item_relation, party_advice};
use chrono::{DateTime, Utc};
use domain::id::MeetingId;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::desk::{self, Desk};
use super::published::Published;
use crate::ctx::Ctx;
use crate::door::{Binding, Reader};
use crate::error::Result;
use crate::meetings::party_advice::given;

/// A meeting with its agenda, and all that decides for whom what opens.
#[derive(Debug)]
pub(crate) struct Scene {
    pub desk: Desk,
    /// What is on the agenda, in the order in which it was published.
    pub items: Vec<agenda_item::Model>,
    pub published: Published,
    pub read_at: DateTime<Utc>,
    /// What organisations advised on the items.
    pub advices: Vec<party_advice::Model>,
    binding: Binding,
    relations: Vec<item_relation::Model>,
}

impl Scene {
    /// Reads a meeting of this region.
    pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<Self> {
        let read_at = ctx.now();
        let desk = Desk::of_region(tx, ctx, id.0).await?;
        let mut items = desk.items(tx).await?;
        items.retain(desk::is_on_agenda);
        let published = Published::load(tx, &desk).await?;
        published.sort(&mut items)?;
        let relations = item_relation::Entity::find()
            .filter(item_relation::Column::RegionId.eq(ctx.region().0))
            .filter(item_relation::Column::ItemId.is_in(items.iter().map(|item| item.id)))
            .all(tx)
            .await?;
        let advices = given(tx, ctx, id).await?;
        let mut binding = Binding::load(tx, ctx, desk.place()).await?;
        binding.pledge(tx, desk.place(), &relations).await?;
        Ok(Self {
            desk,
            items,
            published,
            read_at,
            advices,
            binding,
            relations,
        })
    }

    /// What opens for somebody.
    pub fn reader(&self, ctx: &Ctx) -> Reader {
        Reader::of(&self.binding, ctx, self.desk.place(), &self.relations)
    }
}
