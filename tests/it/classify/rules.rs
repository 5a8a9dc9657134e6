//! What in an error decided, where the error classifies itself.

use retry_runtime::{Class, Classify, retry};

#[derive(Debug, Clone, Classify)]
enum Error {
    #[transient]
    Busy,
    #[transient(after = after)]
    Throttled { after: std::time::Duration },
    #[delegate]
    Derived(Inner),
    #[delegate]
    ByHand(Status),
    #[delegate]
    Named(Box<Code>),
}

#[derive(Debug, Clone, Classify)]
#[transient]
struct Inner;

/// Says nothing of what decided.
#[derive(Debug, Clone)]
struct Status;

impl Classify for Status {
    fn class(&self) -> Class {
        Class::Transient
    }
}

/// Says it.
#[derive(Debug, Clone)]
struct Code;

impl Classify for Code {
    fn class(&self) -> Class {
        Class::Transient
    }

    fn rule(&self) -> &'static str {
        "code 503"
    }
}

#[retry(max = 2, backoff = none, classified, on_retry = |retry| *rule = retry.rule)]
async fn fails<E: Classify + Clone>(error: &E, rule: &mut &'static str) -> Result<(), E> {
    Err(error.clone())
}

#[tokio::test]
async fn the_variant_is_named_or_what_decides_in_its_place() {
    async fn rule<E: Classify + Clone>(error: E) -> &'static str {
        let mut rule = "";
        assert!(fails(&error, &mut rule).await.is_err());
        rule
    }
    assert_eq!(rule(Error::Busy).await, "Error::Busy");
    let after = std::time::Duration::from_secs(1);
    assert_eq!(rule(Error::Throttled { after }).await, "Error::Throttled");
    assert_eq!(rule(Error::Derived(Inner)).await, "Inner");
    assert_eq!(rule(Error::ByHand(Status)).await, "Error::ByHand", "the other one says nothing");
    assert_eq!(rule(Error::Named(Code.into())).await, "code 503");
    assert_eq!(rule(Inner).await, "Inner");
    assert_eq!(rule(Status).await, "classified");
}
