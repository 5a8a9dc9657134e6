//! A real HTTP server on loopback that answers as Gemini does, with the faults it is told to have.
//!
//! It is the witness of the run: it notes the job and the time of every request before it looks at anything else.

mod book;
mod call;
mod connection;
mod faults;
mod files;
mod handler;
mod replies;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use self::call::Call;
use self::connection::{Doors, Line};
pub use self::faults::{Fault, Faults};
pub use self::files::Files;
use self::handler::{Shared, answer};
use crate::clock::Timestamp;
use crate::jobs::JobId;

/// The running server. It stops when this is dropped.
#[derive(Debug)]
pub struct GeminiServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl GeminiServer {
    /// Starts a server on a free port of loopback that accepts `key`.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start(key: &str) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(key));
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
        self.shared.accept(key);
    }

    /// Sets the faults that the model requests of `job` meet. A job without faults is served well.
    pub fn plan(&self, job: JobId, faults: Faults) {
        self.plan_call(job, Call::Model, faults);
    }

    /// The same for any call.
    pub fn plan_call(&self, job: JobId, call: Call, faults: Faults) {
        self.shared.book.plan(job, call, faults);
    }

    /// When the model requests of `job` arrived, in order.
    #[must_use]
    pub fn requests(&self, job: JobId) -> Vec<Timestamp> {
        self.shared.book.requests(Some(job), |call| call == Call::Model)
    }

    /// When its requests for files arrived, in order.
    #[must_use]
    pub fn file_requests(&self, job: JobId) -> Vec<Timestamp> {
        self.shared.book.requests(Some(job), |call| call != Call::Model)
    }

    /// The files that there are of `job` now.
    #[must_use]
    pub fn files(&self, job: JobId) -> Files {
        self.shared.shelf.of(job)
    }

    /// When requests arrived that named no job.
    #[must_use]
    pub fn strays(&self) -> Vec<Timestamp> {
        self.shared.book.requests(None, |_| true)
    }
}

impl Drop for GeminiServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}
