//! What the house does for letters every second: who asked for one is found out, terms of guests that
//! end are written down, and what waits is sent. Sending is a task of its own, because a server of
//! mail may take its time and nobody else should wait for it.

use std::time::Duration;

use service::ctx::Site;
use service::error::Result;
use service::guests::accounts::expire_due;
use service::guests::letters::{answer_due, forget};
use service::mail::{Carrier, send_due};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(1);

/// Who does it, and with what.
#[derive(Debug, Clone)]
pub struct Post {
    /// The installation.
    pub site: Site,
    /// Who carries letters; without one they wait.
    pub carrier: Option<Carrier>,
    /// Where links lead to.
    pub origin: String,
}

/// What is done every second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Guests are looked after.
    LookAfter,
    /// Letters are sent.
    Send,
}

impl Post {
    /// Does it every second, until the other end of `serving` is dropped. What was begun is finished
    /// first.
    pub async fn every_second(self, work: Work, mut serving: watch::Receiver<()>) {
        let mut second = interval(EVERY);
        second.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut failing = false;
        loop {
            tokio::select! {
                _ = second.tick() => {
                    let done = self.round(work).await;
                    match &done {
                        Err(error) if !failing => tracing::error!(%error, ?work, "letters wait: the round did not succeed"),
                        Ok(()) if failing => tracing::info!(?work, "letters leave again"),
                        _ => {}
                    }
                    failing = done.is_err();
                }
                _ = serving.changed() => return,
            }
        }
    }

    /// One round of everything.
    ///
    /// # Errors
    /// When the database does not answer; the next round tries again.
    pub async fn once(&self) -> Result<()> {
        self.round(Work::LookAfter).await?;
        self.round(Work::Send).await
    }

    async fn round(&self, work: Work) -> Result<()> {
        match (work, &self.carrier) {
            (Work::LookAfter, _) => {
                expire_due(&self.site).await?;
                if answer_due(&self.site).await? > 0 {
                    forget(&self.site).await?;
                }
            }
            (Work::Send, Some(carrier)) => {
                send_due(&self.site, carrier, &self.origin).await?;
            }
            (Work::Send, None) => {}
        }
        Ok(())
    }
}
