//! The policies that other modules use: several in one macro, with several visibilities.

use crate::policy::Error;

retry_runtime::policy! {
    /// Four attempts, 1 s, 2 s and 4 s apart.
    pub(crate) static FOUR: Error = (max = 4, backoff = "exp(1s)", non_retryable = [Error::Gone]);

    /// The same limit, and a schedule for rate limits, of which two are retried.
    pub static OWN: Error = (
        max = 5,
        backoff = "exp(1s)",
        non_retryable = [Error::Gone],
        on(Error::Limited, max = 3, backoff = "exp(10s)"),
        retryable = [Error::Busy],
    );

    pub(super) static LIMITED: Error = (max = 6, backoff = "fixed(1s)", within = "3s", retryable = [Error::Busy]);
    static PRIVATE: Error = (max = 2, backoff = none, retryable = [Error::Busy])
}

pub(crate) mod inner {
    use retry_runtime::policy;

    policy! {
        pub(crate) static HINTED: crate::policy::Error = (
            max = 4,
            backoff = "exp(1s)",
            hint(crate::policy::Error::asked, cap = 60s),
            non_retryable = [crate::policy::Error::is_gone],
        );
    }

    policy!();
}

pub(crate) mod private {
    use crate::common::script::Script;

    /// A policy that only its own module names.
    #[retry_runtime::retry(policy = super::PRIVATE)]
    pub(crate) async fn load(script: &Script<super::Error>) -> Result<usize, super::Error> {
        script.call()
    }
}
