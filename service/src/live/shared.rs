//! What many ask for at the same moment is made once, until something changes.
//!
//! Two hundred people who look again cost a handful of renderings. Who may see what is decided for
//! each of them all the same: it is the key.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::OnceCell;

/// What is made for one key.
type Cell<V> = Arc<OnceCell<V>>;

/// Values by key. Nothing in it outlives a change, or a second.
#[derive(Debug)]
pub struct Shared<K, V> {
    shelf: Mutex<Shelf<K, V>>,
}

#[derive(Debug)]
struct Shelf<K, V> {
    generation: u64,
    since: DateTime<Utc>,
    cells: HashMap<K, Cell<V>>,
}

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self {
            shelf: Mutex::new(Shelf {
                generation: 0,
                since: DateTime::UNIX_EPOCH,
                cells: HashMap::new(),
            }),
        }
    }
}

impl<K: Eq + Hash, V: Clone> Shared<K, V> {
    /// The value for `key`, made at most once however many ask at the same time.
    ///
    /// `generation` counts the changes so far, counted before anything was read: what was made
    /// before the last one is never handed out.
    ///
    /// # Errors
    /// What `make` fails with; the next who asks tries again.
    pub async fn get<E, F>(
        &self,
        key: K,
        generation: u64,
        now: DateTime<Utc>,
        make: impl FnOnce() -> F,
    ) -> Result<V, E>
    where
        F: Future<Output = Result<V, E>>,
    {
        let cell = self.cell(key, generation, now);
        cell.get_or_try_init(make).await.cloned()
    }

    fn cell(&self, key: K, generation: u64, now: DateTime<Utc>) -> Cell<V> {
        // A panic elsewhere leaves at worst a shelf of cells that are still right.
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now - shelf.since;
        let kept = TimeDelta::zero() <= age && age < TimeDelta::seconds(1);
        if generation < shelf.generation {
            // Counted before a change that others know of already: not for the shelf.
            return Cell::default();
        }
        if shelf.generation != generation || !kept {
            shelf.generation = generation;
            shelf.since = now;
            shelf.cells.clear();
        }
        shelf.cells.entry(key).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::milliseconds(5_000 + milliseconds)
    }

    async fn ask(
        shared: &Shared<&str, String>,
        key: &'static str,
        generation: u64,
        ms: i64,
    ) -> String {
        let make = async || Ok::<_, ()>(format!("{key} {generation} {ms}"));
        let found = shared.get(key, generation, at(ms), make).await;
        found.expect("making does not fail")
    }

    #[tokio::test]
    async fn equal_readers_share_until_something_changes() {
        let shared = Shared::default();
        assert_eq!(ask(&shared, "member", 1, 0).await, "member 1 0");
        assert_eq!(ask(&shared, "member", 1, 10).await, "member 1 0");
        assert_eq!(ask(&shared, "guest", 1, 20).await, "guest 1 20");
        assert_eq!(ask(&shared, "member", 2, 30).await, "member 2 30");
    }

    #[tokio::test]
    async fn nothing_is_older_than_a_second() {
        let shared = Shared::default();
        ask(&shared, "member", 1, 0).await;
        assert_eq!(ask(&shared, "member", 1, 1_000).await, "member 1 1000");
        // A clock that is set back does not keep anything either.
        assert_eq!(ask(&shared, "member", 1, 500).await, "member 1 500");
    }

    #[tokio::test]
    async fn who_counted_before_a_change_neither_gets_nor_leaves_anything() {
        let shared = Shared::default();
        assert_eq!(ask(&shared, "member", 2, 0).await, "member 2 0");
        assert_eq!(ask(&shared, "member", 1, 10).await, "member 1 10");
        assert_eq!(ask(&shared, "member", 2, 20).await, "member 2 0");
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let shared = Shared::default();
        let failing = async || Err::<String, _>("gone");
        assert_eq!(shared.get("member", 1, at(0), failing).await, Err("gone"));
        assert_eq!(ask(&shared, "member", 1, 1).await, "member 1 1");
    }

    #[tokio::test]
    async fn many_at_once_cost_one() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let (shared, made) = (Shared::default(), AtomicUsize::new(0));
        let asks = (0..200).map(|_| {
            shared.get("member", 1, at(0), async || {
                made.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok::<_, ()>("once")
            })
        });
        for answer in futures_util::future::join_all(asks).await {
            assert_eq!(answer, Ok("once"));
        }
        assert_eq!(made.into_inner(), 1);
    }
}
