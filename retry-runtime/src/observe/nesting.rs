//! Retries in retries: a call that gives up inside of a later attempt of another has its attempts multiplied.
//!
//! Each pair of functions is told once. Its calls may multiply in every request, and what is to be done about it is in the code.

use std::ptr;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::observe::ending::Ending;
use crate::observe::events::{self, Failure};
use crate::observe::function::Function;
use crate::wait::trail::{self, Trail};

/// An outer function, and one that gave up inside of its attempts.
type Pair = [&'static Function; 2];

static PAIRS: Mutex<Vec<Pair>> = Mutex::new(Vec::new());

/// The function that was last to give up after retries for the first time. Each knows the one before it: a list in which nothing is
/// allocated, for a failure costs no allocation.
static LAST: Mutex<Option<&'static Function>> = Mutex::new(None);

fn last() -> MutexGuard<'static, Option<&'static Function>> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of a function, which it gets when it is first asked for.
fn number(function: &'static Function) -> u32 {
    match function.given_up.load(Ordering::Relaxed) {
        0 => enlist(function),
        number => number,
    }
}

#[cold]
fn enlist(function: &'static Function) -> u32 {
    let mut last = last();
    // Under the lock, another thread may have been first.
    function.before.get_or_init(|| {
        let number = last.map_or(1, |last| last.given_up.load(Ordering::Relaxed).saturating_add(1));
        function.given_up.store(number, Ordering::Relaxed);
        last.replace(function)
    });
    function.given_up.load(Ordering::Relaxed)
}

fn function(number: u32) -> Option<&'static Function> {
    let mut next = *last();
    while let Some(function) = next {
        if function.given_up.load(Ordering::Relaxed) == number {
            return Some(function);
        }
        next = function.before.get().copied().flatten();
    }
    None
}

fn pairs() -> MutexGuard<'static, Vec<Pair>> {
    PAIRS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A failed attempt is to be followed by another.
#[inline]
pub fn waits(failure: &Failure, call: usize) {
    if trail::in_use() {
        note_waits(failure, call);
    }
}

#[cold]
fn note_waits(failure: &Failure, call: usize) {
    let trail = Trail::here();
    look(trail, failure);
    trail.waits(call, failure.attempt);
}

/// A call ends with the error of this attempt. One attempt multiplies nothing.
#[inline]
pub fn gave_up(failure: &Failure, ending: Ending, call: usize) {
    if failure.attempt > 1 {
        note_gave_up(failure, ending, call);
    }
}

#[cold]
fn note_gave_up(failure: &Failure, ending: Ending, call: usize) {
    let trail = Trail::here();
    look(trail, failure);
    // An answer is no failure for what is around it to try again.
    if ending != Ending::Expected {
        trail.gave_up(call, number(failure.function));
    }
}

/// A breaker refuses the attempt after so many.
pub fn refused(function: &'static Function, attempts: u32, call: usize) {
    if attempts > 1 {
        Trail::here().gave_up(call, number(function));
    }
}

/// Whether another call gave up inside of the attempt that failed.
fn look(trail: Trail, outer: &Failure) {
    // In a first attempt nothing is multiplied yet, nor is it known what happened before it.
    if outer.attempt == 1 {
        return;
    }
    let inner = trail.given_up().and_then(function);
    if let Some(inner) = inner.filter(|inner| is_new([outer.function, *inner])) {
        events::multiply(outer, inner);
    }
}

/// Keeps the pair. The lock is not held for the event: a subscriber may be a retried function's caller, too.
fn is_new(pair: Pair) -> bool {
    let mut pairs = pairs();
    let known = pairs
        .iter()
        .any(|known| known.iter().zip(pair).all(|(known, function)| ptr::eq(*known, function)));
    if !known {
        pairs.push(pair);
    }
    !known
}

/// The functions that gave up inside of later attempts of this one.
#[cfg(feature = "registry")]
pub fn multiplied(outer: &'static Function) -> Vec<&'static Function> {
    pairs()
        .iter()
        .filter(|[known, _]| ptr::eq(*known, outer))
        .map(|[_, inner]| *inner)
        .collect()
}
