//! Patterns and variant paths.

use crate::classification::retried;

#[derive(Debug, Clone)]
enum ApiError {
    Auth,
    Busy(u8, u8),
    Http { status: u16, body: Option<String> },
    Eof,
}
use ApiError::{Auth, Busy, Eof, Http};

fn http(status: u16) -> impl Fn() -> ApiError {
    move || Http { status, body: None }
}

retried!(paths: ApiError, retryable = [ApiError::Busy, ApiError::Http]);
retried!(unit_path: ApiError, retryable = [ApiError::Auth]);
retried!(long_path: ApiError, retryable = [crate::classification::patterns::ApiError::Busy, self::ApiError::Auth]);

#[test]
fn a_path_names_a_unit_a_tuple_and_a_struct_variant() {
    assert!(paths(|| Busy(1, 2)) && paths(http(500)));
    assert!(!paths(|| Auth) && !paths(|| Eof));
    assert!(unit_path(|| Auth) && !unit_path(|| Eof) && !unit_path(|| Busy(0, 0)));
    assert!(long_path(|| Auth) && long_path(|| Busy(0, 0)) && !long_path(http(500)));
}

retried!(tuple: ApiError, retryable = [ApiError::Busy(1, _)]);
retried!(rest: ApiError, retryable = [ApiError::Busy(.., 2)]);
retried!(ranges: ApiError, retryable = [ApiError::Http { status: 429 | 500..=599, .. }]);
retried!(nested: ApiError, retryable = [ApiError::Http { body: Some(_), .. }]);
retried!(nested_none: ApiError, retryable = [ApiError::Http { body: None, .. }]);
retried!(binding: ApiError, retryable = [ApiError::Busy(1 | 2, last @ 3..) if last % 2 == 0]);

#[test]
fn a_pattern_looks_into_the_fields() {
    assert!(tuple(|| Busy(1, 9)) && !tuple(|| Busy(2, 9)));
    assert!(rest(|| Busy(9, 2)) && !rest(|| Busy(9, 3)));
    for status in [428, 429, 430, 499, 500, 599, 600] {
        assert_eq!(ranges(http(status)), matches!(status, 429 | 500 | 599), "{status}");
    }
    let body = Some(String::new());
    assert!(nested(|| Http { status: 0, body: body.clone() }) && !nested(http(0)));
    assert!(!nested_none(|| Http { status: 0, body: body.clone() }) && nested_none(http(0)));
    assert!(binding(|| Busy(2, 4)) && !binding(|| Busy(2, 5)) && !binding(|| Busy(2, 2)) && !binding(|| Busy(3, 4)));
}

retried!(or: ApiError, retryable = [ApiError::Auth | ApiError::Busy]);
retried!(guarded_or: ApiError, retryable = [ApiError::Busy(1, _) | ApiError::Http { .. } if limit() > 7]);
retried!(guard: ApiError, retryable = [ApiError::Http { status, .. } if *status >= 500, ApiError::Busy(a, b) if a < b]);
retried!(guarded_path: ApiError, retryable = [ApiError::Busy if limit() > 7, ApiError::Auth if limit() > 8]);

fn limit() -> u8 {
    8
}

#[test]
fn alternatives_and_guards() {
    assert!(or(|| Auth) && or(|| Busy(0, 0)) && !or(http(0)) && !or(|| Eof));
    assert!(guarded_or(|| Busy(1, 0)) && guarded_or(http(0)) && !guarded_or(|| Busy(2, 0)));
    assert!(guard(http(500)) && !guard(http(499)) && guard(|| Busy(1, 2)) && !guard(|| Busy(2, 1)));
    assert!(guarded_path(|| Busy(0, 0)) && !guarded_path(|| Auth));
    assert!(leading_bar(|| Auth) && leading_bar(|| Busy(1, 0)) && !leading_bar(|| Busy(2, 0)));
}

retried!(imported: ApiError, retryable = [Busy(..), Http { status: 500.., .. }]);

#[test]
fn imported_variants() {
    assert!(imported(|| Busy(0, 0)) && imported(http(500)) && !imported(http(499)) && !imported(|| Auth));
}

retried!(numbers: u16, retryable = [429, 500..=599]);
retried!(texts: &'static str, retryable = [&"busy"]);
retried!(tuples: (u8, ApiError), retryable = [(1, ApiError::Busy(..)), (2.., _)]);
retried!(options: Option<u8>, retryable = [Option::None, Some(1..)]);

retried!(leading_bar: ApiError, retryable = [| ApiError::Auth | ApiError::Busy(1, _)]);

#[test]
fn errors_that_are_no_enums() {
    assert!(numbers(|| 429) && numbers(|| 503) && !numbers(|| 404));
    assert!(texts(|| "busy") && !texts(|| "gone"));
    assert!(tuples(|| (1, Busy(0, 0))) && !tuples(|| (1, Auth)) && tuples(|| (2, Auth)));
    assert!(options(|| None) && options(|| Some(1)) && !options(|| Some(0)));
}

impl ApiError {
    const CALLS: usize = 2;

    #[retry_runtime::retry(max = 2, backoff = none, retryable = [Self::Busy, Self::Http { status: 500.., .. }])]
    async fn fails(&self, calls: &mut Vec<Self>) -> Result<(), Self> {
        calls.push(self.clone());
        Err(self.clone())
    }
}

#[tokio::test]
async fn variants_of_self() {
    for (error, calls) in [(Busy(0, 0), ApiError::CALLS), (http(500)(), 2), (http(404)(), 1), (Auth, 1)] {
        let mut seen = Vec::new();
        assert!(error.fails(&mut seen).await.is_err());
        assert_eq!(seen.len(), calls, "{error:?}");
    }
}
