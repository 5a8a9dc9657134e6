//! A server of the test's own.

use std::net::Ipv4Addr;

use axum::Router;
use tokio::net::TcpListener;

/// Starts one that ends with the test, on a free port of loopback, and says where it is: `http://127.0.0.1:1`.
pub async fn start(app: Router) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}
