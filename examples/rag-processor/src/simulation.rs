//! All services on this machine, with some files to begin with.

use anyhow::Context;

use crate::matrix::VALID_KEY;
use crate::server::GoogleServer;
use crate::settings::Settings;

const NOTES: &str = "\
Every retry has a limit. It stands in the source, and nothing that comes from outside can raise it.

Every error is classified. Somebody has said of it whether another attempt can help, and the compiler checks what was said.";

/// Starts a server that answers as all services do, with files in the bucket `demo`, and says how to reach it.
///
/// # Errors
/// If no port can be had.
pub async fn start() -> anyhow::Result<(GoogleServer, Settings)> {
    let server = GoogleServer::start(VALID_KEY).await.context("the simulated services could not start")?;
    server.put("demo/notes.txt", NOTES.as_bytes());
    server.put("demo/launch.mp4", include_bytes!("../assets/launch.mp4"));
    let settings = Settings::simulated(&server, VALID_KEY);
    Ok((server, settings))
}
