//! Publishing an agenda: a version that never changes. The next change is the next version.

use ::entity::{agenda_item, agenda_version, agenda_version_item, meeting};
use domain::fault::{Code, Faults, NotNow};
use domain::id::{ItemId, MeetingId, PersonId};
use domain::meetings::command::PublishAgenda;
use domain::meetings::{
    ItemKind, MeetingState, Part, Place, Snapshot, Wanted, arrange, diff, part_of,
};
use domain::people::Class;
use domain::people::mail::Notice;
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::freeze::{Version, freeze};
use super::rows;
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::Result;
use crate::mail::notice::{About, at_table, put};
use crate::papers::Marks;
use crate::stored;

/// Publishes the agenda as it stands; answers the number of the version.
///
/// # Errors
/// `NotNow` when nothing changed since the last version, or the meeting does not collect;
/// `Refused` when the closed part is broken; `Stale`, `NotAllowed`, `NotFound`.
pub async fn publish(ctx: &Ctx, command: PublishAgenda) -> Result<i32> {
    let mut tx = ctx.write().await?;
    let row = rows::meeting(&tx, ctx, &command.id).await?;
    let facts = rows::meeting_facts(&row);
    ctx.authorise(Operation::PublishAgenda, facts)?;
    let state: MeetingState = stored::state(&row.state)?;
    let by = PersonId(ctx.actor.person.0);
    let next = state.clone().publish(ctx.now(), by)?;
    rows::fresh(command.version, row.version)?;
    let items = rows::on_agenda(&tx, ctx, row.id).await?;
    judge_parts(&items)?;
    let before = published(&tx, &row).await?;
    let papers = Marks::load(&tx, row.region_id, &items).await?;
    if row.agenda_version > 0 && diff(&before, &snapshots(&items, &papers)?).is_empty() {
        return Err(NotNow {
            state: state.word(),
            operation: "publish",
        }
        .into());
    }
    rows::move_meeting(&tx, &row, &next).await?;
    let number = row.agenda_version + 1;
    meeting::Entity::update_many()
        .col_expr(meeting::Column::AgendaVersion, Expr::value(number))
        .filter(meeting::Column::Id.eq(row.id))
        .exec(&*tx)
        .await?;
    let version = Version {
        region: row.region_id,
        meeting: row.id,
        number,
        at: ctx.now(),
        by: by.0,
    };
    freeze(&tx, version, &items).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::PublishAgenda,
            object: "meeting",
            id: row.id,
            detail: format!("version={number} items={}", items.len()),
        },
    )
    .await?;
    let notice = if number == 1 {
        Notice::AgendaPublished
    } else {
        Notice::AgendaChanged
    };
    tell(&tx, ctx, &row, notice).await?;
    tx.touch(MeetingId(row.id));
    tx.commit().await?;
    Ok(number)
}

/// Has a letter about a meeting leave to everybody at its table; to whom it opens, the letter asks.
pub(super) async fn tell(
    tx: &Write,
    ctx: &Ctx,
    row: &meeting::Model,
    notice: Notice,
) -> Result<()> {
    let to = at_table(tx, (row.region_id, row.series_id, row.id)).await?;
    put(tx, ctx, (notice, About::meeting(row.id)), to).await
}

/// K2 and K3 stand in the closed part, and that is one block (`docs/domain.md#parts`).
fn judge_parts(items: &[agenda_item::Model]) -> Result<()> {
    let places = items
        .iter()
        .map(rows::place)
        .collect::<Result<Vec<Place>>>()?;
    let guests_in_closed = items
        .iter()
        .zip(&places)
        .any(|(item, place)| item.guest_shared && place.part == Part::Closed);
    if arrange(&places) == places && !guests_in_closed {
        return Ok(());
    }
    let mut faults = Faults::default();
    faults.add("", Code::ClosedOnly);
    Err(faults.into())
}

/// What stands now, as it would be published.
pub(crate) fn snapshots(items: &[agenda_item::Model], papers: &Marks) -> Result<Vec<Snapshot>> {
    items
        .iter()
        .map(|item| {
            let class = stored::word(Class::parse, &item.class)?;
            Ok(Snapshot {
                id: ItemId(item.id),
                title: item.title.clone(),
                kind: stored::word(ItemKind::parse, &item.kind)?,
                class,
                minutes: stored::count(item.minutes)?,
                wanted: stored::word(Wanted::parse, &item.wanted)?,
                part: part_of(class),
                papers: papers.of(item.id),
            })
        })
        .collect()
}

/// The lines of the last published version, in order; none before the first.
pub(crate) async fn last_lines(
    tx: &DatabaseTransaction,
    meeting: &meeting::Model,
) -> Result<Vec<agenda_version_item::Model>> {
    let version = agenda_version::Entity::find()
        .filter(agenda_version::Column::MeetingId.eq(meeting.id))
        .filter(agenda_version::Column::Number.eq(meeting.agenda_version))
        .one(tx)
        .await?;
    let Some(version) = version else {
        return Ok(Vec::new());
    };
    Ok(agenda_version_item::Entity::find()
        .filter(agenda_version_item::Column::VersionId.eq(version.id))
        .order_by_asc(agenda_version_item::Column::Position)
        .all(tx)
        .await?)
}

/// A published line as the difference reads it.
pub(crate) fn line(line: &agenda_version_item::Model) -> Result<Snapshot> {
    Ok(Snapshot {
        id: ItemId(line.item_id),
        title: line.title.clone(),
        kind: stored::word(ItemKind::parse, &line.kind)?,
        class: stored::word(Class::parse, &line.class)?,
        minutes: stored::count(line.minutes)?,
        wanted: stored::word(Wanted::parse, &line.wanted)?,
        part: stored::word(Part::parse, &line.part)?,
        papers: line.papers.clone(),
    })
}

async fn published(tx: &DatabaseTransaction, row: &meeting::Model) -> Result<Vec<Snapshot>> {
    last_lines(tx, row).await?.iter().map(line).collect()
}
