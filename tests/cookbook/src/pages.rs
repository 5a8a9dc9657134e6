//! A module for each page, so that its code blocks are the doctests of this package.

#[doc = include_str!("../../../retry-runtime/docs/cookbook/closures.md")]
mod closures {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/failover.md")]
mod failover {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/grpc.md")]
mod grpc {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/http.md")]
mod http {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/idempotency.md")]
mod idempotency {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/jobs.md")]
mod jobs {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/llm.md")]
mod llm {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/macros.md")]
mod macros {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/polling.md")]
mod polling {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/shutdown.md")]
mod shutdown {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/sql.md")]
mod sql {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/testing.md")]
mod testing {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/token.md")]
mod token {}

#[doc = include_str!("../../../retry-runtime/docs/cookbook/upload.md")]
mod upload {}

#[doc = include_str!("../../../retry-runtime/docs/coming_from.md")]
mod coming_from {}
