//! `#[derive(Classify)]`: the markers of the variants, and the implementations written from them.
//!
//! Knows `errors` and `text` alone; it shares no syntax with the attribute.

pub mod carries;
pub mod classify;
pub mod marker;
pub mod variant;
