//! One snapshot for each other key that changes the expansion: policies, names, schedules, what is made once.

use expect_test::expect;

use super::check;

#[test]
fn shared_policy() {
    check(
        "policy = policies::GEMINI, max = 2, within = 10s",
        "async fn load() -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load() -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = policies::GEMINI
                    .__site(::core::concat!(::core::module_path!(), "::", "load"))
                    .at_most(2);
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, policies::GEMINI.__worst_case(2, ::core::option::Option::None),
                    ::core::option::Option::Some(("policies::GEMINI", policies::GEMINI.__told())),
                    ::retry_runtime::__private::Told::new(& [])
                    .within(::core::time::Duration::from_secs(10))
                );
                const _: () = if let ::core::option::Option::Some(message) = policies::GEMINI
                    .__above_max(2, "`max = 2` of `load`", "policies::GEMINI")
                {
                    ::core::panic!("{}", message.as_str())
                };
                const _: () = if let ::core::option::Option::Some(message) = policies::GEMINI
                    .__above_within(
                        ::core::time::Duration::from_secs(10),
                        "`within = 10s` of `load`",
                        "policies::GEMINI",
                    )
                {
                    ::core::panic!("{}", message.as_str())
                };
                const _: () = if let ::core::option::Option::Some(message) = policies::GEMINI
                    .__below_first(
                        ::core::time::Duration::from_secs(10),
                        "`within = 10s` of `load`",
                        "policies::GEMINI",
                    )
                {
                    ::core::panic!("{}", message.as_str())
                };
                let mut retry = ::retry_runtime::__private::Retry::<
                    [_; { policies::GEMINI.__walks() }],
                >::walking(&__RETRY_SITE);
                let ends = ::retry_runtime::__private::ends::<
                    1,
                >(::core::option::Option::Some(::core::time::Duration::from_secs(10)));
                let mut payment = ::retry_runtime::__private::payment_by(&policies::GEMINI);
                return loop {
                    let permits = match ::retry_runtime::__private::admit_by(&policies::GEMINI) {
                        ::core::result::Result::Ok(permits) => permits,
                        ::core::result::Result::Err(refused) => {
                            break retry
                                .refused_by::<
                                    Result<User, ApiError>,
                                    _,
                                    _,
                                    _,
                                    _,
                                >(&__RETRY_SITE, refused, &policies::GEMINI);
                        }
                    };
                    ::retry_runtime::__private::send_by(&policies::GEMINI, &mut payment);
                    let delay = {
                        let (failed, late) = {
                            let returns = ::retry_runtime::__private::returns::<
                                Result<User, ApiError>,
                            >();
                            let (outcome, late) = match ::retry_runtime::__private::limited_by(
                                    &policies::GEMINI,
                                    |limit| retry.by(&ends, &policies::GEMINI).time_left(limit),
                                    ::retry_runtime::__private::attempt_by(
                                        &policies::GEMINI,
                                        async {
                                            if false {
                                                return returns.never();
                                            }
                                            get().await
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
                                        Result<User, ApiError>,
                                        _,
                                        _,
                                        _,
                                        _,
                                    >(&policies::GEMINI, late)
                                }
                            };
                            if ::retry_runtime::__private::succeeded(&outcome) {
                                retry.succeeded(&__RETRY_SITE);
                                ::retry_runtime::__private::breakers_succeeded_by(
                                    &policies::GEMINI,
                                    permits,
                                );
                                ::retry_runtime::__private::budget_succeeded_by(
                                    &policies::GEMINI,
                                    &payment,
                                );
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
                            .by(&ends, &policies::GEMINI)
                            .judge(
                                &__RETRY_SITE,
                                error,
                                |error| {
                                    let decision = ::retry_runtime::__private::decide(
                                        error,
                                        &policies::GEMINI,
                                    );
                                    (decision, ::retry_runtime::__private::Shown::new(error).text())
                                },
                            )
                            .timed_out(late)
                            .breakers_by(&policies::GEMINI, permits)
                            .budget_by(&policies::GEMINI, &mut payment)
                            .finish()
                        {
                            ::core::option::Option::Some(delay) => delay,
                            ::core::option::Option::None => break failed,
                        }
                    };
                    delay.await;
                };
            }
        "#]],
    );
}

#[test]
fn every_other_key() {
    check(
        r#"max = 4, backoff = "exp(100ms, factor = 3, max = 500ms, jitter = 0.2)", within = "30s", clone(body), attempt = n,
        name = "blob.put", crate = crate::reexport, retryable = [Error::Busy]"#,
        "pub async fn put(mut body: Vec<u8>) -> Result<(), Error> { send(n, body).await }",
        &expect![[r#"
            pub async fn put(body: Vec<u8>) -> Result<(), Error> {
                static __RETRY_SITE: crate::reexport::__private::Site = crate::reexport::__private::Site::new(
                    "blob.put",
                    crate::reexport::__private::Schedule::new(
                            &[
                                ::core::time::Duration::from_millis(100),
                                ::core::time::Duration::from_millis(300),
                                ::core::time::Duration::from_millis(500),
                            ],
                        )
                        .jitter(crate::reexport::__private::Jitter::Spread(200000u32))
                        .cap(::core::time::Duration::from_millis(500)),
                );
                crate::reexport::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_millis(980),
                    ::core::option::Option::None, crate ::reexport::__private::Told::new(& [crate
                    ::reexport::__private::List::new("retryable", & ["Error::Busy"])])
                    .within(::core::time::Duration::from_secs(30))
                );
                let mut retry = crate::reexport::__private::Retry::new(&__RETRY_SITE);
                let ends = crate::reexport::__private::ends::<
                    1,
                >(::core::option::Option::Some(::core::time::Duration::from_secs(30)));
                return loop {
                    let delay = {
                        let failed = {
                            let n = retry
                                .timed_attempt(&__RETRY_SITE, &ends, ::core::option::Option::None);
                            let returns = crate::reexport::__private::returns::<Result<(), Error>>();
                            let outcome = {
                                #[allow(clippy::shadow_reuse)]
                                let mut body = ::core::clone::Clone::clone(&body);
                                crate::reexport::__private::attempt(async {
                                        if false {
                                            return returns.never();
                                        }
                                        send(n, body).await
                                    })
                                    .await
                            };
                            if crate::reexport::__private::succeeded(&outcome) {
                                retry.succeeded(&__RETRY_SITE);
                                break outcome;
                            }
                            outcome
                        };
                        let ::core::option::Option::Some(error) = crate::reexport::__private::error(
                            &failed,
                        ) else {
                            break failed;
                        };
                        match retry
                            .until(&ends)
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
                                            crate::reexport::__private::Decision::transient(
                                                "Error::Busy",
                                            )
                                        }
                                        _ => {
                                            crate::reexport::__private::Decision::permanent(
                                                "not in `retryable`",
                                            )
                                        }
                                    };
                                    (decision, crate::reexport::__private::Shown::new(error).text())
                                },
                            )
                            .finish()
                        {
                            ::core::option::Option::Some(delay) => delay,
                            ::core::option::Option::None => break failed,
                        }
                    };
                    delay.await;
                };
            }
        "#]],
    );
}

#[test]
fn a_decorrelated_jitter_is_remembered() {
    check(
        "max = 3, backoff = exp(1s, jitter = decorrelated), retryable = [Error::Busy]",
        "async fn get() -> Result<(), Error> { send().await }",
        &expect![[r#"
            async fn get() -> Result<(), Error> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "get"),
                    ::retry_runtime::__private::Schedule::new(
                            &[
                                ::core::time::Duration::from_secs(2),
                                ::core::time::Duration::from_secs(4),
                            ],
                        )
                        .jitter(
                            ::retry_runtime::__private::Jitter::Decorrelated(
                                ::core::time::Duration::from_secs(1),
                            ),
                        ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(6), ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::<[_; 1]>::walking(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<Result<(), Error>>();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    send().await
                                })
                                .await;
                            if ::retry_runtime::__private::succeeded(&outcome) {
                                retry.succeeded(&__RETRY_SITE);
                                break outcome;
                            }
                            outcome
                        };
                        match retry
                            .after(
                                &__RETRY_SITE,
                                &failed,
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
                        {
                            ::core::option::Option::Some(delay) => delay,
                            ::core::option::Option::None => break failed,
                        }
                    };
                    delay.await;
                };
            }
        "#]],
    );
}

#[test]
fn once_and_a_deadline() {
    check(
        r#"max = 3, backoff = none, within = "30s", once(key = new_key().await?), deadline = request.deadline, retryable = [Error::Busy]"#,
        "async fn load(request: &Request) -> Result<(), Error> { send(request, key).await }",
        &expect![[r#"
            async fn load(request: &Request) -> Result<(), Error> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(
                        &[::core::time::Duration::ZERO, ::core::time::Duration::ZERO],
                    ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::ZERO, ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                    .within(::core::time::Duration::from_secs(30))
                );
                let key = new_key().await?;
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                let ends = ::retry_runtime::__private::earliest(
                    ::core::option::Option::Some(::core::time::Duration::from_secs(30)),
                    request.deadline,
                );
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<Result<(), Error>>();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    send(request, key).await
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
                        match retry
                            .until(ends.as_slice())
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
