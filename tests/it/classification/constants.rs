//! Constants: with a path and alone, of numbers, texts and types like `http::StatusCode`.

use crate::classification::retried;

/// Like `http::StatusCode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Status(u16);

impl Status {
    const BUSY: Self = Self(503);
    const LIMITED: Self = Self(429);
    const GONE: Self = Self(410);
}

const BUSY: Status = Status::BUSY;
const TEAPOT: u16 = 418;

mod codes {
    pub const RETRY: u16 = 7;
}

retried!(with_path: Status, retryable = [Status::BUSY, self::Status::LIMITED]);
retried!(alone: Status, retryable = [BUSY]);
retried!(numbers: u16, retryable = [TEAPOT, codes::RETRY, u16::MAX]);
retried!(texts: &'static str, retryable = [&"busy"]);
retried!(alternatives: Status, retryable = [Status::BUSY | Status::LIMITED | BUSY_NOW]);
retried!(guarded: Status, retryable = [Status::BUSY if limit() > 7, Status::LIMITED if limit() > 8]);
const BUSY_NOW: Status = Status(504);

fn limit() -> u8 {
    8
}

#[test]
fn the_error_is_a_constant() {
    assert!(with_path(|| Status(503)) && with_path(|| Status(429)) && !with_path(|| Status::GONE));
    assert!(alone(|| Status(503)) && !alone(|| Status(429)));
    assert!(numbers(|| 418) && numbers(|| 7) && numbers(|| 65_535) && !numbers(|| 419));
    assert!(texts(|| "busy") && !texts(|| "gone"));
    assert!(alternatives(|| Status(429)) && alternatives(|| Status(504)) && !alternatives(|| Status::GONE));
    assert!(guarded(|| Status(503)) && !guarded(|| Status(429)));
}

#[derive(Debug)]
enum Error {
    Http(Status),
    Code { code: u16 },
    IO,
}

retried!(in_fields: Error, retryable = [Error::Http(Status::BUSY | Status::LIMITED), Error::Code { code: TEAPOT | 500.. }]);
retried!(in_capitals: Error, retryable = [Error::IO]);
retried!(both: Status, retryable = [Status::BUSY, _], non_retryable = [Status::GONE, Status(500..=502)]);

#[test]
fn constants_in_fields() {
    assert!(in_fields(|| Error::Http(Status(503))) && !in_fields(|| Error::Http(Status(410))));
    assert!(in_fields(|| Error::Code { code: 418 }) && in_fields(|| Error::Code { code: 500 }));
    assert!(!in_fields(|| Error::Code { code: 419 }) && !in_fields(|| Error::IO));
}

#[test]
fn a_variant_in_capitals_is_no_constant() {
    assert!(in_capitals(|| Error::IO) && !in_capitals(|| Error::Http(Status(503))));
}

#[test]
fn beside_other_patterns() {
    assert!(both(|| Status(503)) && both(|| Status(1)));
    assert!(!both(|| Status(410)) && !both(|| Status(501)));
}

trait Coded {
    const CODE: u16;
}

impl Coded for Status {
    const CODE: u16 = 11;
}

retried!(associated: u16, retryable = [<Status as Coded>::CODE]);

#[test]
fn a_constant_of_a_trait() {
    assert!(associated(|| 11) && !associated(|| 12));
}
