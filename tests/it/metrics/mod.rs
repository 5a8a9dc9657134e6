//! What calls count, with the feature `metrics`: by a recorder of the facade's own tools.

mod breakers;
mod described;
mod dropped;
mod labels;
mod outcomes;
mod panics;
mod waits;
