use std::time::Duration;

use retry_runtime::Classify;

#[derive(Classify)]
#[permanent]
enum GeminiError {
    #[permanent]
    #[transient]
    InvalidKey,
    #[permanent(always)]
    Blocked,
    #[delegate]
    Busy,
    #[delegate]
    Transport(std::io::ErrorKind, u16),
    #[transient(delay = after)]
    RateLimited { after: Duration },
    #[transient(after = wait)]
    Quota { after: Duration, project: String },
    #[transient(after = 1)]
    Throttled(Duration),
    #[transient(after = after)]
    Overloaded,
    #[transient(30s)]
    Slow,
    #[transient]
    Empty {
        #[permanent]
        reason: String,
    },
}

fn main() {}
