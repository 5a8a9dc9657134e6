//! `#[classify(crate = path)]`: the runtime under another path, and none at the usual one.

use std::time::Duration;

use crate::classify::{PERMANENT, after, says};

pub mod facade {
    pub mod inner {
        pub use retry_runtime as rt;
    }
    pub use retry_runtime::Classify as Derive;
}

use facade::inner::rt;

/// Hides the usual path from everything that begins with this crate's own names.
mod retry_runtime {}

#[derive(Debug, thiserror::Error)]
#[error("auth")]
struct AuthError;

#[derive(Debug, thiserror::Error, rt::Classify)]
#[classify(crate = crate::classify::reexport::facade::inner::rt)]
enum ByPath {
    #[error("slow")]
    #[transient(after = wait)]
    Slow { wait: Duration },
    #[error(transparent)]
    #[permanent]
    Auth(#[from] AuthError),
}

#[derive(facade::Derive)]
#[classify(crate = rt)]
#[delegate]
struct Relative(ByPath);

macro_rules! exported {
    ($name:ident) => {
        #[derive($crate::classify::reexport::facade::Derive)]
        #[classify(crate = $crate::classify::reexport::facade::inner::rt)]
        #[permanent]
        struct $name;
    };
}

exported!(ByMacro);

#[test]
fn they_classify() {
    let slow = || ByPath::Slow { wait: Duration::from_secs(7) };
    assert_eq!((says(&slow()), says(&ByPath::Auth(AuthError))), (after(7), PERMANENT));
    assert_eq!((says(&Relative(slow())), says(&ByMacro)), (after(7), PERMANENT));
}

#[test]
fn they_carry() {
    let auth = ByPath::from(AuthError);
    assert!(rt::Carries::<AuthError>::carried(&auth).is_some());
    assert!(rt::Carries::<ByPath>::carried(&Relative(auth)).is_some());
}

#[rt::retry(crate = rt, max = 3, backoff = none, classified, non_retryable = [AuthError])]
async fn load(calls: &mut u32) -> Result<(), ByPath> {
    *calls += 1;
    Err(if *calls == 2 {
        AuthError.into()
    } else {
        ByPath::Slow { wait: Duration::ZERO }
    })
}

#[tokio::test]
async fn a_function_uses_them() {
    let mut calls = 0;
    assert!(load(&mut calls).await.is_err());
    assert_eq!(calls, 2);
}
