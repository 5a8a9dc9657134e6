//! Serves the page on loopback, and calls the retried functions in the background, so that the counters move.
//!
//! `--port N` sets the port; it is 8080 if nothing is said, and any free one for 0. Ctrl-C ends the process.

use std::net::Ipv4Addr;

use admin::{load, server, services};
use anyhow::{Context, bail};
use tokio::net::TcpListener;

const PORT: u16 = 8080;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let port = port(std::env::args().skip(1))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} of loopback cannot be had"))?;
    println!("http://{}/", listener.local_addr()?);
    let load = tokio::spawn(load::run());
    let served = server::serve(listener, &services::BREAKERS, interrupted()).await;
    // Calls in a wait end here, and are counted as cancelled.
    load.abort();
    Ok(served?)
}

fn port(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<u16> {
    let mut port = PORT;
    while let Some(argument) = arguments.next() {
        if argument != "--port" {
            bail!("unknown argument {argument:?}; there is `--port N`");
        }
        let number = arguments.next().context("`--port` takes a number")?;
        port = number.parse().with_context(|| format!("{number:?} is no port"))?;
    }
    Ok(port)
}

/// Where no handler can be set, Ctrl-C ends the process as it always does.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
