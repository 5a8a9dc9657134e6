//! What the compiler says of each mistake: the words, and the token they stand under.
//!
//! Messages differ between compiler versions, so the test exists for one of them only. After a change of a message, run
//! `TRYBUILD=overwrite cargo test --test ui` and read the difference as the one who made the mistake.
//!
//! A binary of its own: it runs the compiler for every mistake, for which the other tests should not have to wait.

#[rustversion::stable(1.95)]
#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
