//! How a step of an action is made and kept: the row is looked up as the reader may see it, moves
//! by the rules, and is written only if nobody else moved it first.

use std::str::FromStr;

use ::entity::{action, action_event};
use chrono::NaiveDate;
use domain::actions::{ActionEvent, ActionState};
use domain::fault::{Code, Faults};
use domain::id::{ActionId, MeetingId, OrganisationId, SeriesId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::text::Screen;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};

use super::record::is_seen;
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{screen, stored};

/// An action on the desk, in the transaction that will change it.
pub(super) struct Desk {
    pub tx: Write,
    pub row: action::Model,
    pub state: ActionState,
}

/// What is written when a step is made.
pub(super) struct Step {
    pub operation: Operation,
    pub event: ActionEvent,
    pub state: ActionState,
    pub text: String,
    pub due_on: Option<NaiveDate>,
}

impl Desk {
    /// Takes an action that the actor sees.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is malformed, unknown, foreign or hidden.
    pub async fn take(ctx: &Ctx, id: &str) -> Result<Self> {
        let id = ActionId::from_str(id).map_err(|_| Error::NotFound)?;
        let tx = ctx.write().await?;
        if !is_seen(&tx, ctx, id).await? {
            return Err(Error::NotFound);
        }
        let row = action::Entity::find_by_id(id.0).one(&*tx).await?;
        let row = row.ok_or(Error::NotFound)?;
        let state = stored::state(&row.state)?;
        Ok(Self { tx, row, state })
    }

    /// Which action it is.
    pub fn id(&self) -> ActionId {
        ActionId(self.row.id)
    }

    /// What the policy has to know of it.
    pub fn facts(&self) -> Facts {
        Facts::owned(
            self.row.series_id.map(SeriesId),
            OrganisationId(self.row.organisation_id),
        )
    }

    /// Reads a text of the form with the guard, as strict as the action asks for.
    pub async fn read<T>(
        &self,
        ctx: &Ctx,
        (raw, reason): (&str, &str),
        parse: impl Fn(&str, &Screen) -> Result<T, Code>,
    ) -> Result<T> {
        let known = screen::known(&self.tx, ctx).await?;
        let mut screen = Screen::ordinary(&known);
        screen.reason = reason;
        if self.row.case_ref.is_some() || self.row.class == Class::K3.word() {
            screen = screen.for_case();
        }
        let mut faults = Faults::default();
        let Some(parsed) = faults.keep("text", parse(raw, &screen)) else {
            return Err(faults.into());
        };
        screen::keep_answer(&self.tx, ctx, ("action", self.row.id), &screen, &[raw]).await?;
        Ok(parsed)
    }

    /// Writes the step: the row, its history and the audit row. Then everybody who follows the
    /// meeting looks again.
    ///
    /// # Errors
    /// [`Error::Stale`] when the version that was looked at is no longer the one that stands.
    pub async fn finish(mut self, ctx: &Ctx, seen: i32, step: Step) -> Result<()> {
        let id = self.id();
        let mut update = action::Entity::update_many()
            .col_expr(
                action::Column::State,
                Expr::value(stored::json(&step.state)?),
            )
            .col_expr(action::Column::StateWord, Expr::value(step.state.word()))
            .col_expr(action::Column::Lane, Expr::value(step.state.lane().rank()))
            .col_expr(action::Column::UpdatedAt, Expr::value(ctx.now()))
            .col_expr(action::Column::Version, Expr::value(seen + 1))
            .col_expr(
                action::Column::OrganisationId,
                Expr::value(self.row.organisation_id),
            )
            .col_expr(action::Column::PersonId, Expr::value(self.row.person_id))
            .col_expr(action::Column::StepId, Expr::value(self.row.step_id))
            .col_expr(
                action::Column::AssignedAt,
                Expr::value(self.row.assigned_at),
            )
            .col_expr(action::Column::AcceptDue, Expr::value(self.row.accept_due));
        if let Some(due) = step.due_on {
            update = update
                .col_expr(action::Column::DueOn, Expr::value(due))
                .col_expr(
                    action::Column::Postponements,
                    Expr::value(self.row.postponements),
                );
        }
        let written = update
            .filter(action::Column::Id.eq(id.0))
            .filter(action::Column::Version.eq(seen))
            .exec(&*self.tx)
            .await?;
        if written.rows_affected == 0 {
            return Err(Error::Stale(self.row.version));
        }
        event(&self.tx, ctx, id, step.event, &step.text, step.due_on).await?;
        audit::record(
            &self.tx,
            ctx,
            Entry {
                operation: step.operation,
                object: "action",
                id: id.0,
                detail: format!("number={} state={}", self.row.number, step.state.word()),
            },
        )
        .await?;
        if let Some(meeting) = self.row.meeting_id {
            self.tx.touch(MeetingId(meeting));
        }
        self.tx.commit().await
    }
}

/// Adds a line to the history of an action. `due` is the new date, when that is what changed.
pub(super) async fn event(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    action: ActionId,
    kind: ActionEvent,
    text: &str,
    due: Option<NaiveDate>,
) -> Result<()> {
    action_event::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        action_id: Set(action.0),
        at: Set(ctx.now()),
        person_id: Set(ctx.actor.person.0),
        kind: Set(kind.word().to_owned()),
        text: Set(text.to_owned()),
        due_on: Set(due),
    }
    .insert(tx)
    .await?;
    Ok(())
}
