//! A real HTTP server on loopback that answers by a script and keeps what it was asked.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use tokio::net::TcpListener;

use crate::Answer;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Request {
    /// The number of requests before it.
    pub before: usize,
    /// The method and the path with its query: `GET /videos/7?part=1`.
    pub line: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, which is text.
    pub body: String,
}

impl Request {
    /// The value of a header, empty if there is none.
    ///
    /// # Panics
    /// If it is no text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

/// A server that runs until the program ends.
pub struct Server {
    address: SocketAddr,
    scene: Arc<Scene>,
}

struct Scene {
    seen: Mutex<Vec<Request>>,
    answer: Box<dyn Fn(&Request) -> Answer + Send + Sync>,
}

impl Server {
    /// A server that gives these answers in their order, and the last of them from then on.
    pub async fn answering<A: Into<Vec<Answer>>>(answers: A) -> Self {
        let answers = answers.into();
        Self::start(move |request| answers[request.before.min(answers.len() - 1)].clone()).await
    }

    /// A server that answers by a function.
    ///
    /// # Panics
    /// Where there is no loopback to listen on.
    pub async fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port of loopback");
        let address = listener.local_addr().expect("an address");
        let scene = Arc::new(Scene { seen: Mutex::default(), answer: Box::new(answer) });
        let router = Router::new().fallback(respond).with_state(scene.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { address, scene }
    }

    /// The URL of a path: `server.url("/videos/7")`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// All requests so far.
    ///
    /// # Panics
    /// If the function that answers has panicked.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.scene.seen.lock().expect("the answers do not panic").clone()
    }

    /// The first lines of all requests so far: `GET /videos/7`.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.line).collect()
    }

    /// How many requests there were so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.requests().len()
    }
}

async fn respond(
    State(scene): State<Arc<Scene>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = {
        let mut seen = scene.seen.lock().expect("the answers do not panic");
        let body = String::from_utf8_lossy(&body).into_owned();
        let request = Request { before: seen.len(), line: format!("{method} {uri}"), headers, body };
        seen.push(request.clone());
        (scene.answer)(&request)
    };
    answer.respond().await
}
