//! The HTTP API: files go in, jobs can be looked at, and operators see how the services are.

mod auth;
mod files;
mod health;
mod jobs;
mod metrics;
mod problem;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, OriginalUri};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Router, middleware};

pub use self::auth::Token;
pub use self::metrics::Metrics;
pub use self::problem::Problem;
use crate::jobs::Jobs;

/// The description of the API, for machines.
pub const OPENAPI: &str = include_str!("openapi.json");

/// What the API needs.
#[derive(Clone, Debug)]
pub struct Api {
    /// The table that files become jobs of.
    pub jobs: Jobs,
    /// What every request but those for the health has to bring. Without one, everybody may do everything.
    pub token: Option<Token>,
    /// How large a file may be, in bytes.
    pub max_size: usize,
    /// What was counted in this process.
    pub metrics: Metrics,
}

/// All that the API answers.
pub fn router(api: Api) -> Router {
    // Whoever brings no token may look, and change nothing.
    let retries = retry_admin::router();
    let retries = if api.token.is_some() { retries.with_actions() } else { retries };
    let api = Arc::new(api);
    Router::new()
        // It has limits of its own, for each kind of body.
        .route("/files", post(files::post).layer(DefaultBodyLimit::disable()))
        .route("/jobs", get(jobs::list))
        .route("/jobs/{id}", get(jobs::get))
        .route("/metrics", get(metrics::get))
        .route("/openapi.json", get(openapi))
        .nest("/retries", retries.into())
        .fallback(nothing)
        .method_not_allowed_fallback(not_allowed)
        .layer(middleware::from_fn_with_state(Arc::clone(&api), auth::check))
        // Behind the check, so that whoever watches the service needs no token.
        .route("/health", get(health::get))
        .with_state(api)
}

async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

async fn nothing(OriginalUri(uri): OriginalUri) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, format!("there is nothing at {}; see /openapi.json", uri.path()))
}

async fn not_allowed() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "this cannot be done here; see /openapi.json")
}
