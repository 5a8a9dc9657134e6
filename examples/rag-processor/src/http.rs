//! What all clients of HTTP have in common.

use reqwest::redirect::Policy;

/// Whether services can be reached that are not on this machine: those want TLS.
pub const HAS_TLS: bool = cfg!(feature = "tls");

/// A client that follows no redirect and knows no proxy.
///
/// A redirect would carry a key to another host, for reqwest does not know its header as a secret. A proxy that the
/// environment names could not reach loopback.
///
/// # Errors
/// If the client cannot be built.
pub fn client() -> Result<reqwest::Client, reqwest::Error> {
    #[cfg(feature = "tls")]
    // An error says that there is a provider already.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(Policy::none()).no_proxy().build()
}
