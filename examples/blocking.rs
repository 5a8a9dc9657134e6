//! A plain `fn`: it waits on its own thread, and needs no runtime.
//!
//! Takes less than a second.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, io, process, thread};

use retry_runtime::retry;

/// Reads a file that another thread is about to write; any error but "not found" ends the call.
#[retry(
    max = 5,
    backoff = "fixed(100ms)",
    retryable = [|error| error.kind() == io::ErrorKind::NotFound],
    attempt = attempt,
    blocking,
)]
fn read(path: &Path) -> io::Result<String> {
    println!("  attempt {} of {}", attempt.number(), attempt.max());
    fs::read_to_string(path)
}

fn main() -> io::Result<()> {
    println!("a file that is there after 250 ms, looked for every 100 ms:");
    let path = env::temp_dir().join(format!("retry-blocking-{}.txt", process::id()));
    let start = Instant::now();
    let text = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(250));
            fs::write(&path, "hello")
        });
        read(&path)
    });
    println!("  {text:?}, after {} ms on this thread", start.elapsed().as_millis());
    println!("a directory, which does not become a file by waiting:");
    println!("  {:?}", read(&env::temp_dir()).map_err(|error| error.kind()));
    fs::remove_file(path)
}
