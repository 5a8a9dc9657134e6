//! The HTTP server. The pages are one line of it; the rest is how a service starts, ends, and knows its operators.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;

/// How long requests under way may take after the shutdown; a client that stays silent must not hold the process.
const GRACE: Duration = Duration::from_secs(1);

/// All that it answers.
pub fn routes() -> Router {
    Router::new()
        .route("/", get(Redirect::to("/retries")))
        .nest("/retries", retry_admin::router().with_actions().into())
        .layer(from_fn(local))
}

/// In the place of a login: who is on this machine is an operator.
///
/// The port is on loopback, but a name of any site can be made to point there, and its page is then of the same origin. So the
/// host must be asked for by a name that is no site's.
async fn local(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _port)| name));
    match name {
        Some("127.0.0.1" | "localhost") => next.run(request).await,
        _ => (StatusCode::FORBIDDEN, "ask for 127.0.0.1 or localhost\n").into_response(),
    }
}

/// Answers on `listener` until `shutdown` resolves.
///
/// # Errors
/// If the listener fails.
pub async fn serve(listener: TcpListener, shutdown: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (sender, receiver) = oneshot::channel();
    let shutdown = async move {
        shutdown.await;
        // Nobody listens if the server has failed already.
        let _gone = sender.send(());
    };
    let server = axum::serve(listener, routes()).with_graceful_shutdown(shutdown);
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
