//! Nothing that the expansion names can be seen or shadowed by the function, and the other way round.

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

const SITE: u32 = 1_000;

#[retry(max = 3, backoff = none, within = 1h, retryable = [Error::Busy])]
async fn locals_of_the_expansion(calls: &Calls) -> Result<u32, Error> {
    let (retry, error, site, outcome, delay, returns, decision, never) = (1, 2, 3, 4, 5, 6, 7, 8);
    let number = calls.next()?;
    Ok(number + retry + error + site + outcome + delay + returns + decision + never + SITE)
}

#[expect(clippy::too_many_arguments)]
#[retry(max = 3, backoff = none, retryable = [|other| matches!(other, Error::Busy) && error == 2 && site == 3])]
async fn arguments(
    calls: &Calls,
    retry: u32,
    error: u32,
    site: u32,
    outcome: u32,
    delay: u32,
    returns: u32,
    decision: u32,
) -> Result<u32, Error> {
    let number = calls.next()?;
    Ok(number + retry + error + site + outcome + delay + returns + decision)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(attempt))]
async fn more_arguments(calls: &Calls, attempt: String, never: &'static str, this: u32) -> Result<String, Error> {
    let moved = attempt;
    Ok(format!("{moved} {never} {this} {}", calls.next()?))
}

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy], attempt = retry)]
fn blocking(calls: &Calls, outcome: u32, error: u32) -> Result<u32, Error> {
    calls.next().map(|number| number + outcome + error + retry.number())
}

#[test]
fn locals_and_arguments_keep_their_names() {
    assert_eq!(now(locals_of_the_expansion(&Calls::failing(2))), Ok(3 + 36 + 1_000));
    assert_eq!(now(arguments(&Calls::failing(2), 1, 2, 3, 4, 5, 6, 7)), Ok(3 + 28));
    assert_eq!(now(arguments(&Calls::failing(1), 1, 0, 3, 4, 5, 6, 7)), Err(Error::Busy));
    assert_eq!(now(more_arguments(&Calls::failing(2), "a".into(), "b", 1)).as_deref(), Ok("a b 1 3"));
    assert_eq!(blocking(&Calls::failing(2), 10, 100), Ok(116));
}

#[test]
fn the_attempt_may_have_any_name() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = site)]
    async fn by_site(calls: &Calls) -> Result<u32, Error> {
        calls.next().map(|_| site.number())
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = outcome)]
    async fn by_outcome(calls: &Calls) -> Result<u32, Error> {
        calls.next().map(|_| outcome.number())
    }
    assert_eq!(now(by_site(&Calls::failing(2))), Ok(3));
    assert_eq!(now(by_outcome(&Calls::failing(2))), Ok(3));
}

/// Items of a body are seen in all of it, the expansion included if it named them there.
#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn items_in_the_body(calls: &Calls) -> Result<Number, Error> {
    #[derive(Debug)]
    enum Error {
        Other,
    }
    struct Number;
    struct Result;
    struct Site;
    enum Option {}
    static SITE: u32 = 7;
    fn site() -> u32 {
        SITE
    }
    mod core {}
    mod retry_runtime {}
    type Unused = (Result, Site, Number, Option);
    let _: fn(Unused) = drop::<Unused>;
    assert_eq!((site(), format!("{:?}", Error::Other)), (7, "Other".to_owned()));
    calls.next().map(super::hygiene::Number)
}

#[derive(Debug, PartialEq)]
struct Number(u32);

#[test]
fn items_in_the_body_shadow_nothing() {
    assert_eq!(now(items_in_the_body(&Calls::failing(2))), Ok(Number(3)));
}

/// Items have no hygiene, but for the place where they are seen.
mod static_of_the_expansion {
    use super::{Calls, Error, retry};

    pub static __RETRY_SITE: u32 = 1_000;

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    pub async fn outer(calls: &Calls) -> Result<u32, Error> {
        #[retry(max = 2, backoff = none, retryable = [Error::Gone])]
        async fn inner(calls: &Calls) -> Result<u32, Error> {
            #[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
            fn inner(calls: &Calls) -> Result<u32, Error> {
                calls.next()
            }
            inner(calls)
        }
        Ok(inner(calls).await? + calls.next()? + self::__RETRY_SITE)
    }
}

#[test]
fn a_static_by_the_name_of_the_expansion_s_own() {
    assert_eq!(now(static_of_the_expansion::outer(&Calls::failing(2))), Ok(3 + 4 + 1_000));
}

/// The prelude's names mean something else in this module.
mod shadowed {
    use super::{Calls, retry};
    use crate::functions::Error;
    use ::std::result::Result as Outcome;

    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Option;
    struct Result;
    struct Clone;
    struct Box;
    mod core {}
    mod std {}
    #[expect(unused_macros)]
    macro_rules! matches {
        ($($tokens:tt)*) => {
            compile_error!("not ours")
        };
    }
    #[expect(unused_macros)]
    macro_rules! concat {
        ($($tokens:tt)*) => {
            compile_error!("not ours")
        };
    }

    #[retry(max = 3, backoff = exp(1ms, jitter = full), within = 1h, retryable = [source(Error::Busy)], clone(name), attempt = n)]
    pub async fn load(calls: &Calls, name: String) -> Outcome<(u32, String), Error> {
        let moved = (n.number(), name);
        calls.next().map(|_| moved)
    }

    pub fn used() -> usize {
        let _ = (Some, None, Ok, Err, Option, Result, Clone, Box);
        0
    }
}

#[tokio::test(start_paused = true)]
async fn the_prelude_may_be_shadowed() {
    assert_eq!(shadowed::load(&Calls::failing(2), "a".into()).await, Ok((3, "a".into())));
    assert_eq!(shadowed::used(), 0);
}
