//! What the chair wants to remember at an item; it goes when the item goes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::drop;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut of_item = ForeignKey::create();
        of_item
            .name("fk_stage_note_item")
            .from(Alias::new("stage_note"), Alias::new("item_id"))
            .to(Alias::new("agenda_item"), Alias::new("id"))
            .on_delete(ForeignKeyAction::Cascade);
        let note = Table::create()
            .table(Alias::new("stage_note"))
            .col(uuid("item_id"))
            .col(uuid("region_id"))
            .col(text("text"))
            .col(integer("version"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by"))
            .primary_key(Index::create().col(Alias::new("item_id")))
            .foreign_key(&mut of_item)
            .take();
        m.create_table(note).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["stage_note"]).await
    }
}
