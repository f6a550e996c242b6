//! Who somebody is at a provider: taking that away, and one account in several regions.

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

/// Takes away who somebody is at a provider, in every region of the account, and ends what is open on
/// it. One pair of eyes is enough: shutting out never waits.
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
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(already_so(""));
    }
    let ended = session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(row.account_id))
        .exec(&*tx)
        .await?;
    let detail = format!("sessions={}", ended.rows_affected);
    let about = ("person", row.id);
    audit::note(&tx, ctx, Operation::UnbindIdentity, about, detail).await?;
    tx.commit().await?;
    Ok(PersonId(row.id))
}

/// Why a request cannot be bound to this person, if it cannot: somebody else here is who asked, or the
/// person is somebody at a provider already and would have two accounts in one.
pub(crate) async fn hindrance(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    shown: &sign_in_request::Model,
    who: &person::Model,
) -> Result<Option<Code>> {
    let Some(known) = known(tx, shown).await? else {
        return Ok(None);
    };
    let here = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::AccountId.eq(known.account_id))
        .count(tx)
        .await?;
    let own = identity::Entity::find()
        .filter(identity::Column::AccountId.eq(who.account_id))
        .count(tx)
        .await?;
    Ok((here > 0 || own > 0).then_some(Code::AlreadySo))
}

/// Makes this person who asked at a provider: by an identity of their own, or, for somebody who works
/// in another region already, as one more place of work of the same account.
pub(crate) async fn bind(tx: &Write, ctx: &Ctx, who: &person::Model, request: Uuid) -> Result<()> {
    let shown = sign_in_request::Entity::find_by_id(request)
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(known) = known(tx, &shown).await? {
        join(tx, ctx, who, known.account_id).await?;
    } else {
        let row = identity::Model {
            issuer: shown.issuer,
            subject: shown.subject,
            account_id: who.account_id,
            bound_at: ctx.now(),
        };
        row.into_active_model().insert(&**tx).await?;
    }
    sign_in_request::Entity::delete_by_id(request)
        .exec(&**tx)
        .await?;
    Ok(())
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

async fn known(
    tx: &DatabaseTransaction,
    shown: &sign_in_request::Model,
) -> Result<Option<identity::Model>> {
    let key = (shown.issuer.clone(), shown.subject.clone());
    Ok(identity::Entity::find_by_id(key).one(tx).await?)
}

fn already_so(field: &str) -> Error {
    let mut faults = Faults::default();
    faults.add(field, Code::AlreadySo);
    faults.into()
}
