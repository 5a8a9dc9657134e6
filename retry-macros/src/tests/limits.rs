//! One snapshot for each key that limits the call beyond its count, or runs between attempts.

use expect_test::expect;

use super::check;

#[test]
fn limits_under_load() {
    check(
        "max = 2, backoff = none, retryable = [ApiError::Busy], attempt_timeout = 5s, breaker(GEMINI),
        breaker(self.auth, trips_on = [ApiError::Key, is_revoked]), budget = BUDGET",
        "async fn load(&self) -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load(&self) -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(&[::core::time::Duration::ZERO]),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(10),
                    ::core::option::Option::None, ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["ApiError::Busy"])])
                    .attempt_timeout(::core::time::Duration::from_secs(5)).breakers(&
                    [::retry_runtime::__private::Named::new("GEMINI", || & GEMINI),
                    ::retry_runtime::__private::Named::unknown("self.auth")])
                    .budget(::retry_runtime::__private::Named::new("BUDGET", || & BUDGET))
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                let held = &self.auth;
                let breaker2: &::retry_runtime::__private::CircuitBreaker = held;
                let held = &BUDGET;
                let budget: &::retry_runtime::__private::RetryBudget = held;
                let mut payment = ::retry_runtime::__private::Payment::new(budget);
                return loop {
                    let held = &GEMINI;
                    let breaker: &::retry_runtime::__private::CircuitBreaker = held;
                    let permit = match ::retry_runtime::__private::admit(breaker) {
                        ::core::result::Result::Ok(permit) => permit,
                        ::core::result::Result::Err(open) => {
                            break retry.refused::<Result<User, ApiError>>(&__RETRY_SITE, open);
                        }
                    };
                    let permit2 = match ::retry_runtime::__private::admit_named(breaker2) {
                        ::core::result::Result::Ok(permit) => permit,
                        ::core::result::Result::Err(open) => {
                            permit.withdraw();
                            break retry.refused::<Result<User, ApiError>>(&__RETRY_SITE, open);
                        }
                    };
                    payment.send();
                    let delay = {
                        let (failed, late) = {
                            let returns = ::retry_runtime::__private::returns::<
                                Result<User, ApiError>,
                            >();
                            let (outcome, late) = match ::retry_runtime::__private::timeout(
                                    ::core::time::Duration::from_secs(5),
                                    ::retry_runtime::__private::watched(async {
                                        if false {
                                            return returns.never();
                                        }
                                        get().await
                                    }),
                                )
                                .await
                            {
                                ::core::result::Result::Ok(outcome) => {
                                    (outcome, ::core::option::Option::None)
                                }
                                ::core::result::Result::Err(_) => {
                                    let late = ::retry_runtime::__private::Late::after(
                                        ::core::time::Duration::from_secs(5),
                                    );
                                    (
                                        ::retry_runtime::__private::expired::<
                                            Result<User, ApiError>,
                                        >(late),
                                        ::core::option::Option::Some(late),
                                    )
                                }
                            };
                            if ::retry_runtime::__private::succeeded(&outcome) {
                                retry.succeeded(&__RETRY_SITE);
                                permit.succeed();
                                permit2.succeed();
                                payment.succeed();
                                break outcome;
                            }
                            (outcome, late)
                        };
                        let ::core::option::Option::Some(error) = ::retry_runtime::__private::error(
                            &failed,
                        ) else {
                            break failed;
                        };
                        match retry
                            .until(&[])
                            .judge(
                                &__RETRY_SITE,
                                error,
                                |error| {
                                    #[deny(
                                        unreachable_patterns,
                                        reason = "an entry that earlier ones cover, or a list that covers every error, classifies nothing; remove it"
                                    )]
                                    let decision = match error {
                                        ApiError::Busy { .. } => {
                                            ::retry_runtime::__private::Decision::transient(
                                                "ApiError::Busy",
                                            )
                                        }
                                        _ => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "not in `retryable`",
                                            )
                                        }
                                    };
                                    (decision, ::retry_runtime::__private::Shown::new(error).text())
                                },
                            )
                            .timed_out(late)
                            .breaker(permit)
                            .breaker_on(
                                permit2,
                                |error| {
                                    ::core::matches!(error, ApiError::Key { .. })
                                        || is_revoked(error)
                                },
                            )
                            .budget(&mut payment)
                            .finish()
                        {
                            ::core::option::Option::Some(delay) => delay,
                            ::core::option::Option::None => break failed,
                        }
                    };
                    delay.skip();
                };
            }
        "#]],
    );
}

#[test]
fn cancel() {
    check(
        "max = 2, retryable = [ApiError::Busy], cancel = self.shutdown.cancelled()",
        "async fn load(&self) -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load(&self) -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(
                        &[::core::time::Duration::from_secs(1)],
                    ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(1), ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["ApiError::Busy"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let failed = {
                        let returns = ::retry_runtime::__private::returns::<
                            Result<User, ApiError>,
                        >();
                        let outcome = ::retry_runtime::__private::attempt(async {
                                if false {
                                    return returns.never();
                                }
                                get().await
                            })
                            .await;
                        if ::retry_runtime::__private::succeeded(&outcome) {
                            retry.succeeded(&__RETRY_SITE);
                            break outcome;
                        }
                        outcome
                    };
                    let ::core::option::Option::Some(error) = ::retry_runtime::__private::error(
                        &failed,
                    ) else {
                        break failed;
                    };
                    let (rule, delay) = match retry
                        .until(&[])
                        .judge(
                            &__RETRY_SITE,
                            error,
                            |error| {
                                #[deny(
                                    unreachable_patterns,
                                    reason = "an entry that earlier ones cover, or a list that covers every error, classifies nothing; remove it"
                                )]
                                let decision = match error {
                                    ApiError::Busy { .. } => {
                                        ::retry_runtime::__private::Decision::transient(
                                            "ApiError::Busy",
                                        )
                                    }
                                    _ => {
                                        ::retry_runtime::__private::Decision::permanent(
                                            "not in `retryable`",
                                        )
                                    }
                                };
                                (decision, ::retry_runtime::__private::Shown::new(error).text())
                            },
                        )
                        .keep()
                    {
                        ::core::option::Option::Some(next) => next,
                        ::core::option::Option::None => break failed,
                    };
                    if delay.or_cancelled(self.shutdown.cancelled()).await {
                        retry
                            .cancelled(
                                &__RETRY_SITE,
                                rule,
                                &failed,
                                |error| ::retry_runtime::__private::Shown::new(error).text(),
                            );
                        break failed;
                    }
                };
            }
        "#]],
    );
}

#[test]
fn on_retry() {
    check(
        "max = 2, backoff = none, retryable = [Error::Busy], on_retry = |retry| job.count(retry.attempt).await",
        "async fn load(job: &Job) -> Result<User, Error> { get(job).await }",
        &expect![[r#"
            async fn load(job: &Job) -> Result<User, Error> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(&[::core::time::Duration::ZERO]),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::ZERO, ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<
                                Result<User, Error>,
                            >();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    get(job).await
                                })
                                .await;
                            if ::retry_runtime::__private::succeeded(&outcome) {
                                retry.succeeded(&__RETRY_SITE);
                                break outcome;
                            }
                            outcome
                        };
                        let ::core::option::Option::Some(error) = ::retry_runtime::__private::error(
                            &failed,
                        ) else {
                            break failed;
                        };
                        let (rule, delay) = match retry
                            .until(&[])
                            .judge(
                                &__RETRY_SITE,
                                error,
                                |error| {
                                    #[deny(
                                        unreachable_patterns,
                                        reason = "an entry that earlier ones cover, or a list that covers every error, classifies nothing; remove it"
                                    )]
                                    let decision = match error {
                                        Error::Busy { .. } => {
                                            ::retry_runtime::__private::Decision::transient(
                                                "Error::Busy",
                                            )
                                        }
                                        _ => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "not in `retryable`",
                                            )
                                        }
                                    };
                                    (decision, ::retry_runtime::__private::Shown::new(error).text())
                                },
                            )
                            .keep()
                        {
                            ::core::option::Option::Some(next) => next,
                            ::core::option::Option::None => break failed,
                        };
                        let retrying = retry
                            .retrying(
                                &__RETRY_SITE,
                                rule,
                                &delay,
                                ::retry_runtime::__private::Shown::new(error).text(),
                            );
                        async {
                            let retry = retrying;
                            let done: () = job.count(retry.attempt).await;
                            done
                        }
                            .await;
                        delay
                    };
                    delay.skip();
                };
            }
        "#]],
    );
}

#[test]
fn on_retry_with_limits() {
    check(
        "policy = GEMINI, cancel = stop.cancelled(), on_retry = |_| COUNT.add(1)",
        "async fn load(stop: &Token) -> Result<User, Error> { get(stop).await }",
        &expect![[r#"
            async fn load(stop: &Token) -> Result<User, Error> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = GEMINI
                    .__site(::core::concat!(::core::module_path!(), "::", "load"));
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, GEMINI.__worst_case(GEMINI.max(), ::core::option::Option::None),
                    ::core::option::Option::Some(("GEMINI", GEMINI.__told())),
                    ::retry_runtime::__private::Told::new(& [])
                );
                let mut retry = ::retry_runtime::__private::Retry::<
                    [_; { GEMINI.__walks() }],
                >::walking(&__RETRY_SITE);
                let ends = ::retry_runtime::__private::ends::<
                    { GEMINI.__limits() },
                >(GEMINI.within());
                let mut payment = ::retry_runtime::__private::payment_by(&GEMINI);
                return loop {
                    let permits = match ::retry_runtime::__private::admit_by(&GEMINI) {
                        ::core::result::Result::Ok(permits) => permits,
                        ::core::result::Result::Err(refused) => {
                            break retry
                                .refused_by::<
                                    Result<User, Error>,
                                    _,
                                    _,
                                    _,
                                    _,
                                >(&__RETRY_SITE, refused, &GEMINI);
                        }
                    };
                    ::retry_runtime::__private::send_by(&GEMINI, &mut payment);
                    let (failed, late) = {
                        let returns = ::retry_runtime::__private::returns::<Result<User, Error>>();
                        let (outcome, late) = match ::retry_runtime::__private::limited_by(
                                &GEMINI,
                                |limit| retry.by(&ends, &GEMINI).time_left(limit),
                                ::retry_runtime::__private::attempt_by(
                                    &GEMINI,
                                    async {
                                        if false {
                                            return returns.never();
                                        }
                                        get(stop).await
                                    },
                                ),
                            )
                            .await
                        {
                            ::core::result::Result::Ok(outcome) => {
                                (outcome, ::core::option::Option::None)
                            }
                            ::core::result::Result::Err(late) => {
                                ::retry_runtime::__private::late_by::<
                                    Result<User, Error>,
                                    _,
                                    _,
                                    _,
                                    _,
                                >(&GEMINI, late)
                            }
                        };
                        if ::retry_runtime::__private::succeeded(&outcome) {
                            retry.succeeded(&__RETRY_SITE);
                            ::retry_runtime::__private::breakers_succeeded_by(&GEMINI, permits);
                            ::retry_runtime::__private::budget_succeeded_by(&GEMINI, &payment);
                            break outcome;
                        }
                        (outcome, late)
                    };
                    let ::core::option::Option::Some(error) = ::retry_runtime::__private::error(
                        &failed,
                    ) else {
                        break failed;
                    };
                    let (rule, delay) = match retry
                        .by(&ends, &GEMINI)
                        .judge(
                            &__RETRY_SITE,
                            error,
                            |error| {
                                let decision = ::retry_runtime::__private::decide(error, &GEMINI);
                                (decision, ::retry_runtime::__private::Shown::new(error).text())
                            },
                        )
                        .timed_out(late)
                        .breakers_by(&GEMINI, permits)
                        .budget_by(&GEMINI, &mut payment)
                        .keep()
                    {
                        ::core::option::Option::Some(next) => next,
                        ::core::option::Option::None => break failed,
                    };
                    let retrying = retry
                        .retrying(
                            &__RETRY_SITE,
                            rule,
                            &delay,
                            ::retry_runtime::__private::Shown::new(error).text(),
                        );
                    ::retry_runtime::__private::call::<
                        (),
                        _,
                    >(|| {
                        let _ = retrying;
                        let done: () = COUNT.add(1);
                        done
                    });
                    let delay = match retry
                        .by(&ends, &GEMINI)
                        .resume(
                            &__RETRY_SITE,
                            rule,
                            &failed,
                            delay,
                            |error| ::retry_runtime::__private::Shown::new(error).text(),
                        )
                    {
                        ::core::option::Option::Some(delay) => delay,
                        ::core::option::Option::None => break failed,
                    };
                    if delay.or_cancelled(stop.cancelled()).await {
                        retry
                            .cancelled(
                                &__RETRY_SITE,
                                rule,
                                &failed,
                                |error| ::retry_runtime::__private::Shown::new(error).text(),
                            );
                        break failed;
                    }
                };
            }
        "#]],
    );
}
