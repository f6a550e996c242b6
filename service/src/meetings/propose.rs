//! Proposing an item: policy, an announcement, or a case by its reference.

use std::collections::HashSet;

use ::entity::{agenda_item, item_relation, region, series};
use domain::fault::Faults;
use domain::id::{ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::command::ProposeItem;
use domain::meetings::{ItemKind, ItemState, MeetingState};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::text::CaseRef;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::draft::{self, Bench, Draft, Form};
use super::fill::{Owner, PROPOSAL, blank};
use super::{fields, rows};
use crate::audit::{self, Entry};
use crate::chance;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::{replay, screen, stored};

/// The kinds that can be proposed; the others come by themselves or from a guest.
pub const PROPOSABLE: [ItemKind; 5] = [
    ItemKind::Policy,
    ItemKind::Announcement,
    ItemKind::Covenant,
    ItemKind::Roadmap,
    ItemKind::Case,
];

/// Proposes an item for a meeting that collects or is published; a form sent twice makes one
/// item (`docs/domain.md#items`).
///
/// # Errors
/// `Refused` with every fault; `NotNow` once the meeting has started; `DoorShut` for a class
/// that the submitter may not read; `Replayed` for another item under an id that was used;
/// `NotAllowed`, `NotFound`.
pub async fn propose(ctx: &Ctx, command: ProposeItem) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let meeting = rows::meeting(&tx, ctx, &command.meeting).await?;
    let series_id = SeriesId(meeting.series_id);
    let id: ItemId = command.id.parse().map_err(|_| Error::NotFound)?;
    let kind = kind(&command)?;
    let facts = Facts::of_series(series_id);
    let operation = if kind == ItemKind::Case {
        Operation::ProposeCase
    } else {
        Operation::ProposeItem
    };
    ctx.authorise(operation, facts)?;
    let there = agenda_item::Entity::find_by_id(id.0).one(&*tx).await?;
    match &there {
        None => takes_proposals(&stored::state(&meeting.state)?)?,
        Some(there) => {
            let mine =
                there.person_id == ctx.actor.person.0 && there.meeting_id == Some(meeting.id);
            if !mine {
                return Err(Error::NotFound);
            }
        }
    }
    let series = rows::series(&tx, ctx, &series_id.to_string()).await?;
    let known = screen::known(&tx, ctx).await?;
    let table = draft::table(&tx, ctx, series.id).await?;
    let bench = Bench {
        known: &known,
        series: &series,
        table: &table,
        submitter: ctx.actor.organisation,
    };
    let draft = draft::judge(&Form::proposed(kind, &command), &bench)?;
    if let Some(there) = there {
        again(&tx, &there, kind, &draft).await?;
        return Ok(id);
    }
    may_bring(&tx, ctx, (series_id, None), id, draft.class).await?;
    let row = row(&tx, ctx, (id, meeting.id), kind, &series, &draft).await?;
    agenda_item::ActiveModel::from(row.clone())
        .reset_all()
        .insert(&*tx)
        .await?;
    draft::write_named(&tx, &row, &draft.named).await?;
    let guard = if draft.guard_reason.is_some() {
        "answered"
    } else {
        "clear"
    };
    audit::record(
        &tx,
        ctx,
        Entry {
            operation,
            object: "item",
            id: id.0,
            detail: format!("class={} guard={guard}", draft.class.word()),
        },
    )
    .await?;
    tx.touch(domain::id::MeetingId(meeting.id));
    tx.commit().await?;
    Ok(id)
}

/// Whether the item is the one that the form describes. The title of a case is not in the form.
async fn again(
    tx: &DatabaseTransaction,
    there: &agenda_item::Model,
    kind: ItemKind,
    draft: &Draft,
) -> Result<()> {
    let named = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(there.id))
        .filter(item_relation::Column::Relation.eq(draft::NAMED))
        .all(tx)
        .await?;
    let title = if kind == ItemKind::Case {
        &there.title
    } else {
        &draft.title
    };
    let kept = (
        (there.kind.as_str(), there.class.as_str(), &there.title),
        (there.minutes, there.wanted.as_str(), there.guest_shared),
        (&there.body, &there.question),
        named
            .iter()
            .map(|row| row.subject_id)
            .collect::<HashSet<_>>(),
    );
    let sent = (
        (kind.word(), draft.class.word(), title),
        (draft.minutes, draft.wanted.word(), draft.guest_shared),
        (&draft.body, &draft.question),
        draft.named.iter().copied().collect(),
    );
    replay::same(kept, sent)
}

/// Whether a meeting still takes proposals: what comes after publication is for the next version.
pub(crate) fn takes_proposals(state: &MeetingState) -> Result<()> {
    match state {
        MeetingState::Collecting | MeetingState::Published { .. } => Ok(()),
        other => Err(Error::NotNow(domain::fault::NotNow {
            state: other.word(),
            operation: "propose",
        })),
    }
}

/// Nobody brings in what they may not read: the door is the same on the way in.
pub(crate) async fn may_bring(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    at: (SeriesId, Option<MeetingId>),
    item: ItemId,
    class: Class,
) -> Result<()> {
    let reader = Reader::load(tx, ctx, at, [item.0]).await?;
    let own = OrganisationId(ctx.actor.organisation.0);
    if reader.reads(item.0, class, false, own) {
        Ok(())
    } else {
        Err(Error::DoorShut)
    }
}

fn kind(command: &ProposeItem) -> Result<ItemKind> {
    let mut faults = Faults::default();
    let parse = |word: &str| ItemKind::parse(word).filter(|kind| PROPOSABLE.contains(kind));
    faults
        .keep("kind", fields::choice(&command.kind, parse))
        .ok_or_else(|| faults.into())
}

async fn row(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (id, meeting): (ItemId, Uuid),
    kind: ItemKind,
    series: &series::Model,
    draft: &Draft,
) -> Result<agenda_item::Model> {
    let case = if kind == ItemKind::Case {
        Some(reference(tx, ctx).await?)
    } else {
        None
    };
    let title = case
        .as_ref()
        .map_or_else(|| Ok(draft.title.clone()), super::fill::case_title)?;
    let owner = Owner {
        region: ctx.region().0,
        series: series.id,
        meeting,
        organisation: ctx.actor.organisation.0,
        person: ctx.actor.person.0,
        at: ctx.now(),
    };
    Ok(agenda_item::Model {
        id: id.0,
        title,
        kind: kind.word().to_owned(),
        class: draft.class.word().to_owned(),
        minutes: draft.minutes,
        wanted: draft.wanted.word().to_owned(),
        body: draft.body.clone(),
        guest_shared: draft.guest_shared,
        state_word: ItemState::PROPOSED.word().to_owned(),
        state: stored::json(&ItemState::PROPOSED)?,
        origin: PROPOSAL.to_owned(),
        case_ref: case.map(CaseRef::into_string),
        question: draft.question.clone(),
        guard_reason: draft.guard_reason.clone(),
        ..blank(owner)?
    })
}

/// A random reference that no other item of the region has.
async fn reference(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<CaseRef> {
    let region = region::Entity::find_by_id(ctx.region().0)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    for _ in 0..16 {
        let fresh = CaseRef::from_entropy(&region.case_prefix, chance::four_bytes())
            .map_err(|_| Error::broken("the prefix of case references"))?;
        let taken = agenda_item::Entity::find()
            .filter(agenda_item::Column::RegionId.eq(region.id))
            .filter(agenda_item::Column::CaseRef.eq(fresh.as_str()))
            .count(tx)
            .await?;
        if taken == 0 {
            return Ok(fresh);
        }
    }
    Err(Error::broken("no free case reference"))
}
