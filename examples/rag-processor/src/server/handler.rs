//! What becomes of a request.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Response};

use super::book::Book;
use super::connection::Line;
use super::files::Shelf;
use super::{Call, Fault, replies};
use crate::gemini::JOB_HEADER;
use crate::jobs::JobId;

/// More than any request of the services needs.
const MAX_BODY: usize = 1 << 20;

/// What the server knows.
#[derive(Debug)]
pub(super) struct Shared {
    key: Mutex<String>,
    pub(super) book: Book,
    pub(super) shelf: Shelf,
}

impl Shared {
    pub(super) fn new(key: &str) -> Self {
        Self {
            key: Mutex::new(key.to_owned()),
            book: Book::default(),
            shelf: Shelf::default(),
        }
    }

    /// Accepts this key from now on, and no other.
    pub(super) fn accept(&self, key: &str) {
        key.clone_into(&mut self.key());
    }

    fn key(&self) -> MutexGuard<'_, String> {
        // The key is replaced in one step, so a panic elsewhere leaves it whole.
        self.key.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what a request asks for, and answers it.
    fn serve(&self, call: Call, job: Option<JobId>, path: &str, body: &[u8]) -> Response {
        match call {
            Call::Model => replies::model(path, body),
            Call::BeginUpload => replies::begun(body, |name| self.shelf.begin(job, name)),
            Call::FinishUpload => replies::file(path, |name| self.shelf.finish(name)),
            Call::DeleteFile => replies::file(path, |name| self.shelf.delete(name)),
        }
    }
}

/// Answers every request, whatever its path, so that none is left uncounted.
pub(super) async fn answer(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (call, job) = (Call::of(&method, uri.path()), header(JOB_HEADER).and_then(|job| job.parse().ok()));
    let fault = shared.book.enter(job, call);
    // Read before it is judged: closing a connection with unread bytes can destroy the answer on its way.
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return replies::invalid_request("The request body could not be read.");
    };
    if header("x-goog-api-key") != Some(shared.key().as_str()) {
        return replies::invalid_key();
    }
    let serve = || shared.serve(call, job, uri.path(), &body);
    match fault {
        None => serve(),
        Some(Fault::InvalidKey) => replies::invalid_key(),
        Some(Fault::InvalidRequest) => replies::invalid_request("Request contains an invalid argument."),
        Some(Fault::Throttled(wait)) => replies::throttled(wait),
        Some(Fault::DailyQuota) => replies::daily_quota(),
        Some(Fault::Unavailable) => replies::unavailable(),
        Some(Fault::Internal) => replies::internal(),
        Some(Fault::Malformed) => replies::malformed(),
        Some(fault @ (Fault::Hung | Fault::Dropped)) => {
            // Of an upload that begins, the answer is lost and not the request: there is a file that nobody was told of.
            if call == Call::BeginUpload {
                serve();
            }
            if fault == Fault::Hung {
                std::future::pending::<()>().await;
            }
            line.cut();
            ().into_response()
        }
    }
}
