//! The HTTP server: two pages, and 404 for everything else.

use std::io;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;

use crate::breakers::{Breaker, Breakers};
use crate::json::Retries;
use crate::page;

/// Nothing from anywhere but the page's own style sheet: should some text ever get past the escaping, it cannot run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How long requests under way may take after the shutdown; a client that stays silent must not hold the process.
const GRACE: Duration = Duration::from_secs(1);

/// The routes, to be merged into the router that a service has for its operators.
///
/// There is no login here, and the page tells how the service is built and how it fails. It belongs behind the one that
/// the service has, or on loopback.
pub fn routes(breakers: Breakers) -> Router {
    Router::new().route("/", get(html)).route("/retries.json", get(json)).with_state(breakers)
}

/// Answers on `listener` until `shutdown` resolves.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    listener: TcpListener,
    breakers: Breakers,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (sender, receiver) = oneshot::channel();
    let shutdown = async move {
        shutdown.await;
        // Nobody listens if the server has failed already.
        let _gone = sender.send(());
    };
    let router = routes(breakers).fallback(StatusCode::NOT_FOUND);
    let server = axum::serve(listener, router).with_graceful_shutdown(shutdown);
    let overdue = async {
        match receiver.await {
            Ok(()) => sleep(GRACE).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        result = server => result,
        () = overdue => Ok(()),
    }
}

async fn html(State(breakers): State<Breakers>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, page::render(&retry_runtime::sites(), &now(breakers)))
}

async fn json(State(breakers): State<Breakers>) -> impl IntoResponse {
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, Json(Retries::new(retry_runtime::sites(), &now(breakers))))
}

fn now(breakers: Breakers) -> Vec<Breaker> {
    breakers.iter().map(|breaker| Breaker::of(breaker)).collect()
}
