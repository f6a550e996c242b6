//! Who may do what, kept by more than one pair of eyes.

mod administrator;
mod approvals;
mod binding;
mod deputies;
mod officer;
mod one_table;
mod register;
mod setup;
mod sight;
mod steering;

use ::entity::item_relation;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use uuid::Uuid;

use crate::stage::Stage;

/// Has an organisation or a person stand to an item like this.
async fn relate(stage: &Stage, item: Uuid, subject: Uuid, relation: &str) {
    let row = item_relation::Model {
        item_id: item,
        subject_id: subject,
        relation: relation.to_owned(),
        region_id: stage.id("region.amstelrand"),
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Leaves somebody out of an item.
async fn leave_out(stage: &Stage, item: Uuid, subject: Uuid) {
    relate(stage, item, subject, "excluded").await;
}
