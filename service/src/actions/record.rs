//! Reading one action: what it is, and everything that happened to it.

use ::entity::{action_event, agenda_item, organisation, person};
use domain::actions::ActionEvent;
use domain::id::{ActionId, ItemId};
use domain::policy::Operation;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    Statement,
};
use uuid::Uuid;

use super::list::{select, views};
use super::sight::Sight;
use super::view::{ActionView, EventView};
use super::witness::witness;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::meetings::rows;
use crate::stored;

/// One action with everything that happened to it.
#[derive(Debug, Clone)]
pub struct ActionRecord {
    /// The action.
    pub action: ActionView,
    /// Its history, oldest first.
    pub events: Vec<EventView>,
    /// Whether the item of its decision opens for this reader; an owner may know less than the table.
    pub item_opens: bool,
}

/// One action with its history.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or none that this reader sees.
pub async fn read(ctx: &Ctx, id: ActionId) -> Result<ActionRecord> {
    let tx = ctx.read().await?;
    let sight = Sight::load(&tx, ctx).await.map_err(|error| match error {
        Error::NotAllowed => Error::NotFound,
        other => other,
    })?;
    let mut w = sight.rows();
    let id = w.bind(id.0);
    w.and(&format!("a.id = {id}"));
    let rows = select(&tx, w, "").await?;
    let action = views(&tx, ctx, &sight, rows).await?.pop();
    let action = action.ok_or(Error::NotFound)?;
    witness(ctx, std::slice::from_ref(&action)).await?;
    let events = events(&tx, &action).await?;
    let item_opens = match action.trace.decision {
        Some((_, _, item)) => opens(&tx, ctx, item).await?,
        None => false,
    };
    Ok(ActionRecord {
        action,
        events,
        item_opens,
    })
}

async fn opens(tx: &DatabaseTransaction, ctx: &Ctx, item: ItemId) -> Result<bool> {
    let row = agenda_item::Entity::find_by_id(item.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or_else(|| Error::broken("a decision without an item"))?;
    let place = rows::place_of(&row);
    let reader = Reader::load(tx, ctx, place, [row.id]).await?;
    Ok(reader.may_read(&row) || ctx.may(Operation::ArrangeAgenda, rows::facts(&row)))
}

/// Whether this reader sees an action at all.
pub(crate) async fn is_seen(tx: &DatabaseTransaction, ctx: &Ctx, id: ActionId) -> Result<bool> {
    let sight = match Sight::load(tx, ctx).await {
        Ok(sight) => sight,
        Err(Error::NotAllowed) => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut w = sight.rows();
    let id = w.bind(id.0);
    w.and(&format!("a.id = {id}"));
    let sql = format!("SELECT a.id FROM action a WHERE {}", w.sql);
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    Ok(tx.query_one_raw(statement).await?.is_some())
}

async fn events(tx: &DatabaseTransaction, action: &ActionView) -> Result<Vec<EventView>> {
    let rows = action_event::Entity::find()
        .filter(action_event::Column::ActionId.eq(action.id.0))
        .order_by_asc(action_event::Column::At)
        .order_by_asc(action_event::Column::Id)
        .all(tx)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id)))
        .all(tx)
        .await?;
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(people.iter().map(|person| person.organisation_id)))
        .all(tx)
        .await?;
    let by = |person: Uuid| {
        let home = people.iter().find(|known| known.id == person)?;
        let known = organisations
            .iter()
            .find(|o| o.id == home.organisation_id)?;
        Some(known.name.clone())
    };
    rows.into_iter()
        .map(|row| {
            Ok(EventView {
                at: row.at,
                kind: stored::word(ActionEvent::parse, &row.kind)?,
                by: by(row.person_id).unwrap_or_default(),
                text: if action.title.is_some() {
                    row.text
                } else {
                    String::new()
                },
                due_on: row.due_on,
            })
        })
        .collect()
}
