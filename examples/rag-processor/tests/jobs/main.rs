//! The job table on both databases: SQLite, and PostgreSQL where one answers.

#[path = "../common/database.rs"]
mod database;
mod job;
mod lost;
mod queue;
