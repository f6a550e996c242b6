//! Changing the key of the trail: every chain says so, as the last thing that the old key seals and
//! the first that the new one does.

use ::entity::audit;
use domain::audit::NO_REGION;
use uuid::Uuid;

use super::key::{AuditKey, key_in, replace};
use super::seal::{BATCH, Sealer, alone};
use super::{append, chain};
use crate::clock::mint;
use crate::ctx::Site;
use crate::error::{Error, Result};

/// What it is called in the trail.
pub(super) const ACTION: &str = "ChangeAuditKey";

/// Has the trail go on with another key, in one transaction: what waits is sealed with the old key,
/// then each chain gets a row that names the new key, sealed with the old one, and the same row
/// sealed with the new one. Returns how many chains there are.
///
/// # Errors
/// [`Error::Broken`] when another node seals at this moment, or when the trail is not sealed with the
/// old key; nothing is changed then.
pub async fn change_key(site: &Site, old: AuditKey, new: AuditKey) -> Result<usize> {
    let tx = site.store.begin_write().await?;
    if !alone(&tx).await? {
        return Err(Error::broken("the trail is being sealed: try again"));
    }
    if key_in(&tx).await? != Some(old.public()) {
        return Err(Error::broken("the trail is sealed with another key"));
    }
    replace(&tx, &new).await?;
    let named = format!("key={}", new.public());
    let sealers = [Sealer::new(site, old), Sealer::new(site, new)];
    while sealers[0].seal_in(&tx).await? == BATCH {}
    let chains = chain::all(&tx).await?;
    for chain in &chains {
        for sealer in &sealers {
            let row = line(site, *chain, &named);
            append(&tx, row.clone()).await?;
            sealer.append(&tx, *chain, vec![row]).await?;
        }
    }
    tx.commit().await?;
    Ok(chains.len())
}

fn line(site: &Site, chain: Uuid, named: &str) -> audit::Model {
    let now = site.clock.now();
    audit::Model {
        id: mint(now),
        region_id: (chain != NO_REGION).then_some(chain),
        at: now,
        account_id: None,
        person_id: None,
        organisation_id: None,
        role: "none".to_owned(),
        action: ACTION.to_owned(),
        object: "trail".to_owned(),
        object_id: None,
        result: "done".to_owned(),
        origin: "command".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail: named.to_owned(),
    }
}
