//! Functions that `macro_rules!` makes, of pieces of every kind.

use futures_util::future::BoxFuture;
use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

macro_rules! of_a_block {
    ($name:ident, $max:literal, $backoff:literal, $error:ty, $output:ty, $calls:ident => $body:block) => {
        #[retry(max = $max, backoff = $backoff, retryable = [Error::Busy])]
        async fn $name($calls: &Calls) -> Result<$output, $error> $body
    };
}

of_a_block!(block, 3, "none", Error, u32, calls => {
    let number = calls.next()?;
    if number > 7 {
        return Err(Error::Gone);
    }
    Ok(number)
});

macro_rules! of_an_expression {
    ($vis:vis $name:ident($calls:ident), $pattern:pat, $entry:path, $result:ty, $value:expr) => {
        #[retry(max = 3, backoff = none, retryable = [$pattern], non_retryable = [$entry])]
        $vis async fn $name($calls: &Calls) -> $result {
            $value
        }
    };
}

of_an_expression!(pub(crate) expression(calls), Error::Busy, Error::Gone, Result<u32, Error>, calls.next());

macro_rules! of_a_whole_function {
    ($function:item) => {
        $function
    };
}

of_a_whole_function! {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn whole(calls: &Calls) -> Result<u32, Error> {
        calls.next()
    }
}

macro_rules! with_a_local {
    ($name:ident, $value:expr) => {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = attempt)]
        async fn $name(calls: &Calls) -> Result<u32, Error> {
            // The macro's own names, which the caller's expression does not see.
            let own = calls.next()?;
            let value: u32 = $value;
            Ok(own + value + attempt.number())
        }
    };
}

const OWN: u32 = 10;
with_a_local!(local, OWN);

struct Client(Calls);

macro_rules! attempts {
    ($($name:ident $max:literal),*) => {
        impl Client {$(
            #[retry(max = $max, backoff = none, retryable = [Error::Busy])]
            async fn $name(&self) -> Result<u32, Error> {
                self.0.next()
            }
        )*}
    };
}

attempts!(two 2, four 4);

macro_rules! of_all_parts {
    ($(#[$meta:meta])* $vis:vis fn $name:ident<$life:lifetime>($($pattern:pat => $ty:ty),*) -> $ret:ty, $body:block) => {
        $(#[$meta])*
        #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
        $(#[$meta])*
        $vis fn $name<$life>($($pattern: $ty),*) -> $ret {
            Box::pin(async move $body)
        }
    };
}

of_all_parts! {
    /// A sum.
    pub(super) fn all_parts<'a>(calls => &'a Calls, (mut one, _) => (u32, u8), &two => &'a u32)
        -> BoxFuture<'a, Result<u32, Error>>, {
        one += two;
        calls.next().map(|number| number + one)
    }
}

/// The type may be one of the caller's own, with a `pin`.
macro_rules! pinned_by {
    ($name:ident, $pointer:ty, $body:block) => {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
        fn $name() -> BoxFuture<'static, Result<u32, Error>> {
            let _before = ();
            <$pointer>::pin(async $body)
        }
    };
}

static PINNED: Calls = Calls::failing(2);
pinned_by!(pinned, Box<_>, { PINNED.next() });

macro_rules! with_attributes {
    ($(#[$meta:meta])* ; $function:item) => {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
        $(#[$meta])*
        $function
    };
}

/// Through two macros, and a group in a group.
macro_rules! passed_on {
    ($function:item) => {
        with_attributes! { #[must_use] ; $function }
    };
}

passed_on! {
    /// A function with attributes of its own.
    #[inline]
    fn twice_passed_on(calls: &Calls) -> BoxFuture<'_, Result<u32, Error>> {
        Box::pin(async move { calls.next() })
    }
}

#[test]
fn they_run() {
    assert_eq!(now(block(&Calls::failing(2))), Ok(3));
    assert_eq!(now(expression(&Calls::failing(2))), Ok(3));
    assert_eq!(now(whole(&Calls::failing(2))), Ok(3));
    assert_eq!(now(local(&Calls::failing(2))), Ok(3 + 10 + 3));
    assert_eq!(now(all_parts(&Calls::failing(2), (10, 0), &100)), Ok(3 + 10 + 100 + 100 + 100));
    assert_eq!(now(pinned()), Ok(3));
    assert_eq!(now(twice_passed_on(&Calls::failing(2))), Ok(3));
    assert_eq!(now(Client(Calls::failing(3)).two()), Err(Error::Busy));
    assert_eq!(now(Client(Calls::failing(3)).four()), Ok(4));
}
