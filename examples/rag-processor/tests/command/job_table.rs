//! Job tables that cannot be used: the file and what is wrong with it, in one line.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use crate::{command, error_line, execute};

/// What the command says of the job table at `path`, which it cannot use.
fn refused(mut command: Command, path: &Path) -> String {
    let output = command.arg("--jobs").arg(path).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let (line, file) = (error_line(&output), format!("error: job table {}: ", path.display()));
    line.strip_prefix(&file)
        .unwrap_or_else(|| panic!("{line} does not name {file}"))
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_cannot_be_one_is_named_with_what_is_wrong() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let refused = |name: &str| refused(command(), &path(name));

    assert_eq!(refused("missing/a.db"), "its directory does not exist; create that first");
    assert_eq!(refused(""), "it is a directory; name a file in it");
    fs::write(path("text.db"), "no database, ".repeat(100)).expect("a file");
    assert_eq!(refused("text.db"), "it is no SQLite database, or a broken one; name another file");
    execute(&path("other.db"), &["CREATE TABLE jobs (name TEXT)"]).await;
    assert_eq!(refused("other.db"), "table jobs already exists; name another file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_another_process_has_locked_is_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("locked.db");
    // A connection of this process is one of another to the command.
    let _other = execute(&path, &["PRAGMA journal_mode = WAL", "BEGIN EXCLUSIVE", "CREATE TABLE a (b)"]).await;
    let problem = refused(command(), &path);
    assert_eq!(problem, "another process has locked it; end that one, or name another file");
}

#[cfg(unix)]
#[test]
fn a_name_is_no_uri() {
    let directory = tempfile::tempdir().expect("a directory");
    let name = "file:a.db?mode=memory";
    let mut command = command();
    command
        .args(["--gemini", "http://127.0.0.1:1", "--jobs", name])
        .current_dir(directory.path());
    command.output().expect("the binary runs");
    assert!(directory.path().join(name).is_file());
}

#[cfg(unix)]
#[test]
fn a_table_that_cannot_be_written_is_named() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let allow = |name: &str, mode| fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).expect("a mode");
    File::create(path("read-only.db")).expect("a file");
    allow("read-only.db", 0o444);
    let mut command = command();
    if fs::metadata(directory.path()).expect("a directory").uid() == 0 {
        // Root may write everything, so somebody else is to try, for whom the binary may be out of reach.
        const NOBODY: u32 = 65534;
        fs::copy(env!("CARGO_BIN_EXE_rag-processor"), path("rag-processor")).expect("a copy");
        allow("", 0o777);
        command = Command::new(path("rag-processor"));
        command.uid(NOBODY).gid(NOBODY);
    }
    command.env("TMPDIR", directory.path());
    let problem = refused(command, &path("read-only.db"));
    assert_eq!(
        problem,
        "it cannot be written; change its permissions and its directory's, or name another file"
    );
}
