//! What the house does by itself while it serves: sessions that ended are forgotten, and guests who
//! left long ago; who may propose is reminded of the last day; case items that are due are proposed for
//! destruction, and the file is scrubbed; the database looks again at how its rows
//! are spread.

use std::time::Duration;

use service::ctx::Site;
use service::error::Result;
use service::identity::Sessions;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_hours(1);

/// Tends at once and then every hour, until the other end of `serving` is dropped. What was begun
/// is finished first.
pub async fn hourly(site: Site, mut serving: watch::Receiver<()>) {
    let mut hour = interval(EVERY);
    hour.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = hour.tick() => match once(&site).await {
                Ok(forgotten) => tracing::debug!(forgotten, "tended"),
                Err(error) => tracing::warn!(%error, "the hourly tending did not succeed"),
            },
            // Nothing is ever sent: the only news is that there is no sender any more.
            _ = serving.changed() => return,
        }
    }
}

/// Tends once; returns how many sessions were forgotten.
///
/// # Errors
/// When the database does not answer.
pub async fn once(site: &Site) -> Result<u64> {
    let sessions = Sessions::new(site.store.clone(), site.clock.clone());
    let forgotten = sessions.sweep().await?;
    service::identity::forget_statements(site).await?;
    service::identity::providers::forget_drafts(site).await?;
    service::limits::forget(site).await?;
    service::guests::accounts::forget_due(site).await?;
    service::outbox::forget(site).await?;
    service::calendar::forget(site).await?;
    service::mail::remind_due(site).await?;
    service::retention::propose_due(site).await?;
    site.store.tend().await?;
    // Whoever reads in the log now keeps it for an hour more.
    if let Err(error) = site.store.scrub().await {
        tracing::warn!(%error, "the file is not scrubbed yet");
    }
    Ok(forgotten)
}
