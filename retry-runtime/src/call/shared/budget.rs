//! The budget that a policy brings along, or does not.

use crate::call::judgement::{Judged, Judgement};
use crate::call::shared::policy::Policy;
use crate::limits::budget::{Payment, RetryBudget};

/// The budget of a policy: none, `()`, or a static.
pub trait Budget {
    /// What a call pays for its retries.
    type Payment;

    fn payment(&self) -> Self::Payment;

    fn send(payment: &mut Self::Payment);

    /// Gives back for the success.
    fn succeed(payment: &Self::Payment);

    /// Pays for the retry, or gives back for an answer.
    fn settle(judged: &mut Judged<'_>, payment: &mut Self::Payment);
}

impl Budget for () {
    type Payment = ();

    #[inline]
    fn payment(&self) {}

    #[inline]
    fn send((): &mut ()) {}

    #[inline]
    fn succeed((): &()) {}

    #[inline]
    fn settle(_: &mut Judged<'_>, (): &mut ()) {}
}

impl Budget for &'static RetryBudget {
    type Payment = Payment<'static>;

    #[inline]
    fn payment(&self) -> Payment<'static> {
        Payment::new(self)
    }

    #[inline]
    fn send(payment: &mut Payment<'static>) {
        payment.send();
    }

    #[inline]
    fn succeed(payment: &Payment<'static>) {
        payment.succeed();
    }

    #[inline]
    fn settle(judged: &mut Judged<'_>, payment: &mut Payment<'static>) {
        judged.pay(payment);
    }
}

/// A call that has paid nothing to the budget of its policy.
pub fn payment_by<E, T, B, U: Budget>(policy: &Policy<E, T, B, U>) -> U::Payment {
    policy.budget.payment()
}

/// The attempt starts that was paid for.
pub fn send_by<E, T, B, U: Budget>(_: &Policy<E, T, B, U>, payment: &mut U::Payment) {
    U::send(payment);
}

/// The call has succeeded.
#[inline]
pub fn budget_succeeded_by<E, T, B, U: Budget>(_: &Policy<E, T, B, U>, payment: &U::Payment) {
    U::succeed(payment);
}

impl<E> Judgement<'_, E> {
    /// Pays to the budget of a policy for the retry, or gives back for an answer.
    pub fn budget_by<P, T, B, U: Budget>(mut self, _: &Policy<P, T, B, U>, payment: &mut U::Payment) -> Self {
        U::settle(&mut self.judged, payment);
        self
    }
}
