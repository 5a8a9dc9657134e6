//! What operators may change. Each action is a form: it names a thing, something is done to it, and the page comes back.

mod back;
mod breaker;
mod budget;
mod mode;
mod named;
mod origin;
mod refused;
mod routes;
mod tighten;

pub use routes::routes;
