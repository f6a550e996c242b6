//! What the house does for its guests every second: terms that end are written down, who asked for a
//! letter is found out, and what waits is sent.

use std::time::Duration;

use service::ctx::Site;
use service::error::Result;
use service::guests::accounts::expire_due;
use service::guests::letters::{Carrier, answer_due, forget, send_due};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(1);

/// Who does it, and with what.
#[derive(Debug)]
pub struct Post {
    /// The installation.
    pub site: Site,
    /// Who carries letters; without one they wait.
    pub carrier: Option<Carrier>,
    /// Where links lead to.
    pub origin: String,
}

impl Post {
    /// Does it every second, until the other end of `serving` is dropped. What was begun is finished
    /// first.
    pub async fn every_second(self, mut serving: watch::Receiver<()>) {
        let mut second = interval(EVERY);
        second.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut failing = false;
        loop {
            tokio::select! {
                _ = second.tick() => {
                    let done = self.once().await;
                    match &done {
                        Err(error) if !failing => tracing::error!(%error, "letters wait: the round did not succeed"),
                        Ok(()) if failing => tracing::info!("letters leave again"),
                        _ => {}
                    }
                    failing = done.is_err();
                }
                _ = serving.changed() => return,
            }
        }
    }

    /// One round.
    ///
    /// # Errors
    /// When the database does not answer; the next round tries again.
    pub async fn once(&self) -> Result<()> {
        expire_due(&self.site).await?;
        if answer_due(&self.site).await? > 0 {
            forget(&self.site).await?;
        }
        if let Some(carrier) = &self.carrier {
            send_due(&self.site, carrier, &self.origin).await?;
        }
        Ok(())
    }
}
