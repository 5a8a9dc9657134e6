//! What `cargo run -p opentelemetry-example` prints.

use std::process::Command;

#[test]
fn the_spans_are_printed_with_the_attempts_as_events() {
    let output = Command::new(env!("CARGO_BIN_EXE_opentelemetry-example")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let stdout = String::from_utf8(output.stdout).unwrap();

    let seen: Vec<&str> = stdout
        .lines()
        .filter(|line| line.trim().starts_with("Name") || line.trim().starts_with("Status"))
        .filter_map(|line| line.split_once(": ").map(|(_, value)| value))
        // The scope has a name, too.
        .filter(|value| *value != r#""opentelemetry-example""#)
        .collect();
    let recovered = ["index_page", "Unset", "attempt failed, retrying", "attempt failed, retrying", "recovered"];
    let gave_up = ["index_page", "Unset", "gave up"];
    assert_eq!(seen, [&recovered[..], &gave_up].concat(), "{stdout}");

    let outcome = r#"retry.outcome: String(Owned("not_retryable"))"#;
    for attribute in ["retry.attempt: I64(2)", "retry.delay_ms: I64(10)", outcome] {
        assert!(stdout.contains(attribute), "no {attribute}: {stdout}");
    }
    assert_eq!(stdout.matches("?key=[redacted]").count(), 2, "{stdout}");
    assert!(!stdout.contains("AIza"), "{stdout}");
}
