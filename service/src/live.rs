//! Tells open pages that something changed: which slice and which id, never what.
//!
//! A page that hears of a change asks again, so the query decides what its reader sees.

mod shared;
pub mod wire;

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::id::{MeetingId, RegionId};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::clock::{Clock, mint};
use crate::meetings::live::{Equal, Scene};

pub use shared::Shared;

/// How many readings a node remembers before it begins anew.
const WITNESSED: usize = 100_000;

/// Something changed in a meeting that people may be following.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The region it happened in.
    pub region: RegionId,
    /// The meeting to look at again.
    pub meeting: MeetingId,
    /// Whether the meeting itself moved on or the door did, not only what is on its table.
    pub turned: bool,
    /// Whether only items of the closed part changed: not for whom it is shut.
    pub inside: bool,
}

/// The hub of this node. Clones share one hub.
#[derive(Debug, Clone)]
pub struct Live {
    sender: broadcast::Sender<Event>,
    missing: broadcast::Sender<()>,
    node: Uuid,
    changes: Arc<AtomicU64>,
    scenes: Arc<Shared<(RegionId, MeetingId), Arc<Scene>>>,
    regions: Arc<Shared<Equal, Arc<str>>>,
    witnessed: Arc<Mutex<HashSet<(Uuid, Uuid)>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(1024).0,
            missing: broadcast::channel(1).0,
            node: mint(Clock::System.now()),
            changes: Arc::default(),
            scenes: Arc::default(),
            regions: Arc::default(),
            witnessed: Arc::default(),
        }
    }
}

impl Live {
    /// Tells everybody who listens; nobody listening is fine.
    pub fn announce(&self, event: Event) {
        drop(self.sender.send(event));
    }

    /// Tells everybody who listens that something may have happened of which nothing was heard.
    pub fn miss(&self) {
        self.changed();
        drop(self.missing.send(()));
    }

    /// Hears from now on when something may have been missed.
    pub fn listen_for_gaps(&self) -> broadcast::Receiver<()> {
        self.missing.subscribe()
    }

    /// Counts a change: whatever was read before it is old now.
    pub fn changed(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// How many changes there have been since the start.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// The meetings that are looked at, as they are for everybody.
    pub(crate) fn scenes(&self) -> &Shared<(RegionId, MeetingId), Arc<Scene>> {
        &self.scenes
    }

    /// The rendered regions of live pages, shared by readers with equal rights.
    pub fn regions(&self) -> &Shared<Equal, Arc<str>> {
        &self.regions
    }

    /// Whether this node wrote down already that a person saw an item.
    pub(crate) fn witnessed(&self, person: Uuid, item: Uuid) -> bool {
        let known = self.witnessed.lock();
        known.is_ok_and(|known| known.contains(&(person, item)))
    }

    /// Keeps that it was written down. The trail itself is the truth: what is forgotten here is looked
    /// up there.
    pub(crate) fn witness(&self, person: Uuid, item: Uuid) {
        if let Ok(mut known) = self.witnessed.lock() {
            if known.len() >= WITNESSED {
                known.clear();
            }
            known.insert((person, item));
        }
    }

    /// Hears every event from now on. A reader that falls far behind is told so by the channel
    /// and has to look at everything again.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }
}
