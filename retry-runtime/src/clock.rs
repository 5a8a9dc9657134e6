use tokio::time::Instant;

/// The one place that reads a clock, so that a test can count the readings of a call.
///
/// It is tokio's clock: a paused one drives every limit of the crate.
#[expect(clippy::disallowed_methods, reason = "every other reading goes through here")]
pub fn now() -> Instant {
    #[cfg(test)]
    tests::READINGS.with(|readings| readings.set(readings.get() + 1));
    Instant::now()
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
