//! Catches what is said with one key, and takes it back.
//!
//! A decision becomes a draft at once, to be confirmed at closing. Actions and bottlenecks leave
//! the table when the meeting ends: until then whatever was caught can be taken back unseen.

use ::entity::{agenda_item, capture, decision, region_organisation};
use chrono::NaiveDate;
use domain::fault::{Code, Faults, NotNow};
use domain::id::{ItemId, MeetingId, OrganisationId};
use domain::meetings::live_command::{CaptureLine, UndoCapture};
use domain::meetings::{Capture, DecisionState, part_of};
use domain::people::Class;
use domain::policy::Operation;
use domain::text::{Body, Screen, Title};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Set,
};
use uuid::Uuid;

use super::desk::{self, Desk};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{door, replay, screen, stored};

/// What passed all checks.
struct Caught {
    kind: Capture,
    text: String,
    owner: Option<OrganisationId>,
    due_on: Option<NaiveDate>,
}

/// Catches something on an item of the meeting that sits. Sent twice it is caught once.
///
/// # Errors
/// `NotFound` for who may not read the item, `NotNow` unless the table sits, `Refused` by field:
/// an action needs an organisation of the region and a day from today on; `Replayed` for another
/// line under an id that was used, and for one that was taken back.
pub async fn capture(ctx: &Ctx, command: CaptureLine) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id = Uuid::try_parse(&command.id).map_err(|_| Error::NotFound)?;
    let item_id: ItemId = command.item.parse().map_err(|_| Error::NotFound)?;
    let meeting = meeting_of(&tx, ctx, item_id).await?;
    let desk = Desk::find(&tx, ctx, meeting).await?;
    let item = desk.item(&tx, ctx, &command.item).await?;
    desk.authorise(ctx, Operation::Capture)?;
    desk.part("capture")?;
    let known = capture::Entity::find_by_id(id).one(&*tx).await?;
    if let Some(known) = &known
        && (known.meeting_id != desk.row.id || known.created_by != ctx.actor.person.0)
    {
        return Err(Error::NotFound);
    }
    let caught = judge(&tx, ctx, &command, &item).await?;
    if let Some(known) = known {
        again(&known, item.id, &caught)?;
        return Ok(desk.id());
    }
    if let Some(owner) = caught.owner {
        let class = stored::word(Class::parse, &item.class)?;
        if !door::opens_for(&tx, ctx, &item, class, owner).await? {
            let mut faults = Faults::default();
            faults.add("organisation", Code::MayNotRead);
            return Err(faults.into());
        }
    }
    let object_id = match caught.kind {
        Capture::Decision => Some(draft(&tx, ctx, &desk, &item, &caught.text).await?),
        _ => None,
    };
    let kind = caught.kind.word();
    capture::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        meeting_id: Set(desk.row.id),
        item_id: Set(Some(item.id)),
        kind: Set(kind.to_owned()),
        text: Set(caught.text),
        organisation_id: Set(caught.owner.map(|owner| owner.0)),
        due_on: Set(caught.due_on),
        object_id: Set(object_id),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
        undone_at: Set(None),
    }
    .insert(&*tx)
    .await?;
    let detail = format!("capture={id} kind={kind}");
    desk.record(&tx, ctx, Operation::Capture, detail).await?;
    desk.commit_item(tx, &item).await
}

/// Takes back something that was caught, as long as the table sits. Taking back twice is once.
///
/// # Errors
/// `NotFound` for who may not read its item, `NotNow` for a decision that was confirmed and when
/// the table does not sit.
pub async fn undo(ctx: &Ctx, command: UndoCapture) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id = Uuid::try_parse(&command.id).map_err(|_| Error::NotFound)?;
    let row = capture::Entity::find_by_id(id)
        .filter(capture::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let desk = Desk::find(&tx, ctx, row.meeting_id).await?;
    let item = match row.item_id {
        Some(item) => Some(desk.item(&tx, ctx, &item.to_string()).await?),
        None => None,
    };
    desk.authorise(ctx, Operation::Capture)?;
    desk.part("undo")?;
    if row.undone_at.is_some() {
        return Ok(desk.id());
    }
    if let Some(object) = row.object_id {
        drop_draft(&tx, object).await?;
    }
    let mut undone: capture::ActiveModel = row.into();
    undone.object_id = Set(None);
    undone.undone_at = Set(Some(ctx.now()));
    undone.update(&*tx).await?;
    let detail = format!("capture={id} undone");
    desk.record(&tx, ctx, Operation::Capture, detail).await?;
    match item {
        Some(item) => desk.commit_item(tx, &item).await,
        None => desk.commit(tx).await,
    }
}

/// What was taken back is no longer caught, so the same line does not count as sent.
fn again(known: &capture::Model, item: Uuid, caught: &Caught) -> Result<()> {
    let kept = (
        known.undone_at.is_none(),
        known.item_id,
        known.kind.as_str(),
        known.text.as_str(),
        known.organisation_id,
        known.due_on,
    );
    let sent = (
        true,
        Some(item),
        caught.kind.word(),
        caught.text.as_str(),
        caught.owner.map(|owner| owner.0),
        caught.due_on,
    );
    replay::same(kept, sent)
}

async fn meeting_of(tx: &Write, ctx: &Ctx, item: ItemId) -> Result<Uuid> {
    use ::entity::agenda_item::{Column, Entity};
    Entity::find_by_id(item.0)
        .filter(Column::RegionId.eq(ctx.region().0))
        .one(&**tx)
        .await?
        .and_then(|item| item.meeting_id)
        .ok_or(Error::NotFound)
}

async fn judge(
    tx: &Write,
    ctx: &Ctx,
    command: &CaptureLine,
    item: &agenda_item::Model,
) -> Result<Caught> {
    let known = screen::known(tx, ctx).await?;
    let mut screen = Screen::ordinary(&known);
    screen.reason = &command.reason;
    let screen = if desk::is_case(item) {
        screen.for_case()
    } else {
        screen
    };
    let mut faults = Faults::default();
    let kind = faults.keep(
        "kind",
        Capture::parse(&command.kind).ok_or(Code::NotAChoice),
    );
    let screen = if kind == Some(Capture::Action) {
        screen.for_deed()
    } else {
        screen
    };
    let text = match kind {
        // These become the title of something.
        Some(Capture::Action | Capture::Bottleneck) => faults.keep(
            "text",
            Title::parse(&command.text, &screen).map(Title::into_string),
        ),
        _ => faults.keep(
            "text",
            Body::parse(&command.text, &screen).map(Body::into_string),
        ),
    };
    let (owner, due_on) = if kind == Some(Capture::Action) {
        let owner = owner(tx, ctx, &command.organisation).await?;
        let day = day(&command.due, ctx.today());
        (faults.keep("organisation", owner), faults.keep("due", day))
    } else {
        (None, None)
    };
    match (kind, text) {
        (Some(kind), Some(text)) if faults.is_empty() => {
            screen::keep_answer(tx, ctx, ("item", item.id), &screen, &[text.as_str()]).await?;
            Ok(Caught {
                kind,
                text,
                owner,
                due_on,
            })
        }
        _ => Err(faults.into()),
    }
}

async fn owner(tx: &Write, ctx: &Ctx, typed: &str) -> Result<Result<OrganisationId, Code>> {
    if typed.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let Ok(id) = typed.parse::<OrganisationId>() else {
        return Ok(Err(Code::NotAChoice));
    };
    let here = region_organisation::Entity::find_by_id((ctx.region().0, id.0))
        .one(&**tx)
        .await?;
    Ok(here.map(|_| id).ok_or(Code::NotAChoice))
}

/// A day as the browser sends it, or as people in the Netherlands write it.
fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Code> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Code::Empty);
    }
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(typed, "%d-%m-%Y"))
        .map_err(|_| Code::NotADate)?;
    if day < today {
        Err(Code::InThePast)
    } else {
        Ok(day)
    }
}

/// A decision gets the next number of its part (`docs/domain.md#decisions`).
async fn draft(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    text: &str,
) -> Result<Uuid> {
    let part = part_of(stored::word(Class::parse, &item.class)?);
    let classes = Class::ALL
        .into_iter()
        .filter(|class| part_of(*class) == part);
    let same_part = agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::Id)
        .filter(agenda_item::Column::MeetingId.eq(desk.row.id))
        .filter(agenda_item::Column::Class.is_in(classes.map(Class::word)))
        .into_query();
    let last: Option<i32> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Number)
        .filter(decision::Column::MeetingId.eq(desk.row.id))
        .filter(decision::Column::ItemId.in_subquery(same_part))
        .order_by_desc(decision::Column::Number)
        .into_tuple()
        .one(&**tx)
        .await?;
    let id = ctx.new_id();
    let state = DecisionState::Draft;
    decision::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        meeting_id: Set(desk.row.id),
        item_id: Set(item.id),
        number: Set(last.unwrap_or_default() + 1),
        text: Set(text.to_owned()),
        outcome: Set(None),
        motivation: Set(String::new()),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        version: Set(1),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
    }
    .insert(&**tx)
    .await?;
    Ok(id)
}

async fn drop_draft(tx: &Write, id: Uuid) -> Result<()> {
    let gone = decision::Entity::delete_many()
        .filter(decision::Column::Id.eq(id))
        .filter(decision::Column::StateWord.eq(DecisionState::Draft.word()))
        .exec(&**tx)
        .await?;
    if gone.rows_affected == 0 {
        let (state, operation) = ("confirmed", "undo");
        return Err(NotNow { state, operation }.into());
    }
    // Positions on a decision that is no more would hang in the air.
    ::entity::decision_position::Entity::delete_many()
        .filter(::entity::decision_position::Column::DecisionId.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}
