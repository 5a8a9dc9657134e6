//! Where the output goes: a pipe whose reader has gone, a disk that is full.

use std::process::Stdio;

use crate::{command, text};

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_ends_it_quietly() {
    for arguments in [&["--help"][..], &["demo", "--help"]] {
        let mut process = command();
        process.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = process.spawn().expect("the binary runs");
        drop(process.stdout.take());
        let output = process.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(141), "{arguments:?}");
        assert_eq!(text(&output.stderr), "");
    }
}

#[cfg(target_os = "linux")]
mod full {
    use std::fs::OpenOptions;

    use super::*;
    use crate::error_line;

    fn full_disk() -> Stdio {
        OpenOptions::new().write(true).open("/dev/full").expect("a full disk").into()
    }

    #[test]
    fn a_full_disk_is_an_error_of_one_line() {
        let mut process = command();
        let process = process.arg("--help").stdout(full_disk());
        let output = process.stderr(Stdio::piped()).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(1));
        let reason = "No space left on device (os error 28)";
        let line = format!("error: standard output cannot be written ({reason}); send it elsewhere");
        assert_eq!(error_line(&output), line);
    }
}
