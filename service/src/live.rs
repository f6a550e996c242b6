//! Tells open pages that something changed: which slice and which id, never what.
//!
//! A page that hears of a change asks again, so the query decides what its reader sees.

use domain::id::{MeetingId, RegionId};
use tokio::sync::broadcast;

/// Something changed in a meeting that people may be following.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The region it happened in.
    pub region: RegionId,
    /// The meeting to look at again.
    pub meeting: MeetingId,
}

/// The hub of this node. Clones share one hub.
#[derive(Debug, Clone)]
pub struct Live {
    sender: broadcast::Sender<Event>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(1024).0,
        }
    }
}

impl Live {
    /// Tells everybody who listens; nobody listening is fine.
    pub fn announce(&self, event: Event) {
        drop(self.sender.send(event));
    }

    /// Hears every event from now on. A reader that falls far behind is told so by the channel
    /// and has to look at everything again.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }
}
