//! One rendering for all readers with equal rights, until something changes.
//!
//! Two hundred people who look again at the same moment cost a handful of renderings. Who may see
//! what is asked for each of them all the same: it is the key.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::OnceCell;

/// What is rendered for readers of one kind.
type Cell = Arc<OnceCell<Arc<str>>>;

/// A rendering, and whether others may have it.
#[derive(Debug)]
pub enum Made {
    /// For everybody with the same key.
    ForAll(Arc<str>),
    /// The rights changed on the way: for the one who asked.
    ForOne(Arc<str>),
}

/// Renderings by key. Nothing in it outlives a change, or a second.
#[derive(Debug)]
pub struct Shared<K> {
    shelf: Mutex<Shelf<K>>,
}

#[derive(Debug)]
struct Shelf<K> {
    generation: u64,
    since: DateTime<Utc>,
    cells: HashMap<K, Cell>,
}

impl<K> Default for Shared<K> {
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

/// Why a cell stays empty.
enum Empty<E> {
    Alone(Arc<str>),
    Failed(E),
}

impl<K: Eq + Hash> Shared<K> {
    /// The rendering for `key`, made at most once however many ask at the same time.
    ///
    /// `generation` counts the changes so far: what was made before the last one is never handed out.
    ///
    /// # Errors
    /// What `make` fails with; the next who asks tries again.
    pub async fn get<E, F>(
        &self,
        key: K,
        generation: u64,
        now: DateTime<Utc>,
        make: impl FnOnce() -> F,
    ) -> Result<Arc<str>, E>
    where
        F: Future<Output = Result<Made, E>>,
    {
        let cell = self.cell(key, generation, now);
        let found = cell
            .get_or_try_init(async || match make().await {
                Ok(Made::ForAll(text)) => Ok(text),
                Ok(Made::ForOne(text)) => Err(Empty::Alone(text)),
                Err(error) => Err(Empty::Failed(error)),
            })
            .await;
        match found {
            Ok(text) => Ok(text.clone()),
            Err(Empty::Alone(text)) => Ok(text),
            Err(Empty::Failed(error)) => Err(error),
        }
    }

    fn cell(&self, key: K, generation: u64, now: DateTime<Utc>) -> Cell {
        // A panic elsewhere leaves at worst a shelf of cells that are still right.
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now - shelf.since;
        let kept = TimeDelta::zero() <= age && age < TimeDelta::seconds(1);
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

    async fn ask(shared: &Shared<&str>, key: &'static str, generation: u64, ms: i64) -> String {
        let made = format!("{key} {generation} {ms}");
        let make = || async { Ok::<_, ()>(Made::ForAll(Arc::from(made))) };
        let found = shared.get(key, generation, at(ms), make).await;
        found.expect("making does not fail").to_string()
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
    async fn what_was_made_for_one_is_not_handed_to_others() {
        let shared = Shared::default();
        let alone = || async { Ok::<_, ()>(Made::ForOne(Arc::from("more than you may see"))) };
        let mine = shared.get("member", 1, at(0), alone).await;
        assert_eq!(mine.as_deref(), Ok("more than you may see"));
        assert_eq!(ask(&shared, "member", 1, 1).await, "member 1 1");
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let shared = Shared::default();
        let failing = || async { Err::<Made, _>("gone") };
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
                Ok::<_, ()>(Made::ForAll(Arc::from("once")))
            })
        });
        for answer in futures_util::future::join_all(asks).await {
            assert_eq!(answer.as_deref(), Ok("once"));
        }
        assert_eq!(made.into_inner(), 1);
    }
}
