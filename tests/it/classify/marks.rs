//! `#[transient]` and `#[permanent]`, on every kind of variant and of struct.

use retry_runtime::Classify;

use crate::classify::{PERMANENT, TRANSIENT, says};

#[derive(Classify)]
#[expect(dead_code, reason = "marks read no field")]
enum ApiError {
    #[transient]
    Busy,
    #[transient]
    Status(u16),
    #[transient]
    Lost { host: &'static str, port: u16 },
    #[permanent]
    Gone,
    #[permanent]
    Denied(u16, String),
    #[permanent]
    Invalid { field: String },
    #[transient]
    EmptyTuple(),
    #[permanent]
    EmptyFields {},
}

#[test]
fn every_variant_by_its_mark() {
    assert_eq!(says(&ApiError::Busy), TRANSIENT);
    assert_eq!(says(&ApiError::Status(503)), TRANSIENT);
    assert_eq!(says(&ApiError::Lost { host: "a", port: 1 }), TRANSIENT);
    assert_eq!(says(&ApiError::EmptyTuple()), TRANSIENT);
    assert_eq!(says(&ApiError::Gone), PERMANENT);
    assert_eq!(says(&ApiError::Denied(403, String::new())), PERMANENT);
    assert_eq!(says(&ApiError::Invalid { field: String::new() }), PERMANENT);
    assert_eq!(says(&ApiError::EmptyFields {}), PERMANENT);
}

#[derive(Classify)]
#[transient]
struct Timeout;

#[derive(Classify)]
#[transient]
struct Status(#[expect(dead_code, reason = "a mark reads no field")] u16);

#[derive(Classify)]
#[permanent]
struct Denied {
    _reason: String,
}

#[test]
fn every_struct_by_its_mark() {
    assert_eq!(says(&Timeout), TRANSIENT);
    assert_eq!(says(&Status(503)), TRANSIENT);
    assert_eq!(says(&Denied { _reason: String::new() }), PERMANENT);
}

#[derive(Classify)]
enum One {
    #[permanent]
    Only,
}

#[derive(Classify)]
enum Never {}

const fn is_classify<E: Classify>() {}

#[test]
fn one_variant_or_none() {
    assert_eq!(says(&One::Only), PERMANENT);
    is_classify::<Never>();
}

#[derive(Classify)]
#[repr(u8)]
#[non_exhaustive]
#[allow(non_camel_case_types)]
pub enum Odd {
    #[transient]
    r#try = 7,
    #[cfg(any())]
    NotThere,
    #[permanent]
    #[doc(hidden)]
    Self_ = 9,
}

#[test]
fn other_attributes_and_names_are_left_alone() {
    assert_eq!((says(&Odd::r#try), says(&Odd::Self_)), (TRANSIENT, PERMANENT));
    assert_eq!((Odd::r#try as u8, Odd::Self_ as u8), (7, 9));
}

/// Names of the prelude that mean something else where the derive stands.
mod shadowed {
    #![expect(dead_code, reason = "they are in the way of the derive, or not")]

    use crate::classify::{PERMANENT, says};

    enum Option {}
    enum Some {}
    enum None {}
    struct Class;
    struct Duration;
    mod core {}
    mod std {}
    mod retry_runtime {}

    #[derive(::retry_runtime::Classify)]
    enum Error {
        #[permanent]
        None,
        #[transient]
        Some(super::Timeout),
    }

    #[test]
    fn names_do_not_matter() {
        assert_eq!(says(&Error::None), PERMANENT);
    }
}
