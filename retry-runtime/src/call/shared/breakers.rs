//! The breakers that a policy brings along, or does not.

use std::convert::Infallible;
use std::future::Future;

use crate::call::judgement::Judgement;
use crate::call::outcome::Outcome;
use crate::call::retry::Retry;
use crate::call::shared::policy::Policy;
use crate::call::site::Site;
use crate::call::watch::{self, Plain, Watched};
use crate::limits::breaker::{CircuitBreaker, CircuitOpen, FromOpen, Permit, admit, admit_named};
use crate::wait::walk::Ways;

/// The breakers of a policy: none, `()`; those of a policy with an error type; or those of limits alone.
pub trait Breakers {
    /// The places of an attempt.
    type Permits;
    /// A refusal, by one of them; there is none, where there are no breakers.
    type Refused;
    /// An attempt, watched where there is a breaker.
    type Attempt<A: Future>: Future<Output = A::Output>;

    fn admit(&'static self) -> Result<Self::Permits, Self::Refused>;

    /// Gives the places back of an attempt that is not made.
    fn withdraw(permits: Self::Permits);

    /// Gives the places back of one that succeeded.
    fn succeed(permits: Self::Permits);

    fn attempt<A: Future>(body: A) -> Self::Attempt<A>;
}

/// The same for the functions that return this error.
pub trait BreakersOf<E>: Breakers {
    fn refused(&self, refused: Self::Refused) -> (CircuitOpen, E);

    /// Tells them how the attempt ended.
    fn tell(&self, judgement: &mut Judgement<'_, E>, permits: Self::Permits);
}

/// A breaker of a policy with an error type.
#[derive(Debug)]
pub struct PolicyBreaker<E: 'static> {
    /// The static.
    pub breaker: &'static CircuitBreaker,
    /// What counts as its failures, where the policy names them.
    pub trips: Option<fn(&E) -> bool>,
    /// What makes the error of a refusal.
    pub error: fn(CircuitOpen) -> E,
}

/// Which of the breakers refuses, and why.
#[derive(Debug)]
pub struct Refused(usize, CircuitOpen);

impl Breakers for () {
    type Permits = ();
    type Refused = Infallible;
    type Attempt<A: Future> = Plain<A>;

    #[inline]
    fn admit(&'static self) -> Result<(), Infallible> {
        Ok(())
    }

    #[inline]
    fn withdraw((): ()) {}

    #[inline]
    fn succeed((): ()) {}

    #[inline]
    fn attempt<A: Future>(body: A) -> Plain<A> {
        watch::attempt(body)
    }
}

impl<E> BreakersOf<E> for () {
    #[inline]
    fn refused(&self, refused: Infallible) -> (CircuitOpen, E) {
        match refused {}
    }

    #[inline]
    fn tell(&self, _: &mut Judgement<'_, E>, (): ()) {}
}

/// The places in all breakers; each is there once all have let the attempt in.
type Permits<const N: usize> = [Option<Permit<'static>>; N];

fn admit_all<const N: usize>(
    admit: impl Fn(usize) -> Result<Permit<'static>, CircuitOpen>,
) -> Result<Permits<N>, Refused> {
    let mut permits = [const { None }; N];
    for (number, permit) in permits.iter_mut().enumerate() {
        match admit(number) {
            Ok(admitted) => *permit = Some(admitted),
            Err(open) => {
                withdraw_all(permits);
                return Err(Refused(number, open));
            }
        }
    }
    Ok(permits)
}

fn withdraw_all<const N: usize>(permits: Permits<N>) {
    permits.into_iter().flatten().for_each(Permit::withdraw);
}

macro_rules! breakers {
    ([$($parameter:ident)?] $breaker:ty, |$self_:ident, $number:ident| $admit:expr) => {
        impl<$($parameter: 'static,)? const N: usize> Breakers for [$breaker; N] {
            type Permits = Permits<N>;
            type Refused = Refused;
            type Attempt<A: Future> = Watched<A>;

            fn admit(&'static self) -> Result<Permits<N>, Refused> {
                let $self_ = self;
                admit_all(|$number| $admit)
            }

            fn withdraw(permits: Permits<N>) {
                withdraw_all(permits);
            }

            fn succeed(permits: Permits<N>) {
                permits.into_iter().flatten().for_each(Permit::succeed);
            }

            fn attempt<A: Future>(body: A) -> Watched<A> {
                watch::watched(body)
            }
        }
    };
}

breakers!([E] PolicyBreaker<E>, |all, number| {
    let PolicyBreaker { breaker, trips, .. } = &all[number];
    if trips.is_some() { admit_named(breaker) } else { admit(breaker) }
});
breakers!([] &'static CircuitBreaker, |all, number| admit(all[number]));

impl<E: 'static, const N: usize> BreakersOf<E> for [PolicyBreaker<E>; N] {
    fn refused(&self, Refused(number, open): Refused) -> (CircuitOpen, E) {
        (open, (self[number].error)(open))
    }

    fn tell(&self, judgement: &mut Judgement<'_, E>, mut permits: Permits<N>) {
        for (breaker, permit) in self.iter().zip(&mut permits) {
            match (permit.take(), breaker.trips) {
                (Some(permit), Some(trips)) => judgement.tell_on(permit, trips),
                (Some(permit), None) => judgement.judged.tell(permit),
                (None, _) => {}
            }
        }
    }
}

impl<E: FromOpen, const N: usize> BreakersOf<E> for [&'static CircuitBreaker; N] {
    fn refused(&self, Refused(_, open): Refused) -> (CircuitOpen, E) {
        (open, FromOpen::from_open(open))
    }

    fn tell(&self, judgement: &mut Judgement<'_, E>, mut permits: Permits<N>) {
        for permit in permits.iter_mut().filter_map(Option::take) {
            judgement.judged.tell(permit);
        }
    }
}

/// Lets an attempt in by the breakers of a policy.
///
/// # Errors
///
/// The refusal of the first that refuses.
pub fn admit_by<E, T, B: Breakers, U>(policy: &'static Policy<E, T, B, U>) -> Result<B::Permits, B::Refused> {
    policy.breakers.admit()
}

/// Gives the places back of an attempt that another breaker refuses.
pub fn withdraw_by<E, T, B: Breakers, U>(_: &Policy<E, T, B, U>, permits: B::Permits) {
    B::withdraw(permits);
}

/// Gives the places back of an attempt that succeeded.
#[inline]
pub fn breakers_succeeded_by<E, T, B: Breakers, U>(_: &Policy<E, T, B, U>, permits: B::Permits) {
    B::succeed(permits);
}

/// The body of an attempt, watched where the policy has a breaker.
pub fn attempt_by<E, T, B: Breakers, U, A: Future>(_: &Policy<E, T, B, U>, body: A) -> B::Attempt<A> {
    B::attempt(body)
}

impl<W: Ways> Retry<W> {
    /// Ends the call where a breaker of its policy refuses the next attempt.
    pub fn refused_by<R, E, T, B, U>(
        &mut self,
        site: &'static Site,
        refused: B::Refused,
        policy: &Policy<E, T, B, U>,
    ) -> R
    where
        R: Outcome,
        B: BreakersOf<R::Error>,
    {
        let (open, error) = policy.breakers.refused(refused);
        self.refused_as(site, open, |_| error)
    }
}

impl<E> Judgement<'_, E> {
    /// Tells the breakers of a policy how the attempt ended.
    #[inline]
    pub fn breakers_by<P, T, B, U>(mut self, policy: &Policy<P, T, B, U>, permits: B::Permits) -> Self
    where
        B: BreakersOf<E>,
    {
        policy.breakers.tell(&mut self, permits);
        self
    }
}
