//! What sealing and verifying both need: which chains there are, where one ends, and the link from
//! one row to the next.

use ::entity::{audit, audit_seal};
use domain::audit::{Mac, Row, seal_message};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::key::AuditKey;
use crate::error::Result;

/// The chains in the order of their ids. Goes from one to the next by the index, however long each is.
pub async fn all<C: ConnectionTrait>(connection: &C) -> Result<Vec<Uuid>> {
    let mut chains: Vec<Uuid> = Vec::new();
    loop {
        let mut next = audit_seal::Entity::find()
            .select_only()
            .column(audit_seal::Column::RegionId)
            .order_by_asc(audit_seal::Column::RegionId)
            .limit(1);
        if let Some(last) = chains.last() {
            next = next.filter(audit_seal::Column::RegionId.gt(*last));
        }
        match next.into_tuple().one(connection).await? {
            Some(chain) => chains.push(chain),
            None => return Ok(chains),
        }
    }
}

/// The last seal of a chain.
pub async fn tip<C: ConnectionTrait>(
    connection: &C,
    chain: Uuid,
) -> Result<Option<audit_seal::Model>> {
    Ok(audit_seal::Entity::find()
        .filter(audit_seal::Column::RegionId.eq(chain))
        .order_by_desc(audit_seal::Column::Seq)
        .limit(1)
        .one(connection)
        .await?)
}

/// Computes the seal of a row at its place; `buffer` is there to be used again.
pub fn link(
    key: &AuditKey,
    buffer: &mut Vec<u8>,
    (chain, seq): (Uuid, i64),
    before: &Mac,
    row: &audit::Model,
) -> Mac {
    let row = Row {
        id: row.id,
        region: row.region_id,
        at: row.at,
        account: row.account_id,
        person: row.person_id,
        organisation: row.organisation_id,
        role: &row.role,
        action: &row.action,
        object: &row.object,
        object_id: row.object_id,
        result: &row.result,
        origin: &row.origin,
        purpose: &row.purpose,
        detail: &row.detail,
    };
    seal_message(buffer, chain, seq, before, &row);
    key.seal(buffer)
}

/// The seal as the next link takes it. One of another length was not made here; it is taken for
/// nothing, so that what follows it does not match either.
pub fn as_mac(bytes: &[u8]) -> Mac {
    bytes.try_into().unwrap_or_default()
}
