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
#[derive(Clone, Copy)]
struct Slot {
    last: &'static AtomicU64,
    mark: u64,
}

impl Slot {
    fn current() -> Self {
        // The numbers of tasks that retry may have any distance; multiplied so, they are spread (Fibonacci hashing).
        let [high, low, a, b, c, ..] = task::current().wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        let place = usize::from(u16::from_be_bytes([high, low]) >> (u16::BITS - BITS));
        // Never 0, which is the mark of a slot that nobody had.
        let mark = u64::from(u32::from_be_bytes([0, a, b, c])) | 1;
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
}

/// Whether a call has ever given up after retries. Before that, no step is of interest, and a retry costs this one load; the inner call
/// that is the first to give up will do so again, in the outer one's next attempt.
static IN_USE: AtomicBool = AtomicBool::new(false);

/// Whether there is anything to find.
#[inline]
pub fn in_use() -> bool {
    IN_USE.load(Ordering::Relaxed)
}

/// This call has failed and will wait for its next attempt.
#[inline]
pub fn waits(call: usize, attempt: u32) {
    if in_use() {
        note_waits(call, attempt);
    }
}

fn note_waits(call: usize, attempt: u32) {
    let (slot, call) = (Slot::current(), call as u64);
    if attempt == 1 {
        return slot.set(WAITS, call);
    }
    match slot.last() {
        Some(last) if last.is_before(call) => slot.set(WAITS, call),
        Some(_) => slot.set(OTHER, 0),
        None => {}
    }
}

/// The wait of a call is over: what happened before is not in its next attempt. Whose wait it was is not known.
#[inline]
pub fn tries() {
    if in_use() {
        note_tries();
    }
}

fn note_tries() {
    let slot = Slot::current();
    match slot.last() {
        Some(last) if last.kind() == WAITS => slot.set(TRIES, last.who()),
        Some(_) => slot.set(OTHER, 0),
        None => {}
    }
}

/// This call gave up after retries; the function is known by its number.
pub fn gave_up(call: usize, function: u32) {
    IN_USE.store(true, Ordering::Relaxed);
    let slot = Slot::current();
    match slot.last() {
        Some(last) if last.is_before(call as u64) => slot.set(GAVE_UP, function.into()),
        Some(_) => slot.set(OTHER, 0),
        None => {}
    }
}

/// A call gave up in its wait after retries; its state is out of reach.
pub fn cancelled(function: u32) {
    IN_USE.store(true, Ordering::Relaxed);
    let slot = Slot::current();
    match slot.last() {
        Some(last) if last.kind() == WAITS => slot.set(GAVE_UP, function.into()),
        Some(_) => slot.set(OTHER, 0),
        None => {}
    }
}

/// The number of the function that gave up in this task, if nothing was retried since.
pub fn given_up() -> Option<u32> {
    let last = Slot::current().last().filter(|last| last.kind() == GAVE_UP)?;
    u32::try_from(last.who()).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::runtime::Builder;
    use tokio::sync::Barrier;

    use super::*;

    /// Gives up, lets every other task do so, and then asks.
    async fn give_up(function: u32, all: Arc<Barrier>) -> bool {
        waits(1, 1);
        tries();
        gave_up(1, function);
        all.wait().await;
        let found = given_up();
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
        let steps: [(Steps, bool); 11] = [
            (|| (waits(1, 1), tries(), gave_up(1, FUNCTION)).2, true),
            (|| (waits(1, 1), gave_up(1, FUNCTION)).1, true),
            (|| (waits(1, 1), cancelled(FUNCTION)).1, true),
            (
                || (waits(1, 1), tries(), gave_up(1, FUNCTION), waits(2, 2), tries(), gave_up(2, FUNCTION)).5,
                true,
            ),
            (|| (waits(1, 1), tries(), gave_up(1, FUNCTION), tries()).3, false),
            (|| (waits(1, 1), tries(), gave_up(1, FUNCTION), waits(2, 1)).3, false),
            (|| (waits(1, 1), waits(2, 1), tries(), gave_up(1, FUNCTION)).3, false),
            (|| (waits(2, 1), waits(1, 1), tries(), tries(), gave_up(1, FUNCTION)).4, false),
            (
                || (waits(1, 1), tries(), waits(2, 1), waits(1, 2), tries(), gave_up(1, FUNCTION)).5,
                false,
            ),
            (|| (waits(1, 1), tries(), cancelled(FUNCTION)).2, false),
            (|| (waits(1, 1), tries(), waits(1, 2)).2, false),
        ];
        for (number, (steps, expected)) in steps.into_iter().enumerate() {
            steps();
            assert_eq!(given_up(), expected.then_some(FUNCTION), "{number}");
        }
    }
}
