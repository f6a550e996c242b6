//! Questions that come while another one is being asked are asked together, as one.
//!
//! Two hundred people who look again at the same moment cost a handful of statements instead of two
//! hundred. Who asks when nobody else does waits for nothing.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::error::Result;

/// Where the answer to one question is waited for.
type Waiting<K, V> = (K, oneshot::Sender<Told<V>>);

/// What somebody who waits is told.
enum Told<V> {
    /// The answer; nothing when there is none.
    Answer(Option<V>),
    /// The database did not answer.
    Failed,
}

/// Questions of one kind on this node. Clones share one queue.
#[derive(Debug)]
pub struct Together<K, V> {
    queue: Arc<Mutex<Queue<K, V>>>,
}

#[derive(Debug)]
struct Queue<K, V> {
    /// Whether somebody is being asked for.
    busy: bool,
    waiting: Vec<Waiting<K, V>>,
}

impl<V> fmt::Debug for Told<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Answer(_) => "Answer",
            Self::Failed => "Failed",
        })
    }
}

impl<K, V> Clone for Together<K, V> {
    fn clone(&self) -> Self {
        Self {
            queue: Arc::clone(&self.queue),
        }
    }
}

impl<K, V> Default for Together<K, V> {
    fn default() -> Self {
        let queue = Queue {
            busy: false,
            waiting: Vec::new(),
        };
        Self {
            queue: Arc::new(Mutex::new(queue)),
        }
    }
}

impl<K, V> Together<K, V>
where
    K: Clone + Eq + Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    /// The answer to `key`, read after it was asked for; nothing when there is none. `answer` answers
    /// many at once and has to give everybody the same answer to the same key: that of another asker
    /// may be used.
    ///
    /// # Errors
    /// What `answer` fails with. Who was asked for together with others then asks alone: what is wrong
    /// with one question is not wrong with the others.
    pub async fn ask<A, F>(&self, key: K, answer: A) -> Result<Option<V>>
    where
        A: Fn(Vec<K>) -> F + Clone + Send + 'static,
        F: Future<Output = Result<HashMap<K, V>>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let idle = {
            let mut queue = self.lock();
            queue.waiting.push((key.clone(), tell));
            !std::mem::replace(&mut queue.busy, true)
        };
        if idle {
            // Not on the time of whoever asks: a slow reader of a stream is not always listened to,
            // and nobody is to wait for that.
            let turn = Turn {
                all: self.clone(),
                over: false,
            };
            tokio::spawn(turn.go_on(answer.clone()));
        }
        match told.await {
            Ok(Told::Answer(found)) => Ok(found),
            Ok(Told::Failed) | Err(_) => Ok(answer(vec![key.clone()]).await?.remove(&key)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue<K, V>> {
        // A panic elsewhere leaves at worst people who wait, and who are asked for next.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everybody who waits; nobody is being asked for any more when there is nobody.
    fn next(&self) -> Vec<Waiting<K, V>> {
        let mut queue = self.lock();
        queue.busy = !queue.waiting.is_empty();
        std::mem::take(&mut queue.waiting)
    }
}

/// The turn of who asks for everybody. However it ends, the next one who asks finds a free place.
struct Turn<K, V> {
    all: Together<K, V>,
    /// Whether the place is free already.
    over: bool,
}

impl<K, V> Drop for Turn<K, V> {
    fn drop(&mut self) {
        if self.over {
            return;
        }
        let queue = &self.all.queue;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.busy = false;
        // Who waits hears of it by the end of the line, and asks alone.
        queue.waiting.clear();
    }
}

impl<K, V> Turn<K, V>
where
    K: Clone + Eq + Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    async fn go_on<A, F>(mut self, answer: A)
    where
        A: Fn(Vec<K>) -> F + Send + 'static,
        F: Future<Output = Result<HashMap<K, V>>> + Send + 'static,
    {
        loop {
            let waiting = self.all.next();
            if waiting.is_empty() {
                self.over = true;
                return;
            }
            let keys: HashSet<K> = waiting.iter().map(|(key, _)| key.clone()).collect();
            let keys = keys.into_iter().collect();
            let found = answer(keys).await;
            for (key, tell) in waiting {
                let told = match &found {
                    Ok(found) => Told::Answer(found.get(&key).cloned()),
                    Err(_) => Told::Failed,
                };
                // Who left does not need to know.
                drop(tell.send(told));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::FutureExt;
    use futures_util::future::join_all;
    use tokio::sync::Notify;

    use super::*;
    use crate::error::Error;

    #[tokio::test]
    async fn who_asks_alone_gets_the_own_answer_or_none() {
        let all = Together::default();
        let answer = async |keys: Vec<u8>| {
            let known = keys.into_iter().filter(|key| *key < 9);
            Ok(known.map(|key| (key, key * 2)).collect())
        };
        let ask = move |keys| answer(keys);
        assert_eq!(all.ask(4, ask).await.expect("an answer"), Some(8));
        assert_eq!(all.ask(9, ask).await.expect("an answer"), None);
    }

    #[tokio::test]
    async fn many_at_once_cost_a_handful_and_nobody_gets_anothers() {
        let (all, asked) = (Together::default(), Arc::new(AtomicUsize::new(0)));
        let counted = Arc::clone(&asked);
        let answer = move |keys: Vec<usize>| {
            let asked = Arc::clone(&counted);
            async move {
                asked.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(keys.into_iter().map(|key| (key, key + 1_000)).collect())
            }
        };
        let answers = join_all((0..200).map(|key| all.ask(key, answer.clone()))).await;
        for (key, told) in answers.into_iter().enumerate() {
            assert_eq!(told.expect("an answer"), Some(key + 1_000));
        }
        assert!(asked.load(Ordering::Relaxed) <= 2);
    }

    /// Something that changes while it is read.
    #[derive(Default)]
    struct World {
        now: AtomicUsize,
        started: Notify,
        go: Notify,
    }

    #[tokio::test]
    async fn what_is_answered_was_read_after_it_was_asked_for() {
        let (all, world) = (Together::default(), Arc::new(World::default()));
        let seen = Arc::clone(&world);
        let answer = move |keys: Vec<u8>| {
            let world = Arc::clone(&seen);
            async move {
                let read = world.now.load(Ordering::SeqCst);
                world.started.notify_one();
                if read == 0 {
                    world.go.notified().await;
                }
                Ok(keys.into_iter().map(|key| (key, read)).collect())
            }
        };
        let early = all.ask(1, answer.clone());
        let late = async {
            // The first reading has been done, and its answer is not told yet.
            world.started.notified().await;
            world.now.store(7, Ordering::SeqCst);
            world.go.notify_one();
            all.ask(1, answer.clone()).await
        };
        let (early, late) = tokio::join!(early, late);
        assert_eq!(early.expect("an answer"), Some(0));
        assert_eq!(late.expect("an answer"), Some(7));
    }

    #[tokio::test]
    async fn one_that_cannot_be_answered_takes_nobody_along() {
        let all = Together::default();
        let answer = async |keys: Vec<u8>| {
            tokio::task::yield_now().await;
            if keys.contains(&13) {
                return Err(Error::broken("thirteen"));
            }
            Ok(keys.into_iter().map(|key| (key, key)).collect())
        };
        let ask = move |keys| answer(keys);
        let (one, bad, other) = tokio::join!(all.ask(1, ask), all.ask(13, ask), all.ask(2, ask));
        assert_eq!(one.expect("an answer"), Some(1));
        assert!(bad.is_err());
        assert_eq!(other.expect("an answer"), Some(2));
    }

    #[tokio::test]
    async fn whoever_leaves_or_breaks_down_leaves_the_place_free() {
        let all = Together::default();
        let never = async |_: Vec<u8>| -> Result<HashMap<u8, u8>> { panic!("it broke") };
        let asks = {
            let all = all.clone();
            async move { all.ask(1, never).await }
        };
        assert!(tokio::spawn(asks).await.is_err());
        let answer = async |keys: Vec<u8>| Ok(keys.into_iter().map(|key| (key, key)).collect());
        let ask = move |keys| answer(keys);
        // Leaves before it is answered.
        drop(all.ask(1, ask).now_or_never());
        assert_eq!(all.ask(2, ask).await.expect("an answer"), Some(2));
    }
}
