mod every_order;
mod model;

use super::payment::Payment;
use super::retry_budget::RetryBudget;
use crate::wait::clock::tests::readings;

#[test]
fn without_a_refill_no_clock_is_read() {
    let budget = RetryBudget::new();
    let mut payment = Payment::new(&budget);
    payment.succeed();
    payment.pay(false).unwrap();
    payment.send();
    payment.succeed();
    assert_eq!((budget.available(), readings()), (500, 0));
}

#[test]
fn with_one_only_retries_and_those_who_ask_read_it() {
    let budget = RetryBudget::new().refill(1);
    let mut payment = Payment::new(&budget);
    payment.succeed();
    assert_eq!(readings(), 0);
    payment.pay(false).unwrap();
    assert_eq!(readings(), 1);
    payment.send();
    payment.succeed();
    assert_eq!(readings(), 1);
    assert_eq!((budget.available(), readings()), (500, 2));
    payment.pay(true).unwrap();
    drop(payment);
    assert_eq!(readings(), 3, "paying back reads none");
}
