//! Lowering the class of an item: more people could read it, so two people look at that.

use ::entity::agenda_item;
use domain::fault::{Code, Faults};
use domain::id::{ItemId, MeetingId};
use domain::meetings::command::LowerClass;
use domain::meetings::{ItemKind, part_of};
use domain::people::Class;
use domain::people::approval::Proposal;
use domain::policy::{Operation, role_for};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{arrange, return_item, rows};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, gather};
use crate::people::approvals::{Outcome, put};
use crate::stored;

/// Proposes a lower class for an item; a second person in another role has to agree
/// (`docs/domain.md#four-eyes`). A case stays a case.
///
/// # Errors
/// `Refused` for no lower class, and without a reason; `DoorShut` for who may not read the item;
/// `NotNow` once its meeting runs; `Stale`, `NotAllowed`, `NotFound`.
pub async fn propose_lower_class(ctx: &Ctx, command: LowerClass) -> Result<ItemId> {
    let tx = ctx.write().await?;
    let (row, readable) = rows::item_read(&tx, ctx, &command.id).await?;
    let facts = rows::facts(&row);
    ctx.authorise(Operation::LowerClass, facts)?;
    if !readable {
        return Err(Error::DoorShut);
    }
    changeable(&tx, ctx, &row).await?;
    rows::fresh(command.version, row.version)?;
    let mut faults = Faults::default();
    let kind: ItemKind = stored::word(ItemKind::parse, &row.kind)?;
    let now: Class = stored::word(Class::parse, &row.class)?;
    let class = Class::parse(&command.class)
        .filter(|class| *class < now && kind != ItemKind::Case)
        .ok_or(Code::NotAChoice);
    let class = faults.keep("class", class);
    let said = (command.why.as_str(), command.reason.as_str());
    let why = return_item::why(&tx, ctx, &row, said).await;
    let why = gather(&mut faults, why)?;
    let (Some(class), Some(why)) = (class, why) else {
        return Err(faults.into());
    };
    let first = role_for(&ctx.actor, Operation::LowerClass, facts).ok_or(Error::NotAllowed)?;
    let proposal = Proposal::LowerClass {
        item: ItemId(row.id),
        class,
    };
    let outcome = put(&tx, ctx, proposal, row.id, first, &why).await?;
    let waits = match outcome {
        Outcome::Done => String::new(),
        Outcome::Waits(id) => format!(" waits={id}"),
    };
    let entry = Entry {
        operation: Operation::LowerClass,
        object: "item",
        id: row.id,
        detail: format!("class={}{waits}", class.word()),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// Lowers the class of an item, as two people agreed. The second one reads the item too: who may not
/// cannot judge it.
///
/// # Errors
/// `DoorShut`, `NotNow` once its meeting runs.
pub(crate) async fn lower_class(tx: &Write, ctx: &Ctx, item: Uuid, class: Class) -> Result<()> {
    let (row, readable) = rows::item_read(tx, ctx, &ItemId(item).to_string()).await?;
    if !readable {
        return Err(Error::DoorShut);
    }
    changeable(tx, ctx, &row).await?;
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::Class, Expr::value(class.word()))
        .col_expr(agenda_item::Column::Version, Expr::value(row.version + 1))
        .col_expr(agenda_item::Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(agenda_item::Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    let before: Class = stored::word(Class::parse, &row.class)?;
    if let Some(meeting) = row.meeting_id {
        if part_of(before) != part_of(class) {
            arrange::settle(tx, ctx, meeting, row.id).await?;
            arrange::gather_closed(tx, ctx, meeting).await?;
        }
        arrange::touch_agenda(tx, meeting).await?;
    }
    Ok(())
}

async fn changeable(tx: &Write, ctx: &Ctx, row: &agenda_item::Model) -> Result<()> {
    let Some(meeting) = row.meeting_id else {
        return Ok(());
    };
    let meeting = rows::meeting(tx, ctx, &MeetingId(meeting).to_string()).await?;
    rows::changeable(&stored::state(&meeting.state)?)
}
