//! `&E`, `Box<E>`, `Arc<E>` and `Rc<E>` say what `E` says.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use retry_runtime::{Classify, retry};

use crate::classify::{PERMANENT, TRANSIENT, after, says};
use crate::common::script::{Script, seconds};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Classify)]
enum Error {
    #[transient]
    Busy,
    #[transient(after = 0)]
    Throttled(Duration),
    #[permanent]
    Gone,
}

const SLOW: Error = Error::Throttled(Duration::from_secs(7));

#[test]
fn behind_every_pointer() {
    for (error, said) in [(Error::Busy, TRANSIENT), (SLOW, after(7)), (Error::Gone, PERMANENT)] {
        assert_eq!(says(&&error), said);
        assert_eq!(says(&Box::new(error)), said);
        assert_eq!(says(&Arc::new(error)), said);
        assert_eq!(says(&Rc::new(error)), said);
        assert_eq!(says(&Arc::new(Box::new(&error))), said);
        let dynamic: Box<dyn Classify> = Box::new(error);
        let shared: Arc<dyn Classify + Send + Sync> = Arc::new(error);
        assert_eq!((says(&dynamic), says(&shared), says(&*dynamic)), (said, said, said));
    }
}

/// Proves that a function which returns the error behind a pointer is retried, and waits, by what it says.
macro_rules! returned {
    ($($name:ident: $pointer:ty, $wrap:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 3, backoff = "fixed(1s)", classified, hint(cap = 60s))]
            async fn load(script: &Script<$pointer>) -> Result<usize, $pointer> {
                script.call()
            }
            let script = Script::new([Error::Busy, SLOW].map($wrap));
            assert_eq!(load(&script).await.ok(), Some(3));
            assert_eq!(script.waits(), seconds([1, 7]));
            let script = Script::new([Error::Gone].map($wrap));
            assert!(load(&script).await.is_err());
            assert_eq!(script.calls(), 1);
        }
    )*};
}

returned! {
    a_box: Box<Error>, Box::new;
    an_arc: Arc<Error>, Arc::new;
    an_rc: Rc<Error>, Rc::new;
    a_reference: &'static Error, |error| &*Box::leak(Box::new(error));
    a_box_of_dyn: Box<dyn Classify>, |error| Box::new(error) as Box<dyn Classify>;
}

#[derive(Debug, Classify)]
enum Shared<'a> {
    #[delegate]
    Box(Box<Error>),
    #[delegate]
    Arc(Arc<Error>),
    #[delegate]
    Rc(Rc<Error>),
    #[delegate]
    Reference(&'a Error),
}

#[test]
fn in_a_delegate() {
    for (error, said) in [(Error::Busy, TRANSIENT), (SLOW, after(7)), (Error::Gone, PERMANENT)] {
        assert_eq!(says(&Shared::Box(error.into())), said);
        assert_eq!(says(&Shared::Arc(error.into())), said);
        assert_eq!(says(&Shared::Rc(error.into())), said);
        assert_eq!(says(&Shared::Reference(&error)), said);
    }
}
