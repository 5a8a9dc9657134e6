//! What is retried where the size of a future counts: a body that is ready, one that holds 1 KiB, one with a large error.

/// The same functions in three modules, each with its own `Error` and `body`.
macro_rules! functions {
    ($($functions:tt)*) => {
        pub mod ready {
            use super::*;
            use crate::keys::bodies::ready::*;
            $($functions)*
        }
        pub mod large_body {
            use super::*;
            use crate::keys::bodies::large_body::*;
            $($functions)*
        }
        pub mod large_error {
            use super::*;
            use crate::keys::bodies::large_error::*;
            $($functions)*
        }
    };
}
pub(crate) use functions;

pub mod ready {
    pub use crate::service::Error;
    use crate::service::{Outcome, Service};

    #[expect(clippy::unused_async, reason = "a body that is ready")]
    pub async fn body(service: &'static Service) -> Outcome {
        service.call()
    }
}

pub mod large_body {
    use std::hint::black_box;

    pub use crate::service::Error;
    use crate::service::{Outcome, Service};

    pub async fn body(service: &'static Service) -> Outcome {
        let held = black_box([7_u8; 1024]);
        tokio::task::yield_now().await;
        service.call().map(|value| value + u64::from(held[1]))
    }
}

pub mod large_error {
    use retry_runtime::{Class, Classify};

    use crate::service::{self, Service};

    #[derive(Debug, thiserror::Error)]
    #[expect(clippy::large_enum_variant, reason = "what is measured")]
    pub enum Error {
        #[error("busy")]
        Busy([u64; 63]),
        #[error("not found")]
        Gone,
    }

    impl Error {
        pub const fn is_busy(&self) -> bool {
            matches!(self, Self::Busy(_))
        }
    }

    impl Classify for Error {
        fn class(&self) -> Class {
            if self.is_busy() { Class::Transient } else { Class::Permanent }
        }
    }

    #[expect(clippy::unused_async, reason = "a body that is ready")]
    pub async fn body(service: &'static Service) -> Result<u64, Error> {
        service.call().map_err(|error| match error {
            service::Error::Busy(number) => Error::Busy([number; 63]),
            service::Error::Gone => Error::Gone,
        })
    }
}
