//! What operators change, and who is refused.

#[path = "../common/http.rs"]
mod http;
#[path = "../common/server.rs"]
mod server;
#[path = "../common/services.rs"]
mod services;

mod forms;
mod origins;
mod unknown;
