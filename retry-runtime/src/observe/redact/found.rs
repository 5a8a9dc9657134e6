//! What a rule says to the pass.

use std::ops::Range;

use super::tables::names::Kind;

pub enum Found {
    /// This is to be hidden.
    Secret(Range<usize>),
    /// What the bracket at `open` holds is secret, piece by piece, if it is of a kind; no piece is if it is of none.
    Nest { open: usize, kind: Option<Kind> },
}
