//! The address at which a calendar finds one's meetings, over all regions of an account. Whoever has the
//! address sees days and nothing else; it is shown once, kept as a hash, and can be ended at any time.

use ::entity::{calendar_feed, meeting, person};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, RegionId};
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::entry::file;
use super::of;
use crate::audit::note;
use crate::ctx::{Ctx, Site};
use crate::error::{Error, Result};
use crate::guests::letters::token_hash;
use crate::identity::viewer;
use crate::meetings::rows;
use crate::vault::Vault;

/// How long a meeting stays in it after it was.
const BEHIND: TimeDelta = TimeDelta::days(60);
/// How many meetings of a region are in it, the last ones.
const MOST: u64 = 500;

/// The address that somebody has, without its secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Makes an address in place of the one there was, which ends at once.
///
/// # Errors
/// [`Error::NotAllowed`] for who has no place at any table.
pub async fn new_feed(ctx: &Ctx, vault: &Vault) -> Result<()> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::NewFeed, Facts::default())?;
    let account = ctx.actor.account.0;
    let drawn = ctx.new_id();
    let row = calendar_feed::ActiveModel {
        account_id: Set(account),
        drawn: Set(drawn),
        hash: Set(token_hash(&draw(vault, drawn))),
        made_at: Set(ctx.now()),
    };
    let instead = OnConflict::column(calendar_feed::Column::AccountId)
        .update_columns([
            calendar_feed::Column::Drawn,
            calendar_feed::Column::Hash,
            calendar_feed::Column::MadeAt,
        ])
        .to_owned();
    calendar_feed::Entity::insert(row)
        .on_conflict(instead)
        .exec_without_returning(&*tx)
        .await?;
    let about = ("account", account);
    note(&tx, ctx, Operation::NewFeed, about, String::new()).await?;
    tx.commit().await
}

/// Ends the address: the next calendar that asks finds nothing. Ending it twice ends it once.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn end_feed(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::EndFeed, Facts::default())?;
    let account = ctx.actor.account.0;
    let gone = calendar_feed::Entity::delete_by_id(account)
        .exec(&*tx)
        .await?;
    let about = ("account", account);
    let detail = format!("ended={}", gone.rows_affected);
    note(&tx, ctx, Operation::EndFeed, about, detail).await?;
    tx.commit().await
}

/// Whether whoever asks has an address, and whether they may have one.
///
/// # Errors
/// [`Error::NotFound`] while one looks as somebody else.
pub async fn own_feed(ctx: &Ctx) -> Result<(bool, Option<Kept>)> {
    ctx.personal()?;
    let row = mine(ctx).await?;
    let may = ctx.may(Operation::NewFeed, Facts::default());
    Ok((may, row.map(|row| Kept { since: row.made_at })))
}

/// The secret of one's own address, to show right after it was made.
///
/// # Errors
/// [`Error::NotFound`] while one looks as somebody else, and when there is none.
pub async fn secret(ctx: &Ctx, vault: &Vault) -> Result<String> {
    ctx.personal()?;
    let row = mine(ctx).await?.ok_or(Error::NotFound)?;
    Ok(draw(vault, row.drawn))
}

async fn mine(ctx: &Ctx) -> Result<Option<calendar_feed::Model>> {
    let tx = ctx.read().await?;
    let row = calendar_feed::Entity::find_by_id(ctx.actor.account.0);
    Ok(row.one(&*tx).await?)
}

/// 256 bits that nobody without the key for secrets can tell; the table holds their hash.
fn draw(vault: &Vault, drawn: Uuid) -> String {
    vault.token(&format!("feed:{drawn}"))
}

/// What a calendar finds at an address: the meetings of every region at which the account has a place
/// now. Nothing for an address that is not (any more), or whose account does not come in anywhere.
///
/// # Errors
/// When the database does not answer.
pub async fn read_feed(site: &Site, origin: &str, secret: &str) -> Result<Option<String>> {
    let row = calendar_feed::Entity::find()
        .filter(calendar_feed::Column::Hash.eq(token_hash(secret)))
        .one(site.store.reader())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let regions: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::RegionId)
        .filter(person::Column::AccountId.eq(row.account_id))
        .order_by_asc(person::Column::RegionId)
        .into_tuple()
        .all(site.store.reader())
        .await?;
    let mut comes_in = false;
    let mut entries = Vec::new();
    for region in regions {
        let account = AccountId(row.account_id);
        let Some(viewer) = viewer(site, account, RegionId(region)).await? else {
            continue;
        };
        comes_in = true;
        let ctx = Ctx::new(site.clone(), viewer.actor);
        let ahead = ahead(&ctx).await?;
        entries.extend(ahead.iter().map(of));
    }
    entries.sort_by_key(|entry| (entry.starts_at, entry.id));
    comes_in.then(|| file(origin, &entries)).transpose()
}

/// The meetings at which the actor has a place, ahead and a while behind.
async fn ahead(ctx: &Ctx) -> Result<Vec<meeting::Model>> {
    let tx = ctx.read().await?;
    let rows = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::StartsAt.gt(ctx.now() - BEHIND))
        .filter(meeting::Column::StateWord.ne("cancelled"))
        .order_by_desc(meeting::Column::StartsAt)
        .limit(MOST)
        .all(&*tx)
        .await?;
    let seated = |row: &meeting::Model| {
        let facts = rows::meeting_facts(row);
        ctx.may(Operation::ReadMeetings, facts) && ctx.may(Operation::AcceptMeeting, facts)
    };
    Ok(rows.into_iter().filter(seated).collect())
}
