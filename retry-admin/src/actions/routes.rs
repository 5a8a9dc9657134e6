//! The routes of the actions, all of them behind the check of where a request comes from.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::post;

use super::{breaker, budget, mode, origin, tighten};

/// A form has a name or a pattern, and a number. The longest patterns are those of operators who name everything.
const LONGEST_FORM: usize = 16 * 1024;

/// All of them.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/actions/breaker/reset", post(breaker::reset))
        .route("/actions/breaker/force-open", post(breaker::force_open))
        .route("/actions/budget/stop", post(budget::stop))
        .route("/actions/budget/resume", post(budget::resume))
        .route("/actions/mode", post(mode::set))
        .route("/actions/tighten", post(tighten::set))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .route_layer(from_fn(origin::check))
}
