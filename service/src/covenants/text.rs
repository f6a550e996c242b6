//! The text on its way to being fixed: rewriting a free clause, consulting, freezing by two.

use ::entity::{clause, covenant, covenant_version};
use domain::covenants::command::{EditClause, MoveCovenant};
use domain::covenants::{ClauseFlag, FreezeRefused, TextVersion};
use domain::fault::{Faults, NotNow};
use domain::id::CovenantId;
use domain::people::Role;
use domain::policy::{Facts, Operation, role_for};
use domain::text::{Body, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

use super::{parse, row, template};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{screen, stored};

/// Rewrites a clause that is not locked, while the text is being written. A freeze that waits
/// for its second person is dropped: that one must confirm what now stands.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`] for a locked clause or a fixed
/// text, [`Error::Refused`], [`Error::Stale`] with the version of the clause that stands.
pub async fn edit_clause(ctx: &Ctx, command: EditClause) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    let (clause, id) = find_clause(&tx, ctx, &command.id).await?;
    let covenant = row::load(&tx, ctx, id).await?;
    ctx.authorise(Operation::EditClause, Facts::default())?;
    let locked = stored::word(ClauseFlag::parse, &clause.flag)? == ClauseFlag::Locked;
    if locked || !covenant.state.is_editable() {
        return Err(NotNow {
            state: if locked {
                "locked"
            } else {
                covenant.state.word()
            },
            operation: "edit_clause",
        }
        .into());
    }
    if clause.version != command.version {
        return Err(Error::Stale(clause.version));
    }
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(text) = faults.keep("text", Body::parse(&command.text, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(&tx, ctx, ("covenant", id.0), &screen, &[text.as_str()]).await?;
    write_clause(&tx, &clause, text.into_string()).await?;
    if let Ok(state) = covenant.state.clone().drop_freeze() {
        row::save(&tx, &covenant, &state).await?;
    }
    let detail = format!("clause={} version={}", clause.number, clause.version + 1);
    note(&tx, ctx, Operation::EditClause, id, detail).await?;
    tx.commit().await?;
    Ok(id)
}

async fn find_clause(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    raw: &str,
) -> Result<(clause::Model, CovenantId)> {
    let id = Uuid::try_parse(raw).map_err(|_| Error::NotFound)?;
    let clause = clause::Entity::find_by_id(id)
        .filter(clause::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let version = covenant_version::Entity::find_by_id(clause.version_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((clause, CovenantId(version.covenant_id)))
}

async fn write_clause(
    tx: &DatabaseTransaction,
    clause: &clause::Model,
    text: String,
) -> Result<()> {
    let done = clause::Entity::update_many()
        .col_expr(clause::Column::Text, Expr::value(text))
        .col_expr(
            clause::Column::Version,
            Expr::col(clause::Column::Version).add(1),
        )
        .filter(clause::Column::Id.eq(clause.id))
        .filter(clause::Column::Version.eq(clause.version))
        .exec(tx)
        .await?;
    match done.rows_affected {
        0 => Err(Error::Stale(clause.version)),
        _ => Ok(()),
    }
}

/// Sends the draft to the parties.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`], [`Error::Stale`].
pub async fn consult(ctx: &Ctx, command: MoveCovenant) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    let covenant = open(&tx, ctx, &command, Operation::ConsultCovenant).await?;
    let state = covenant.state.clone().consult()?;
    row::save(&tx, &covenant, &state).await?;
    row::date(&tx, ctx, &covenant, covenant::Column::ConsultedAt).await?;
    let id = CovenantId(covenant.row.id);
    note(&tx, ctx, Operation::ConsultCovenant, id, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Proposes to fix the text as it stands: the first pair of eyes.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`], [`Error::Stale`].
pub async fn propose_freeze(ctx: &Ctx, command: MoveCovenant) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    let covenant = open(&tx, ctx, &command, Operation::ProposeFreeze).await?;
    let id = CovenantId(covenant.row.id);
    let (_, text) = current_text(&tx, id).await?;
    let role = role_of(ctx, Operation::ProposeFreeze)?;
    let state = covenant
        .state
        .clone()
        .propose_freeze(text, ctx.now(), ctx.actor.person, role)?;
    row::save(&tx, &covenant, &state).await?;
    note(&tx, ctx, Operation::ProposeFreeze, id, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Fixes the text that was proposed: the second pair of eyes, another person in another role.
///
/// # Errors
/// [`Error::FourEyes`] for the same person or role; [`Error::NotFound`], [`Error::NotAllowed`],
/// [`Error::NotNow`], [`Error::Stale`].
pub async fn confirm_freeze(ctx: &Ctx, command: MoveCovenant) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    let covenant = open(&tx, ctx, &command, Operation::ConfirmFreeze).await?;
    let id = CovenantId(covenant.row.id);
    let (version, text) = current_text(&tx, id).await?;
    let role = role_of(ctx, Operation::ConfirmFreeze)?;
    let by = ctx.actor.person;
    let hash = text.hash.clone();
    let state = covenant
        .state
        .clone()
        .confirm_freeze(text, ctx.now(), by, role)
        .map_err(|refused| match refused {
            FreezeRefused::NotNow(now) => Error::NotNow(now),
            FreezeRefused::SamePerson | FreezeRefused::SameRole => Error::FourEyes,
            FreezeRefused::TextChanged => Error::Stale(covenant.row.version),
        })?;
    let proposer = match &state {
        domain::covenants::CovenantState::Frozen { by: [first, _], .. } => first.0,
        _ => by.0,
    };
    row::save(&tx, &covenant, &state).await?;
    covenant_version::Entity::update_many()
        .col_expr(covenant_version::Column::Hash, Expr::value(hash))
        .col_expr(covenant_version::Column::FrozenAt, Expr::value(ctx.now()))
        .col_expr(covenant_version::Column::FrozenBy, Expr::value(proposer))
        .col_expr(covenant_version::Column::FrozenWith, Expr::value(by.0))
        .filter(covenant_version::Column::Id.eq(version))
        .exec(&*tx)
        .await?;
    note(&tx, ctx, Operation::ConfirmFreeze, id, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Lets the parties sign the fixed text.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`], [`Error::Stale`].
pub async fn open_signing(ctx: &Ctx, command: MoveCovenant) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    let covenant = open(&tx, ctx, &command, Operation::OpenSigning).await?;
    let id = CovenantId(covenant.row.id);
    let state = covenant
        .state
        .clone()
        .open_for_signing(ctx.now(), ctx.actor.person)?;
    row::save(&tx, &covenant, &state).await?;
    row::date(&tx, ctx, &covenant, covenant::Column::OpenedAt).await?;
    row::settle(&tx, ctx, id).await?;
    note(&tx, ctx, Operation::OpenSigning, id, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The covenant of a command, after the questions every move asks.
async fn open(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    command: &MoveCovenant,
    operation: Operation,
) -> Result<row::Covenant> {
    let covenant = row::load(tx, ctx, parse::id(&command.id)?).await?;
    ctx.authorise(operation, Facts::default())?;
    if covenant.row.version == command.version {
        Ok(covenant)
    } else {
        Err(Error::Stale(covenant.row.version))
    }
}

/// The row of the text that stands, and its version and hash.
async fn current_text(tx: &DatabaseTransaction, id: CovenantId) -> Result<(Uuid, TextVersion)> {
    let version = row::text_version(tx, id).await?;
    let clauses = row::clauses(tx, version.id).await?;
    let text = TextVersion {
        version: stored::count(version.number)?,
        hash: template::hash(&row::texts(&clauses)),
    };
    Ok((version.id, text))
}

/// The role in which the actor does this.
fn role_of(ctx: &Ctx, operation: Operation) -> Result<Role> {
    role_for(&ctx.actor, operation, Facts::default()).ok_or(Error::NotAllowed)
}

async fn note(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    operation: Operation,
    id: CovenantId,
    detail: String,
) -> Result<()> {
    let entry = Entry {
        operation,
        object: "covenant",
        id: id.0,
        detail,
    };
    audit::record(tx, ctx, entry).await
}
