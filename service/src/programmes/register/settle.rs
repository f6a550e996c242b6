//! Settling a commitment by a document; one document can settle several, and several one.

use ::entity::{commitment_document, commitment_settlement};
use chrono::NaiveDate;
use domain::fault::{Code, Faults};
use domain::id::CommitmentId;
use domain::policy::{Facts, Operation};
use domain::programmes::command::SettleCommitment;
use domain::text::{Reason, Screen, Title};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::{bump, found};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::meetings::fields;
use crate::{audit, replay, screen};

/// A document that is not known yet, as it was typed and found fit.
struct Fresh {
    title: String,
    dated_on: NaiveDate,
    place: String,
}

/// Settles a commitment by a document that is known, or by a new one. Sent twice it is settled once.
///
/// # Errors
/// `Refused` on a field, also by the guard; `Replayed` for another document under an id that was used;
/// `Stale`; `NotAllowed`; `NotFound`.
pub async fn settle_commitment(ctx: &Ctx, command: SettleCommitment) -> Result<CommitmentId> {
    ctx.authorise(Operation::SettleCommitment, Facts::default())?;
    let tx = ctx.write().await?;
    let row = found(&tx, ctx, &command.id).await?;
    let document = document(&tx, ctx, &command).await?;
    let id = (row.id, document);
    if commitment_settlement::Entity::find_by_id(id)
        .one(&*tx)
        .await?
        .is_some()
    {
        // It settles it already.
        return Ok(CommitmentId(row.id));
    }
    if command.version != row.version {
        return Err(Error::Stale(row.version));
    }
    bump(&tx, &row).await?;
    commitment_settlement::ActiveModel {
        commitment_id: Set(row.id),
        document_id: Set(document),
        region_id: Set(ctx.region().0),
        at: Set(ctx.now()),
        by: Set(ctx.actor.person.0),
    }
    .insert(&*tx)
    .await?;
    let detail = format!("document={document}");
    let about = ("commitment", row.id);
    audit::note(&tx, ctx, Operation::SettleCommitment, about, detail).await?;
    tx.commit().await?;
    Ok(CommitmentId(row.id))
}

/// The document that is meant; a new one is kept.
async fn document(tx: &Write, ctx: &Ctx, command: &SettleCommitment) -> Result<Uuid> {
    if !command.known.is_empty() {
        let known = Uuid::try_parse(&command.known).ok();
        let known = match known {
            Some(id) => {
                commitment_document::Entity::find_by_id(id)
                    .filter(commitment_document::Column::RegionId.eq(ctx.region().0))
                    .one(&**tx)
                    .await?
            }
            None => None,
        };
        return known.map(|row| row.id).ok_or_else(|| {
            let mut faults = Faults::default();
            faults.add("known", Code::NotAChoice);
            faults.into()
        });
    }
    let id = Uuid::try_parse(&command.document).map_err(|_| Error::NotFound)?;
    let fresh = fresh(tx, ctx, (id, command)).await?;
    if let Some(there) = commitment_document::Entity::find_by_id(id)
        .one(&**tx)
        .await?
    {
        // An id that belongs to something else was never minted for this form.
        if there.region_id != ctx.region().0 || there.created_by != ctx.actor.person.0 {
            return Err(Error::NotFound);
        }
        replay::same((there.title, there.place), (fresh.title, fresh.place))?;
        return Ok(id);
    }
    commitment_document::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        title: Set(fresh.title),
        dated_on: Set(fresh.dated_on),
        place: Set(fresh.place),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
    }
    .insert(&**tx)
    .await?;
    Ok(id)
}

async fn fresh(tx: &Write, ctx: &Ctx, (id, command): (Uuid, &SettleCommitment)) -> Result<Fresh> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let title = faults.keep("title", Title::parse(&command.title, &screen));
    let day = fields::day(&command.dated_on).and_then(|day| {
        // What is not written yet settles nothing.
        if day > ctx.today() {
            Err(Code::InTheFuture)
        } else {
            Ok(day)
        }
    });
    let dated_on = faults.keep("dated_on", day);
    let place = faults.keep("place", Reason::parse(&command.place, &screen));
    let (Some(title), Some(dated_on), Some(place)) = (title, dated_on, place) else {
        return Err(faults.into());
    };
    let texts = [title.as_str(), place.as_str()];
    screen::keep_answer(tx, ctx, ("commitment_document", id), &screen, &texts).await?;
    Ok(Fresh {
        title: title.into_string(),
        dated_on,
        place: place.into_string(),
    })
}
