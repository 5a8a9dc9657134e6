//! What to choose, how to test it, how to run it, and what to do about a message: the guide to [`#[retry]`](macro@crate::retry).
//!
//! The [reference](macro@crate::retry) says what each key means. The guide says when to take it. All of its examples are compiled, and
//! run where that takes no network.
//!
//! | page | for |
//! |---|---|
//! | [`choosing`] | which jitter, which budget, which breaker, which times |
//! | [`classification`] | which errors are retried: entries, lists, the derive, policies, and common mistakes |
//! | [`idempotency`] | what may be repeated at all, and what has to be the same in all attempts |
//! | [`nesting`] | functions that call each other, and clients that retry by themselves |
//! | [`testing`] | tests without waits, tests of a policy, the lock file |
//! | [`operating`] | events, filters, metrics, alerts, the admin page, limits in an emergency, secrets |
//! | [`troubleshooting`] | message, cause, remedy |
//! | [`limits`] | what does not work, and what is not here |
//! | [`what_the_macro_writes`] | the expansion of the quick start, with comments |
//! | [`comparison`] | what other libraries have, and have not |
//! | [`upgrading`] | what a new version may change |
//!
//! # The life of a call
//!
//! Whatever the order of the keys, a call meets them in this one. A key that is not there is not asked.
//!
#![doc = include_str!("../docs/pictures/call.svg")]
//!
//! `cancel` may end a wait, and `within` and `deadline` stand around all of it. The reference has the [table of all
//! ends](macro@crate::retry#what-a-call-returns), with their names in events and metrics.

/// A plot of `docs/CHOOSING.md`, as a part of the page: in light, and in dark where the reader has chosen that.
// rustdoc takes the last end of a line off; without a blank line behind it, what follows would be HTML and not Markdown.
macro_rules! plot {
    ($name:literal) => {
        concat!(
            "\n\n<div class=\"plot-light\">\n",
            include_str!(concat!("../docs/plots/", $name, "-light.svg")),
            "\n</div>\n<div class=\"plot-dark\">\n",
            include_str!(concat!("../docs/plots/", $name, "-dark.svg")),
            "\n</div>\n\n\n",
        )
    };
}

/// Which of the two plots is seen: rustdoc has themes of its own, which `prefers-color-scheme` does not know.
macro_rules! themes {
    () => {
        "\n\n<style>\n\
        .plot-light svg, .plot-dark svg { max-width: 100%; height: auto }\n\
        .plot-dark, html[data-theme=dark] .plot-light, html[data-theme=ayu] .plot-light { display: none }\n\
        html[data-theme=dark] .plot-dark, html[data-theme=ayu] .plot-dark { display: block }\n\
        </style>\n\n\n"
    };
}

#[doc = include_str!("../docs/guide/choosing.md")]
#[doc = themes!()]
#[doc = plot!("contention")]
#[doc = include_str!("../docs/guide/choosing/jitter.md")]
#[doc = plot!("outage")]
#[doc = include_str!("../docs/guide/choosing/load.md")]
#[doc = plot!("metastability")]
#[doc = include_str!("../docs/guide/choosing/breakers.md")]
#[doc = concat!("\n\n", include_str!("../docs/pictures/breaker.svg"), "\n\n\n")]
#[doc = include_str!("../docs/guide/choosing/layers.md")]
#[doc = plot!("layers")]
#[doc = include_str!("../docs/guide/choosing/times.md")]
pub mod choosing {}

#[doc = include_str!("../docs/guide/classification.md")]
pub mod classification {}

#[doc = include_str!("../docs/guide/comparison.md")]
pub mod comparison {}

#[doc = include_str!("../docs/guide/idempotency.md")]
pub mod idempotency {}

#[doc = include_str!("../docs/guide/limits.md")]
pub mod limits {}

#[doc = include_str!("../docs/guide/nesting.md")]
pub mod nesting {}

#[doc = include_str!("../docs/guide/operating.md")]
pub mod operating {}

#[doc = include_str!("../docs/guide/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/guide/troubleshooting.md")]
pub mod troubleshooting {}

#[doc = include_str!("../docs/guide/upgrading.md")]
pub mod upgrading {}

#[doc = include_str!("../docs/guide/what_the_macro_writes.md")]
pub mod what_the_macro_writes {}
