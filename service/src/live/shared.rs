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

/// What is made for one key; nothing when making it failed.
type Cell<V> = Arc<OnceCell<Option<V>>>;

/// How many keys are kept at most.
const MOST: usize = 64;

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
    /// before the last one is never handed out. `since` is when the oldest of what the value is
    /// made from was read.
    ///
    /// # Errors
    /// What `make` fails with. Who waited for it then tries alone: many at once fail together,
    /// not one after the other.
    pub async fn get<E, F>(
        &self,
        key: K,
        generation: u64,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
        make: impl FnOnce() -> F,
    ) -> Result<V, E>
    where
        F: Future<Output = Result<V, E>>,
    {
        let cell = self.cell(key, generation, now, since);
        let mut make = Some(make);
        let mut failure = None;
        let made = cell.get_or_init(async || match make.take()?().await {
            Ok(value) => Some(value),
            Err(error) => {
                failure = Some(error);
                None
            }
        });
        match (made.await.clone(), failure, make) {
            (Some(value), ..) => Ok(value),
            (None, Some(error), _) => Err(error),
            (None, None, Some(make)) => make().await,
            (None, None, None) => unreachable!("it was made, and it neither worked nor failed"),
        }
    }

    fn cell(&self, key: K, generation: u64, now: DateTime<Utc>, since: DateTime<Utc>) -> Cell<V> {
        // A panic elsewhere leaves at worst a shelf of cells that are still right.
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever asks at the same moment may have looked at the clock a little earlier.
        let kept = (now - shelf.since).abs() < TimeDelta::seconds(1);
        let full = shelf.cells.len() >= MOST;
        if generation < shelf.generation {
            // Counted before a change that others know of already: not for the shelf.
            return Cell::default();
        }
        if shelf.generation != generation || !kept || full {
            shelf.generation = generation;
            shelf.since = since;
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
        let found = shared.get(key, generation, at(ms), at(ms), make).await;
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
        assert_eq!(ask(&shared, "member", 1, -100).await, "member 1 -100");
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
        assert_eq!(
            shared.get("member", 1, at(0), at(0), failing).await,
            Err("gone")
        );
        assert_eq!(ask(&shared, "member", 1, 1).await, "member 1 1");
    }

    #[tokio::test]
    async fn many_at_once_fail_together() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let (shared, first) = (Shared::<_, ()>::default(), AtomicBool::new(true));
        // Opens when all who waited try at the same time; one after the other, it never would.
        let together = tokio::sync::Barrier::new(199);
        let asks = (0..200).map(|_| {
            shared.get("member", 1, at(0), at(0), async || {
                if first.swap(false, Ordering::Relaxed) {
                    tokio::task::yield_now().await;
                } else {
                    together.wait().await;
                }
                Err("gone")
            })
        });
        let all = futures_util::future::join_all(asks);
        let answers = tokio::time::timeout(std::time::Duration::from_mins(1), all).await;
        assert!(answers.is_ok_and(|answers| answers.iter().all(Result::is_err)));
    }

    #[tokio::test]
    async fn many_at_once_cost_one() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let (shared, made) = (Shared::default(), AtomicUsize::new(0));
        let asks = (0..200).map(|_| {
            shared.get("member", 1, at(0), at(0), async || {
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
