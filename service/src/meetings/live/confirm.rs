//! Decisions are read out and confirmed; each party's own position stands beside them.

use std::collections::HashSet;

use ::entity::{agenda_item, decision, decision_position, seat};
use domain::fault::{Code, Faults};
use domain::guard::Known;
use domain::id::{DecisionId, MeetingId, OrganisationId};
use domain::meetings::live_command::{ConfirmDecision, RecordPositions};
use domain::meetings::{DecisionState, Outcome, Position, Verdict};
use domain::people::SeatKind;
use domain::policy::Operation;
use domain::text::{Body, Screen, parse_optional};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::desk::{self, Desk};
use super::table;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{screen, stored};

/// Makes a decision effective with its outcome, its wording as read out, and its motivation
/// (`docs/domain.md#decisions`). From then on it does not change.
///
/// # Errors
/// `Refused` without an outcome, without a motivation where one is needed, or by the guard;
/// `NotNow` when it is confirmed already or the table does not sit; [`Error::Stale`] when somebody
/// changed it; `NotFound` for who may not read its item.
pub async fn confirm(ctx: &Ctx, command: ConfirmDecision) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let (desk, row, item) = load(&tx, ctx, &command.id).await?;
    desk.authorise(ctx, Operation::ConfirmDecisions)?;
    desk.part("confirm")?;
    let state: DecisionState = stored::state(&row.state)?;
    let (text, verdict) = judge(&tx, ctx, &command, (&row, &item)).await?;
    let (outcome, motivation) = (verdict.outcome, verdict.motivation.clone());
    let next = state.confirm(verdict, ctx.now(), ctx.actor.person)?;
    let seen = command.version.parse().unwrap_or(-1);
    let done = decision::Entity::update_many()
        .col_expr(decision::Column::Text, Expr::value(text))
        .col_expr(decision::Column::Outcome, Expr::value(Some(outcome.word())))
        .col_expr(
            decision::Column::Motivation,
            Expr::value(motivation.unwrap_or_default()),
        )
        .col_expr(decision::Column::State, Expr::value(stored::json(&next)?))
        .col_expr(decision::Column::StateWord, Expr::value(next.word()))
        .col_expr(decision::Column::Version, Expr::value(row.version + 1))
        .filter(decision::Column::Id.eq(row.id))
        .filter(decision::Column::Version.eq(seen))
        .exec(&*tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::Stale(row.version));
    }
    let detail = format!("decision={} outcome={}", row.id, outcome.word());
    desk.record(&tx, ctx, Operation::ConfirmDecisions, detail)
        .await?;
    desk.commit_item(tx, &item).await
}

/// Keeps where the parties at the table stand on a decision; an empty word takes a position away.
/// Organisations that are not named in the command stay as they are. A reservation says what it is
/// about. `rest` gives a position to every party without one that may be at the table now
/// and may hear the item: nobody agrees who was not there.
///
/// # Errors
/// `Refused` for an unknown word, a reservation without words or by the guard, `NotFound` for an organisation without a member's
/// seat and for who may not read the item, `NotNow` unless the table sits.
pub async fn record_positions(ctx: &Ctx, command: RecordPositions) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let (desk, row, item) = load(&tx, ctx, &command.id).await?;
    desk.authorise(ctx, Operation::RecordPosition)?;
    desk.part("record_position")?;
    let parties = parties(&tx, ctx, &desk).await?;
    let hearing = table::hearing(&tx, ctx, &desk, &item).await?;
    let hears = |id: OrganisationId| hearing.iter().any(|chair| chair.organisation == id);
    let known = screen::known(&tx, ctx).await?;
    let screen = screen_of(&item, &known, &command.reason);
    let mut faults = Faults::default();
    let notes = command.notes.iter().map(String::as_str);
    let notes = notes.chain(std::iter::repeat(""));
    let mut kept = Vec::new();
    for (line, note) in command.positions.iter().zip(notes) {
        let (organisation, word) = line.split_once(' ').unwrap_or((line, ""));
        let id: OrganisationId = organisation.parse().map_err(|_| Error::NotFound)?;
        if !parties.contains(&id.0) {
            return Err(Error::NotFound);
        }
        match (word, Position::parse(word)) {
            ("", _) => forget(&tx, row.id, id.0).await?,
            (_, Some(_)) if !hears(id) => return Err(Error::NotFound),
            (_, Some(position)) => {
                if let Some(note) = faults.keep("notes", position.said(note, &screen)) {
                    kept.push(note.clone());
                    keep(&tx, ctx, row.id, id.0, (position, note)).await?;
                }
            }
            (_, None) => faults.add("positions", Code::NotAChoice),
        }
    }
    let rest = match command.rest.as_str() {
        "" => None,
        // A reservation is never somebody else's to make.
        word => {
            let position = Position::parse(word).filter(|position| !position.needs_words());
            faults.keep("rest", position.ok_or(Code::NotAChoice))
        }
    };
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let texts: Vec<&str> = kept.iter().map(String::as_str).collect();
    screen::keep_answer(&tx, ctx, ("decision", row.id), &screen, &texts).await?;
    if let Some(position) = rest {
        let silent = silent(&tx, ctx, &desk, &row, &item).await?;
        for organisation in silent.into_iter().filter(|id| parties.contains(id)) {
            keep(&tx, ctx, row.id, organisation, (position, String::new())).await?;
        }
    }
    let detail = format!("decision={}", row.id);
    desk.record(&tx, ctx, Operation::RecordPosition, detail)
        .await?;
    desk.commit_item(tx, &item).await
}

/// The organisations that may be at the table, may hear the item, and have no position yet.
async fn silent(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    decision: &decision::Model,
    item: &agenda_item::Model,
) -> Result<HashSet<Uuid>> {
    let spoken: HashSet<Uuid> = decision_position::Entity::find()
        .filter(decision_position::Column::DecisionId.eq(decision.id))
        .all(&**tx)
        .await?
        .into_iter()
        .map(|row| row.organisation_id)
        .collect();
    Ok(table::hearing(tx, ctx, desk, item)
        .await?
        .into_iter()
        .filter(|chair| chair.attendance.may_be_in_room())
        .map(|chair| chair.organisation.0)
        .filter(|organisation| !spoken.contains(organisation))
        .collect())
}

/// The guard as texts about an item meet it.
fn screen_of<'a>(item: &agenda_item::Model, known: &'a Known, reason: &'a str) -> Screen<'a> {
    let mut screen = Screen::ordinary(known);
    screen.reason = reason;
    if desk::is_case(item) {
        screen.for_case()
    } else {
        screen
    }
}

/// The decision with its desk and its item, when the actor may read that.
async fn load(
    tx: &Write,
    ctx: &Ctx,
    id: &str,
) -> Result<(Desk, decision::Model, agenda_item::Model)> {
    let id: DecisionId = id.parse().map_err(|_| Error::NotFound)?;
    let row = decision::Entity::find_by_id(id.0)
        .filter(decision::Column::RegionId.eq(ctx.region().0))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    let desk = Desk::find(tx, ctx, row.meeting_id).await?;
    let item = desk.item(tx, ctx, &row.item_id.to_string()).await?;
    Ok((desk, row, item))
}

async fn judge(
    tx: &Write,
    ctx: &Ctx,
    command: &ConfirmDecision,
    (row, item): (&decision::Model, &agenda_item::Model),
) -> Result<(String, Verdict)> {
    let known = screen::known(tx, ctx).await?;
    let screen = screen_of(item, &known, &command.reason);
    let mut faults = Faults::default();
    let text = faults.keep("text", Body::parse(&command.text, &screen));
    let motivation = faults.keep("motivation", parse_optional(&command.motivation, &screen));
    let outcome = match command.outcome.as_str() {
        "" => None,
        word => faults.keep("outcome", Outcome::parse(word).ok_or(Code::NotAChoice)),
    };
    let (Some(text), Some(motivation)) = (text, motivation) else {
        return Err(faults.into());
    };
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let texts = [text.as_str(), motivation.as_ref().map_or("", Body::as_str)];
    screen::keep_answer(tx, ctx, ("decision", row.id), &screen, &texts).await?;
    let verdict = Verdict::new(outcome, motivation.map(Body::into_string))?;
    Ok((text.into_string(), verdict))
}

/// The organisations with a member's seat: guests bind themselves to nothing here.
async fn parties(tx: &Write, ctx: &Ctx, desk: &Desk) -> Result<Vec<Uuid>> {
    Ok(seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(desk.row.series_id))
        .filter(seat::Column::Kind.eq(SeatKind::Member.word()))
        .all(&**tx)
        .await?
        .into_iter()
        .map(|seat| seat.organisation_id)
        .collect())
}

async fn forget(tx: &Write, decision: Uuid, organisation: Uuid) -> Result<()> {
    decision_position::Entity::delete_by_id((decision, organisation))
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn keep(
    tx: &Write,
    ctx: &Ctx,
    decision: Uuid,
    organisation: Uuid,
    (position, note): (Position, String),
) -> Result<()> {
    use decision_position::Column::{DecisionId, Note, OrganisationId, Position as Word};
    decision_position::Entity::insert(decision_position::ActiveModel {
        decision_id: Set(decision),
        organisation_id: Set(organisation),
        region_id: Set(ctx.region().0),
        position: Set(position.word().to_owned()),
        note: Set(note),
    })
    .on_conflict(
        OnConflict::columns([DecisionId, OrganisationId])
            .update_columns([Word, Note])
            .to_owned(),
    )
    .exec_without_returning(&**tx)
    .await?;
    Ok(())
}
