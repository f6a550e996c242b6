//! What the system holds about an account holder, for the account holder (GDPR art. 15 and 20): to
//! read, and to take along as a file. Everything of the account, and what hangs on the person in each
//! region the account works in.

mod kinds;
mod region;

use ::entity::{account, calendar_feed, identity, passkey, totp};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use region::Own;

use super::my_sessions::list;
use super::viewer;
use crate::audit::note;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::limits::{self, EXPORT};

pub use kinds::{
    OwnAccount, OwnAnswer, OwnData, OwnDeputy, OwnFactor, OwnGuest, OwnIdentity, OwnLine,
    OwnPerson, OwnRegion, OwnRole, OwnSeat, OwnSession, OwnSignature, OwnStatement,
};

/// What the system holds about whoever asks, to read.
///
/// # Errors
/// [`Error::NotFound`] while one looks as somebody else.
pub async fn own_data(ctx: &Ctx) -> Result<OwnData> {
    ctx.personal()?;
    gather(ctx).await
}

/// The same as a file (JSON). That it was taken along is written down in each region, and stands in it.
///
/// # Errors
/// [`Error::Unproven`]; [`Error::TooMany`] after twenty exports in a day.
pub async fn export_own_data(ctx: &Ctx) -> Result<String> {
    ctx.personal()?;
    let operation = Operation::ExportOwnData;
    ctx.authorise(operation, Facts::default())?;
    let about = ("account", ctx.actor.account.0);
    let tx = ctx.aside().await?;
    limits::take(&tx, ctx.now(), EXPORT, &ctx.actor.account.to_string()).await?;
    note(&tx, ctx, operation, about, String::new()).await?;
    tx.commit().await?;
    for person in region::elsewhere(ctx).await? {
        let there = viewer(ctx.site(), ctx.actor.account, person.region).await?;
        let Some(there) = there else { continue };
        let there = Ctx::new(ctx.site().clone(), there.actor);
        let tx = there.aside().await?;
        note(&tx, &there, operation, about, String::new()).await?;
        tx.commit().await?;
    }
    Ok(serde_json::to_string_pretty(&gather(ctx).await?)?)
}

async fn gather(ctx: &Ctx) -> Result<OwnData> {
    let account = ctx.actor.account.0;
    let mut own = vec![region::here(ctx)];
    own.extend(region::elsewhere(ctx).await?);
    let mut regions = Vec::new();
    for person in &own {
        regions.push(region::gather(ctx, *person).await?);
    }
    let tx = ctx.read().await?;
    let found = account::Entity::find_by_id(account).one(&*tx).await?;
    let found = found.ok_or(Error::NotFound)?;
    let sessions = list(&tx, ctx, account).await?.into_iter();
    Ok(OwnData {
        account: OwnAccount {
            id: found.id,
            name: found.name,
            since: found.created_at,
            calendar_since: calendar_feed::Entity::find_by_id(account)
                .one(&*tx)
                .await?
                .map(|feed| feed.made_at),
        },
        identities: identities(ctx, &own).await?,
        factors: factors(&tx, account).await?,
        sessions: sessions
            .map(|session| OwnSession {
                device: session.device.word().to_owned(),
                began: session.began,
                seen: session.seen,
            })
            .collect(),
        regions,
    })
}

async fn factors(tx: &DatabaseTransaction, account: Uuid) -> Result<Vec<OwnFactor>> {
    let keys = passkey::Entity::find()
        .filter(passkey::Column::AccountId.eq(account))
        .order_by_asc(passkey::Column::CreatedAt)
        .all(tx)
        .await?;
    let codes = totp::Entity::find_by_id(account).one(tx).await?;
    let factor = |kind: &str, since| OwnFactor {
        kind: kind.to_owned(),
        since,
    };
    let keys = keys.iter().map(|row| factor("passkey", row.created_at));
    let codes = codes.iter().map(|row| factor("totp", row.created_at));
    Ok(keys.chain(codes).collect())
}

/// Who one is at a provider, by what these regions agreed to; each once.
async fn identities(ctx: &Ctx, own: &[Own]) -> Result<Vec<OwnIdentity>> {
    let regions = own.iter().map(|own| own.region.0);
    let mut rows = identity::Entity::find()
        .filter(identity::Column::AccountId.eq(ctx.actor.account.0))
        .filter(identity::Column::RegionId.is_in(regions))
        .order_by_asc(identity::Column::Issuer)
        .order_by_asc(identity::Column::Subject)
        .order_by_asc(identity::Column::BoundAt)
        .all(ctx.site().store.reader())
        .await?;
    rows.dedup_by(|next, kept| (&next.issuer, &next.subject) == (&kept.issuer, &kept.subject));
    Ok(rows
        .into_iter()
        .map(|row| OwnIdentity {
            issuer: row.issuer,
            subject: masked(&row.subject),
            since: row.bound_at,
        })
        .collect())
}

/// All but the last four characters hidden, and of a short one all.
fn masked(subject: &str) -> String {
    let letters: Vec<char> = subject.chars().collect();
    let end = if letters.len() > 8 {
        &letters[letters.len() - 4..]
    } else {
        &[]
    };
    "…".to_owned() + &end.iter().collect::<String>()
}
