//! What the retried calls of each task did last: by it, a call knows that another gave up inside of its attempt.
//!
//! Neither knows of the other. And calls may run side by side in a task, as by `join!`: so a call is believed to be inside of an
//! attempt only if all that it did, from its first failure to its end, comes in one piece.

use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::wait::task;

/// A retried function; what that is, this floor does not know.
pub type Function = &'static (dyn Any + Send + Sync);

/// The last step. A call is the address of its state, which stays where it is for as long as the call lasts.
#[derive(Clone, Copy)]
enum Step {
    /// One that says nothing of the next.
    Other,
    /// This call has failed and is to wait.
    Waits(usize),
    /// That wait is over.
    Tries(usize),
    /// A call of this function has ended with an error, after retries.
    GaveUp(Function),
}

impl Step {
    /// Whether a step of this call may be the next, if no other call of the task goes on beside it. Calls inside of it may have
    /// given up.
    fn follows(self, call: usize) -> bool {
        match self {
            Self::Waits(own) | Self::Tries(own) => own == call,
            Self::GaveUp(_) => true,
            Self::Other => false,
        }
    }
}

/// A few tasks share it. Who comes last has it: what the others did is forgotten, so that they may miss something, but never
/// take what another did for their own.
struct Slot {
    /// Changed under the lock only. Outside of it, a task can read whether it is its own: nobody else makes it so.
    task: AtomicU64,
    last: Mutex<Step>,
}

/// A table and not a map: nothing tells when a task has ended.
static SLOTS: [Slot; 1 << BITS] =
    [const { Slot { task: AtomicU64::new(0), last: Mutex::new(Step::Other) } }; 1 << BITS];

/// Enough for the tasks of an outage, most of which do not share a slot then; 40 KiB, of which memory holds what is touched.
const BITS: u32 = 10;

impl Slot {
    fn of(task: u64) -> &'static Self {
        // The numbers of tasks that retry may have any distance; multiplied so, they are spread (Fibonacci hashing).
        let [high, low, ..] = task.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        &SLOTS[usize::from(u16::from_be_bytes([high, low]) >> (u16::BITS - BITS))]
    }

    /// What the task did last, unless that is forgotten.
    fn last(&self, task: u64) -> Option<MutexGuard<'_, Step>> {
        if self.task.load(Ordering::Relaxed) != task {
            return None;
        }
        let last = self.lock();
        (self.task.load(Ordering::Relaxed) == task).then_some(last)
    }

    fn lock(&self) -> MutexGuard<'_, Step> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// This call has failed and will wait for its next attempt.
pub fn waits(call: usize, attempt: u32) {
    let task = task::current();
    if attempt > 1 {
        step(task, |last| if last.follows(call) { Step::Waits(call) } else { Step::Other });
    } else {
        let slot = Slot::of(task);
        let mut last = slot.lock();
        slot.task.store(task, Ordering::Relaxed);
        *last = Step::Waits(call);
    }
}

/// The wait of a call is over: what happened before is not in its next attempt. Whose wait it was is not known.
pub fn tries() {
    step(task::current(), |last| match last {
        Step::Waits(call) => Step::Tries(call),
        _ => Step::Other,
    });
}

/// This call gave up after retries.
pub fn gave_up(call: usize, function: Function) {
    step(
        task::current(),
        |last| if last.follows(call) { Step::GaveUp(function) } else { Step::Other },
    );
}

/// A call gave up in its wait after retries; its state is out of reach.
pub fn cancelled(function: Function) {
    step(task::current(), |last| match last {
        Step::Waits(_) => Step::GaveUp(function),
        _ => Step::Other,
    });
}

/// The next step of the task, if the last is known.
fn step(task: u64, next: impl FnOnce(Step) -> Step) {
    if let Some(mut last) = Slot::of(task).last(task) {
        *last = next(*last);
    }
}

/// The function that gave up in this task, if nothing was retried since.
pub fn given_up() -> Option<Function> {
    let task = task::current();
    match *Slot::of(task).last(task)? {
        Step::GaveUp(function) => Some(function),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::runtime::Builder;
    use tokio::sync::Barrier;

    use super::*;

    static FUNCTIONS: [usize; 3 << BITS] = [0; 3 << BITS];

    /// Gives up, lets every other task do so, and then asks.
    async fn give_up(function: Function, all: Arc<Barrier>) -> bool {
        waits(1, 1);
        tries();
        gave_up(1, function);
        all.wait().await;
        let found = given_up();
        assert!(found.is_none_or(|found| std::ptr::addr_eq(found, function)), "another's");
        found.is_some()
    }

    #[test]
    fn tasks_that_share_a_slot_miss_something_and_take_nothing_from_each_other() {
        let runtime = Builder::new_current_thread().build().unwrap();
        let all = Arc::new(Barrier::new(FUNCTIONS.len()));
        let task = |function| runtime.spawn(give_up(function, all.clone()));
        let tasks: Vec<_> = FUNCTIONS.iter().map(|function| task(function)).collect();
        let found = tasks.into_iter().filter_map(|task| runtime.block_on(task).unwrap().then_some(())).count();
        assert!((1..=SLOTS.len()).contains(&found), "{found}");
    }

    #[test]
    fn what_comes_between_is_no_sign() {
        static FUNCTION: usize = 0;
        type Steps = fn();
        let steps: [(Steps, bool); 11] = [
            (|| (waits(1, 1), tries(), gave_up(1, &FUNCTION)).2, true),
            (|| (waits(1, 1), gave_up(1, &FUNCTION)).1, true),
            (|| (waits(1, 1), cancelled(&FUNCTION)).1, true),
            (
                || (waits(1, 1), tries(), gave_up(1, &FUNCTION), waits(2, 2), tries(), gave_up(2, &FUNCTION)).5,
                true,
            ),
            (|| (waits(1, 1), tries(), gave_up(1, &FUNCTION), tries()).3, false),
            (|| (waits(1, 1), tries(), gave_up(1, &FUNCTION), waits(2, 1)).3, false),
            (|| (waits(1, 1), waits(2, 1), tries(), gave_up(1, &FUNCTION)).3, false),
            (|| (waits(2, 1), waits(1, 1), tries(), tries(), gave_up(1, &FUNCTION)).4, false),
            (
                || (waits(1, 1), tries(), waits(2, 1), waits(1, 2), tries(), gave_up(1, &FUNCTION)).5,
                false,
            ),
            (|| (waits(1, 1), tries(), cancelled(&FUNCTION)).2, false),
            (|| (waits(1, 1), tries(), waits(1, 2)).2, false),
        ];
        for (number, (steps, expected)) in steps.into_iter().enumerate() {
            steps();
            assert_eq!(given_up().is_some(), expected, "{number}");
        }
    }
}
