//! The API on a port of its own, and how it is asked.

use std::net::Ipv4Addr;

use rag_processor::api::{self, Api, Metrics, Token};
use rag_processor::jobs::Jobs;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::database::TestDatabase;

pub const TOKEN: &str = "a-token-that-is-not-told";
pub const MAX_SIZE: usize = 4096;

pub struct Service {
    pub url: String,
    pub jobs: Jobs,
    pub database: TestDatabase,
    pub client: Client,
}

impl Service {
    pub async fn start(database: TestDatabase) -> Self {
        Self::start_with(database, Some(Token::new(TOKEN))).await
    }

    pub async fn start_with(database: TestDatabase, token: Option<Token>) -> Self {
        let jobs = database.open().await;
        let metrics = Metrics::install().expect("metrics");
        let api = Api { jobs: jobs.clone(), token, max_size: MAX_SIZE, metrics };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, api::router(api)).await });
        let client = rag_processor::http::client().expect("a client");
        Self { url, jobs, database, client }
    }

    pub async fn each() -> Vec<Self> {
        let mut services = Vec::new();
        for database in TestDatabase::each().await {
            services.push(Self::start(database).await);
        }
        services
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url)).bearer_auth(TOKEN)
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.expect("an answer")
    }

    pub async fn submit(&self, body: &Value) -> Response {
        self.request(Method::POST, "/files").json(body).send().await.expect("an answer")
    }

    /// Sends a form with one field.
    pub async fn upload(&self, field: &str, content: &[u8]) -> Response {
        let head = format!("--cut\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"a\"\r\n\r\n");
        let body = [head.as_bytes(), content, b"\r\n--cut--\r\n"].concat();
        let request = self
            .request(Method::POST, "/files")
            .header("content-type", "multipart/form-data; boundary=cut");
        request.body(body).send().await.expect("an answer")
    }
}

pub async fn json(response: Response) -> Value {
    response.json().await.expect("JSON")
}

/// Checks that it is a problem as RFC 9457 has it: what it says.
pub async fn problem(response: Response, status: StatusCode) -> String {
    let (code, headers) = (response.status(), response.headers().clone());
    let body = json(response).await;
    assert_eq!((code, &body["status"]), (status, &json!(status.as_u16())), "{body}");
    assert_eq!(headers["content-type"], "application/problem+json");
    assert_eq!(
        (&body["type"], &body["title"]),
        (&json!("about:blank"), &json!(status.canonical_reason()))
    );
    body["detail"].as_str().expect("a text").to_owned()
}
