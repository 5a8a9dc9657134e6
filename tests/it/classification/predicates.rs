//! Functions and closures that answer for an error.

use std::cell::Cell;
use std::io;

use futures_util::FutureExt;
use retry_runtime::retry;

use crate::classification::{retried, runs_twice};

#[derive(Debug)]
struct Status(u16);

impl Status {
    fn is_server_error(&self) -> bool {
        self.0 >= 500
    }
}

trait Transient {
    fn is_transient(&self) -> bool;
}

impl Transient for Status {
    fn is_transient(&self) -> bool {
        self.0 == 429
    }
}

fn is_busy(status: &Status) -> bool {
    status.0 == 503
}

fn is<const CODE: u16>(status: &Status) -> bool {
    status.0 == CODE
}

retried!(function: Status, retryable = [is_busy]);
retried!(function_by_path: Status, retryable = [crate::classification::predicates::is_busy]);
retried!(generic_function: Status, retryable = [is::<418>]);
retried!(method: Status, retryable = [Status::is_server_error]);
retried!(trait_method: Status, retryable = [Transient::is_transient, <Status as Transient>::is_transient]);

#[test]
fn paths_to_functions() {
    assert!(function(|| Status(503)) && !function(|| Status(500)));
    assert!(function_by_path(|| Status(503)) && !function_by_path(|| Status(500)));
    assert!(generic_function(|| Status(418)) && !generic_function(|| Status(500)));
    assert!(method(|| Status(500)) && !method(|| Status(499)));
    assert!(trait_method(|| Status(429)) && !trait_method(|| Status(500)));
}

retried!(closure: Status, retryable = [|status| status.0 == 7]);
retried!(typed_closure: Status, retryable = [|status: &Status| status.is_server_error()]);
retried!(closure_with_a_block: Status, retryable = [|Status(code)| {
    let limit = 500;
    *code >= limit
}]);
retried!(moving_closure: Status, retryable = [move |status| status.0 == 7]);
retried!(closure_on_a_foreign_type: io::Error, retryable = [|error| error.kind() == io::ErrorKind::TimedOut]);

#[test]
fn closures() {
    assert!(closure(|| Status(7)) && !closure(|| Status(8)));
    assert!(typed_closure(|| Status(500)) && !typed_closure(|| Status(499)));
    assert!(closure_with_a_block(|| Status(500)) && !closure_with_a_block(|| Status(499)));
    assert!(moving_closure(|| Status(7)) && !moving_closure(|| Status(8)));
    let error = |kind: io::ErrorKind| move || io::Error::from(kind);
    assert!(closure_on_a_foreign_type(error(io::ErrorKind::TimedOut)));
    assert!(!closure_on_a_foreign_type(error(io::ErrorKind::NotFound)));
}

struct Client {
    tolerated: u16,
}

impl Client {
    #[retry(max = 2, backoff = none, retryable = [
        |status: &Status| status.0 == self.tolerated,
        |status: &Status| extra.contains(&status.0),
    ])]
    async fn fails(&self, calls: &Cell<u32>, status: u16, extra: &[u16]) -> Result<(), Status> {
        calls.set(calls.get() + 1);
        Err(Status(status))
    }

    #[retry(max = 2, backoff = none, blocking, non_retryable = [|Status(code)| self.learn(*code) == 1])]
    fn learns(&mut self, calls: &Cell<u32>, status: u16) -> Result<(), Status> {
        calls.set(calls.get() + 1);
        Err(Status(status + self.tolerated))
    }

    fn learn(&mut self, code: u16) -> u16 {
        self.tolerated = code;
        code
    }
}

#[test]
fn a_closure_reads_self_and_the_arguments() {
    let client = Client { tolerated: 7 };
    for (status, expected) in [(7, true), (8, true), (9, true), (10, false)] {
        let call = |calls: &Cell<u32>| client.fails(calls, status, &[8, 9]).now_or_never().unwrap().is_err();
        assert_eq!(runs_twice(call), expected, "{status}");
    }
}

#[test]
fn a_closure_reads_a_parameter_that_each_attempt_moves() {
    #[retry(max = 2, backoff = none, retryable = [|_: &Status| text == "again"], clone(text))]
    async fn fails(calls: &Cell<u32>, text: String) -> Result<String, Status> {
        let moved = text;
        calls.set(calls.get() + 1);
        if moved.is_empty() { Ok(moved) } else { Err(Status(0)) }
    }
    for (text, expected) in [("again", true), ("never", false)] {
        let call = |calls: &Cell<u32>| fails(calls, text.to_owned()).now_or_never().unwrap().is_err();
        assert_eq!(runs_twice(call), expected, "{text}");
    }
}

#[test]
fn a_closure_may_change_self() {
    let mut client = Client { tolerated: 0 };
    assert!(!runs_twice(|calls| client.learns(calls, 1).is_err()));
    assert!(runs_twice(|calls| client.learns(calls, 1).is_err()), "1 + 1 is not 1");
    assert_eq!(client.tolerated, 3);
}

#[test]
fn a_predicate_is_asked_once_for_each_failure() {
    #[retry(max = 4, backoff = none, retryable = [|_: &Status| { asked.set(asked.get() + 1); asked.get() < 3 }])]
    async fn fails(asked: &Cell<u32>) -> Result<(), Status> {
        Err(Status(0))
    }
    let asked = Cell::new(0);
    assert!(fails(&asked).now_or_never().unwrap().is_err());
    assert_eq!(asked.get(), 3);
}
