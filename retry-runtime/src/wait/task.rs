//! Which task runs, as a number: what one leaves on a thread is none of another's, and it may itself go on on another thread.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

thread_local! {
    static THREAD: u64 = {
        static THREADS: AtomicU64 = AtomicU64::new(1);
        THREADS.fetch_add(1, Ordering::Relaxed)
    };
}

/// The number of the task that runs; outside of tasks, in `block_on` and on threads of one's own, that of the thread. Never 0.
pub fn current() -> u64 {
    match tokio::task::try_id() {
        Some(id) => {
            let mut number = Number(0);
            id.hash(&mut number);
            number.0 << 1 | 1
        }
        None => THREAD.with(|thread| thread << 1),
    }
}

/// Takes the number out of an `Id`, which shows it to nothing but a hasher.
struct Number(u64);

impl Hasher for Number {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use tokio::runtime::{Builder, Runtime};
    use tokio::task::yield_now;

    use super::*;

    fn runtime() -> Runtime {
        Builder::new_current_thread().build().unwrap()
    }

    #[test]
    fn tasks_and_threads_have_numbers_of_their_own() {
        let runtime = runtime();
        let mut numbers: Vec<u64> =
            (0..4).map(|_| runtime.block_on(runtime.spawn(async { current() })).unwrap()).collect();
        numbers.push(current());
        numbers.extend((0..4).map(|_| thread::spawn(current).join().unwrap()));
        let different: HashSet<u64> = numbers.iter().copied().collect();
        assert_eq!(different.len(), 9, "{numbers:?}");
        assert!(!different.contains(&0));
        assert_eq!(runtime.block_on(async { current() }), current(), "no task: the thread's");
    }

    #[test]
    fn a_task_keeps_its_number_on_another_thread() {
        let runtime = runtime();
        let task = runtime.spawn(async {
            let first = (current(), thread::current().id());
            yield_now().await;
            (first, (current(), thread::current().id()))
        });
        runtime.block_on(yield_now());
        let (first, second) = thread::spawn(move || runtime.block_on(task).unwrap()).join().unwrap();
        assert_eq!(first.0, second.0);
        assert_ne!(first.1, second.1);
    }
}
