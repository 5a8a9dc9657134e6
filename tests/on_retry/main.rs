//! `on_retry`: what runs before each wait, inside the function.

#[path = "../common/mod.rs"]
mod common;

mod forms;
mod functions;
mod limits;
mod send;
mod told;
mod when;
