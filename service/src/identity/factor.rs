//! The second factor of a guest: a passkey, or codes of an app (TOTP, RFC 6238) where there is none.
//!
//! The ceremony of a passkey is in `server`; here is what stays of it. A secret of codes is shut with
//! the key of the [`Vault`]; a step counts once (RFC 6238, section 5.2).

use ::entity::{passkey, totp};
use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    Set,
};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use crate::ctx::{Ctx, Site};
use crate::error::{Error, Result, is_duplicate};
use crate::vault::Vault;
use crate::{chance, hex};

/// How often a code may be wrong before another letter is needed.
const MISSES: i32 = 5;
/// The length of a secret, in bytes (RFC 4226, section 4).
const SECRET: usize = 20;

/// What somebody signs in with from now on.
#[derive(Debug, Clone)]
pub enum Factor {
    /// A passkey: the id that the device gave it, and its public half.
    Passkey {
        /// The id, in hexadecimal.
        id: String,
        /// The public half, as the ceremony left it.
        credential: String,
    },
    /// Codes of an app.
    Totp {
        /// The secret, shut away for the account.
        secret: String,
        /// The step of the code that proved that the app has it.
        step: i64,
    },
}

impl Factor {
    /// A passkey, by the id that the device gave it.
    pub fn passkey(id: &[u8], credential: String) -> Self {
        Self::Passkey {
            id: hex(id),
            credential,
        }
    }

    /// The word for the trail.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Passkey { .. } => "passkey",
            Self::Totp { .. } => "totp",
        }
    }
}

/// Which factors an account has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Factors {
    /// A passkey, or more.
    pub passkey: bool,
    /// Codes of an app.
    pub totp: bool,
}

/// A secret to bring into an app.
#[derive(Clone)]
pub struct TotpSetup {
    /// To type over, in groups of four.
    pub typed: String,
    /// To open on the phone itself: the address that apps for codes know.
    pub address: String,
    /// The secret, shut away for the account: for the session, until a code proves it.
    pub shut: String,
}

/// The place of a secret, for the vault.
fn place(account: Uuid) -> String {
    format!("totp:{account}")
}

/// Draws a secret for the codes of an account. It counts once a code proves that the app has it.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn totp_begin(vault: &Vault, account: AccountId) -> Result<TotpSetup> {
    let drawn = chance::thirty_two_bytes()?;
    let secret = &drawn[..SECRET];
    totp_shown(vault, account, secret)
}

impl TotpSetup {
    /// The same setup, for a page that is opened again.
    ///
    /// # Errors
    /// [`Error::Broken`] when the secret was shut with another key.
    pub fn again(vault: &Vault, account: AccountId, shut: &str) -> Result<Self> {
        let secret = vault.open(&place(account.0), shut)?;
        totp_shown(vault, account, &secret)
    }
}

fn totp_shown(vault: &Vault, account: AccountId, secret: &[u8]) -> Result<TotpSetup> {
    let text = Secret::from(secret.to_vec()).to_base32();
    let text = text.trim_end_matches('=');
    let groups: Vec<&str> = (0..text.len())
        .step_by(4)
        .filter_map(|at| text.get(at..text.len().min(at + 4)))
        .collect();
    Ok(TotpSetup {
        typed: groups.join(" "),
        // The label is the product and nothing else: an app shows it to whoever looks along.
        address: format!("otpauth://totp/Ketentafel?secret={text}&issuer=Ketentafel"),
        shut: vault.shut(&place(account.0), secret)?,
    })
}

/// Whether a code belongs to a secret that is shut; the step it is of.
///
/// # Errors
/// [`Error::Broken`] when the secret does not open.
pub fn totp_proves(
    vault: &Vault,
    account: AccountId,
    shut: &str,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<i64>> {
    let secret = vault.open(&place(account.0), shut)?;
    Ok(step_of(&built(&secret)?, code, now))
}

/// Whether a code is right now, for an account that signs in. Each step counts once, and after five
/// wrong codes none is right until another letter came.
///
/// # Errors
/// When the database does not answer, or the secret does not open.
pub async fn totp_verify(
    site: &Site,
    vault: &Vault,
    account: AccountId,
    code: &str,
) -> Result<bool> {
    let tx = site.store.begin_write().await?;
    let Some(row) = totp::Entity::find_by_id(account.0).one(&tx).await? else {
        return Ok(false);
    };
    if row.misses >= MISSES {
        return Ok(false);
    }
    let secret = vault.open(&place(account.0), &row.secret)?;
    let step = step_of(&built(&secret)?, code, site.clock.now());
    let right = match step {
        // Whoever saw the code over a shoulder comes too late, also at the same instant.
        Some(step) => {
            let taken = totp::Entity::update_many()
                .col_expr(totp::Column::LastStep, Expr::value(step))
                .col_expr(totp::Column::Misses, Expr::value(0))
                .filter(totp::Column::AccountId.eq(account.0))
                .filter(totp::Column::LastStep.lt(step))
                .exec(&tx)
                .await?;
            taken.rows_affected == 1
        }
        None => false,
    };
    if !right {
        let more = Expr::col(totp::Column::Misses).add(1);
        totp::Entity::update_many()
            .col_expr(totp::Column::Misses, more)
            .filter(totp::Column::AccountId.eq(account.0))
            .exec(&tx)
            .await?;
    }
    tx.commit().await?;
    Ok(right)
}

/// Forgets the wrong codes: another letter proved the first half anew.
pub(crate) async fn forgive(tx: &DatabaseTransaction, account: Uuid) -> Result<()> {
    totp::Entity::update_many()
        .col_expr(totp::Column::Misses, Expr::value(0))
        .filter(totp::Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps a factor. A passkey that another account has is refused.
pub(crate) async fn keep(
    tx: &DatabaseTransaction,
    account: Uuid,
    factor: Factor,
    at: DateTime<Utc>,
) -> Result<()> {
    let kept = match factor {
        Factor::Passkey { id, credential } => passkey::ActiveModel {
            id: Set(id),
            account_id: Set(account),
            credential: Set(credential),
            created_at: Set(at),
        }
        .insert(tx)
        .await
        .map(drop),
        Factor::Totp { secret, step } => totp::ActiveModel {
            account_id: Set(account),
            secret: Set(secret),
            last_step: Set(step),
            misses: Set(0),
            created_at: Set(at),
        }
        .insert(tx)
        .await
        .map(drop),
    };
    match kept {
        Err(error) if is_duplicate(&error) => Err(Error::NotAllowed),
        other => Ok(other?),
    }
}

/// Takes every factor of an account away.
pub async fn forget_factors(tx: &DatabaseTransaction, account: Option<Uuid>) -> Result<()> {
    let Some(account) = account else {
        return Ok(());
    };
    passkey::Entity::delete_many()
        .filter(passkey::Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    totp::Entity::delete_many()
        .filter(totp::Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    Ok(())
}

/// Which factors an account has.
///
/// # Errors
/// When the database does not answer.
pub async fn factors(site: &Site, account: AccountId) -> Result<Factors> {
    let reader = site.store.reader();
    let keys = passkey::Entity::find().filter(passkey::Column::AccountId.eq(account.0));
    let codes = totp::Entity::find_by_id(account.0);
    Ok(Factors {
        passkey: keys.count(reader).await? > 0,
        totp: codes.one(reader).await?.is_some(),
    })
}

/// Which factors the actor has, to show again who they are.
///
/// # Errors
/// When the database does not answer.
pub async fn own_factors(ctx: &Ctx) -> Result<Factors> {
    factors(ctx.site(), ctx.actor.account).await
}

/// The public halves of the passkeys of an account.
///
/// # Errors
/// When the database does not answer.
pub async fn passkeys(site: &Site, account: AccountId) -> Result<Vec<String>> {
    let rows = passkey::Entity::find()
        .filter(passkey::Column::AccountId.eq(account.0))
        .all(site.store.reader())
        .await?;
    Ok(rows.into_iter().map(|row| row.credential).collect())
}

/// The account and the public half of a passkey, by the id that the device sends.
///
/// # Errors
/// When the database does not answer.
pub async fn passkey(site: &Site, id: &[u8]) -> Result<Option<(AccountId, String)>> {
    let row = passkey::Entity::find_by_id(hex(id))
        .one(site.store.reader())
        .await?;
    Ok(row.map(|row| (AccountId(row.account_id), row.credential)))
}

/// Keeps what a passkey counted, so that a copy of it shows.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_counter(site: &Site, id: &[u8], credential: String) -> Result<()> {
    passkey::Entity::update_many()
        .col_expr(passkey::Column::Credential, Expr::value(credential))
        .filter(passkey::Column::Id.eq(hex(id)))
        .exec(site.store.writer())
        .await?;
    Ok(())
}

fn built(secret: &[u8]) -> Result<Totp> {
    Builder::new()
        .with_secret(secret.to_vec())
        .build()
        .map_err(|_| Error::broken("the secret of codes is refused"))
}

/// The step of a code: the one now, or the one before or after, for a clock that is off a little. It
/// takes as long for a good guess as for a bad one.
fn step_of(totp: &Totp, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = code.chars().filter(|ch| !ch.is_whitespace()).collect();
    let now = u64::try_from(now.timestamp()).ok()?;
    i64::try_from(totp.check(&digits, now)?).ok()
}
