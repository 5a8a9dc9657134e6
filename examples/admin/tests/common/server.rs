//! A server of the test's own.

use std::future;
use std::net::Ipv4Addr;

use admin::breakers::Breakers;
use tokio::net::TcpListener;

/// Starts one that ends with the test, on a free port of loopback, and says where it is.
pub async fn start(breakers: Breakers) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(admin::server::serve(listener, breakers, future::pending()));
    format!("http://{address}")
}
