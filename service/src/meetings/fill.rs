//! What comes onto an agenda by itself: the standing items, and what an earlier meeting put off.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use ::entity::{agenda_item, decision, meeting};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::calendar::day_month;
use domain::id::{MeetingId, SeriesId};
use domain::meetings::{ItemKind, ItemState, Outcome, reappears, standing_items};
use domain::people::Class;
use domain::text::CaseRef;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::minutes;
use crate::clock::mint;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// An item that is there by itself.
pub const STANDING: &str = "standing";
/// An item that an earlier meeting put off; `origin_id` is the item it follows.
pub const DEFERRED: &str = "deferred";
/// An item that somebody proposed.
pub const PROPOSAL: &str = "proposal";
/// A guest's contribution; `origin_id` is the contribution.
pub const CONTRIBUTION: &str = "contribution";

/// An item about approving minutes; `origin_id` is the meeting they are of.
pub const MINUTES: &str = "minutes";

/// The meeting whose minutes an item is about, when it is about approving them.
pub(crate) fn minutes_of(item: &agenda_item::Model) -> Option<MeetingId> {
    let of = item.origin_id.filter(|_| item.origin == MINUTES);
    of.map(MeetingId)
}

/// The title of the item at which the minutes of a day are approved.
pub(crate) fn approval_title(day: NaiveDate) -> Result<String> {
    let date = format!("{} {}", day_month(day), day.year());
    Ok(text("approve_minutes")?.replace("{date}", &date))
}

/// The title of a standing item, from `service/texts/agenda.toml`.
pub(crate) fn standing_title(kind: ItemKind) -> Result<String> {
    text(kind.word())
}

/// The title of a case: nothing but its reference.
pub(crate) fn case_title(reference: &CaseRef) -> Result<String> {
    Ok(text(ItemKind::Case.word())?.replace("{reference}", reference.as_str()))
}

/// A text of `service/texts/agenda.toml`.
pub(crate) fn text(word: &str) -> Result<String> {
    static TITLES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        toml::from_str(include_str!("../../texts/agenda.toml")).unwrap_or_default()
    });
    TITLES
        .get(word)
        .cloned()
        .ok_or_else(|| Error::broken(format!("no text for {word}")))
}

/// Who owns an item that nobody proposed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    pub region: Uuid,
    pub series: Uuid,
    pub meeting: Uuid,
    pub organisation: Uuid,
    pub person: Uuid,
    pub at: DateTime<Utc>,
}

/// The standing items of a new agenda, in their order (`docs/domain.md#items`).
pub(crate) fn standing(owner: Owner) -> Result<Vec<agenda_item::Model>> {
    standing_items()
        .into_iter()
        .enumerate()
        .map(|(at, (kind, minutes, wanted))| {
            Ok(agenda_item::Model {
                title: standing_title(kind)?,
                kind: kind.word().to_owned(),
                minutes: stored::small(minutes)?,
                wanted: wanted.word().to_owned(),
                guest_shared: matches!(
                    kind,
                    ItemKind::Opening | ItemKind::Announcement | ItemKind::AnyOtherBusiness
                ),
                position: i32::try_from(at).unwrap_or(i32::MAX),
                ..blank(owner)?
            })
        })
        .collect()
}

/// Puts what meetings of the series deferred on the first agenda after theirs that can still take
/// it, or among its proposals when it has to be judged first.
///
/// Called when a meeting is planned, opened, closed and called off. Each deferred item has one successor;
/// what was sent back has none and moves along itself, for its submitter to mend.
/// Answers how many came along.
pub(crate) async fn carry_deferred(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
) -> Result<usize> {
    let ahead = upcoming(tx, ctx, series).await?;
    if ahead.is_empty() {
        return Ok(0);
    }
    minutes::carry::carry(tx, ctx, series, &ahead).await?;
    let mut left = waiting(tx, ctx, series).await?;
    let mut count = 0;
    for next in ahead {
        take_along_returned(tx, ctx, &next).await?;
        let (mine, later) = left.into_iter().partition(|it| it.since < next.starts_at);
        left = later;
        count += carry(tx, ctx, &next, mine).await?;
    }
    Ok(count)
}

/// Items that were sent back and whose own meeting is over can be proposed for this one.
async fn take_along_returned(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    next: &meeting::Model,
) -> Result<()> {
    use agenda_item::Column;
    let over = Query::select()
        .column(meeting::Column::Id)
        .from(meeting::Entity)
        .and_where(meeting::Column::RegionId.eq(next.region_id))
        .and_where(meeting::Column::SeriesId.eq(next.series_id))
        .and_where(meeting::Column::StateWord.is_in(["closed", "cancelled"]))
        .and_where(meeting::Column::StartsAt.lt(next.starts_at))
        .to_owned();
    agenda_item::Entity::update_many()
        .col_expr(Column::MeetingId, Expr::value(Some(next.id)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(Column::RegionId.eq(next.region_id))
        .filter(Column::SeriesId.eq(next.series_id))
        .filter(Column::StateWord.eq("returned"))
        .filter(Column::MeetingId.in_subquery(over))
        .exec(tx)
        .await?;
    Ok(())
}

/// A deferred item, when its meeting was, and the state that it begins in at the next one.
struct Waiting {
    item: agenda_item::Model,
    since: DateTime<Utc>,
    state: ItemState,
}

async fn carry(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    next: &meeting::Model,
    waiting: Vec<Waiting>,
) -> Result<usize> {
    if waiting.is_empty() {
        return Ok(0);
    }
    let here = super::rows::on_agenda(tx, ctx, next.id).await?;
    let first = here.last().map_or(0, |item| item.position + 1);
    let mut rows = Vec::with_capacity(waiting.len());
    for (position, Waiting { item, state, .. }) in (first..).zip(waiting) {
        let owner = Owner {
            region: item.region_id,
            series: item.series_id,
            meeting: next.id,
            organisation: item.organisation_id,
            person: item.person_id,
            at: ctx.now(),
        };
        rows.push(agenda_item::Model {
            title: item.title,
            kind: item.kind,
            class: item.class,
            minutes: item.minutes,
            wanted: item.wanted,
            body: item.body,
            guest_shared: item.guest_shared,
            position,
            origin: DEFERRED.to_owned(),
            origin_id: Some(item.id),
            case_ref: item.case_ref,
            question: item.question,
            guard_reason: item.guard_reason,
            state_word: state.word().to_owned(),
            state: stored::json(&state)?,
            ..blank(owner)?
        });
    }
    let count = rows.len();
    for row in &rows {
        copy_named(tx, row).await?;
        crate::papers::carry(tx, ctx, row).await?;
        super::party_advice::carry(tx, ctx, row).await?;
    }
    insert(tx, rows).await?;
    super::arrange::restore_order(tx, ctx, next.id).await?;
    Ok(count)
}

/// Adds items in one statement.
pub(crate) async fn insert(tx: &DatabaseTransaction, rows: Vec<agenda_item::Model>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(agenda_item::ActiveModel::from);
    agenda_item::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// An empty, included item, to be filled in.
pub(crate) fn blank(owner: Owner) -> Result<agenda_item::Model> {
    Ok(agenda_item::Model {
        id: mint(owner.at),
        region_id: owner.region,
        series_id: owner.series,
        meeting_id: Some(owner.meeting),
        title: String::new(),
        kind: ItemKind::Policy.word().to_owned(),
        class: Class::K1.word().to_owned(),
        minutes: 0,
        wanted: String::new(),
        body: String::new(),
        organisation_id: owner.organisation,
        person_id: owner.person,
        guest_shared: false,
        position: 0,
        state_word: ItemState::Included.word().to_owned(),
        state: stored::json(&ItemState::Included)?,
        origin: STANDING.to_owned(),
        origin_id: None,
        case_ref: None,
        question: None,
        guard_reason: None,
        note: String::new(),
        note_version: 0,
        note_at: None,
        note_by: None,
        version: 1,
        created_at: owner.at,
        updated_at: owner.at,
    })
}

/// The meetings ahead that take what is left over: an urgent one is about what it was called for.
async fn upcoming(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
) -> Result<Vec<meeting::Model>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.is_in(["planned", "collecting", "published"]))
        .filter(meeting::Column::UrgentBecause.is_null())
        .order_by_asc(meeting::Column::StartsAt)
        .all(tx)
        .await?)
}

/// Deferred items of meetings that are over and that no later item follows.
async fn waiting(tx: &DatabaseTransaction, ctx: &Ctx, series: SeriesId) -> Result<Vec<Waiting>> {
    let over: HashMap<Uuid, DateTime<Utc>> = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.is_in(["closed", "cancelled"]))
        .order_by_desc(meeting::Column::StartsAt)
        .all(tx)
        .await?
        .into_iter()
        // Older meetings handed on what they deferred when these were planned.
        .take(12)
        .map(|row| (row.id, row.starts_at))
        .collect();
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.is_in(over.keys().copied()))
        .order_by_asc(agenda_item::Column::Position)
        .all(tx)
        .await?;
    let outcomes = decision::Entity::find()
        .filter(decision::Column::MeetingId.is_in(over.keys().copied()))
        .filter(decision::Column::Outcome.eq(Outcome::Deferred.word()))
        .filter(decision::Column::StateWord.eq("confirmed"))
        .all(tx)
        .await?;
    let followed: HashSet<Uuid> = agenda_item::Entity::find()
        .filter(agenda_item::Column::SeriesId.eq(series.0))
        .filter(agenda_item::Column::Origin.eq(DEFERRED))
        .all(tx)
        .await?
        .into_iter()
        .filter_map(|item| item.origin_id)
        .collect();
    let mut waiting = Vec::new();
    for item in items {
        let Some(since) = item.meeting_id.and_then(|id| over.get(&id).copied()) else {
            continue;
        };
        let put_off = outcomes.iter().any(|decision| decision.item_id == item.id);
        let confirmed: &[Outcome] = if put_off { &[Outcome::Deferred] } else { &[] };
        let state: ItemState = stored::state(&item.state)?;
        if reappears(&state, confirmed) && !followed.contains(&item.id)
            && item.origin != STANDING
            // Minutes that still wait come back by themselves.
            && item.origin != MINUTES
        {
            waiting.push(Waiting {
                item,
                since,
                state: state.successor(),
            });
        }
    }
    Ok(waiting)
}

/// Who was named on, or excluded from, an item stays so on its successor.
async fn copy_named(tx: &DatabaseTransaction, row: &agenda_item::Model) -> Result<()> {
    use ::entity::item_relation;
    let Some(before) = row.origin_id else {
        return Ok(());
    };
    let relations = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(before))
        .all(tx)
        .await?;
    if relations.is_empty() {
        return Ok(());
    }
    let rows = relations.into_iter().map(|relation| {
        item_relation::ActiveModel::from(item_relation::Model {
            item_id: row.id,
            ..relation
        })
    });
    item_relation::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
