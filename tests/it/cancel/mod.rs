//! `cancel = ..`: a wait ends at once when the future resolves; and what a call leaves behind that is dropped.

mod every_await;
mod futures;
mod waits;
