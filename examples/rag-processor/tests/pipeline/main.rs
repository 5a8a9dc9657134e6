//! The way of a file, with workers, on both databases.

#[path = "../common/database.rs"]
mod database;
mod faults;
mod files;
mod keys;
mod rig;
mod tokens;
mod told;
mod workers;
