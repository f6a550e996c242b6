//! Ends the meeting: what was agreed leaves the table, what was not reached comes back.

use ::entity::{agenda_item, capture, decision};
use domain::fault::NotNow;
use domain::id::{ActionId, BottleneckId, ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::live_command::CloseMeeting;
use domain::meetings::{Capture, DecisionState, ItemKind, ItemState};
use domain::policy::Operation;
use domain::roadmaps::BottleneckCategory;
use domain::text::{Screen, Title};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};
use uuid::Uuid;

use super::super::fill;
use super::desk::{self, Desk};
use crate::actions::{self, NewAction};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::roadmaps::{self, NewBottleneck};
use crate::{screen, stored};

/// Ends the meeting. Actions go to their owners at once, with three working days to answer;
/// bottlenecks are raised; proposals that were not reached are put off. What was on the table is
/// dealt with.
///
/// # Errors
/// `NotNow` while a decision is not confirmed, or when the table does not sit.
pub async fn close(ctx: &Ctx, command: CloseMeeting) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::CloseMeeting).await?;
    let state = desk.state.clone().close(ctx.now(), ctx.actor.person)?;
    let drafts = decision::Entity::find()
        .filter(decision::Column::MeetingId.eq(desk.row.id))
        .filter(decision::Column::StateWord.eq(DecisionState::Draft.word()))
        .count(&*tx)
        .await?;
    if drafts > 0 {
        let (state, operation) = ("drafts", "close");
        return Err(NotNow { state, operation }.into());
    }
    let items = desk.items(&tx).await?;
    for item in &items {
        wind_up(&tx, ctx, item).await?;
    }
    let sent = dispatch(&tx, ctx, &desk, &items).await?;
    desk.save(&tx, &state, None).await?;
    fill::carry_deferred(&tx, ctx, SeriesId(desk.row.series_id)).await?;
    desk.record(&tx, ctx, Operation::CloseMeeting, format!("sent={sent}"))
        .await?;
    desk.turn(tx).await
}

/// What every agenda has by itself needs no second chance; the next one has it too.
fn returns(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Policy | ItemKind::Case | ItemKind::GuestContribution
    )
}

async fn wind_up(tx: &Write, ctx: &Ctx, item: &agenda_item::Model) -> Result<()> {
    let kind = stored::word(ItemKind::parse, &item.kind)?;
    match desk::state(item)? {
        state @ ItemState::OnTable { .. } => {
            desk::keep(tx, ctx, item, &state.deal(ctx.now())?).await
        }
        state @ ItemState::Included if returns(kind) => {
            desk::keep(tx, ctx, item, &state.defer(ctx.now())?).await
        }
        _ => Ok(()),
    }
}

/// Sends what was caught on its way; answers how many.
async fn dispatch(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    items: &[agenda_item::Model],
) -> Result<usize> {
    let caught = capture::Entity::find()
        .filter(capture::Column::RegionId.eq(ctx.region().0))
        .filter(capture::Column::MeetingId.eq(desk.row.id))
        .filter(capture::Column::Kind.is_in(SENT.map(Capture::word)))
        .filter(capture::Column::UndoneAt.is_null())
        .filter(capture::Column::ObjectId.is_null())
        .order_by_asc(capture::Column::CreatedAt)
        .all(&**tx)
        .await?;
    let sent = caught.len();
    for row in caught {
        let item = items
            .iter()
            .find(|item| Some(item.id) == row.item_id)
            .ok_or_else(|| Error::broken("a capture without its item"))?;
        let object = if row.kind == Capture::Action.word() {
            send_action(tx, ctx, desk, item, &row).await?
        } else {
            send_bottleneck(tx, ctx, desk, item, &row).await?
        };
        let mut row: capture::ActiveModel = row.into();
        row.object_id = Set(Some(object));
        row.update(&**tx).await?;
    }
    Ok(sent)
}

/// What is caught at the table and leaves it when the meeting ends.
const SENT: [Capture; 2] = [Capture::Action, Capture::Bottleneck];

async fn send_action(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    row: &capture::Model,
) -> Result<Uuid> {
    let (Some(owner), Some(due_on)) = (row.organisation_id, row.due_on) else {
        return Err(Error::broken("a captured action without owner or day"));
    };
    let draft = NewAction {
        // The id of the capture: closing again could never hand out twice.
        id: ActionId(row.id),
        title: row.text.clone(),
        detail: String::new(),
        organisation: OrganisationId(owner),
        person: None,
        due_on,
        series: Some(desk.series()),
        meeting: Some(MeetingId(desk.row.id)),
        item: Some(ItemId(item.id)),
        decision: None,
        class: desk::class(item)?,
        case_ref: item.case_ref.clone(),
        chain_link: None,
        step: None,
    };
    Ok(actions::assign(tx, ctx, draft).await?.0)
}

async fn send_bottleneck(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    row: &capture::Model,
) -> Result<Uuid> {
    let known = screen::known(tx, ctx).await?;
    let mut screen = Screen::ordinary(&known);
    // Whatever the guard asked was answered when the text was caught.
    screen.reason = "answered when it was caught";
    let title = Title::parse(&row.text, &screen)
        .map_err(|_| Error::broken("a captured title that the guard refuses"))?;
    let draft = NewBottleneck {
        id: BottleneckId(row.id),
        title,
        detail: None,
        category: BottleneckCategory::Other,
        class: desk::class(item)?,
        item: Some(ItemId(item.id)),
        meeting: Some(MeetingId(desk.row.id)),
        steps: Vec::new(),
    };
    Ok(roadmaps::raise(tx, ctx, draft).await?.0)
}
