//! What taking in files takes: a key, somebody who looks through them, and room for a few at a time.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::clamd::Scanner;
use super::process::Examiner;
use crate::error::{Error, Result};
use crate::vault::Vault;

/// How many files are taken in at a time on one node: each is held in memory while it is.
const AT_ONCE: usize = 2;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// What an installation has one of. Clones share it.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The key that shuts what is kept.
    pub vault: Vault,
    /// Who looks through a file.
    pub examiner: Examiner,
    /// The virus scanner, where the operator names one.
    pub scanner: Option<Scanner>,
    room: Arc<Semaphore>,
}

/// Room for one file; given back when it is dropped.
#[derive(Debug)]
pub struct Slot {
    _room: OwnedSemaphorePermit,
}

impl Desk {
    /// A desk that is open.
    pub fn new(vault: Vault, examiner: Examiner, scanner: Option<Scanner>) -> Self {
        Self {
            vault,
            examiner,
            scanner,
            room: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Room for one file, before any of it is read; waits a while for its turn.
    ///
    /// # Errors
    /// [`Error::TooMany`] when others are taken in all that while.
    pub async fn slot(&self) -> Result<Slot> {
        match timeout(PATIENCE, self.room.clone().acquire_owned()).await {
            Ok(Ok(room)) => Ok(Slot { _room: room }),
            _ => Err(Error::TooMany(TimeDelta::minutes(1))),
        }
    }
}
