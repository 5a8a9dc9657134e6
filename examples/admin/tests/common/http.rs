//! Asks for a page.

use reqwest::{Client, Response};

/// Over a connection of its own, whatever proxies the environment names.
fn client() -> Client {
    Client::builder().no_proxy().build().expect("a client")
}

pub async fn get(url: &str) -> Response {
    client().get(url).send().await.expect("an answer")
}

/// The same, by another name of the host.
pub async fn get_as(url: &str, host: &str) -> Response {
    client().get(url).header("host", host).send().await.expect("an answer")
}
