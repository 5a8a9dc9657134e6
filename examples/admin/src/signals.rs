//! The signals that ask the process to end: Ctrl-C, and the SIGTERM of service managers and `kill`.

use std::io;

/// Resolves with the first of them. The handlers are set at once, and not when this is first polled.
///
/// # Errors
/// If no handler can be set.
#[cfg(unix)]
pub fn ended() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves with Ctrl-C. Where no handler can be set, it ends the process as it always does.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub fn ended() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
