//! A page that lists every retried function of a service, with its policy, its worst case and what its calls came to, and
//! the circuit breakers with their states: as HTML for people, as JSON for tools.
//!
//! [`breakers`], [`json`], [`page`] and [`server`] are what a service takes over; [`services`] and [`load`] stand for the
//! service itself.

pub mod breakers;
pub mod json;
pub mod load;
pub mod page;
pub mod server;
pub mod services;
