//! What the system holds about an account holder, for the account holder (GDPR art. 15 and 20): to
//! read, and to take along as a file.
//!
//! Everything of the account, and of the region at work what hangs on the person there; who works in
//! several regions takes each along from there.

use ::entity::{
    account, audit, confidentiality_statement, covenant, identity, organisation, person, region,
    role_grant, seat, series, signature,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

use super::my_sessions::list;
use crate::audit::{Entry, record};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::limits::{self, EXPORT};

/// How many lines of the trail a file has at most, the latest first.
const LINES: u64 = 50_000;

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnData {
    /// The account.
    pub account: OwnAccount,
    /// The person in this region.
    pub person: OwnPerson,
    /// The roles.
    pub roles: Vec<OwnRole>,
    /// The seats.
    pub seats: Vec<OwnSeat>,
    /// Who one is at sign-in providers.
    pub identities: Vec<OwnIdentity>,
    /// Where one is signed in now.
    pub sessions: Vec<OwnSession>,
    /// Statements of confidentiality that one signed.
    pub statements: Vec<OwnStatement>,
    /// Signatures that one placed for an organisation.
    pub signatures: Vec<OwnSignature>,
    /// What one did and read, the latest first.
    pub trail: Vec<OwnLine>,
}

/// The account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnAccount {
    /// Which one.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Since when it is there.
    pub since: DateTime<Utc>,
}

/// The person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnPerson {
    /// Which one.
    pub id: Uuid,
    /// What the person is called here.
    pub name: String,
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: String,
    /// The region.
    pub region: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnRole {
    /// Its word.
    pub role: String,
    /// The table it is limited to.
    pub table: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSeat {
    /// At which table.
    pub table: String,
    /// Member or guest.
    pub kind: String,
    /// The highest class it may read.
    pub ceiling: String,
}

/// Who one is at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnIdentity {
    /// The provider.
    pub issuer: String,
    /// What it calls the person, all but the end hidden: it works as a key elsewhere.
    pub subject: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSession {
    /// The kind of machine.
    pub device: String,
    /// When it began.
    pub began: DateTime<Utc>,
    /// When it was last seen.
    pub seen: DateTime<Utc>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnStatement {
    /// For which table.
    pub table: String,
    /// When it was signed.
    pub signed: DateTime<Utc>,
    /// Until when it holds.
    pub until: Option<NaiveDate>,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSignature {
    /// Under which covenant.
    pub covenant: String,
    /// In which capacity.
    pub capacity: String,
    /// Where.
    pub place: String,
    /// When.
    pub signed: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn: Option<DateTime<Utc>>,
}

/// A line of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct OwnLine {
    /// When.
    pub at: DateTime<Utc>,
    /// What, by the name of the operation.
    pub action: String,
    /// To what kind of thing.
    pub object: String,
    /// Which one.
    pub object_id: Option<Uuid>,
    /// How it ended.
    pub result: String,
    /// By which way.
    pub origin: String,
    /// In which role.
    pub role: String,
    /// Facts about it.
    pub detail: String,
}

/// What the system holds about whoever asks, to read.
///
/// # Errors
/// When the database does not answer.
pub async fn own_data(ctx: &Ctx) -> Result<OwnData> {
    let tx = ctx.read().await?;
    gather(&tx, ctx).await
}

/// The same as a file (JSON). That it was taken along is written down, and stands in it.
///
/// # Errors
/// [`Error::Unproven`]; [`Error::TooMany`] after twenty exports in a day.
pub async fn export_own_data(ctx: &Ctx) -> Result<String> {
    ctx.authorise(Operation::ExportOwnData, Facts::default())?;
    let tx = ctx.aside().await?;
    limits::take(&tx, ctx.now(), EXPORT, &ctx.actor.account.to_string()).await?;
    let entry = Entry {
        operation: Operation::ExportOwnData,
        object: "account",
        id: ctx.actor.account.0,
        detail: String::new(),
    };
    record(&tx, ctx, entry).await?;
    let data = gather(&tx, ctx).await?;
    tx.commit().await?;
    Ok(serde_json::to_string_pretty(&data)?)
}

async fn gather(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<OwnData> {
    ctx.personal()?;
    let tables = tables(tx, ctx).await?;
    let table = |id: Uuid| tables.get(&id).cloned().unwrap_or_default();
    let account = ctx.actor.account.0;
    let found = account::Entity::find_by_id(account).one(tx).await?;
    let found = found.ok_or(Error::NotFound)?;
    let sessions = list(tx, ctx, account).await?.into_iter();
    Ok(OwnData {
        account: OwnAccount {
            id: found.id,
            name: found.name,
            since: found.created_at,
        },
        person: who(tx, ctx).await?,
        roles: roles(tx, ctx, table).await?,
        seats: seats(tx, ctx, table).await?,
        identities: identities(tx, account).await?,
        sessions: sessions
            .map(|session| OwnSession {
                device: session.device.word().to_owned(),
                began: session.began,
                seen: session.seen,
            })
            .collect(),
        statements: statements(tx, ctx, table).await?,
        signatures: signatures(tx, ctx).await?,
        trail: trail(tx, ctx).await?,
    })
}

/// The names of the tables of the region.
async fn tables(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<HashMap<Uuid, String>> {
    let all = series::Entity::find().filter(series::Column::RegionId.eq(ctx.region().0));
    let all = all.all(tx).await?.into_iter();
    Ok(all.map(|series| (series.id, series.name)).collect())
}

async fn who(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<OwnPerson> {
    let found = person::Entity::find_by_id(ctx.actor.person.0)
        .one(tx)
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    let of = organisation::Entity::find_by_id(found.organisation_id)
        .one(tx)
        .await?;
    let here = region::Entity::find_by_id(found.region_id).one(tx).await?;
    Ok(OwnPerson {
        id: found.id,
        name: found.name,
        function: found.function,
        organisation: of.map(|of| of.name).unwrap_or_default(),
        region: here.map(|here| here.name).unwrap_or_default(),
        since: found.created_at,
    })
}

async fn roles(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnRole>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::PersonId.eq(ctx.actor.person.0));
    let rows = rows.all(tx).await?.into_iter();
    Ok(rows
        .map(|row| OwnRole {
            role: row.role,
            table: row.series_id.map(&table),
            since: row.granted_at,
        })
        .collect())
}

async fn seats(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnSeat>> {
    let rows = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::PersonId.eq(ctx.actor.person.0));
    let rows = rows.all(tx).await?.into_iter();
    Ok(rows
        .map(|row| OwnSeat {
            table: table(row.series_id),
            kind: row.kind,
            ceiling: row.ceiling,
        })
        .collect())
}

async fn identities(tx: &DatabaseTransaction, account: Uuid) -> Result<Vec<OwnIdentity>> {
    let rows = identity::Entity::find().filter(identity::Column::AccountId.eq(account));
    let rows = rows.all(tx).await?.into_iter();
    Ok(rows
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

async fn statements(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnStatement>> {
    use confidentiality_statement::Column;
    let rows = confidentiality_statement::Entity::find()
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::PersonId.eq(ctx.actor.person.0));
    let rows = rows.all(tx).await?.into_iter();
    Ok(rows
        .map(|row| OwnStatement {
            table: table(row.series_id),
            signed: row.signed_at,
            until: row.valid_to,
        })
        .collect())
}

async fn signatures(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<OwnSignature>> {
    let rows = signature::Entity::find()
        .filter(signature::Column::RegionId.eq(ctx.region().0))
        .filter(signature::Column::PersonId.eq(ctx.actor.person.0))
        .all(tx)
        .await?;
    let ids = rows.iter().map(|row| row.covenant_id);
    let covenants = covenant::Entity::find().filter(covenant::Column::Id.is_in(ids));
    let covenants = covenants.all(tx).await?.into_iter();
    let titles: HashMap<Uuid, String> = covenants.map(|row| (row.id, row.title)).collect();
    Ok(rows
        .into_iter()
        .map(|row| OwnSignature {
            covenant: titles.get(&row.covenant_id).cloned().unwrap_or_default(),
            capacity: row.capacity,
            place: row.place,
            signed: row.signed_at,
            withdrawn: row.withdrawn_at,
        })
        .collect())
}

async fn trail(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<OwnLine>> {
    use audit::Column;
    let columns = [
        Column::At,
        Column::Action,
        Column::Object,
        Column::ObjectId,
        Column::Result,
        Column::Origin,
        Column::Role,
        Column::Detail,
    ];
    let lines = audit::Entity::find()
        .select_only()
        .columns(columns)
        .filter(Column::AccountId.eq(ctx.actor.account.0))
        .filter(Column::RegionId.eq(ctx.region().0))
        .order_by_desc(Column::At)
        .limit(LINES);
    Ok(lines.into_model().all(tx).await?)
}
