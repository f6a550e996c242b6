//! The minutes as every use case begins with them: the meeting, its agenda, and what of them opens.

use ::entity::{agenda_item, minutes, minutes_item, minutes_revision};
use domain::fault::Faults;
use domain::id::{ItemId, MeetingId};
use domain::meetings::{ItemKind, MeetingState, Minutes, Rewrite};
use domain::policy::Operation;
use domain::text::{MinutesText, Screen};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::super::live::Scene;
use super::super::rows;
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::screen;

/// The minutes of a meeting that is over, as far as one reader may see them.
pub(super) struct Book {
    /// The meeting with its agenda.
    pub scene: Scene,
    /// How far they are.
    pub minutes: Minutes,
    /// The row; nothing before the draft, and for who does not see them yet.
    pub row: Option<minutes::Model>,
    /// What they say of the items that this reader may read, in the order of the agenda.
    pub texts: Vec<minutes_item::Model>,
    /// Whether this reader keeps them.
    pub keeps: bool,
    /// Whether this reader has no place at the table, and reads from above what was approved.
    pub above: bool,
    reader: Reader,
}

impl Book {
    /// The minutes of a meeting.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a meeting that is not over, and for who has no place there.
    pub async fn open(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<Self> {
        let scene = Scene::load(tx, ctx, id).await?;
        let facts = rows::meeting_facts(&scene.desk.row);
        let above = rows::is_above(ctx, facts);
        let over = matches!(scene.desk.state, MeetingState::Closed { .. });
        if !over || !(above || ctx.may(Operation::ReadMinutes, facts)) {
            return Err(Error::NotFound);
        }
        let keeps = ctx.may(Operation::EditMinutes, facts);
        let minutes = scene.desk.state.minutes();
        let shown = match &minutes {
            Minutes::Missing => false,
            Minutes::Draft { .. } => keeps,
            Minutes::ForApproval { .. } => !above,
            Minutes::Approved { .. } => true,
        };
        let reader = scene.reader(ctx);
        let (row, texts) = if shown {
            (row(tx, id).await?, texts(tx, id).await?)
        } else {
            (None, Vec::new())
        };
        let mut book = Self {
            scene,
            minutes,
            row,
            texts: Vec::new(),
            keeps,
            above,
            reader,
        };
        book.texts = texts
            .into_iter()
            .filter(|text| book.item(text.item_id).is_some())
            .collect();
        Ok(book)
    }

    /// The same, to change something in them: nobody else does so until this is done.
    ///
    /// # Errors
    /// [`Error::NotFound`], and [`Error::NotAllowed`] for who may not try the operation.
    pub async fn take(tx: &Write, ctx: &Ctx, id: MeetingId, operation: Operation) -> Result<Self> {
        hold(tx, id).await?;
        let book = Self::open(tx, ctx, id).await?;
        book.scene.desk.authorise(ctx, operation)?;
        Ok(book)
    }

    /// The same, by an item that this reader finds in them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for who may not read the item or does not see the minutes yet.
    pub async fn take_item(
        tx: &Write,
        ctx: &Ctx,
        id: &str,
        operation: Operation,
    ) -> Result<(Self, minutes_item::Model)> {
        let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
        let meeting = minutes_item::Entity::find_by_id(id.0)
            .filter(minutes_item::Column::RegionId.eq(ctx.region().0))
            .one(&**tx)
            .await?
            .ok_or(Error::NotFound)?
            .meeting_id;
        hold(tx, MeetingId(meeting)).await?;
        let book = Self::open(tx, ctx, MeetingId(meeting)).await?;
        let text = book.texts.iter().find(|text| text.item_id == id.0);
        let text = text.cloned().ok_or(Error::NotFound)?;
        book.scene.desk.authorise(ctx, operation)?;
        Ok((book, text))
    }

    /// An item of the agenda, when this reader may read it.
    pub fn item(&self, id: Uuid) -> Option<&agenda_item::Model> {
        let mut items = self.scene.items.iter();
        let item = items.find(|item| item.id == id)?;
        self.reader.may_read(item).then_some(item)
    }

    /// The row, which is there once they were drafted.
    ///
    /// # Errors
    /// [`Error::NotFound`] before that.
    pub fn row(&self) -> Result<&minutes::Model> {
        self.row.as_ref().ok_or(Error::NotFound)
    }

    /// Refuses who saw other minutes than those that stand.
    ///
    /// # Errors
    /// [`Error::Stale`].
    pub fn fresh(&self, seen: i32) -> Result<()> {
        rows::fresh(seen, self.row()?.version)
    }

    /// Which meeting.
    pub fn id(&self) -> MeetingId {
        self.scene.desk.id()
    }

    /// Judges a text about an item, guarded as the item is, and keeps the answer to what the guard asked.
    ///
    /// # Errors
    /// `Refused` on `text`.
    pub async fn judged(
        &self,
        tx: &Write,
        ctx: &Ctx,
        item: Uuid,
        (text, reason): (&str, &str),
    ) -> Result<String> {
        let known = screen::known(tx, ctx).await?;
        let screen = self.screen(&known, item, reason);
        let mut faults = Faults::default();
        let Some(text) = faults.keep("text", MinutesText::parse(text, &screen)) else {
            return Err(faults.into());
        };
        screen::keep_answer(tx, ctx, ("item", item), &screen, &[text.as_str()]).await?;
        Ok(text.into_string())
    }

    /// What a text about an item is held against.
    pub fn screen<'a>(
        &self,
        known: &'a domain::guard::Known,
        item: Uuid,
        reason: &'a str,
    ) -> Screen<'a> {
        let screen = Screen {
            reason,
            ..Screen::ordinary(known)
        };
        let is_case = self.item(item).is_some_and(is_case);
        if is_case { screen.for_case() } else { screen }
    }

    /// Gives an item another text, as its next version.
    ///
    /// # Errors
    /// [`Error::Stale`] when `seen` is not the version that stands.
    pub async fn write(
        &self,
        tx: &Write,
        ctx: &Ctx,
        (stands, seen): (&minutes_item::Model, i32),
        (text, why): (String, Rewrite),
    ) -> Result<()> {
        use minutes_item::Column;
        rows::fresh(seen, stands.version)?;
        let version = stands.version + 1;
        let (at, by) = (ctx.now(), ctx.actor.person.0);
        let done = minutes_item::Entity::update_many()
            .col_expr(Column::Text, Expr::value(text.clone()))
            .col_expr(Column::Version, Expr::value(version))
            .col_expr(Column::UpdatedAt, Expr::value(at))
            .col_expr(Column::UpdatedBy, Expr::value(by))
            .filter(Column::ItemId.eq(stands.item_id))
            .filter(Column::Version.eq(stands.version))
            .filter(Column::Hash.is_null())
            .exec(&**tx)
            .await?;
        if done.rows_affected != 1 {
            return Err(Error::Stale(version));
        }
        let revision = minutes_revision::ActiveModel {
            item_id: Set(stands.item_id),
            version: Set(version),
            region_id: Set(stands.region_id),
            meeting_id: Set(stands.meeting_id),
            text: Set(text),
            why: Set(why.word().to_owned()),
            at: Set(at),
            by: Set(by),
        };
        minutes_revision::Entity::insert(revision)
            .exec_without_returning(&**tx)
            .await?;
        self.bump(tx).await
    }

    /// Counts a change.
    pub async fn bump(&self, tx: &Write) -> Result<()> {
        use minutes::Column;
        minutes::Entity::update_many()
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::MeetingId.eq(self.id().0))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    /// Writes down what was done to these minutes.
    pub async fn record(
        &self,
        tx: &Write,
        ctx: &Ctx,
        operation: Operation,
        detail: String,
    ) -> Result<()> {
        audit::note(tx, ctx, operation, ("meeting", self.id().0), detail).await
    }
}

/// Whether texts about the item are guarded as those of a case.
pub(super) fn is_case(item: &agenda_item::Model) -> bool {
    item.kind == ItemKind::Case.word()
}

/// Waits until nobody else is changing these minutes.
async fn hold(tx: &Write, id: MeetingId) -> Result<()> {
    minutes::Entity::find_by_id(id.0)
        .lock_exclusive()
        .one(&**tx)
        .await?;
    Ok(())
}

/// The items of which a reader reads what the minutes say.
///
/// # Errors
/// As [`Book::open`].
pub async fn shown(tx: &DatabaseTransaction, ctx: &Ctx, id: MeetingId) -> Result<Vec<Uuid>> {
    let book = Book::open(tx, ctx, id).await?;
    Ok(book.texts.iter().map(|text| text.item_id).collect())
}

async fn row(tx: &DatabaseTransaction, id: MeetingId) -> Result<Option<minutes::Model>> {
    Ok(minutes::Entity::find_by_id(id.0).one(tx).await?)
}

/// What the minutes of a meeting say, of all its items.
pub(super) async fn texts(
    tx: &DatabaseTransaction,
    id: MeetingId,
) -> Result<Vec<minutes_item::Model>> {
    Ok(minutes_item::Entity::find()
        .filter(minutes_item::Column::MeetingId.eq(id.0))
        .order_by_asc(minutes_item::Column::Position)
        .all(tx)
        .await?)
}
