//! The minutes as one reader may see them.

use std::collections::HashMap;

use ::entity::{minutes_correction, minutes_item, minutes_note, person};
use chrono::{DateTime, Utc};
use domain::guard::Known;
use domain::id::{ItemId, MeetingId};
use domain::meetings::minutes::proposed_term;
use domain::meetings::{CorrectionState, ItemKind, Minutes};
use domain::people::Class;
use domain::policy::Operation;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::read::{self, Head};
use super::super::read_rows;
use super::book::{Book, is_case};
use super::correct::owned;
use super::course::{approval, approved, next};
use super::witness;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{people, screen, stored};

/// The minutes of a meeting that is over.
#[derive(Debug, Clone)]
pub struct MinutesView {
    /// The meeting.
    pub head: Head,
    /// How far they are.
    pub minutes: Minutes,
    /// The version that offering and approving name; 0 before the draft.
    pub version: i32,
    /// What they say of the items that this reader may read; nothing for who does not see them yet.
    pub items: Vec<MinutesItem>,
    /// When and where they can be approved; nothing unless they wait for it.
    pub approval: Option<Approval>,
    /// Who approved them; nothing before.
    pub approved: Option<Approved>,
    /// What this reader may do.
    pub rights: Rights,
    /// How many working days for corrections are proposed; for who offers them.
    pub days: u32,
    /// What may be named, for who writes here.
    pub known: Option<Known>,
}

/// What they say of one item.
#[derive(Debug, Clone)]
pub struct MinutesItem {
    /// Which item.
    pub id: ItemId,
    /// Its number on the agenda; nothing in the closed part.
    pub number: Option<i32>,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// Whether texts about it are guarded as those of a case.
    pub is_case: bool,
    /// What they say; empty when that was destroyed.
    pub text: String,
    /// The version of the text.
    pub version: i32,
    /// The version that was offered, when this is a later one.
    pub changed_since: Option<i32>,
    /// Whether the text was destroyed.
    pub destroyed: bool,
    /// What organisations want changed, the first one first; not for guests and not from above.
    pub corrections: Vec<Correction>,
    /// Rectifications, the first one first.
    pub notes: Vec<Rectification>,
    /// An id to propose a correction or a rectification with.
    pub fresh: Uuid,
}

/// What an organisation wants an item to say.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Which one.
    pub id: Uuid,
    /// The organisation.
    pub organisation: String,
    /// What it should say.
    pub text: String,
    /// When it was proposed.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub state: CorrectionState,
    /// The version to name.
    pub version: i32,
    /// Whether the text changed since it was proposed.
    pub is_late: bool,
    /// Whether this reader may take it back now.
    pub may_withdraw: bool,
    /// Whether this reader judges it now.
    pub may_judge: bool,
}

/// A note to approved minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rectification {
    /// What has to be read instead.
    pub text: String,
    /// Why.
    pub why: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Author,
}

/// Somebody at work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: String,
}

/// When minutes can be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The meeting that sits now or sat since, at which it can be done; else the next one.
    pub at: Option<(MeetingId, DateTime<Utc>)>,
    /// Whether that meeting began.
    pub can: bool,
    /// Whether organisations may still propose corrections.
    pub term_runs: bool,
    /// Whether a correction was not judged yet; for who approves.
    pub waits: bool,
}

/// That minutes were approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Who did it.
    pub by: Author,
    /// At which meeting.
    pub meeting: MeetingId,
    /// When that was.
    pub held: DateTime<Utc>,
    /// The hash over all items.
    pub hash: String,
    /// Whether they still are what was approved.
    pub whole: bool,
}

/// What a reader may do with the minutes now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rights {
    /// Begin them.
    pub draft: bool,
    /// Change what they say.
    pub edit: bool,
    /// Offer them to everybody at the table.
    pub offer: bool,
    /// Propose corrections.
    pub propose: bool,
    /// Approve them, once that is possible.
    pub approve: bool,
    /// Put a note to them.
    pub rectify: bool,
    /// Look at their versions.
    pub versions: bool,
}

/// The minutes of a meeting, as this reader may see them. That they were read is written down first.
///
/// # Errors
/// [`Error::NotFound`] for a meeting that is not over, and for who has no place there.
pub async fn read_minutes(ctx: &Ctx, id: &str) -> Result<MinutesView> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let book = Book::open(&tx, ctx, id).await?;
    witness::witness(ctx, &book).await?;
    let rights = rights(ctx, &book);
    let writes = rights.edit || rights.propose || rights.rectify || rights.approve;
    let next = next(&tx, &book).await?;
    let proposed = next.as_ref().map(|row| local_date(row.starts_at));
    Ok(MinutesView {
        head: read::head(read_rows::head(&tx, ctx, id).await?)?,
        version: book.row.as_ref().map_or(0, |row| row.version),
        items: items(&tx, ctx, (&book, rights)).await?,
        approval: approval(&tx, ctx, (&book, rights), next).await?,
        approved: approved(&tx, &book).await?,
        days: proposed_term(ctx.today(), proposed),
        known: if writes {
            Some(screen::known(&tx, ctx).await?)
        } else {
            None
        },
        rights,
        minutes: book.minutes,
    })
}

/// What the reader may do, as far as the state of the minutes lets anybody.
fn rights(ctx: &Ctx, book: &Book) -> Rights {
    let may = |operation| book.scene.desk.may(ctx, operation);
    let minutes = &book.minutes;
    let takes = minutes.take_correction(ctx.today()).is_ok();
    Rights {
        draft: matches!(minutes, Minutes::Missing) && may(Operation::DraftMinutes),
        edit: minutes.is_open() && may(Operation::EditMinutes),
        offer: matches!(minutes, Minutes::Draft { .. }) && may(Operation::OfferMinutes),
        propose: takes && may(Operation::ProposeCorrection),
        approve: matches!(minutes, Minutes::ForApproval { .. }) && may(Operation::ApproveMinutes),
        rectify: minutes.rectify().is_ok() && may(Operation::RectifyMinutes),
        versions: book.row.is_some() && !book.above && !ctx.actor.is_guest(),
    }
}

async fn items(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (book, rights): (&Book, Rights),
) -> Result<Vec<MinutesItem>> {
    let ids: Vec<Uuid> = book.texts.iter().map(|text| text.item_id).collect();
    let mut corrections = corrections(tx, ctx, (book, rights), &ids).await?;
    let mut notes = notes(tx, &ids).await?;
    let told = book.minutes.is_told();
    book.texts
        .iter()
        .map(|text| {
            let item = book.item(text.item_id).ok_or(Error::NotFound)?;
            Ok(MinutesItem {
                id: ItemId(text.item_id),
                number: text.number,
                title: text.title.clone(),
                kind: stored::word(ItemKind::parse, &item.kind)?,
                class: stored::word(Class::parse, &item.class)?,
                is_case: is_case(item),
                text: text.text.clone(),
                version: text.version,
                changed_since: changed(text, told),
                destroyed: text.destroyed_at.is_some(),
                corrections: corrections.remove(&text.item_id).unwrap_or_default(),
                notes: notes.remove(&text.item_id).unwrap_or_default(),
                fresh: ctx.new_id(),
            })
        })
        .collect()
}

fn changed(text: &minutes_item::Model, told: bool) -> Option<i32> {
    let later = told && text.version > text.offered_version;
    later.then_some(text.offered_version)
}

async fn corrections(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (book, _): (&Book, Rights),
    items: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Correction>>> {
    // How the parties settle the text is for the parties.
    let guest = ctx.actor.is_guest_of(book.scene.desk.series());
    if book.above || guest || items.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = minutes_correction::Entity::find()
        .filter(minutes_correction::Column::ItemId.is_in(items.iter().copied()))
        .order_by_asc(minutes_correction::Column::CreatedAt)
        .order_by_asc(minutes_correction::Column::Id)
        .all(tx)
        .await?;
    let names = people::names(tx, rows.iter().map(|row| row.organisation_id)).await?;
    let judged = book.minutes.judge_correction("judge").is_ok();
    let judges = judged && book.scene.desk.may(ctx, Operation::AcceptCorrection);
    let mut found: HashMap<Uuid, Vec<Correction>> = HashMap::new();
    for row in rows {
        let state: CorrectionState = stored::state(&row.state)?;
        let open = state == CorrectionState::Proposed;
        let own = row.organisation_id == ctx.actor.organisation.0
            && ctx.may(Operation::WithdrawCorrection, owned(book, &row));
        let stands = book.texts.iter().find(|text| text.item_id == row.item_id);
        let is_late = stands.is_some_and(|text| text.version != row.seen_version);
        let name = names.get(&row.organisation_id);
        found.entry(row.item_id).or_default().push(Correction {
            id: row.id,
            organisation: name.map(|it| it.name.clone()).unwrap_or_default(),
            text: row.text,
            at: row.created_at,
            version: row.version,
            is_late: open && is_late,
            may_withdraw: open && judged && own,
            may_judge: open && judges,
            state,
        });
    }
    Ok(found)
}

async fn notes(
    tx: &DatabaseTransaction,
    items: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Rectification>>> {
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = minutes_note::Entity::find()
        .filter(minutes_note::Column::ItemId.is_in(items.iter().copied()))
        .order_by_asc(minutes_note::Column::At)
        .order_by_asc(minutes_note::Column::Id)
        .all(tx)
        .await?;
    let authors = authors(tx, rows.iter().map(|row| row.by)).await?;
    let mut found: HashMap<Uuid, Vec<Rectification>> = HashMap::new();
    for row in rows {
        found.entry(row.item_id).or_default().push(Rectification {
            text: row.text,
            why: row.why,
            at: row.at,
            by: authors.get(&row.by).cloned().unwrap_or_default(),
        });
    }
    Ok(found)
}

/// People by their work.
pub(super) async fn authors(
    tx: &DatabaseTransaction,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Author>> {
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    let names = people::names(tx, people.iter().map(|row| row.organisation_id)).await?;
    let author = |row: person::Model| {
        let organisation = names.get(&row.organisation_id);
        let author = Author {
            function: row.function,
            organisation: organisation.map(|it| it.name.clone()).unwrap_or_default(),
        };
        (row.id, author)
    };
    Ok(people.into_iter().map(author).collect())
}
