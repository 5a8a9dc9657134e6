//! A real HTTP server on loopback that answers as Gemini does, with the faults it is told to have.
//!
//! It is the witness of the run: it notes the job and the time of every request before it looks at anything else.

mod book;
mod connection;
mod faults;
mod replies;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use self::book::Book;
use self::connection::{Doors, Line};
pub use self::faults::{Fault, Faults};
use crate::clock::Timestamp;
use crate::gemini::JOB_HEADER;
use crate::jobs::JobId;

/// More than any request of the services needs.
const MAX_BODY: usize = 1 << 20;

/// The running server. It stops when this is dropped.
#[derive(Debug)]
pub struct GeminiServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    key: Mutex<String>,
    book: Book,
}

impl GeminiServer {
    /// Starts a server on a free port of loopback that accepts `key`.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start(key: &str) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { key: Mutex::new(key.to_owned()), book: Book::default() });
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared))
            .into_make_service_with_connect_info::<Line>();
        let task = tokio::spawn(async move {
            // `serve` has no end of its own; dropping the server aborts this task.
            let _ended = axum::serve(Doors(listener), router).await;
        });
        Ok(Self { address, shared, task })
    }

    /// Where the server is, such as `http://127.0.0.1:1234`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Accepts this key from now on, and no other.
    pub fn accept(&self, key: &str) {
        key.clone_into(&mut self.shared.key());
    }

    /// Sets the faults that the requests of `job` meet. A job without faults is served well.
    pub fn plan(&self, job: JobId, faults: Faults) {
        self.shared.book.plan(job, faults);
    }

    /// When the requests of `job` arrived, in order.
    #[must_use]
    pub fn requests(&self, job: JobId) -> Vec<Timestamp> {
        self.shared.book.requests(Some(job))
    }

    /// When requests arrived that named no job.
    #[must_use]
    pub fn strays(&self) -> Vec<Timestamp> {
        self.shared.book.requests(None)
    }
}

impl Shared {
    fn key(&self) -> MutexGuard<'_, String> {
        // The key is replaced in one step, so a panic elsewhere leaves it whole.
        self.key.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for GeminiServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Answers every request, whatever its path, so that none is left uncounted.
async fn answer(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let fault = shared.book.enter(header(JOB_HEADER).and_then(|job| job.parse().ok()));
    // Read before it is judged: closing a connection with unread bytes can destroy the answer on its way.
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return replies::invalid_request("The request body could not be read.");
    };
    if header("x-goog-api-key") != Some(shared.key().as_str()) {
        return replies::invalid_key();
    }
    match fault {
        None => replies::healthy(uri.path(), &body),
        Some(Fault::InvalidKey) => replies::invalid_key(),
        Some(Fault::InvalidRequest) => replies::invalid_request("Request contains an invalid argument."),
        Some(Fault::Throttled(wait)) => replies::throttled(wait),
        Some(Fault::DailyQuota) => replies::daily_quota(),
        Some(Fault::Unavailable) => replies::unavailable(),
        Some(Fault::Internal) => replies::internal(),
        Some(Fault::Malformed) => replies::malformed(),
        Some(Fault::Hung) => std::future::pending().await,
        Some(Fault::Dropped) => {
            line.cut();
            ().into_response()
        }
    }
}
