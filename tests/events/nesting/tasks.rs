//! Tasks that go on on another thread, and tasks that take turns on one.
//!
//! A runtime of one thread is driven by one thread after the other, so that it is known where each step of a task runs.

use std::future::Future;
use std::sync::Mutex;
use std::thread::{self, ThreadId};

use futures_util::FutureExt;
use retry_runtime::retry;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::task::{JoinHandle, yield_now};

use crate::common::limited::Error;
use crate::nesting::pairs;

/// A place in a task: whoever gets there waits until it is opened.
struct Gate {
    reached: Notify,
    open: Notify,
    threads: Mutex<Vec<ThreadId>>,
}

impl Gate {
    const fn new() -> Self {
        Self {
            reached: Notify::const_new(),
            open: Notify::const_new(),
            threads: Mutex::new(Vec::new()),
        }
    }

    async fn pass(&self) {
        self.threads.lock().unwrap().push(thread::current().id());
        self.reached.notify_one();
        self.open.notified().await;
        self.threads.lock().unwrap().push(thread::current().id());
    }

    /// Whether who passed it came out on another thread.
    fn moved(&self) -> bool {
        let threads = self.threads.lock().unwrap();
        threads[0] != threads[1]
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

/// What the call tells: a task that gets to the gate on this thread, and goes on on another, after this has happened there.
fn moved(call: impl Future<Output: Send> + Send + 'static, gate: &Gate, before: impl FnOnce() + Send) -> Vec<String> {
    let runtime = runtime();
    let task = runtime.spawn(pairs(call));
    runtime.block_on(gate.reached.notified());
    let finish = |task: JoinHandle<Vec<String>>| {
        before();
        gate.open.notify_one();
        runtime.block_on(task).unwrap()
    };
    let told = thread::scope(|scope| scope.spawn(|| finish(task)).join().unwrap());
    assert!(gate.moved());
    told
}

/// A neighbour that gives up at once.
macro_rules! neighbour {
    ($neighbour:ident, $name:literal) => {
        #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = $name)]
        async fn $neighbour() -> Result<(), Error> {
            Err(Error::Busy(0))
        }
    };
}

#[test]
fn what_gave_up_on_one_thread_is_found_on_another() {
    static GATE: Gate = Gate::new();
    neighbour!(inner, "found.inner");
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "found.outer", attempt = n)]
    async fn outer() -> Result<(), Error> {
        let error = inner().await;
        if n.is_last() {
            GATE.pass().await;
        }
        error
    }
    assert_eq!(moved(outer(), &GATE, || ()), ["found.outer > found.inner"]);
}

#[test]
fn what_gave_up_on_the_other_thread_before_is_not() {
    static GATE: Gate = Gate::new();
    neighbour!(neighbour, "stale.neighbour");
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "stale.outer", attempt = n)]
    async fn outer() -> Result<(), Error> {
        if n.is_last() {
            GATE.pass().await;
        }
        Err(Error::Busy(0))
    }
    let before = || {
        assert_eq!(pairs(neighbour()).now_or_never().unwrap(), Vec::<String>::new());
        assert_eq!(runtime().block_on(pairs(neighbour())), Vec::<String>::new());
        let other = runtime();
        assert_eq!(other.block_on(other.spawn(pairs(neighbour()))).unwrap(), Vec::<String>::new());
    };
    assert!(moved(outer(), &GATE, before).is_empty());
}

#[test]
fn between_two_attempts_it_may_move_too() {
    static GATE: Gate = Gate::new();
    neighbour!(inner, "between.inner");
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "between.outer", on_retry = |_| GATE.pass().await)]
    async fn outer() -> Result<(), Error> {
        inner().await
    }
    assert_eq!(moved(outer(), &GATE, || ()), ["between.outer > between.inner"]);
}

/// Turns of two tasks on one thread: one is in its second attempt while the other gives up.
#[tokio::test]
async fn another_task_of_the_thread_that_gives_up_meanwhile() {
    static GATE: Gate = Gate::new();
    neighbour!(neighbour, "turns.neighbour");
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "turns.outer", attempt = n)]
    async fn outer() -> Result<(), Error> {
        if n.is_last() {
            GATE.pass().await;
        }
        Err(Error::Busy(0))
    }
    let task = tokio::spawn(pairs(outer()));
    GATE.reached.notified().await;
    assert!(pairs(neighbour()).await.is_empty(), "in `block_on`");
    assert!(tokio::spawn(pairs(neighbour())).await.unwrap().is_empty(), "in a task");
    GATE.open.notify_one();
    assert!(task.await.unwrap().is_empty());
    assert!(!GATE.moved());
}

/// And it takes nothing from the other: both are nested, and their steps alternate.
#[tokio::test]
async fn tasks_that_take_turns_are_told_apart() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "alternate.inner")]
    async fn inner() -> Result<(), Error> {
        yield_now().await;
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "alternate.a")]
    async fn a() -> Result<(), Error> {
        inner().await
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "alternate.b")]
    async fn b() -> Result<(), Error> {
        inner().await
    }
    let (a, b) = (tokio::spawn(pairs(a())), tokio::spawn(pairs(b())));
    assert_eq!(a.await.unwrap(), ["alternate.a > alternate.inner"]);
    assert_eq!(b.await.unwrap(), ["alternate.b > alternate.inner"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_many_threads() {
    #[retry(max = 3, backoff = fixed(1ms), retryable = [Error::Busy], name = "threads.inner")]
    async fn inner() -> Result<(), Error> {
        yield_now().await;
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = fixed(1ms), retryable = [Error::Busy], name = "threads.outer")]
    async fn outer() -> Result<(), Error> {
        let error = inner().await;
        yield_now().await;
        error
    }
    assert_eq!(tokio::spawn(pairs(outer())).await.unwrap(), ["threads.outer > threads.inner"]);
}
