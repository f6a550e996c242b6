//! The meeting as every use case at the table begins with it.

use ::entity::{agenda_item, meeting};
use domain::fault::NotNow;
use domain::id::{ItemId, MeetingId, SeriesId};
use domain::meetings::{BobPhase, ItemKind, ItemState, MeetingState, Part, part_of};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, UpdateMany};
use uuid::Uuid;

use super::super::rows;
use super::published;
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::stored;

/// A meeting that the actor may follow.
#[derive(Debug)]
pub(crate) struct Desk {
    pub row: meeting::Model,
    pub state: MeetingState,
}

impl Desk {
    /// The meeting, when the actor may follow it.
    pub async fn look(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Self> {
        let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
        Self::find(tx, ctx, id.0).await
    }

    /// The same, from a stored id.
    pub async fn find(tx: &DatabaseTransaction, ctx: &Ctx, id: Uuid) -> Result<Self> {
        let desk = Self::of_region(tx, ctx, id).await?;
        if desk.may(ctx, Operation::FollowMeeting) {
            Ok(desk)
        } else {
            Err(Error::NotFound)
        }
    }

    /// The meeting, when the actor may follow it; when it is over for who reads it from above,
    /// with whether that is so.
    pub async fn look_back(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<(Self, bool)> {
        let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
        let desk = Self::of_region(tx, ctx, id.0).await?;
        let over = matches!(desk.state, MeetingState::Closed { .. });
        let above = over && rows::is_above(ctx, desk.facts());
        if above || desk.may(ctx, Operation::FollowMeeting) {
            Ok((desk, above))
        } else {
            Err(Error::NotFound)
        }
    }

    /// A meeting of this region, followed or not.
    pub async fn of_region(tx: &DatabaseTransaction, ctx: &Ctx, id: Uuid) -> Result<Self> {
        let row = meeting::Entity::find_by_id(id)
            .filter(meeting::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
            .ok_or(Error::NotFound)?;
        let state = stored::state(&row.state)?;
        Ok(Self { row, state })
    }

    /// The meeting, when the actor may try this operation in it.
    pub async fn sit(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        id: &str,
        operation: Operation,
    ) -> Result<Self> {
        let desk = Self::look(tx, ctx, id).await?;
        desk.authorise(ctx, operation)?;
        Ok(desk)
    }

    /// The series it belongs to.
    pub fn series(&self) -> SeriesId {
        SeriesId(self.row.series_id)
    }

    /// The table and the meeting.
    pub fn place(&self) -> (SeriesId, Option<MeetingId>) {
        (self.series(), Some(self.id()))
    }

    fn facts(&self) -> Facts {
        Facts::of_meeting(self.series(), self.id())
    }

    /// Whether the actor may try an operation here.
    pub fn may(&self, ctx: &Ctx, operation: Operation) -> bool {
        ctx.may(operation, self.facts())
    }

    /// Refuses unless the actor may try an operation here.
    pub fn authorise(&self, ctx: &Ctx, operation: Operation) -> Result<()> {
        ctx.authorise(operation, self.facts())
    }

    /// The part the table sits in; refuses when it does not sit.
    pub fn part(&self, operation: &'static str) -> Result<Part, NotNow> {
        self.state.part().ok_or(NotNow {
            state: self.state.word(),
            operation,
        })
    }

    /// An item on this agenda that the actor may read, as far as the agenda tells of it.
    pub async fn item(
        &self,
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        id: &str,
    ) -> Result<agenda_item::Model> {
        let item = self.found(tx, id).await?;
        let reader = Reader::load(tx, ctx, self.place(), [item.id]).await?;
        if reader.may_read(&item) && published::is_told(tx, ctx, &item).await? {
            Ok(item)
        } else {
            Err(Error::NotFound)
        }
    }

    /// An item on this agenda, read or not: the chair walks past what is for others only, but not past
    /// what the chair is left out of. That is for another one (`docs/domain.md#exclusion`).
    pub async fn any_item(
        &self,
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        id: &str,
    ) -> Result<agenda_item::Model> {
        let item = self.found(tx, id).await?;
        let reader = Reader::load(tx, ctx, self.place(), [item.id]).await?;
        if reader.excludes(item.id) {
            Err(Error::NotFound)
        } else {
            Ok(item)
        }
    }

    /// An item on this agenda. What is proposed, returned or withdrawn is not on it.
    async fn found(&self, tx: &DatabaseTransaction, id: &str) -> Result<agenda_item::Model> {
        let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
        agenda_item::Entity::find_by_id(id.0)
            .filter(agenda_item::Column::RegionId.eq(self.row.region_id))
            .filter(agenda_item::Column::MeetingId.eq(self.row.id))
            .one(tx)
            .await?
            .filter(is_on_agenda)
            .ok_or(Error::NotFound)
    }

    /// All items of this meeting, in the order of the agenda.
    pub async fn items(&self, tx: &DatabaseTransaction) -> Result<Vec<agenda_item::Model>> {
        use sea_orm::QueryOrder;
        Ok(agenda_item::Entity::find()
            .filter(agenda_item::Column::RegionId.eq(self.row.region_id))
            .filter(agenda_item::Column::MeetingId.eq(self.row.id))
            .order_by_asc(agenda_item::Column::Position)
            .order_by_asc(agenda_item::Column::Id)
            .all(tx)
            .await?)
    }

    /// Keeps the state of the meeting and its current item; two at once cannot both win.
    pub async fn save(
        &self,
        tx: &Write,
        state: &MeetingState,
        current: Option<Uuid>,
    ) -> Result<()> {
        let (phase, extra) = if current == self.row.current_item_id {
            (self.row.phase.clone(), self.row.extra_minutes)
        } else {
            (current.map(|_| BobPhase::Picture.word().to_owned()), 0)
        };
        let change = meeting::Entity::update_many()
            .col_expr(meeting::Column::State, Expr::value(stored::json(state)?))
            .col_expr(meeting::Column::StateWord, Expr::value(state.word()))
            .col_expr(meeting::Column::CurrentItemId, Expr::value(current))
            .col_expr(meeting::Column::Phase, Expr::value(phase))
            .col_expr(meeting::Column::ExtraMinutes, Expr::value(extra));
        self.change(tx, change).await
    }

    /// Keeps how far the discussion is.
    ///
    /// # Errors
    /// [`Error::Stale`] when somebody else changed the meeting meanwhile.
    pub async fn save_phase(&self, tx: &Write, phase: BobPhase) -> Result<()> {
        let change = meeting::Entity::update_many()
            .col_expr(meeting::Column::Phase, Expr::value(phase.word()));
        self.change(tx, change).await
    }

    /// Keeps how many minutes the item on the table was given beside those of the agenda.
    ///
    /// # Errors
    /// As [`Self::save_phase`].
    pub async fn save_extra(&self, tx: &Write, minutes: i32) -> Result<()> {
        let change = meeting::Entity::update_many()
            .col_expr(meeting::Column::ExtraMinutes, Expr::value(minutes));
        self.change(tx, change).await
    }

    async fn change(&self, tx: &Write, change: UpdateMany<meeting::Entity>) -> Result<()> {
        let done = change
            .col_expr(meeting::Column::Version, Expr::value(self.row.version + 1))
            .filter(meeting::Column::Id.eq(self.row.id))
            .filter(meeting::Column::Version.eq(self.row.version))
            .exec(&**tx)
            .await?;
        if done.rows_affected == 1 {
            Ok(())
        } else {
            Err(Error::Stale(self.row.version + 1))
        }
    }

    /// Writes an audit row about this meeting.
    pub async fn record(
        &self,
        tx: &Write,
        ctx: &Ctx,
        operation: Operation,
        detail: String,
    ) -> Result<()> {
        let entry = audit::Entry {
            operation,
            object: "meeting",
            id: self.row.id,
            detail,
        };
        audit::record(tx, ctx, entry).await
    }

    /// Which meeting it is.
    pub fn id(&self) -> MeetingId {
        MeetingId(self.row.id)
    }

    /// Makes it so and answers which meeting it was, when the meeting itself moved on: everybody
    /// hears of that, also who is shown out.
    pub async fn turn(&self, mut tx: Write) -> Result<MeetingId> {
        tx.turn(self.id());
        tx.commit().await?;
        Ok(self.id())
    }

    /// Makes a change to an item so, tells those who may know, and answers which meeting it was.
    pub async fn commit_item(&self, mut tx: Write, item: &agenda_item::Model) -> Result<MeetingId> {
        match part(item)? {
            Part::Open => tx.touch(self.id()),
            Part::Closed => tx.touch_inside(self.id()),
        }
        tx.commit().await?;
        Ok(self.id())
    }

    /// Makes it so, tells who follows, and answers which meeting it was.
    pub async fn commit(&self, mut tx: Write) -> Result<MeetingId> {
        tx.touch(self.id());
        tx.commit().await?;
        Ok(self.id())
    }
}

/// Whether an item stands on the agenda. What is proposed, returned or withdrawn is between its
/// submitter and who composes.
pub(crate) fn is_on_agenda(item: &agenda_item::Model) -> bool {
    let off = ["proposed", "returned", "withdrawn"];
    !off.contains(&item.state_word.as_str())
}

/// The state of an item.
pub(super) fn state(item: &agenda_item::Model) -> Result<ItemState> {
    stored::state(&item.state)
}

/// The class of an item.
pub(super) fn class(item: &agenda_item::Model) -> Result<Class> {
    stored::word(Class::parse, &item.class)
}

/// The part an item belongs to.
pub(super) fn part(item: &agenda_item::Model) -> Result<Part> {
    class(item).map(part_of)
}

/// Whether texts about the item are guarded as those of a case.
pub(super) fn is_case(item: &agenda_item::Model) -> bool {
    item.kind == ItemKind::Case.word()
}

/// Keeps the next state of an item.
pub(super) async fn keep(
    tx: &Write,
    ctx: &Ctx,
    item: &agenda_item::Model,
    state: &ItemState,
) -> Result<()> {
    let done = agenda_item::Entity::update_many()
        .col_expr(
            agenda_item::Column::State,
            Expr::value(stored::json(state)?),
        )
        .col_expr(agenda_item::Column::StateWord, Expr::value(state.word()))
        .col_expr(agenda_item::Column::Version, Expr::value(item.version + 1))
        .col_expr(agenda_item::Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(agenda_item::Column::Id.eq(item.id))
        .filter(agenda_item::Column::Version.eq(item.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(item.version + 1))
    }
}
