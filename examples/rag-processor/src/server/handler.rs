//! What becomes of a request.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Response};

use super::book::Book;
use super::cloud::{self, Cloud};
use super::connection::Line;
use super::files::Shelf;
use super::{Call, Fault, replies};
use crate::call::{ATTEMPT_HEADER, JOB_HEADER};
use crate::jobs::JobId;

/// More than any request of the services needs.
const MAX_BODY: usize = 48 << 20;

/// What the server knows.
#[derive(Debug)]
pub(super) struct Shared {
    key: Mutex<String>,
    pub(super) book: Book,
    pub(super) shelf: Shelf,
    pub(super) cloud: Cloud,
}

impl Shared {
    pub(super) fn new(key: &str) -> Self {
        Self {
            key: Mutex::new(key.to_owned()),
            book: Book::default(),
            shelf: Shelf::default(),
            cloud: Cloud::default(),
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
    fn serve(&self, request: &Request<'_>) -> Response {
        let Request { call, job, uri, headers, body } = *request;
        let path = uri.path();
        match call {
            Call::Model => replies::model(path, body),
            Call::BeginUpload => replies::begun(body, |name| self.shelf.begin(job, name)),
            Call::FinishUpload => replies::file(path, |name| self.shelf.finish(name)),
            Call::DeleteFile => replies::file(path, |name| self.shelf.delete(name)),
            Call::Download => self.cloud.object(path, uri.query().unwrap_or_default(), headers),
            Call::Embed => cloud::vectors(body),
            Call::Token => self.cloud.token(body),
        }
    }

    /// Meets a fault.
    async fn fail(&self, fault: Fault, request: &Request<'_>, line: &Line) -> Response {
        match fault {
            Fault::Hung | Fault::Dropped => {
                // Of an upload that begins, the answer is lost and not the request: there is a file that nobody was told of.
                if request.call == Call::BeginUpload {
                    self.serve(request);
                }
                if fault == Fault::Hung {
                    std::future::pending::<()>().await;
                }
                line.cut();
                ().into_response()
            }
            Fault::Truncated => replies::truncated(self.serve(request)).await,
            fault => replies::failure(fault, request.call),
        }
    }

    /// What is said of the key or the token of a request, if it is not accepted.
    fn refusal(&self, request: &Request<'_>) -> Option<Response> {
        let header = |name| request.headers.get(name).and_then(|value| value.to_str().ok());
        match request.call {
            Call::Token => None,
            Call::Download | Call::Embed => (!self.cloud.accepts(header("authorization"))).then(cloud::unauthenticated),
            _ => (header("x-goog-api-key") != Some(self.key().as_str())).then(replies::invalid_key),
        }
    }
}

/// A request, read to its end.
struct Request<'a> {
    call: Call,
    job: Option<JobId>,
    uri: &'a Uri,
    headers: &'a HeaderMap,
    body: &'a [u8],
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
    let fate = shared.book.enter(job, call, header(ATTEMPT_HEADER));
    if let (Some(job), Some(attempt), Some(from)) = (job, header(ATTEMPT_HEADER), cloud::range(&headers)) {
        shared.book.note_range(job, attempt, from);
    }
    // Read before it is judged: closing a connection with unread bytes can destroy the answer on its way.
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return replies::invalid_request("The request body could not be read.");
    };
    if !fate.delay.is_zero() {
        tokio::time::sleep(fate.delay).await;
    }
    let request = Request { call, job, uri: &uri, headers: &headers, body: &body };
    if let Some(refusal) = shared.refusal(&request) {
        return refusal;
    }
    match fate.fault {
        None => shared.serve(&request),
        Some(fault) => shared.fail(fault, &request, &line).await,
    }
}
