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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duration_is_told_exactly_and_in_its_largest_unit() {
        for (nanos, expected) in [
            (0, "::core::time::Duration::ZERO"),
            (1, "::core::time::Duration::from_nanos(1)"),
            (1_500, "::core::time::Duration::from_nanos(1500)"),
            (500_000, "::core::time::Duration::from_micros(500)"),
            (1_500_000, "::core::time::Duration::from_micros(1500)"),
            (2_000_000, "::core::time::Duration::from_millis(2)"),
            (1_500_000_000, "::core::time::Duration::from_millis(1500)"),
            (90_000_000_000, "::core::time::Duration::from_secs(90)"),
        ] {
            assert_eq!(crate::text::text(tokens(Duration::from_nanos(nanos))), expected);
        }
    }
}
