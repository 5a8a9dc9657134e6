//! Retries in retries: a call that gives up inside of a later attempt of another has its attempts multiplied.
//!
//! Each pair of functions is told once. Its calls may multiply in every request, and what is to be done about it is in the code.

use std::ptr;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::observe::events::{self, Failure};
use crate::observe::function::Function;
use crate::wait::trail;

/// An outer function, and one that gave up inside of its attempts.
type Pair = [&'static Function; 2];

static PAIRS: Mutex<Vec<Pair>> = Mutex::new(Vec::new());

/// The functions that gave up after retries; the number of each is its place, counted from 1.
static FUNCTIONS: Mutex<Vec<&'static Function>> = Mutex::new(Vec::new());

fn functions() -> MutexGuard<'static, Vec<&'static Function>> {
    FUNCTIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of a function, which it gets when it is first asked for.
fn number(function: &'static Function) -> u32 {
    match function.number.load(Ordering::Relaxed) {
        0 => enlist(function),
        number => number,
    }
}

#[cold]
fn enlist(function: &'static Function) -> u32 {
    let mut functions = functions();
    let known = functions.iter().position(|known| ptr::eq(*known, function));
    let place = known.unwrap_or_else(|| {
        functions.push(function);
        functions.len() - 1
    });
    let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
    function.number.store(number, Ordering::Relaxed);
    number
}

fn function(number: u32) -> Option<&'static Function> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    functions().get(place).copied()
}

fn pairs() -> MutexGuard<'static, Vec<Pair>> {
    PAIRS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An attempt has failed: whether another call gave up inside of it.
pub fn failed(failure: &Failure) {
    // In a first attempt nothing is multiplied yet, nor is it known what happened before it.
    if failure.attempt > 1 {
        tell(failure);
    }
}

#[cold]
fn tell(outer: &Failure) {
    let Some(inner) = trail::given_up().and_then(function) else {
        return;
    };
    if is_new([outer.function, inner]) {
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

/// A call has ended with an error after so many attempts. One attempt multiplies nothing.
#[inline]
pub fn gave_up(function: &'static Function, attempts: u32, call: usize) {
    if attempts > 1 {
        trail::gave_up(call, number(function));
    }
}

/// The same, in a wait.
#[inline]
pub fn cancelled(function: &'static Function, attempts: u32) {
    if attempts > 1 {
        trail::cancelled(number(function));
    }
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
