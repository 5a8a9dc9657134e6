//! What the command can be told, and what it says of anything else.

use crate::{error_line, run, text};

#[test]
fn help_tells_a_newcomer_what_it_does_and_what_its_end_means() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(help.stderr.is_empty(), "{}", text(&help.stderr));
    let told = text(&help.stdout);
    for part in ["Nothing outside this machine is called", "demo", "--log", "--jobs <FILE>", "--gemini <URL>", "130"] {
        // Lines are broken as wide as the terminal is.
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(part), "{part}: {told}");
    }
    assert_eq!(run(&["demo", "--help"]).status.code(), Some(0));
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = run(&["--version"]);
    assert_eq!(version.status.code(), Some(0));
    assert_eq!(text(&version.stdout), concat!("rag-processor ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_arguments_are_one_line_and_the_exit_code_2() {
    let see = "; see `rag-processor --help`";
    for (arguments, problem) in [
        (&["--lög"][..], "unexpected argument '--lög' found"),
        (&["serv"], "unrecognized subcommand 'serv'"),
        (&["--jobs"], "a value is required for '--jobs <FILE>' but none was supplied"),
        (&["--jobs", "a.db", "demo"], "the subcommand 'demo' cannot be used with '--jobs <FILE>'"),
        (
            &["--gemini", "there"],
            "invalid value 'there' for '--gemini <URL>': it must begin with http://, and name a host",
        ),
        (
            &["--gemini", "ftp://localhost/?key=AIzaSyA-1234567890abcdefghijklmnopqrstuv"],
            "invalid value 'ftp://localhost/?key=[redacted]' for '--gemini <URL>': it must begin with http://, and name a host",
        ),
        // The client is built without TLS.
        (
            &["demo", "--gemini", "https://localhost"],
            "invalid value 'https://localhost' for '--gemini <URL>': it must begin with http://, and name a host",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(error_line(&output), format!("error: {problem}{see}"));
        assert!(output.stdout.is_empty());
    }
}
