//! `budget = ..`: retries cost tokens, successes give them back, and without tokens there is no retry.

mod paid_back;
mod places;
mod published;
mod refill;
mod refusals;
mod stopped;
mod storm;
mod tokens;
