#![doc = include_str!("../docs/cookbook/index.md")]
//
// The pages are documentation and nothing else, so only `cargo doc` sees these modules. Their code blocks need an HTTP client,
// databases and more, which the runtime must not depend on, not even for its tests: `cargo test` leaves them out here, and
// tests/cookbook compiles and runs them.

#[doc = include_str!("../docs/cookbook/closures.md")]
pub mod closures {}

#[doc = include_str!("../docs/cookbook/failover.md")]
pub mod failover {}

#[doc = include_str!("../docs/cookbook/grpc.md")]
pub mod grpc {}

#[doc = include_str!("../docs/cookbook/http.md")]
pub mod http {}

#[doc = include_str!("../docs/cookbook/idempotency.md")]
pub mod idempotency {}

#[doc = include_str!("../docs/cookbook/jobs.md")]
pub mod jobs {}

#[doc = include_str!("../docs/cookbook/llm.md")]
pub mod llm {}

#[doc = include_str!("../docs/cookbook/macros.md")]
pub mod macros {}

#[doc = include_str!("../docs/cookbook/polling.md")]
pub mod polling {}

#[doc = include_str!("../docs/cookbook/shutdown.md")]
pub mod shutdown {}

#[doc = include_str!("../docs/cookbook/sql.md")]
pub mod sql {}

#[doc = include_str!("../docs/cookbook/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/cookbook/token.md")]
pub mod token {}

#[doc = include_str!("../docs/cookbook/upload.md")]
pub mod upload {}

#[doc = include_str!("../docs/coming_from.md")]
pub mod coming_from {}
