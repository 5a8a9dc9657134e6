use super::*;
use crate::limits::deadline::ends;
use crate::observe::error_text::Shown;
use crate::wait::clock::tests::readings;
use crate::wait::schedule::Schedule;

static SITE: Site = Site::new("test", Schedule::new(&[Duration::from_secs(1), Duration::from_secs(2)]));

/// A registry notes when the last error was.
const NOTED: u32 = if cfg!(feature = "registry") { 1 } else { 0 };

fn fails(retry: &mut Retry, ends: &[Instant]) -> Option<Duration> {
    let judged = retry
        .until(ends)
        .judge(&SITE, &(), |error| (Decision::transient("test"), Shown::new(error).text()));
    judged.finish().map(|delay| delay.0)
}

fn succeeds(retry: &mut Retry) {
    retry.succeeded(&SITE);
}

#[test]
fn the_limit_is_one_more_than_the_table() {
    let mut retry = Retry::new(&SITE);
    assert_eq!(fails(&mut retry, &[]), Some(Duration::from_secs(1)));
    assert_eq!(fails(&mut retry, &[]), Some(Duration::from_secs(2)));
    assert_eq!(fails(&mut retry, &[]), None);
    assert_eq!(fails(&mut retry, &[]), None, "also when it is asked again");
}

#[test]
fn no_clock_is_read_without_a_time_limit() {
    let before = readings();
    let mut retry = Retry::new(&SITE);
    fails(&mut retry, &[]);
    succeeds(&mut retry);
    assert_eq!(readings() - before, NOTED);
}

#[test]
fn a_time_limit_reads_the_clock_at_the_start_and_for_each_failure() {
    let before = readings();
    let mut retry = Retry::new(&SITE);
    let ends = ends::<1>(Some(Duration::from_secs(10)));
    assert_eq!(readings() - before, 1);
    fails(&mut retry, &ends);
    assert_eq!(readings() - before, 2 + NOTED);
    succeeds(&mut retry);
    assert_eq!(readings() - before, 2 + NOTED);
}

#[test]
fn a_policy_without_a_time_limit_reads_no_clock() {
    let before = readings();
    assert_eq!(ends::<0>(None), []);
    assert_eq!(readings() - before, 0);
}

#[cfg(not(any(feature = "metrics", feature = "registry")))]
#[test]
fn the_state_of_most_calls_is_a_counter() {
    assert_eq!(size_of::<Retry>(), size_of::<u32>());
}

#[cfg(not(any(feature = "metrics", feature = "registry")))]
#[test]
fn each_kind_of_error_adds_a_counter() {
    assert_eq!(size_of::<Retry<[Count; 2]>>(), 3 * size_of::<u32>());
}

#[cfg(any(feature = "metrics", feature = "registry"))]
#[test]
fn the_state_of_a_call_that_is_counted_is_three_words() {
    assert_eq!(size_of::<Retry>(), 3 * size_of::<u64>());
}

#[test]
fn the_longest_limit_is_no_overflow() {
    let ends = ends::<1>(Some(Duration::MAX));
    assert_eq!(fails(&mut Retry::new(&SITE), &ends), Some(Duration::from_secs(1)));
}

/// It compiles only where nothing is read at run time.
#[cfg(not(feature = "registry"))]
#[test]
fn a_limit_that_nobody_can_lower_is_a_constant() {
    const LIMIT: u32 = {
        let function = crate::observe::function::Function::new("test", 3);
        let limit = function.limit();
        std::mem::forget(function);
        limit
    };
    assert_eq!(LIMIT, 3);
}

/// The limit in force is read where an attempt has failed, and by no call that succeeds at once.
#[cfg(feature = "registry")]
#[test]
fn the_limit_is_read_once_for_each_failure() {
    use crate::observe::function::tests::readings;

    let before = readings();
    let mut retry = Retry::new(&SITE);
    fails(&mut retry, &[]);
    assert_eq!(readings() - before, 1);
    fails(&mut retry, &[]);
    fails(&mut retry, &[]);
    assert_eq!(readings() - before, 3, "also where it ends the call");

    let before = readings();
    succeeds(&mut Retry::new(&SITE));
    assert_eq!(readings() - before, 0);
}
