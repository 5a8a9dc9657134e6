//! What a database says that went wrong, as a value that the lists of [`DATABASE`](super::DATABASE) name.

use std::borrow::Cow;

/// Two transactions could not both be as if they were alone.
pub const SERIALIZATION_FAILURE: &str = "40001";
/// Two transactions waited for each other.
pub const DEADLOCK_DETECTED: &str = "40P01";
/// The server ends the connection: it shuts down, or an operator wants it so.
pub const ADMIN_SHUTDOWN: &str = "57P01";
/// The server lost one of its processes, and begins anew.
pub const CRASH_SHUTDOWN: &str = "57P02";
/// The server is starting or stopping.
pub const CANNOT_CONNECT_NOW: &str = "57P03";
/// All places for connections are taken.
pub const TOO_MANY_CONNECTIONS: &str = "53300";
/// The class of all failures of a connection, such as `08006`.
pub const CONNECTION_EXCEPTION: &str = "08";

/// Another connection writes, for longer than SQLite waits by itself.
pub const BUSY: i32 = 5;
/// Another statement of the same connection writes.
pub const LOCKED: i32 = 6;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure<'a> {
    /// The SQLSTATE that PostgreSQL gave.
    State(&'a str),
    /// The primary result code that SQLite gave.
    Sqlite(i32),
    /// There was no connection, or none to be had, or it was lost.
    Lost,
    /// Anything else.
    Other,
}

impl<'a> From<&'a sqlx::Error> for Failure<'a> {
    fn from(error: &'a sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => match error.code() {
                Some(Cow::Borrowed(state)) => Self::State(state),
                // Of an extended code, the last byte is the primary one.
                Some(Cow::Owned(code)) => code.parse().map_or(Self::Other, |code: i32| Self::Sqlite(code & 0xff)),
                None => Self::Other,
            },
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Tls(_) => Self::Lost,
            _ => Self::Other,
        }
    }
}
