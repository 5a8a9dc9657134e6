//! Durations as expressions.

use std::time::Duration;

use proc_macro2::TokenStream;
use quote::quote;

/// The duration as an expression, in its largest whole unit.
pub fn tokens(duration: Duration) -> TokenStream {
    let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
    let (constructor, number) = match nanos {
        0 => return quote!(::core::time::Duration::ZERO),
        n if n % 1_000_000_000 == 0 => (quote!(from_secs), n / 1_000_000_000),
        n if n % 1_000_000 == 0 => (quote!(from_millis), n / 1_000_000),
        n if n % 1_000 == 0 => (quote!(from_micros), n / 1_000),
        n => (quote!(from_nanos), n),
    };
    let number = proc_macro2::Literal::u64_unsuffixed(number);
    quote!(::core::time::Duration::#constructor(#number))
}

/// The duration as a limit that is there.
pub fn some(duration: Duration) -> TokenStream {
    let duration = tokens(duration);
    quote!(::core::option::Option::Some(#duration))
}

/// No limit.
pub fn none() -> TokenStream {
    quote!(::core::option::Option::None)
}
