//! What the list says of functions that multiply each other's retries.

use retry_runtime::retry;

use crate::common::Error;
use crate::registry::site;

#[tokio::test]
async fn it_names_the_functions_that_gave_up_inside_of_a_later_attempt() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "nesting.inner")]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "nesting.another")]
    async fn another() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "nesting.outer", attempt = n)]
    async fn outer(attempts: u32) -> Result<(), Error> {
        match n.number() {
            number if number >= attempts => Ok(()),
            2 => inner().await,
            _ => another().await,
        }
    }
    let multiplies = || site("nesting.outer").multiplies;
    outer(2).await.unwrap();
    assert!(multiplies().is_empty(), "that was the first attempt");
    outer(3).await.unwrap();
    assert_eq!(multiplies(), ["nesting.inner"]);
    for _ in 0..2 {
        assert!(outer(4).await.is_err());
        assert_eq!(multiplies(), ["nesting.another", "nesting.inner"]);
    }
    assert!(site("nesting.inner").multiplies.is_empty());
}
