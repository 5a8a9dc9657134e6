//! Limits from a variable. To set one is unsafe, so this binary runs itself, with the variable set from outside.

use std::ffi::{OsStr, OsString};
use std::process::Command;

use retry_runtime::{retry, tighten_from_env};

use crate::common::{Error, Service, Step};
use crate::errors::remedy;
use crate::sites_of;

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy], name = "environment.a")]
fn first(service: &Service) -> Result<usize, Error> {
    service.call()
}

#[retry(max = 5, backoff = none, blocking, retryable = [Error::Busy], name = "environment.b")]
fn second(service: &Service) -> Result<usize, Error> {
    service.call()
}

/// What the other process does: sets its limits, and tells how many calls each function makes. In this one, nothing is set.
#[test]
fn a_process_without_the_variable_has_the_limits_of_the_source() {
    if let Err(error) = tighten_from_env("RETRY_LIMITS") {
        eprintln!("{error}");
    }
    let calls = [first, second].map(|function| {
        let service = Service::new(&[Step::Busy; 5]);
        function(&service).unwrap_err();
        service.calls()
    });
    eprintln!("{calls:?}");
    if std::env::var_os("RETRY_LIMITS").is_none() {
        assert_eq!(calls, [3, 5]);
    }
}

/// What it tells with this text in the variable, or without it.
fn run(text: Option<&OsStr>) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["environment::a_process_without_the_variable_has_the_limits_of_the_source", "--exact", "--nocapture"])
        .env_remove("RETRY_LIMITS");
    let output = child.envs(text.map(|text| ("RETRY_LIMITS", text))).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    told
}

#[test]
fn limits_are_set_from_the_variable() {
    for (text, calls) in [
        (None, "[3, 5]"),
        (Some(""), "[3, 5]"),
        (Some(" "), "[3, 5]"),
        (Some("environment.a=2, environment.b=1"), "[2, 1]"),
        (Some("environment.*=4"), "[3, 4]"),
        (Some("*=1"), "[1, 1]"),
        (Some("*=1,environment.b=5,"), "[1, 5]"),
    ] {
        assert_eq!(run(text.map(OsStr::new)), format!("{calls}\n"), "{text:?}");
    }
    assert!(sites_of("environment.").iter().all(|site| site.tightened.is_none()), "here, nothing is");
}

#[test]
fn all_mistakes_of_the_variable_are_told_and_nothing_is_set() {
    let mistakes = "`environment` is no `name=number`, `environment.a=4` is above the limit of 3 in the source, \
                    `environment.b=0` allows no attempt, no retried function is named `enviroment.*`";
    let text = "environment.*=1, environment, environment.a=4, environment.b=0, enviroment.*=2";
    assert_eq!(run(Some(OsStr::new(text))), format!("`RETRY_LIMITS`: {mistakes}; {}\n[3, 5]\n", remedy()));
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_a_mistake() {
    let text = <OsString as std::os::unix::ffi::OsStringExt>::from_vec(b"*=1\xff".to_vec());
    assert_eq!(run(Some(&text)), format!("`RETRY_LIMITS`: its text is not UTF-8; {}\n[3, 5]\n", remedy()));
}
