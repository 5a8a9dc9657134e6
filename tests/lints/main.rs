//! No lint speaks of what the attribute makes, and every lint still speaks of what the user wrote.
//!
//! This is a test of the compiler and of clippy: `cargo clippy --test lints`. A binary of its own: some of these lints are
//! heeded at the root of a crate only.

#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms,
    rust_2024_compatibility,
    unused
)]
#![deny(
    ambiguous_negative_literals,
    closure_returning_async_block,
    deref_into_dyn_supertrait,
    explicit_outlives_requirements,
    impl_trait_redundant_captures,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]

mod expansions;
mod mistakes;
