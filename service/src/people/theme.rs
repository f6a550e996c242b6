//! The theme of a municipality: its own people see it on every page.

use ::entity::municipality;
use domain::fault::{Code, Faults};
use domain::people::Theme;
use domain::people::command::ChooseTheme;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// The theme that the actor's municipality shows now.
///
/// # Errors
/// [`Error::NotFound`] when the actor works for no municipality of this region;
/// [`Error::NotAllowed`] when the choice is not the actor's.
pub async fn own_theme(ctx: &Ctx) -> Result<Theme> {
    let tx = ctx.read().await?;
    let row = own(&tx, ctx).await?;
    stored::word(Theme::parse, &row.theme)
}

/// Chooses the theme of the actor's municipality.
///
/// # Errors
/// As [`own_theme`], and [`Error::Refused`] for a theme that does not exist.
pub async fn choose_theme(ctx: &Ctx, command: ChooseTheme) -> Result<()> {
    let tx = ctx.write().await?;
    let row = own(&tx, ctx).await?;
    let Some(theme) = Theme::parse(&command.theme) else {
        let mut faults = Faults::default();
        faults.add("theme", Code::NotAChoice);
        return Err(faults.into());
    };
    municipality::Entity::update_many()
        .col_expr(municipality::Column::Theme, Expr::value(theme.word()))
        .filter(municipality::Column::OrganisationId.eq(row.organisation_id))
        .filter(municipality::Column::RegionId.eq(ctx.region().0))
        .exec(&*tx)
        .await?;
    let entry = Entry {
        operation: Operation::ChooseTheme,
        object: "municipality",
        id: row.organisation_id,
        detail: format!("theme={}", theme.word()),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await
}

async fn own(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<municipality::Model> {
    let row = municipality::Entity::find_by_id(ctx.actor.organisation.0)
        .filter(municipality::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.authorise(
        Operation::ChooseTheme,
        Facts::of_owner(ctx.actor.organisation),
    )?;
    Ok(row)
}
