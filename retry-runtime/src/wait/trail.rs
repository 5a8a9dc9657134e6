//! What the retried calls of each task did last: by it, a call knows that another gave up inside of its attempt.
//!
//! Neither knows of the other. And calls may run side by side in a task, as by `join!`: so a call is believed to be inside of an
//! attempt only if all that it did, from its first failure to its end, comes in one piece.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::wait::task;

/// The last step of a task, as one number, so that it needs no lock: the mark of the task, what was done, and who did it.
///
/// A few tasks share a slot, and who comes last has it. The others then miss something. That one takes another's step for its own, their
/// marks would have to be the same, too: one chance in 16 million, for a warning.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Step(u64);

/// One that says nothing of the next.
const OTHER: u64 = 0;
/// This call has failed and is to wait.
const WAITS: u64 = 1;
/// That wait is over.
const TRIES: u64 = 2;
/// A call of this function has ended with an error, after retries.
const GAVE_UP: u64 = 3;

const WHO: u32 = 38;
const KIND: u32 = 2;

/// Enough slots for the tasks of an outage, most of which do not share one then.
const BITS: u32 = 10;

/// How many bits a mark has.
const MARK: u32 = u64::BITS - WHO - KIND;

/// A table and not a map: nothing tells when a task has ended.
static SLOTS: [AtomicU64; 1 << BITS] = [const { AtomicU64::new(0) }; 1 << BITS];

impl Step {
    /// The address of a call is the same for as long as it lasts; its upper bits are the same for all.
    const fn of(mark: u64, kind: u64, who: u64) -> Self {
        Self(mark << (WHO + KIND) | kind << WHO | who & ((1 << WHO) - 1))
    }

    const fn mark(self) -> u64 {
        self.0 >> (WHO + KIND)
    }

    const fn kind(self) -> u64 {
        self.0 >> WHO & ((1 << KIND) - 1)
    }

    const fn who(self) -> u64 {
        self.0 & ((1 << WHO) - 1)
    }

    /// Whether a step of this call may be the next, if no other call of the task goes on beside it. Calls inside of it may have
    /// given up.
    const fn is_before(self, call: u64) -> bool {
        match self.kind() {
            WAITS | TRIES => self.who() == call & ((1 << WHO) - 1),
            kind => kind == GAVE_UP,
        }
    }
}

/// Where the steps of the task that runs are kept. Relaxed loads and stores do: a task that goes on on another thread sees what it did.
#[derive(Debug, Clone, Copy)]
pub struct Trail {
    last: &'static AtomicU64,
    mark: u64,
}

/// Whether a call has ever given up after retries. Before that, no step is of interest, and a retry costs this one load; the inner call
/// that is the first to give up will do so again, in the outer one's next attempt.
static IN_USE: AtomicBool = AtomicBool::new(false);

impl Trail {
    /// That of the task that runs. It is good until the call waits: then another task runs.
    pub fn here() -> Self {
        // The numbers of tasks that retry may have any distance; multiplied so, they are spread (Fibonacci hashing).
        let spread = task::current().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The upper bits, which are as many as there are slots.
        let place = usize::try_from(spread >> (u64::BITS - BITS)).unwrap_or_default();
        // The next ones; never 0, which is the mark of a slot that nobody had.
        let mark = (spread >> (u64::BITS - BITS - MARK) & ((1 << MARK) - 1)) | 1;
        Self { last: &SLOTS[place], mark }
    }

    /// What the task did last, unless that is forgotten.
    fn last(self) -> Option<Step> {
        let last = Step(self.last.load(Ordering::Relaxed));
        (last.mark() == self.mark).then_some(last)
    }

    fn set(self, kind: u64, who: u64) {
        self.last.store(Step::of(self.mark, kind, who).0, Ordering::Relaxed);
    }

    /// This call has failed and will wait for its next attempt.
    pub fn waits(self, call: usize, attempt: u32) {
        let call = call as u64;
        if attempt == 1 {
            return self.set(WAITS, call);
        }
        match self.last() {
            Some(last) if last.is_before(call) => self.set(WAITS, call),
            Some(_) => self.set(OTHER, 0),
            None => {}
        }
    }

    /// The wait of a call is over: what happened before is not in its next attempt. Whose wait it was is not known.
    fn tries(self) {
        match self.last() {
            Some(last) if last.kind() == WAITS => self.set(TRIES, last.who()),
            Some(_) => self.set(OTHER, 0),
            None => {}
        }
    }

    /// This call gave up after retries; the function is known by its number. From now on there is something to find.
    pub fn gave_up(self, call: usize, function: u32) {
        IN_USE.store(true, Ordering::Relaxed);
        match self.last() {
            Some(last) if last.is_before(call as u64) => self.set(GAVE_UP, function.into()),
            Some(_) => self.set(OTHER, 0),
            None => {}
        }
    }

    /// The number of the function that gave up in this task, if nothing was retried since.
    pub fn given_up(self) -> Option<u32> {
        let last = self.last().filter(|last| last.kind() == GAVE_UP)?;
        u32::try_from(last.who()).ok()
    }
}

/// Whether there is anything to find.
#[inline]
pub fn in_use() -> bool {
    IN_USE.load(Ordering::Relaxed)
}

/// The wait of a call is over.
#[inline]
pub fn tries() {
    if in_use() {
        note_tries();
    }
}

#[cold]
fn note_tries() {
    Trail::here().tries();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::runtime::Builder;
    use tokio::sync::Barrier;

    use super::*;

    fn waits(call: usize, attempt: u32) {
        Trail::here().waits(call, attempt);
    }

    fn gives_up(call: usize, function: u32) {
        Trail::here().gave_up(call, function);
    }

    /// Gives up, lets every other task do so, and then asks.
    async fn give_up(function: u32, all: Arc<Barrier>) -> bool {
        waits(1, 1);
        tries();
        gives_up(1, function);
        all.wait().await;
        let found = Trail::here().given_up();
        assert!(found.is_none_or(|found| found == function), "another's");
        found.is_some()
    }

    #[test]
    fn tasks_that_share_a_slot_miss_something_and_take_nothing_from_each_other() {
        IN_USE.store(true, Ordering::Relaxed);
        let runtime = Builder::new_current_thread().build().unwrap();
        let all = Arc::new(Barrier::new(3 << BITS));
        let tasks: Vec<_> = (0..3 << BITS).map(|function| runtime.spawn(give_up(function, all.clone()))).collect();
        let found = tasks.into_iter().filter_map(|task| runtime.block_on(task).unwrap().then_some(())).count();
        assert!((1..=SLOTS.len()).contains(&found), "{found}");
    }

    #[test]
    fn what_comes_between_is_no_sign() {
        const FUNCTION: u32 = 7;
        type Steps = fn();
        IN_USE.store(true, Ordering::Relaxed);
        let steps: [(Steps, bool); 9] = [
            (|| (waits(1, 1), tries(), gives_up(1, FUNCTION)).2, true),
            (|| (waits(1, 1), gives_up(1, FUNCTION)).1, true),
            (
                || (waits(1, 1), tries(), gives_up(1, FUNCTION), waits(2, 2), tries(), gives_up(2, FUNCTION)).5,
                true,
            ),
            (|| (waits(1, 1), tries(), gives_up(1, FUNCTION), tries()).3, false),
            (|| (waits(1, 1), tries(), gives_up(1, FUNCTION), waits(2, 1)).3, false),
            (|| (waits(1, 1), waits(2, 1), tries(), gives_up(1, FUNCTION)).3, false),
            (|| (waits(2, 1), waits(1, 1), tries(), tries(), gives_up(1, FUNCTION)).4, false),
            (
                || (waits(1, 1), tries(), waits(2, 1), waits(1, 2), tries(), gives_up(1, FUNCTION)).5,
                false,
            ),
            (|| (waits(1, 1), tries(), waits(1, 2)).2, false),
        ];
        for (number, (steps, expected)) in steps.into_iter().enumerate() {
            steps();
            assert_eq!(Trail::here().given_up(), expected.then_some(FUNCTION), "{number}");
        }
    }
}
