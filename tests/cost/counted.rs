//! Of a call that succeeds at once and is counted, with the feature `metrics`.

use allocation_counter::measure;
use metrics_util::debugging::DebuggingRecorder;
use retry_runtime::retry;

use crate::common::Error;

#[test]
fn a_success_that_is_counted_allocates_nothing() {
    #[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy])]
    fn load(number: usize) -> Result<usize, Error> {
        Ok(number)
    }
    let recorder = DebuggingRecorder::new();
    let _recorder = metrics::set_default_local_recorder(&recorder);
    // The recorder makes room for a series at its first call.
    load(1).unwrap();
    assert_eq!(measure(|| assert_eq!(load(7), Ok(7))).count_total, 0);
}
