//! What the command can be told, and what it says of anything else.

use crate::{error_line, run, text};

#[test]
fn help_tells_a_newcomer_what_it_does_and_what_its_end_means() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(help.stderr.is_empty(), "{}", text(&help.stderr));
    let told = text(&help.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["What retries do to a fleet", "contention", "--seed", "--clients", "--out <DIR>", "--json", "141"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(run(&["outage", "--help"]).status.code(), Some(0));
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = run(&["--version"]);
    assert_eq!(version.status.code(), Some(0));
    assert_eq!(text(&version.stdout), concat!("retry-storm ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_arguments_are_one_line_and_the_exit_code_2() {
    for (arguments, problem) in [
        (&["--sead", "1"][..], "unexpected argument '--sead' found"),
        (&["storm"], "unrecognized subcommand 'storm'"),
        (
            &["--clients", "99"],
            "invalid value '99' for '--clients <NUMBER>': 99 is not in 100..=100000",
        ),
        (
            &["outage", "--clients", "100001"],
            "invalid value '100001' for '--clients <NUMBER>': 100001 is not in 100..=100000",
        ),
        (&["--seed", "-1"], "unexpected argument '-1' found"),
        (
            &["--seed", "one"],
            "invalid value 'one' for '--seed <NUMBER>': invalid digit found in string",
        ),
        (&["--out"], "a value is required for '--out <DIR>' but none was supplied"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(error_line(&output), format!("error: {problem}; see `retry-storm --help`"));
        assert!(output.stdout.is_empty());
    }
}
