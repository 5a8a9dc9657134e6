//! `expected`: an error that is an answer, and no failure.

mod entries;
mod limits;
