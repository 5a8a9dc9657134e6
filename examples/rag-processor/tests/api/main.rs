//! The HTTP API on both databases: what it takes, what it shows, and what it says of the rest.

mod access;
#[path = "../common/database.rs"]
mod database;
mod files;
mod service;
mod shown;
