//! What a body may contain.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn labels(calls: &Calls) -> Result<u32, Error> {
    let number = 'outer: loop {
        for turn in 0.. {
            if turn == 1 {
                continue 'outer;
            }
            let value = 'block: {
                if calls.made() > 9 {
                    break 'block 0;
                }
                calls.next()?
            };
            if value > 3 {
                break 'outer value;
            }
        }
    };
    Ok(number)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn closures(calls: &Calls) -> Result<u32, Error> {
    let checked = |number: u32| -> Result<u32, Error> {
        if number > 7 {
            return Err(Error::Gone);
        }
        Ok(calls.next()? + number)
    };
    let later = async |number: u32| {
        let sum = checked(number)?;
        Ok::<u32, Error>(sum)
    };
    let block = async {
        Err(Error::Gone)?;
        Ok::<u32, Error>(1)
    };
    assert_eq!(block.await, Err(Error::Gone), "leaves the block, not the function");
    assert_eq!(checked(8), Err(Error::Gone), "leaves the closure, not the function");
    later(1).await
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn macros(calls: &Calls) -> Result<String, Error> {
    let list: Vec<u32> = vec![calls.next()?, calls.next()?];
    let text = format!("{} {}", list[0], calls.next()?);
    assert!(matches!(calls.next()?, 1..), "a macro that looks at an expression");
    let (one, other) = tokio::join!(async { calls.next() }, async { calls.next() });
    Ok(format!("{text} {} {}", one?, other?))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn let_else_and_chains(calls: &Calls, value: Option<u32>) -> Result<u32, Error> {
    let Some(value) = value else {
        return Err(Error::Gone);
    };
    if let Ok(number) = calls.next()
        && number > 2
    {
        return Ok(number + value);
    }
    Err(Error::Busy)?
}

#[test]
fn control_flow() {
    assert_eq!(now(labels(&Calls::failing(2))), Ok(4));
    assert_eq!(now(closures(&Calls::failing(2))), Ok(4));
    assert_eq!(now(macros(&Calls::failing(2))).as_deref(), Ok("3 5 7 8"));
    assert_eq!(now(let_else_and_chains(&Calls::failing(2), Some(1))), Ok(4));
    assert_eq!(now(let_else_and_chains(&Calls::failing(2), None)), Err(Error::Gone));
}

/// Its documentation stays.
#[must_use = "a value"]
#[cfg(not(any()))]
#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
#[inline]
#[expect(clippy::mixed_attributes_style, reason = "what is tested")]
async fn attributes(calls: Arc<Calls>, #[cfg(any())] absent: u8) -> Result<u32, Error> {
    #![expect(non_snake_case, reason = "an inner attribute")]
    let Number = calls.next()?;
    Ok(Number)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn attributes_of_a_block(calls: &Calls) -> BoxFuture<'_, Result<u32, Error>> {
    //! A block has some of its own.
    Box::pin(
        async move {
            #![expect(non_snake_case, reason = "an inner attribute")]
            let Number = calls.next()?;
            Ok(Number)
        },
    )
}

#[cfg(any())]
#[retry(max = 3, this is not parsed, as the function is not there)]
async fn attributes() {}

#[test]
fn outer_and_inner_attributes() {
    assert_eq!(now(attributes(Calls::failing(2).into())), Ok(3));
    assert_eq!(now(attributes_of_a_block(&Calls::failing(2))), Ok(3));
}

#[test]
fn what_a_body_holds_ends_with_its_attempt() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn held(calls: &Calls, lock: &tokio::sync::Mutex<()>) -> Result<u32, Error> {
        let _guard = lock.try_lock().map_err(|_| Error::Gone)?;
        calls.next()
    }
    assert_eq!(now(held(&Calls::failing(2), &tokio::sync::Mutex::new(()))), Ok(3));
}
