//! Who somebody is at a provider, as one region knows it: agreed to there, and taken away there.

use ::entity::{account, identity, person, session, sign_in_request};
use domain::fault::{Code, Faults};
use domain::id::PersonId;
use domain::people::command::UnbindIdentity;
use domain::policy::Operation;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::approvals::person_of;
use super::rights::authorise;
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::identity::{account_of, is_bound, tell_elsewhere};

/// Takes away that this region knows somebody by who they are at a provider, and ends what is at work
/// here on their account. What another region agreed to stays there; it is told. One pair of eyes is
/// enough: shutting out never waits (`docs/domain.md#registered-people`).
///
/// # Errors
/// `Refused` when the person is nobody there; `NotAllowed`, `NotFound`.
pub async fn unbind_identity(ctx: &Ctx, command: UnbindIdentity) -> Result<PersonId> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.person).await?;
    authorise(ctx, Operation::UnbindIdentity, &row)?;
    let gone = identity::Entity::delete_many()
        .filter(identity::Column::AccountId.eq(row.account_id))
        .filter(identity::Column::Issuer.eq(command.issuer.as_str()))
        .filter(identity::Column::RegionId.eq(ctx.region().0))
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(already_so(""));
    }
    let ended = session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(row.account_id))
        .filter(session::Column::RegionId.eq(ctx.region().0))
        .exec(&*tx)
        .await?;
    let detail = format!("sessions={}", ended.rows_affected);
    let about = ("person", row.id);
    audit::note(&tx, ctx, Operation::UnbindIdentity, about, detail).await?;
    tell_elsewhere(&tx, ctx, Operation::UnbindIdentity, row.account_id).await?;
    tx.commit().await?;
    Ok(PersonId(row.id))
}

/// Why a request cannot be bound to this person, if it cannot: this region knows somebody by it
/// already, or the person by another identity, or it would make two accounts one.
pub(crate) async fn hindrance(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    shown: &sign_in_request::Model,
    who: &person::Model,
) -> Result<Option<Code>> {
    let same = identity::Column::Issuer.eq(shown.issuer.as_str());
    let same = same.and(identity::Column::Subject.eq(shown.subject.as_str()));
    let agreed = identity::Entity::find()
        .filter(identity::Column::RegionId.eq(ctx.region().0))
        .filter(same.or(identity::Column::AccountId.eq(who.account_id)))
        .count(tx)
        .await?;
    if agreed > 0 {
        return Ok(Some(Code::AlreadySo));
    }
    let known = account_of(ctx, &shown.issuer, &shown.subject).await?;
    let Some(known) = known.filter(|known| *known != who.account_id) else {
        return Ok(None);
    };
    let here = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::AccountId.eq(known))
        .count(tx)
        .await?;
    let own = is_bound(ctx, who.account_id).await?;
    Ok((here > 0 || own).then_some(Code::AlreadySo))
}

/// Has this region know the person by who asked at a provider. Somebody whom another region knows by
/// that already gets one more place of work on the same account. It opens this region and no other.
pub(crate) async fn bind(tx: &Write, ctx: &Ctx, who: &person::Model, request: Uuid) -> Result<()> {
    let shown = sign_in_request::Entity::find_by_id(request)
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    let known = account_of(ctx, &shown.issuer, &shown.subject).await?;
    let account_id = known.unwrap_or(who.account_id);
    if account_id != who.account_id {
        join(tx, ctx, who, account_id).await?;
    }
    let row = identity::Model {
        issuer: shown.issuer,
        subject: shown.subject,
        region_id: ctx.region().0,
        account_id,
        bound_at: ctx.now(),
    };
    row.into_active_model().insert(&**tx).await?;
    sign_in_request::Entity::delete_by_id(request)
        .exec(&**tx)
        .await?;
    tell_elsewhere(tx, ctx, Operation::BindIdentity, account_id).await
}

async fn join(tx: &Write, ctx: &Ctx, who: &person::Model, account: Uuid) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::AccountId, Expr::value(account))
        .col_expr(
            person::Column::Version,
            Expr::col(person::Column::Version).add(1),
        )
        .filter(person::Column::Id.eq(who.id))
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .exec(&**tx)
        .await?;
    // The account that was made together with the person has no other: nobody ever came in by it.
    account::Entity::delete_many()
        .filter(account::Column::Id.eq(who.account_id))
        .filter(account::Column::CreatedAt.eq(who.created_at))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn already_so(field: &str) -> Error {
    let mut faults = Faults::default();
    faults.add(field, Code::AlreadySo);
    faults.into()
}
