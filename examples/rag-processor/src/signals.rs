//! The signals that ask the process to end: Ctrl-C, and the SIGTERM of service managers and `kill`.

use std::io;
use std::sync::{Arc, OnceLock};

use tokio_util::sync::CancellationToken;

/// A signal that asks the process to end.
#[derive(Clone, Copy, Debug)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// SIGTERM, where there is one.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix sends it"))]
    Terminate,
}

impl Signal {
    /// 128 and the number of the signal, as shells have it.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Interrupt => 130,
            Self::Terminate => 143,
        }
    }

    /// What it does to the process.
    pub const fn participle(self) -> &'static str {
        match self {
            Self::Interrupt => "interrupted",
            Self::Terminate => "terminated",
        }
    }
}

/// Ends the jobs of this process when a signal asks for it.
#[derive(Clone, Debug)]
pub struct Shutdown {
    /// Cancelled by the signal.
    pub token: CancellationToken,
    signal: Arc<OnceLock<Signal>>,
}

impl Shutdown {
    /// Listens to the signals from now on.
    ///
    /// # Errors
    /// If no handler can be set.
    pub fn listen() -> io::Result<Self> {
        let shutdown = Self { token: CancellationToken::new(), signal: Arc::default() };
        let (listener, first) = (shutdown.clone(), first()?);
        tokio::spawn(async move {
            let signal = first.await;
            listener.signal.get_or_init(|| signal);
            listener.token.cancel();
        });
        Ok(shutdown)
    }

    /// The signal that ended the jobs, if one did.
    pub fn signal(&self) -> Option<Signal> {
        self.signal.get().copied()
    }
}

/// The first signal. The handlers are set at once, and not when this is first polled.
#[cfg(unix)]
fn first() -> io::Result<impl Future<Output = Signal>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => Signal::Interrupt,
            _ = terminate.recv() => Signal::Terminate,
        }
    })
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn first() -> io::Result<impl Future<Output = Signal>> {
    Ok(async {
        // Where no handler can be set, Ctrl-C ends the process as it always does.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        Signal::Interrupt
    })
}
