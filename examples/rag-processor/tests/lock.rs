//! What the services do when a call fails is reviewed: a change of it is a change of `retry.lock`.

use rag_processor as _;

#[test]
fn retries_are_as_reviewed() {
    retry_runtime::assert_sites!("retry.lock");
}
