//! What waits for a signature, and what ends soon. The covenant itself is open to everybody
//! signed in, so nothing here is withheld.

use chrono::NaiveDate;
use domain::covenants::term::EXPIRY_BANDS;
use domain::id::CovenantId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;

/// A party that has not signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    /// Which covenant.
    pub covenant: CovenantId,
    /// The name of the party.
    pub party: String,
    /// The short name of the party.
    pub short: String,
    /// Whether its deciding body has been asked for the mandate.
    pub mandate_asked: bool,
    /// Whether it signed and took that back, so that it has to be invited anew.
    pub withdrew: bool,
}

/// A covenant that ends soon, or has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiring {
    /// Which covenant.
    pub covenant: CovenantId,
    /// What it is called.
    pub title: String,
    /// Its last day.
    pub ends_on: NaiveDate,
}

#[derive(Debug, FromQueryResult)]
struct PartyRow {
    id: Uuid,
    name: String,
    short_name: String,
    state_word: String,
}

#[derive(Debug, FromQueryResult)]
struct EndRow {
    id: Uuid,
    title: String,
    ends_on: NaiveDate,
}

/// Parties that were asked and have not signed, or took their signature back, of covenants that can be signed.
pub(super) async fn unsigned(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Unsigned>> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "SELECT c.id, o.name, o.short_name, p.state_word \
         FROM covenant c JOIN covenant_party p ON p.covenant_id = c.id \
         JOIN organisation o ON o.id = p.organisation_id \
         WHERE c.region_id = $1 AND p.state_word IN ('invited', 'mandate_pending', 'withdrawn') \
         AND c.state_word IN ('open_for_signing', 'in_force', 'under_evaluation') \
         ORDER BY o.name",
        [ctx.region().0.into()],
    );
    let rows = PartyRow::find_by_statement(statement).all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Unsigned {
            covenant: CovenantId(row.id),
            party: row.name,
            short: row.short_name,
            mandate_asked: row.state_word == "mandate_pending",
            withdrew: row.state_word == "withdrawn",
        })
        .collect())
}

/// Covenants in force that end within the widest band of warning, the first one first.
pub(super) async fn expiring(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Expiring>> {
    let widest = u64::try_from(EXPIRY_BANDS[0]).unwrap_or_default();
    let until = ctx.today() + chrono::Days::new(widest);
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "SELECT c.id, c.title, c.ends_on FROM covenant c \
         WHERE c.region_id = $1 AND c.ends_on <= $2 \
         AND c.state_word IN ('in_force', 'under_evaluation') ORDER BY c.ends_on",
        [ctx.region().0.into(), until.into()],
    );
    let rows = EndRow::find_by_statement(statement).all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Expiring {
            covenant: CovenantId(row.id),
            title: row.title,
            ends_on: row.ends_on,
        })
        .collect())
}
