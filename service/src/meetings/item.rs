//! One item: its facts for who may know it is there, its content for who may read it.

mod above;
mod decided;

use ::entity::{agenda_item, item_relation};
use chrono::{DateTime, Utc};
use domain::id::{ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::{
    ItemKind, ItemState, MeetingState, Part, Wanted, may_leave, part_of, takes_advice,
};
use domain::papers::changeable;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::advise::{Advice, Adviser, advices, advisers, is_invited};
use super::fill::minutes_of;
use super::list::FINDS;
use super::party_advice::{self, PartyAdvice};
use super::read::{self, Head};
use super::{adjust, draft, exclude, read_rows, rows};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::papers::{PaperLine, of_item};
use crate::people::approvals::{ApprovalLine, asked_advisers};
use crate::people::{OrganisationRef, names};
use crate::stored;

pub use decided::{Decided, Said};

/// What only a reader of the item sees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The explanation.
    pub body: String,
    /// The question of a case to the table.
    pub question: String,
    /// The organisations named on it, beside the submitter.
    pub named: Vec<OrganisationRef>,
    /// What was written down at the table.
    pub note: String,
    /// Why a text was kept that the guard asked about.
    pub guard_reason: String,
    /// What was decided.
    pub decisions: Vec<Decided>,
    /// What was advised.
    pub advices: Vec<Advice>,
    /// What other organisations were asked, and advised.
    pub party_advices: Vec<PartyAdvice>,
    /// The papers, by number.
    pub papers: Vec<PaperLine>,
}

/// What the actor may do with the item now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one shows or hides one thing to do"
)]
pub struct Rights {
    /// Change it.
    pub edit: bool,
    /// Take it back.
    pub withdraw: bool,
    /// See who looked, which is kept of what is K2 or K3.
    pub readers: bool,
    /// Propose a lower class.
    pub lower: bool,
    /// Leave somebody out of it.
    pub exclude: bool,
    /// Invite an adviser to it.
    pub invite: bool,
    /// Advise on it.
    pub advise: bool,
    /// Attach papers and take them away.
    pub papers: bool,
    /// Ask another organisation for advice on it.
    pub ask: bool,
}

/// By what somebody reads an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By a place at the table, an invitation, or what they compose.
    Place,
    /// From above, without one: what was published, up to K1.
    Above,
    /// By the office of data protection, on a ground that is written down; until it is, without content.
    Ground,
}

/// The page of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// Which one.
    pub id: ItemId,
    /// Its meeting.
    pub head: Head,
    /// Its title; empty for who may not read it, except that a case shows its reference.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// How long it may take.
    pub minutes: u32,
    /// What is wanted of the table.
    pub wanted: Wanted,
    /// Who brought it in.
    pub organisation: String,
    /// Whether guests take part in it.
    pub for_guests: bool,
    /// Where it is in its life.
    pub state: ItemState,
    /// The version to name when changing it.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Nothing for who may only know that it is there.
    pub content: Option<Content>,
    /// What the actor may do now.
    pub rights: Rights,
    /// Whether the actor finds the meeting as well, beside reading this item.
    pub at_table: bool,
    /// Beside what the actor reads it.
    pub by: By,
    /// The advisers of the region, for who invites them.
    pub advisers: Vec<Adviser>,
    /// The meeting whose minutes are to be approved here.
    pub minutes_of: Option<MeetingId>,
    /// Invitations of an adviser that wait for a second person, for who may know of them.
    pub asked: Vec<ApprovalLine>,
}

/// What the actor may see of an item. Reading a confidential one is written down first.
///
/// # Errors
/// [`Error::NotFound`] for unknown, foreign and hidden alike.
pub async fn item(ctx: &Ctx, id: &str) -> Result<ItemView> {
    let seen = see(ctx, id).await;
    // Whoever does not get to read it may be somebody who is left out of it.
    if !seen.as_ref().is_ok_and(|view| view.content.is_some()) {
        exclude::hit(ctx, id).await?;
    }
    seen
}

async fn see(ctx: &Ctx, id: &str) -> Result<ItemView> {
    let view = match look(ctx, id).await {
        Err(Error::NotFound) => return above::see_on_ground(ctx, id).await,
        found => found?,
    };
    if view.content.is_some() && part_of(view.class) == Part::Closed {
        record(ctx, &view, format!("class={}", view.class.word())).await?;
    }
    Ok(view)
}

/// The same by a place at the table or from above, for who writes down that it was read.
pub(super) async fn look(ctx: &Ctx, id: &str) -> Result<ItemView> {
    let tx = ctx.read().await?;
    let (row, readable) = rows::item_read(&tx, ctx, id).await?;
    let meeting = MeetingId(row.meeting_id.ok_or(Error::NotFound)?);
    let head = read::head(read_rows::head_of(&tx, ctx, meeting).await?)?;
    let content = if readable {
        Some(content(&tx, ctx, &row).await?)
    } else {
        None
    };
    let owner = names(&tx, [row.organisation_id]).await?;
    let invited = ctx.actor.advises() && is_invited(&tx, ctx, row.id).await?;
    let above = !invited && rows::is_above(ctx, rows::facts(&row));
    let invites = ctx.may(Operation::InviteAdviser, rows::facts(&row));
    let advisers = if invites {
        advisers(&tx, ctx, row.id).await?
    } else {
        Vec::new()
    };
    let asked = asked_advisers(&tx, ctx, row.id).await?;
    drop(tx);
    let mut view = view(ctx, row, head, content, &owner)?;
    view.rights.invite = invites;
    view.rights.advise = readable && invited && ctx.may(Operation::GiveAdvice, Facts::default());
    view.advisers = advisers;
    view.asked = asked;
    Ok(if above { view.lifted() } else { view })
}

fn view(
    ctx: &Ctx,
    row: agenda_item::Model,
    head: Head,
    content: Option<Content>,
    owner: &std::collections::HashMap<Uuid, OrganisationRef>,
) -> Result<ItemView> {
    let facts = rows::facts(&row);
    let state: ItemState = stored::state(&row.state)?;
    let before = matches!(
        head.state,
        MeetingState::Planned | MeetingState::Collecting | MeetingState::Published { .. }
    );
    let waits = matches!(
        state,
        ItemState::Proposed { .. } | ItemState::Included | ItemState::Returned { .. }
    );
    let readable = content.is_some();
    let class = stored::word(Class::parse, &row.class)?;
    let rights = Rights {
        edit: readable && before && waits && ctx.may(Operation::EditItem, facts),
        withdraw: before && waits && ctx.may(Operation::WithdrawItem, facts),
        readers: part_of(class) == Part::Closed && ctx.may(Operation::SeeReaders, facts),
        lower: readable
            && before
            && waits
            && class > Class::K0
            && row.case_ref.is_none()
            && ctx.may(Operation::LowerClass, facts),
        exclude: ctx.may(Operation::Exclude, facts),
        invite: false,
        advise: false,
        papers: readable
            && changeable(Some(&head.state), &state, "attach_paper").is_ok()
            && ctx.may(Operation::AttachPaper, facts),
        ask: readable
            && takes_advice(&head.state, &state, "ask_party_advice").is_ok()
            && may_leave(adjust::is_standing(&row), "ask_party_advice").is_ok()
            && ctx.may(Operation::AskPartyAdvice, facts),
    };
    let shows_title = readable || row.case_ref.is_some();
    Ok(ItemView {
        minutes_of: minutes_of(&row),
        id: ItemId(row.id),
        head,
        title: if shows_title {
            row.title
        } else {
            String::new()
        },
        kind: stored::word(ItemKind::parse, &row.kind)?,
        class,
        minutes: stored::count(row.minutes)?,
        wanted: stored::word(Wanted::parse, &row.wanted)?,
        organisation: owner
            .get(&row.organisation_id)
            .map(|organisation| organisation.name.clone())
            .unwrap_or_default(),
        for_guests: row.guest_shared,
        state,
        version: row.version,
        updated_at: row.updated_at,
        content,
        rights,
        at_table: FINDS.iter().any(|operation| ctx.may(*operation, facts)),
        by: By::Place,
        advisers: Vec::new(),
        asked: Vec::new(),
    })
}

/// What may be read of an item by who may read it. Why the guard was answered is between the
/// submitter and who composes; what a party noted with its position is not for guests.
async fn content(tx: &DatabaseTransaction, ctx: &Ctx, row: &agenda_item::Model) -> Result<Content> {
    let series = SeriesId(row.series_id);
    let own = row.organisation_id == ctx.actor.organisation.0;
    let asked = own || ctx.may(Operation::ArrangeAgenda, rows::facts(row));
    let named: Vec<Uuid> = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(row.id))
        .filter(item_relation::Column::Relation.eq(draft::NAMED))
        .all(tx)
        .await?
        .into_iter()
        .map(|relation| relation.subject_id)
        .collect();
    let mut named: Vec<OrganisationRef> = names(tx, named).await?.into_values().collect();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    let class = stored::word(Class::parse, &row.class)?;
    let with_notes = !ctx.actor.is_guest_of(series);
    Ok(Content {
        body: row.body.clone(),
        question: row.question.clone().unwrap_or_default(),
        named,
        note: row.note.clone(),
        guard_reason: row
            .guard_reason
            .clone()
            .filter(|_| asked)
            .unwrap_or_default(),
        decisions: decided::decisions(tx, row.id, class, with_notes).await?,
        advices: advices(tx, ctx, row.id).await?,
        party_advices: party_advice::of_item(tx, ctx, row).await?,
        papers: of_item(tx, ctx, row.id).await?,
    })
}

/// Reads of confidential items are written down before the answer (DESIGN section 4).
async fn record(ctx: &Ctx, view: &ItemView, detail: String) -> Result<()> {
    let tx = ctx.aside().await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::ReadMeetings,
            object: "item",
            id: view.id.0,
            detail,
        },
    )
    .await?;
    Ok(tx.commit().await?)
}

/// What the guard may let pass, for a form that helps while one types.
///
/// # Errors
/// As every read.
pub async fn known(ctx: &Ctx) -> Result<domain::guard::Known> {
    let tx = ctx.read().await?;
    crate::screen::known(&tx, ctx).await
}

/// Whether the actor could bring in an item of this class: the door is the same on the way in.
///
/// # Errors
/// As every read.
pub async fn may_bring(ctx: &Ctx, series: SeriesId, class: Class) -> Result<bool> {
    let tx = ctx.read().await?;
    let fresh = ctx.new_id();
    let reader = Reader::load(&tx, ctx, (series, None), [fresh]).await?;
    let own = OrganisationId(ctx.actor.organisation.0);
    Ok(reader.reads(fresh, class, false, own))
}
