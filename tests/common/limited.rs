//! The error of a service behind limits.

use retry_runtime::{AttemptTimeout, CircuitOpen, Class, Classify};

use crate::common;

/// What the service said, or what a limit said in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("busy")]
    Busy(usize),
    #[error("gone")]
    Gone(usize),
    #[error(transparent)]
    Open(#[from] CircuitOpen),
    #[error(transparent)]
    Timeout(#[from] AttemptTimeout),
}

impl From<common::Error> for Error {
    fn from(error: common::Error) -> Self {
        match error {
            common::Error::Busy(call) => Self::Busy(call),
            common::Error::Gone(call) => Self::Gone(call),
        }
    }
}

impl Classify for Error {
    fn class(&self) -> Class {
        match self {
            Self::Busy(_) | Self::Timeout(_) => Class::Transient,
            Self::Gone(_) | Self::Open(_) => Class::Permanent,
        }
    }
}
