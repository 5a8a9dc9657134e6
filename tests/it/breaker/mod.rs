//! `breaker(..)`: when attempts are refused, what counts, and where the breaker stands.

mod counts;
mod functions;
mod hung;
mod nested;
mod permits;
mod places;
mod probes;
mod published;
mod refusal;
mod refusals;
mod several;
mod slow;
mod states;
mod threads;
mod trips_on;
