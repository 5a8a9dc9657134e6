//! The clock of every limit; the only file that reads one.

use std::time::Duration;

use tokio::time::Instant;

/// What a time limit is where the clock does not reach as far as it: as good as none.
///
/// `Instant` has no greatest value. Thirty years from now is what tokio itself takes for "far future".
const THIRTY_YEARS: Duration = Duration::from_secs(30 * 365 * 86_400);

/// The one place that reads a clock, so that a test can count the readings of a call.
///
/// It is tokio's clock: a paused one drives every limit of the crate.
#[expect(clippy::disallowed_methods, reason = "every other reading goes through here")]
#[inline]
pub fn now() -> Instant {
    #[cfg(test)]
    tests::READINGS.with(|readings| readings.set(readings.get() + 1));
    Instant::now()
}

/// The moment this long from now.
#[inline]
pub fn after(time: Duration) -> Instant {
    let now = now();
    now.checked_add(time).or_else(|| now.checked_add(THIRTY_YEARS)).unwrap_or(now)
}

#[cfg(test)]
pub mod tests {
    use std::cell::Cell;

    thread_local! {
        pub static READINGS: Cell<u32> = const { Cell::new(0) };
    }

    pub fn readings() -> u32 {
        READINGS.with(Cell::get)
    }
}
