//! `on_retry`: what runs before each wait, inside the function.

mod forms;
mod functions;
mod limits;
mod macros;
mod send;
mod told;
mod when;
