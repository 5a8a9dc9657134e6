//! How a policy can be written.

use retry_runtime::retry;

use crate::common::script::Script;
use crate::policy::Error::{self, Busy, Gone};

pub mod facade {
    pub use retry_runtime::{self as inner, policy, retry};
}

mod elsewhere {
    #![deny(missing_docs)]

    use crate::policy::Error;

    super::facade::policy! {
        /// The runtime by another path.
        pub static BY_PATH: Error =
            (max = 3, backoff = none, crate = crate::policy::forms::facade::inner, non_retryable = [source_is_gone])
    }

    mod retry_runtime {}

    fn source_is_gone(error: &Error) -> bool {
        error.is_gone()
    }
}

/// Declares a policy and a function for it.
macro_rules! pair {
    ($policy:ident, $load:ident, $error:path) => {
        retry_runtime::policy! {
            #[doc(hidden)]
            #[allow(missing_docs)]
            pub static $policy: Error = (max = 3, backoff = none, non_retryable = [$error],)
        }

        #[retry(policy = $policy)]
        async fn $load(script: &Script<Error>) -> Result<usize, Error> {
            script.call()
        }
    };
}

pair!(BY_MACRO, by_macro, Error::Gone);

#[facade::retry(crate = facade::inner, policy = elsewhere::BY_PATH)]
async fn by_path(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

/// Where the names of the attribute are taken.
mod shadowed {
    #![expect(dead_code, reason = "they are in the way, or not")]

    use crate::common::script::Script;

    struct Duration;
    struct Option;
    enum Error {}
    mod core {}
    mod std {}

    ::retry_runtime::policy! {
        static POLICY: crate::policy::Error = (
            max = 3, backoff = none, within = "1h", retryable = [|error| *error == crate::policy::Error::Busy]
        );
    }

    #[::retry_runtime::retry(policy = POLICY)]
    pub async fn load(script: &Script<crate::policy::Error>) -> Result<usize, crate::policy::Error> {
        script.call()
    }
}

#[tokio::test]
async fn each_of_them() {
    let (busy, gone) = (|| Script::new([Busy; 9]), || Script::new([Busy, Gone]));
    assert_eq!((by_path(&busy()).await, by_path(&gone()).await), (Err(Busy), Err(Gone)));
    assert_eq!((by_macro(&busy()).await, by_macro(&gone()).await), (Err(Busy), Err(Gone)));
    assert_eq!((shadowed::load(&busy()).await, shadowed::load(&gone()).await), (Err(Busy), Err(Gone)));
    let script = busy();
    assert_eq!((by_path(&script).await, script.calls()), (Err(Busy), 3));
}
