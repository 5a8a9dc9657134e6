//! A real HTTP server on loopback that answers as Gemini, Cloud Storage, Vertex AI and their token server do, with the
//! faults it is told to have.
//!
//! It is the witness of the run: it notes the job and the time of every request before it looks at anything else.

mod book;
mod call;
mod cloud;
mod connection;
mod faults;
mod files;
mod handler;
mod replies;
mod weather;

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use self::book::{Attempt, Tally};
pub use self::call::Call;
use self::connection::{Doors, Line};
pub use self::faults::{Fault, Faults};
pub use self::files::Files;
use self::handler::{Shared, answer};
pub use self::weather::Weather;
use crate::clock::Timestamp;
use crate::jobs::JobId;

/// The running server. It stops when this is dropped.
#[derive(Debug)]
pub struct GoogleServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl GoogleServer {
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

    /// Sets the faults that the requests for `call` meet, whatever their job.
    pub fn plan_all(&self, call: Call, faults: Faults) {
        self.shared.book.plan_all(call, faults);
    }

    /// Sets what every counted attempt meets from now on.
    pub fn set_weather(&self, weather: Option<Weather>) {
        self.shared.book.set_weather(weather);
    }

    /// Puts an object into a bucket, `bucket/name`, in the place of the one that there is.
    pub fn put(&self, path: &str, content: &[u8]) {
        self.shared.cloud.put(path, content);
    }

    /// No token that was given out so far is accepted any more.
    pub fn revoke_tokens(&self) {
        self.shared.cloud.revoke_tokens();
    }

    /// The attempts that were counted by their jobs and arrived here, by job and name.
    #[must_use]
    pub fn attempts(&self) -> BTreeMap<(JobId, String), Attempt> {
        self.shared.book.attempts()
    }

    /// How many requests of such attempts there were so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.shared.book.tally()
    }

    /// When requests of `job` for `call` arrived, in order.
    #[must_use]
    pub fn requests_for(&self, job: Option<JobId>, call: Call) -> Vec<Timestamp> {
        self.shared.book.requests(job, |other| other == call)
    }

    /// When the model requests of `job` arrived, in order.
    #[must_use]
    pub fn requests(&self, job: JobId) -> Vec<Timestamp> {
        self.shared.book.requests(Some(job), |call| call == Call::Model)
    }

    /// When its requests for files arrived, in order.
    #[must_use]
    pub fn file_requests(&self, job: JobId) -> Vec<Timestamp> {
        self.shared.book.requests(Some(job), |call| {
            matches!(call, Call::BeginUpload | Call::FinishUpload | Call::DeleteFile)
        })
    }

    /// The files that there are of `job` now.
    #[must_use]
    pub fn files(&self, job: JobId) -> Files {
        self.shared.shelf.of(job)
    }

    /// When requests arrived that named no job.
    #[must_use]
    pub fn strays(&self) -> Vec<Timestamp> {
        self.shared.book.requests(None, |call| call != Call::Token)
    }
}

impl Drop for GoogleServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}
