//! Where a budget may stand: whatever expression it is, it is evaluated once for each call.

use std::cell::Cell;
use std::sync::{Arc, LazyLock};

use retry_runtime::{RetryBudget, retry};

use crate::common::limited::Error;
use crate::common::{Service, Step};

static BUDGET: RetryBudget = RetryBudget::new();
static LAZY: LazyLock<RetryBudget> = LazyLock::new(RetryBudget::new);

/// Proves that the two retries of a call are paid for by this budget.
macro_rules! places {
    ($self:ident; $($name:ident: $ty:ty = $value:expr, budget = $place:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            struct Client {
                service: Service,
                budget: $ty,
            }
            impl Client {
                #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = $place)]
                async fn load(&$self) -> Result<usize, Error> {
                    Ok($self.service.call()?)
                }
            }
            let client = Client { service: Service::new(&[Step::Busy; 3]), budget: $value };
            assert_eq!(client.load().await, Err(Error::Busy(3)));
            assert_eq!(client.budget.available(), 472);
        }
    )*};
}

places! { self;
    a_field: RetryBudget = RetryBudget::new(), budget = self.budget;
    a_field_by_reference: RetryBudget = RetryBudget::new(), budget = &self.budget;
    an_arc: Arc<RetryBudget> = Arc::default(), budget = self.budget;
    a_clone_of_an_arc: Arc<RetryBudget> = Arc::default(), budget = self.budget.clone();
    a_static: &'static RetryBudget = &BUDGET, budget = BUDGET;
    a_lazy_static: &'static RetryBudget = &LAZY, budget = LAZY;
}

#[tokio::test(start_paused = true)]
async fn the_expression_is_evaluated_once_for_each_call() {
    struct Client {
        lookups: Cell<u32>,
        budget: Arc<RetryBudget>,
    }
    impl Client {
        fn look_up(&self) -> Arc<RetryBudget> {
            self.lookups.set(self.lookups.get() + 1);
            self.budget.clone()
        }

        #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = self.look_up())]
        async fn load(&self, service: &Service) -> Result<usize, Error> {
            Ok(service.call()?)
        }
    }
    let client = Client { lookups: Cell::new(0), budget: Arc::default() };
    for calls in 1..=3 {
        let _ = client.load(&Service::new(&[Step::Busy; 3])).await;
        assert_eq!((client.lookups.get(), client.budget.available()), (calls, 500 - 28 * calls));
    }
}

#[tokio::test(start_paused = true)]
async fn a_method_that_changes_itself_and_one_that_blocks() {
    struct Client(Arc<RetryBudget>, u32);
    impl Client {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = self.0.clone())]
        async fn load(&mut self) -> Result<usize, Error> {
            self.count()
        }

        #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = self.0, blocking)]
        fn blocking(&mut self) -> Result<usize, Error> {
            self.1 += 1;
            Err(Error::Busy(0))
        }

        fn count(&mut self) -> Result<usize, Error> {
            self.1 += 1;
            Err(Error::Busy(0))
        }
    }
    let mut client = Client(Arc::default(), 0);
    assert!(client.load().await.is_err());
    assert!(client.blocking().is_err());
    assert_eq!((client.1, client.0.available()), (6, 444));
}
