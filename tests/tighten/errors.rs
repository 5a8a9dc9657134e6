//! What cannot be set. (All mistakes, each by its text, are tested beside the code.)
#![allow(dead_code, reason = "functions that nobody calls are what is tested")]

use std::error::Error;

use retry_runtime::{retry, sites, tighten, tighten_from_env};

use crate::common;
use crate::sites_of;

#[retry(max = 3, retryable = [common::Error::Busy], name = "errors.low")]
async fn low() -> Result<(), common::Error> {
    Ok(())
}

#[retry(max = 5, retryable = [common::Error::Busy], name = "errors.high")]
async fn high() -> Result<(), common::Error> {
    Ok(())
}

/// The end of every message of this binary.
pub fn remedy() -> String {
    let mut functions: Vec<_> = sites().iter().map(|site| format!("`{}={}`", site.name, site.max)).collect();
    functions.dedup();
    format!("set 1 (no retries) or more, up to {}", functions.join(", "))
}

fn tightened() -> Vec<Option<u32>> {
    sites_of("errors.").iter().map(|site| site.tightened).collect()
}

#[test]
fn a_mistake_changes_nothing() {
    tighten("errors.*", 2).unwrap();
    for (pattern, max, mistake) in [
        ("errors.*", 6, "`errors.*=6` is above the limit of 5 in the source"),
        ("errors.low", 4, "`errors.low=4` is above the limit of 3 in the source"),
        ("errors.*", 0, "`errors.*=0` allows no attempt"),
        ("error.*", 1, "no retried function is named `error.*`"),
        (" errors.low", 1, "no retried function is named ` errors.low`"),
        ("errors.low=1, x", 1, "no retried function is named `errors.low=1, x`"),
        ("", u32::MAX, "no retried function is named ``"),
    ] {
        let error = tighten(pattern, max).unwrap_err();
        assert_eq!(error.to_string(), format!("{mistake}; {}", remedy()));
        assert_eq!(tightened(), [Some(2); 2], "{mistake}");
    }
    tighten("errors.*", 4).unwrap();
    assert_eq!(tightened(), [Some(4), None], "high, and low that has its own");
}

#[test]
fn a_variable_that_is_not_there_says_nothing() {
    for variable in ["RETRY_LIMITS_OF_NOBODY", "", "A=B", "A\0B"] {
        assert_eq!(tighten_from_env(variable), Ok(()), "{variable:?}");
    }
}

#[test]
fn it_is_an_error_like_any_other() {
    let error: Box<dyn Error + Send + Sync> = tighten("nobody", 1).unwrap_err().into();
    assert!(error.source().is_none());
}
