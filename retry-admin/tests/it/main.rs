//! The pages, over real connections. Nothing is changed here but counters: see `actions` for what operators do.

#[path = "../common/http.rs"]
mod http;
#[path = "../common/server.rs"]
mod server;
#[path = "../common/services.rs"]
mod services;

mod escaped;
mod headers;
mod json;
mod mounted;
mod rates;
mod view;
