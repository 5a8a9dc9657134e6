//! One list and two, and what they say together.

use std::io;

use crate::classification::retried;

#[derive(Debug, thiserror::Error)]
enum ApiError {
    #[error("auth")]
    Auth,
    #[error("busy")]
    Busy(u8),
    #[error("io")]
    Io(#[from] io::Error),
}

fn io_error(kind: io::ErrorKind) -> impl Fn() -> ApiError {
    move || io::Error::from(kind).into()
}

fn is_busy(error: &ApiError) -> bool {
    matches!(error, ApiError::Busy(_))
}

retried!(only: ApiError, retryable = [ApiError::Busy]);
retried!(except: ApiError, non_retryable = [ApiError::Busy]);

#[test]
fn one_list_makes_everything_else_the_opposite() {
    assert!(only(|| ApiError::Busy(0)) && !only(|| ApiError::Auth));
    assert!(!except(|| ApiError::Busy(0)) && except(|| ApiError::Auth));
}

retried!(covering: ApiError, retryable = [ApiError::Busy(1..), ApiError::Io], non_retryable = [ApiError::Auth, ApiError::Busy(0)]);

#[test]
fn two_lists_may_cover_everything_by_patterns() {
    assert!(covering(|| ApiError::Busy(1)) && covering(io_error(io::ErrorKind::Other)));
    assert!(!covering(|| ApiError::Busy(0)) && !covering(|| ApiError::Auth));
}

retried!(overlap: ApiError, retryable = [ApiError::Busy(_)], non_retryable = [ApiError::Busy(3), ApiError::Auth, ApiError::Io]);
retried!(overlap_written_the_other_way: ApiError, non_retryable = [_], retryable = [ApiError::Busy(_)]);
retried!(predicate_first: ApiError, retryable = [|error| is_busy(error) || is_four(error), _], non_retryable = [is_busy]);

#[test]
fn non_retryable_decides_first() {
    assert!(overlap(|| ApiError::Busy(2)) && !overlap(|| ApiError::Busy(3)));
    assert!(overlap_written_the_other_way(|| ApiError::Busy(2)) && !overlap_written_the_other_way(|| ApiError::Auth));
    assert!(!predicate_first(|| ApiError::Busy(2)) && predicate_first(|| ApiError::Auth));
}

retried!(rest_retried: ApiError, retryable = [_], non_retryable = [ApiError::Auth]);
retried!(rest_not_retried: ApiError, retryable = [is_busy], non_retryable = [ApiError::Auth, _]);
retried!(rest_before_others: ApiError, retryable = [_, ApiError::Busy(1)], non_retryable = [ApiError::Auth]);

#[test]
fn the_underscore_stands_for_what_neither_list_names() {
    assert!(rest_retried(|| ApiError::Busy(0)) && !rest_retried(|| ApiError::Auth));
    assert!(rest_not_retried(|| ApiError::Busy(0)) && !rest_not_retried(io_error(io::ErrorKind::Other)));
    assert!(rest_before_others(|| ApiError::Busy(1)) && rest_before_others(|| ApiError::Busy(2)));
}

enum Two {
    Busy(u8),
    Gone,
}

// Beside a test, `_` has to stand there; here the patterns leave it nothing.
retried!(rest_of_nothing: Two, retryable = [Two::Busy], non_retryable = [|error: &Two| matches!(error, Two::Busy(7)), Two::Gone, _]);

#[test]
fn the_underscore_that_a_test_needs_may_find_nothing() {
    assert!(rest_of_nothing(|| Two::Busy(1)) && !rest_of_nothing(|| Two::Busy(7)) && !rest_of_nothing(|| Two::Gone));
}

retried!(mixed: ApiError, retryable = [
    ApiError::Busy(1),
    |error| matches!(error, ApiError::Busy(2)),
    source(io::Error),
], non_retryable = [
    ApiError::Auth,
    is_four,
    _,
]);

fn is_four(error: &ApiError) -> bool {
    matches!(error, ApiError::Busy(4))
}

#[test]
fn all_shapes_mix() {
    assert!(mixed(|| ApiError::Busy(1)) && mixed(|| ApiError::Busy(2)) && mixed(io_error(io::ErrorKind::TimedOut)));
    assert!(!mixed(|| ApiError::Busy(3)) && !mixed(|| ApiError::Busy(4)) && !mixed(|| ApiError::Auth));
}

retried!(first_wins: u8, retryable = [1..=5, |code: &u8| *code == 9], non_retryable = [3, |code| *code > 8 && *code < 10, _]);

#[test]
fn order_within_and_between_the_lists() {
    let retried: Vec<u8> = (0..=10).filter(|code| first_wins(|| *code)).collect();
    assert_eq!(retried, [1, 2, 4, 5]);
}
