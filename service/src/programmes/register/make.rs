//! Entering a commitment in the register.

use ::entity::{commitment, counter};
use domain::fault::{Code, Faults};
use domain::id::CommitmentId;
use domain::policy::{Facts, Operation};
use domain::programmes::command::MakeCommitment;
use domain::programmes::{CommitmentKind, FuzzyDue, Period};
use domain::text::{Reason, Screen, Title};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, ExprTrait, Set};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::meetings::fields;
use crate::{audit, replay, screen, stored};

/// Enters what was promised, to whom and for when. Sent twice it stands there once.
///
/// # Errors
/// `Refused` on a field, also by the guard; `Replayed` for another text under an id that was used;
/// `NotAllowed`.
pub async fn make_commitment(ctx: &Ctx, command: MakeCommitment) -> Result<CommitmentId> {
    ctx.authorise(Operation::MakeCommitment, Facts::default())?;
    let tx = ctx.write().await?;
    let id: CommitmentId = command.id.parse().map_err(|_| Error::NotFound)?;
    if let Some(there) = commitment::Entity::find_by_id(id.0).one(&*tx).await? {
        // An id that belongs to something else was never minted for this form.
        if there.region_id != ctx.region().0 || there.created_by != ctx.actor.person.0 {
            return Err(Error::NotFound);
        }
        let text = command.text.replace("\r\n", "\n").trim().to_owned();
        replay::same((there.text, there.kind), (text, command.kind))?;
        return Ok(id);
    }
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let text = faults.keep("text", Reason::parse(&command.text, &screen));
    let made_to = faults.keep("made_to", Title::parse(&command.made_to, &screen));
    let kind: std::result::Result<_, Code> = fields::choice(&command.kind, CommitmentKind::parse);
    let kind = faults.keep("kind", kind);
    let made_on = faults.keep("made_on", fields::day(&command.made_on));
    let period = Period {
        period: &command.period,
        year: &command.year,
        on: &command.on,
        event: &command.event,
        months: &command.months,
    };
    let due = due(&mut faults, period, &command.wording, &screen);
    let (Some(text), Some(made_to), Some(kind), Some(made_on), Some((due, wording))) =
        (text, made_to, kind, made_on, due)
    else {
        return Err(faults.into());
    };
    let texts = [
        text.as_str(),
        made_to.as_str(),
        wording.as_str(),
        &command.event,
    ];
    screen::keep_answer(&tx, ctx, ("commitment", id.0), &screen, &texts).await?;
    let number = next_number(&tx, ctx.region().0).await?;
    commitment::ActiveModel {
        id: Set(id.0),
        region_id: Set(ctx.region().0),
        number: Set(number),
        text: Set(text.into_string()),
        kind: Set(kind.word().to_owned()),
        made_to: Set(made_to.into_string()),
        made_on: Set(made_on),
        due: Set(stored::json(&due)?),
        wording: Set(wording),
        version: Set(1),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
    }
    .insert(&*tx)
    .await?;
    let detail = format!("number={number}");
    let operation = Operation::MakeCommitment;
    audit::note(&tx, ctx, operation, ("commitment", id.0), detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// The vague date of a form with its words, both before the guard; what is wrong goes to `faults`.
pub(super) fn due(
    faults: &mut Faults,
    period: Period<'_>,
    wording: &str,
    screen: &Screen<'_>,
) -> Option<(FuzzyDue, String)> {
    let optional = |text: &str| match Title::parse(text, screen) {
        Ok(text) => Ok(Some(text.into_string())),
        Err(Code::Empty) => Ok(None),
        Err(code) => Err(code),
    };
    let wording = faults.keep("wording", optional(wording));
    let event = if period.period == "event" {
        faults.keep("event", optional(period.event))?
    } else {
        None
    };
    let due = match period.read(event.as_deref()) {
        Ok(due) => Some(due),
        Err(found) => {
            for fault in found.into_vec() {
                faults.add(&fault.field, fault.code);
            }
            None
        }
    };
    Some((due?, wording?.unwrap_or_default()))
}

pub(crate) async fn next_number(tx: &DatabaseTransaction, region: Uuid) -> Result<i32> {
    const NAME: &str = "commitment";
    let first = counter::ActiveModel {
        region_id: Set(region),
        name: Set(NAME.to_owned()),
        value: Set(1),
    };
    let again = OnConflict::columns([counter::Column::RegionId, counter::Column::Name])
        .value(
            counter::Column::Value,
            Expr::col((counter::Entity, counter::Column::Value)).add(1),
        )
        .to_owned();
    counter::Entity::insert(first)
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    let row = counter::Entity::find_by_id((region, NAME.to_owned()))
        .one(tx)
        .await?;
    row.map(|row| row.value)
        .ok_or_else(|| Error::broken("a counter that was just set"))
}
