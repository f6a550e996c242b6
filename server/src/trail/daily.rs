//! The house verifies its own trail: soon after it opens, and then every day. It happens in the
//! background, page by page, and on one node at a time.

use std::time::Duration;

use chrono::TimeDelta;
use service::audit::Report;
use service::audit::check::{is_due, keep};
use service::ctx::Site;
use service::lease;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::{Files, verify};
use crate::commands::Failure;

/// How long after opening: whoever waits at the door comes first.
const SETTLED: Duration = Duration::from_secs(5);
/// How often it is looked whether a day has passed.
const LOOK_EVERY: Duration = Duration::from_mins(10);
/// The lease, and how long one node may take: a million rows take half a minute.
const LEASE: &str = "verify_audit";
const LONGEST: TimeDelta = TimeDelta::hours(2);

/// Verifies when it is time, until the other end of `serving` is dropped; a verification that is
/// under way then is left, for it changes nothing.
pub async fn verify_daily(site: Site, files: Files, mut serving: watch::Receiver<()>) {
    let mut looks = interval_at(Instant::now() + SETTLED, LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut starting = true;
    loop {
        let turn = async {
            looks.tick().await;
            once(&site, &files, starting).await
        };
        tokio::select! {
            done = turn => match done {
                Ok(Some(report)) if !report.whole() => tracing::error!(
                    faults = report.faults.len(),
                    "the audit trail is not whole: run `ketentafel verify-audit`"
                ),
                Ok(Some(report)) => tracing::info!(rows = report.sealed, "the audit trail is whole"),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "the audit trail could not be verified"),
            },
            // Nothing is ever sent: the only news is that there is no sender any more.
            _ = serving.changed() => return,
        }
        starting = false;
    }
}

/// Verifies if it is time and no other node is at it, and keeps what it found.
///
/// # Errors
/// When the database or the files do not answer.
pub async fn once(site: &Site, files: &Files, starting: bool) -> Result<Option<Report>, Failure> {
    if !is_due(site, starting).await? {
        return Ok(None);
    }
    let Some(lease) = lease::take(site, LEASE, LONGEST).await? else {
        return Ok(None);
    };
    // Another node may have done it between the question and the lease.
    let done = if is_due(site, starting).await? {
        verify_and_keep(site, files).await.map(Some)
    } else {
        Ok(None)
    };
    lease::give_back(site, lease).await?;
    done
}

async fn verify_and_keep(site: &Site, files: &Files) -> Result<Report, Failure> {
    let report = verify(site, files).await?;
    keep(site, &report).await?;
    Ok(report)
}
