//! Where letters about the work go to somebody, and when. Beside the person, so that no list of people
//! carries an address along.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mailbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub region_id: Uuid,
    /// Nothing for a guest, whose address is with the invitation, and for who has none.
    pub email: Option<String>,
    /// Whether letters are kept together until the next morning.
    pub daily: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
