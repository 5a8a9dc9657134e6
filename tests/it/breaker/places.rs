//! Where a breaker may stand: whatever expression it is, it is evaluated once for each call.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use retry_runtime::BreakerState::Open;
use retry_runtime::{CircuitBreaker, retry};

use crate::common::limited::Error;
use crate::common::{Service, Step};

/// Proves that a breaker of three in a row, in this place, is opened by the three attempts of a call.
macro_rules! places {
    ($self:ident; $($name:ident: $ty:ty = $value:expr, breaker($($place:tt)+);)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            struct Client {
                service: Service,
                breaker: $ty,
            }
            impl Client {
                #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker($($place)+))]
                async fn load(&$self) -> Result<usize, Error> {
                    Ok($self.service.call()?)
                }
            }
            let client = Client { service: Service::new(&[Step::Busy; 3]), breaker: $value };
            assert_eq!(client.load().await, Err(Error::Busy(3)));
            assert_eq!(client.breaker.state(), Open);
            assert!(matches!(client.load().await, Err(Error::Open(_))));
        }
    )*};
}

const fn three() -> CircuitBreaker {
    CircuitBreaker::new("service").consecutive(3)
}

places! { self;
    a_field: CircuitBreaker = three(), breaker(self.breaker);
    a_field_by_reference: CircuitBreaker = three(), breaker(&self.breaker);
    an_arc: Arc<CircuitBreaker> = Arc::new(three()), breaker(self.breaker);
    a_clone_of_an_arc: Arc<CircuitBreaker> = Arc::new(three()), breaker(self.breaker.clone());
    a_box: Box<CircuitBreaker> = Box::new(three()), breaker(self.breaker);
    what_an_arc_points_to: Arc<CircuitBreaker> = Arc::new(three()), breaker(*self.breaker);
    a_reference: &'static CircuitBreaker = Box::leak(Box::new(three())), breaker(self.breaker);
    a_block: Arc<CircuitBreaker> = Arc::new(three()), breaker({ let breaker = &self.breaker; Arc::clone(breaker) });
    a_branch: Arc<CircuitBreaker> = Arc::new(three()), breaker(match self.service.calls() { 9.. => unreachable!(), _ => self.breaker.clone() });
    a_static: &'static CircuitBreaker = &SERVICE, breaker(SERVICE);
    a_static_by_path: &'static CircuitBreaker = &keys::SERVICE, breaker(keys::SERVICE);
    a_lazy_static: &'static CircuitBreaker = &LAZY, breaker(LAZY);
}

static SERVICE: CircuitBreaker = three();
static LAZY: LazyLock<CircuitBreaker> = LazyLock::new(three);

mod keys {
    pub static SERVICE: super::CircuitBreaker = super::three();
}

#[tokio::test(start_paused = true)]
async fn the_expression_is_evaluated_once_for_each_call() {
    struct Client {
        lookups: AtomicUsize,
        breaker: Arc<CircuitBreaker>,
    }
    impl Client {
        fn look_up(&self) -> Arc<CircuitBreaker> {
            self.lookups.fetch_add(1, Ordering::SeqCst);
            self.breaker.clone()
        }

        #[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy], breaker(self.look_up()))]
        async fn load(&self, service: &Service) -> Result<usize, Error> {
            Ok(service.call()?)
        }
    }
    let client = Client {
        lookups: AtomicUsize::new(0),
        breaker: Arc::new(CircuitBreaker::new("service")),
    };
    assert_eq!(client.load(&Service::new(&[Step::Busy; 4])).await, Err(Error::Busy(4)));
    assert_eq!(client.lookups.load(Ordering::SeqCst), 1);
    assert_eq!(client.load(&Service::new(&[Step::Done])).await, Ok(1));
    assert_eq!(client.lookups.load(Ordering::SeqCst), 2);
    assert_eq!(Arc::strong_count(&client.breaker), 1);
}

#[tokio::test(start_paused = true)]
async fn parameters_may_have_the_names_of_our_own() {
    #[expect(clippy::too_many_arguments, reason = "all the names there are")]
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(breaker), breaker(breaker2), budget = budget,
        attempt_timeout = 1s, cancel = cancel.notified())]
    async fn load(
        breaker: &CircuitBreaker,
        breaker2: &CircuitBreaker,
        budget: &retry_runtime::RetryBudget,
        cancel: &tokio::sync::Notify,
        (permit, permit2, payment, timed_out): (usize, usize, usize, usize),
        (retry, site, outcome, returns): (usize, usize, usize, usize),
        (kept, delay, open, never): (usize, usize, usize, usize),
        service: &Service,
    ) -> Result<usize, Error> {
        service.call()?;
        Ok(permit + permit2 + payment + timed_out + retry + site + outcome + returns + kept + delay + open + never)
    }
    let (one, two) = (CircuitBreaker::new("one").consecutive(2), CircuitBreaker::new("two"));
    let (budget, cancel) = (retry_runtime::RetryBudget::new(), tokio::sync::Notify::new());
    let service = Service::new(&[Step::Busy, Step::Done]);
    let ones = (1, 1, 1, 1);
    assert_eq!(load(&one, &two, &budget, &cancel, ones, ones, ones, &service).await, Ok(12));
    assert_eq!(budget.available(), 500);
}
