//! The page in a real browser. Where there is none, these tests say so and pass.
#![cfg(unix)]

mod chromium;
mod picture;
mod protocol;
#[path = "../common/server.rs"]
mod server;
#[path = "../common/services.rs"]
mod services;

mod acts;
mod looks;
mod reads;
