//! A bare type on a dynamic error: found in any wrapper, by any dynamic type, with context or without.

use std::error::Error;
use std::io;
use std::sync::Arc;

use crate::carries::{AuthError, Other, retried};

retried!(in_anyhow: anyhow::Error, non_retryable = [AuthError]);
retried!(in_eyre: eyre::Report, non_retryable = [AuthError]);
retried!(in_box: Box<dyn Error>, non_retryable = [AuthError]);
retried!(in_box_send: Box<dyn Error + Send>, non_retryable = [AuthError]);
retried!(in_box_send_sync: Box<dyn Error + Send + Sync>, non_retryable = [AuthError]);
retried!(in_arc: Arc<dyn Error + Send + Sync>, non_retryable = [AuthError]);

/// Proves that the error is found, or that it is not, by each type that can hold it.
fn assert_found<E: Error + Send + Sync + 'static>(found: bool, error: impl Fn() -> E) {
    let anyhow = || anyhow::Error::new(error());
    let eyre = || eyre::Report::new(error());
    let retried = [
        ("anyhow", in_anyhow(anyhow())),
        ("anyhow with context", in_anyhow(anyhow().context("a").context("b"))),
        ("anyhow with a typed context", in_anyhow(anyhow().context(Other).context("b"))),
        ("anyhow in anyhow", in_anyhow(anyhow::Error::new(Outer(anyhow().context("a").into())))),
        ("eyre", in_eyre(eyre())),
        ("eyre with context", in_eyre(eyre().wrap_err("a").wrap_err(Other))),
        ("box", in_box(Box::new(error()))),
        ("box, send", in_box_send(Box::new(error()))),
        ("box, send and sync", in_box_send_sync(Box::new(error()))),
        ("arc", in_arc(Arc::new(error()))),
    ];
    for (holder, retried) in retried {
        assert_eq!(!retried, found, "{holder} around {:?}", error());
    }
}

#[derive(Debug, thiserror::Error)]
#[error("outer")]
struct Outer(#[source] Box<dyn Error + Send + Sync>);

#[derive(Debug, thiserror::Error)]
#[error("source")]
struct Source<E: Error + 'static>(#[source] E);

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Transparent<E: Error>(E);

const AUTH: AuthError = AuthError(1);

#[test]
fn alone_and_as_a_source() {
    assert_found(true, || AUTH);
    assert_found(true, || Source(AUTH));
    assert_found(true, || Source(Source(Source(AUTH))));
    assert_found(true, || Outer(AUTH.into()));
    assert_found(true, || Transparent(Source(AUTH)));
    assert_found(true, || Source(Transparent(Source(AUTH))));
    assert_found(false, || Other);
    assert_found(false, || Source(Other));
    assert_found(false, || Outer("auth".into()));
}

#[test]
fn behind_pointers() {
    assert_found(true, || Box::new(AUTH));
    assert_found(true, || Arc::new(AUTH));
    assert_found(true, || Source(Box::new(AUTH)));
    assert_found(true, || Source(Arc::new(AUTH)));
    assert_found(true, || Source(Arc::new(Source(Box::new(AUTH)))));
    assert_found(false, || Source(Arc::new(Other)));
    assert_found(false, || Box::new(Other));
}

#[test]
fn inside_of_io_errors() {
    assert_found(true, || io::Error::other(AUTH));
    assert_found(true, || io::Error::new(io::ErrorKind::PermissionDenied, Source(AUTH)));
    assert_found(true, || io::Error::other(io::Error::other(AUTH)));
    assert_found(true, || Source(io::Error::other(Arc::new(AUTH))));
    assert_found(true, || Outer(Box::new(io::Error::other(AUTH))));
    assert_found(true, || Source(Arc::new(io::Error::other(Outer(AUTH.into())))));
    assert_found(false, || io::Error::other("auth"));
    assert_found(false, || io::Error::from(io::ErrorKind::PermissionDenied));
    assert_found(false, || Source(io::Error::other(Other)));
}

/// A context that is an error, which `downcast_ref` finds and the chain does not hold.
#[test]
fn as_a_typed_context() {
    let root = || anyhow::Error::new(Other);
    assert!(!in_anyhow(root().context(AUTH)));
    assert!(!in_anyhow(root().context("a").context(AUTH).context("b").context(Other)));
    assert!(!in_anyhow(anyhow::anyhow!("x").context(AUTH)));
    assert!(in_anyhow(root().context("auth").context(Source(Other))));
    assert!(!in_anyhow(root().context(AUTH).context(AUTH)));
    let report = || eyre::Report::new(Other);
    assert!(!in_eyre(report().wrap_err(AUTH)) && !in_eyre(report().wrap_err("a").wrap_err(AUTH).wrap_err("b")));
    assert!(in_eyre(report().wrap_err("auth")));
}

#[test]
fn messages_hold_nothing() {
    assert!(in_anyhow(anyhow::anyhow!("auth")) && in_eyre(eyre::eyre!("auth")) && in_box("auth".into()));
    assert!(in_anyhow(anyhow::anyhow!("auth").context("auth")) && in_box_send_sync(String::from("auth").into()));
}

use anyhow::Error as AnyError;
type Failure = anyhow::Error;
retried!(in_renamed: AnyError, non_retryable = [AuthError]);
retried!(in_alias: Failure, non_retryable = [AuthError]);
retried!(in_rooted: ::anyhow::Error, non_retryable = [AuthError]);
retried!(in_old_name: eyre::ErrReport, non_retryable = [AuthError]);

#[test]
fn as_a_typed_context_by_any_name_of_the_type() {
    let with_context = || anyhow::anyhow!("x").context(AUTH);
    assert!(!in_renamed(with_context()) && !in_alias(with_context()) && !in_rooted(with_context()));
    assert!(!in_old_name(eyre::eyre!("x").wrap_err(AUTH)));
}

/// A box that was made an error of anyhow or eyre, whose chain steps over what it holds.
#[test]
fn in_a_box_inside() {
    let boxed = || -> Box<dyn std::error::Error + Send + Sync> { AUTH.into() };
    assert!(!in_anyhow(anyhow::anyhow!(boxed())) && !in_anyhow(anyhow::anyhow!(boxed()).context("a")));
    assert!(!in_anyhow(anyhow::Error::from_boxed(boxed())));
    assert!(!in_eyre(eyre::eyre!(boxed())));
    assert!(in_anyhow(anyhow::Error::from_boxed(Other.into())));
}
