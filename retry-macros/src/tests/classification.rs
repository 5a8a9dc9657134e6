//! One snapshot for each way to classify errors.

use expect_test::expect;

use super::check;

#[test]
fn both_lists_are_a_match_without_a_wildcard() {
    check(
        "max = 2, backoff = none, non_retryable = [ApiError::Auth(_), ApiError::Gone], retryable = [ApiError::Busy | ApiError::Slow]",
        "async fn load(id: u64) -> Result<User, ApiError> { get(id).await? }",
        &expect![[r#"
            async fn load(id: u64) -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(&[::core::time::Duration::ZERO]),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::ZERO, ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("non_retryable", & ["ApiError::Auth(_)",
                    "ApiError::Gone"]), ::retry_runtime::__private::List::new("retryable", &
                    ["ApiError::Busy | ApiError::Slow"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<
                                Result<User, ApiError>,
                            >();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    get(id).await?
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
                                        ApiError::Auth(_) => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "ApiError::Auth(_)",
                                            )
                                        }
                                        ApiError::Gone { .. } => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "ApiError::Gone",
                                            )
                                        }
                                        ApiError::Busy { .. } | ApiError::Slow { .. } => {
                                            ::retry_runtime::__private::Decision::transient(
                                                "ApiError::Busy | ApiError::Slow",
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
                    delay.skip();
                };
            }
        "#]],
    );
}

#[test]
fn answers() {
    check(
        "max = 2, backoff = none, expected = [ApiError::NotFound, is_declined], retryable = [ApiError::Busy]",
        "/// Loads.\nasync fn load(id: u64) -> Result<User, ApiError> { get(id).await }",
        &expect![[r#"
            /// Loads.
            ///
            /**# Retries

            Up to 2 attempts, without waiting between them. Expected answers: `ApiError::NotFound`, `is_declined`. Retried: `ApiError::Busy`.*/
            async fn load(id: u64) -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(&[::core::time::Duration::ZERO]),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::ZERO, ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("expected", & ["ApiError::NotFound",
                    "is_declined"]), ::retry_runtime::__private::List::new("retryable", &
                    ["ApiError::Busy"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<
                                Result<User, ApiError>,
                            >();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    get(id).await
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
                                        ApiError::NotFound { .. } => {
                                            ::retry_runtime::__private::Decision::expected(
                                                "ApiError::NotFound",
                                            )
                                        }
                                        _ if is_declined(error) => {
                                            ::retry_runtime::__private::Decision::expected(
                                                "is_declined",
                                            )
                                        }
                                        ApiError::Busy { .. } => {
                                            ::retry_runtime::__private::Decision::transient(
                                                "ApiError::Busy",
                                            )
                                        }
                                        #[allow(unreachable_patterns)]
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
                    delay.skip();
                };
            }
        "#]],
    );
}

#[test]
fn every_kind_of_pattern() {
    check(
        "max = 2, backoff = none, non_retryable = [
            ApiError::Http { status: 400..=499, .. }, ApiError::Api(code) if code.is_final(), ApiError::Gone, FATAL, Status::GONE, 7, \"no\"
        ]",
        "async fn load() -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load() -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(&[::core::time::Duration::ZERO]),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::ZERO, ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("non_retryable", &
                    ["ApiError::Http { status: 400..=499, .. }",
                    "ApiError::Api(code) if code.is_final()", "ApiError::Gone", "FATAL",
                    "Status::GONE", "7", "\"no\""])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
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
                        match retry
                            .after(
                                &__RETRY_SITE,
                                &failed,
                                |error| {
                                    _ = FATAL;
                                    #[deny(
                                        unreachable_patterns,
                                        reason = "an entry that earlier ones cover, or a list that covers every error, classifies nothing; remove it"
                                    )]
                                    let decision = match error {
                                        ApiError::Http { status: 400..=499, .. } => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "ApiError::Http { status: 400..=499, .. }",
                                            )
                                        }
                                        ApiError::Api(code) if code.is_final() => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "ApiError::Api(code) if code.is_final()",
                                            )
                                        }
                                        ApiError::Gone { .. } => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "ApiError::Gone",
                                            )
                                        }
                                        &FATAL => {
                                            ::retry_runtime::__private::Decision::permanent("FATAL")
                                        }
                                        &Status::GONE => {
                                            ::retry_runtime::__private::Decision::permanent(
                                                "Status::GONE",
                                            )
                                        }
                                        7 => ::retry_runtime::__private::Decision::permanent("7"),
                                        &"no" => {
                                            ::retry_runtime::__private::Decision::permanent("\"no\"")
                                        }
                                        _ => {
                                            ::retry_runtime::__private::Decision::transient(
                                                "not in `non_retryable`",
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
                    delay.skip();
                };
            }
        "#]],
    );
}

#[test]
fn every_kind_of_test() {
    check(
        "max = 2, backoff = none, non_retryable = [is_auth, |e| e.code() == 7, AuthError, source(io::Error), source(Quota::Daily)]",
        "async fn load() -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load() -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(&[::core::time::Duration::ZERO]),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::ZERO, ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("non_retryable", & ["is_auth",
                    "|e| e.code() == 7", "AuthError", "source(io::Error)", "source(Quota::Daily)"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
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
                        match retry
                            .after(
                                &__RETRY_SITE,
                                &failed,
                                |error| {
                                    let decision = if is_auth(error) {
                                        ::retry_runtime::__private::Decision::permanent("is_auth")
                                    } else if ::retry_runtime::__private::test(
                                        error,
                                        |e| e.code() == 7,
                                    ) {
                                        ::retry_runtime::__private::Decision::permanent(
                                            "|e| e.code() == 7",
                                        )
                                    } else if {
                                        use ::retry_runtime::__private::Context as _;
                                        ::retry_runtime::__private::holds::<
                                            AuthError,
                                            _,
                                            _,
                                        >(error, error.downcast_ref(), error.downcast_ref())
                                    } {
                                        ::retry_runtime::__private::Decision::permanent("AuthError")
                                    } else if ::retry_runtime::__private::source::<
                                        io::Error,
                                        _,
                                        _,
                                        _,
                                    >(error) {
                                        ::retry_runtime::__private::Decision::permanent(
                                            "source(io::Error)",
                                        )
                                    } else if ::retry_runtime::__private::source_where::<
                                        Quota,
                                        _,
                                        _,
                                    >(error, |error| ::core::matches!(error, Quota::Daily { .. })) {
                                        ::retry_runtime::__private::Decision::permanent(
                                            "source(Quota::Daily)",
                                        )
                                    } else {
                                        ::retry_runtime::__private::Decision::transient(
                                            "not in `non_retryable`",
                                        )
                                    };
                                    (decision, ::retry_runtime::__private::Shown::new(error).text())
                                },
                            )
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
fn own_schedules_and_hints() {
    check(
        "max = 4, on(ApiError::Limited, max = 2, backoff = fixed(10s), hint(ApiError::wait, cap = 60s)), hint(|e| e.after(), cap = 30s),
        retryable = [ApiError::Busy]",
        "async fn load() -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load() -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                        ::core::concat!(::core::module_path!(), "::", "load"),
                        ::retry_runtime::__private::Schedule::new(
                            &[
                                ::core::time::Duration::from_secs(1),
                                ::core::time::Duration::from_secs(2),
                                ::core::time::Duration::from_secs(4),
                            ],
                        ),
                    )
                    .kinds(
                        &[
                            ::retry_runtime::__private::Schedule::new(
                                &[::core::time::Duration::from_secs(10)],
                            ),
                        ],
                    );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(120),
                    ::core::option::Option::None, ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("on", & ["ApiError::Limited"])
                    .hint(::core::time::Duration::from_secs(60)),
                    ::retry_runtime::__private::List::new("retryable", & ["ApiError::Busy"])])
                    .hint(::core::time::Duration::from_secs(30))
                );
                let mut retry = ::retry_runtime::__private::Retry::<[_; 2]>::counting(&__RETRY_SITE);
                return loop {
                    let delay = {
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
                                        ApiError::Limited { .. } => {
                                            ::retry_runtime::__private::Decision::on(
                                                    1,
                                                    "ApiError::Limited",
                                                )
                                                .hint(
                                                    ::core::time::Duration::from_secs(60),
                                                    || ApiError::wait(error),
                                                )
                                        }
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
                                    (
                                        decision
                                            .hint(
                                                ::core::time::Duration::from_secs(30),
                                                || ::retry_runtime::__private::ask(error, |e| e.after()),
                                            ),
                                        ::retry_runtime::__private::Shown::new(error).text(),
                                    )
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
fn classified() {
    check(
        "max = 2, classified, hint(cap = 60s), non_retryable = [AuthError]",
        "async fn load() -> Result<User, ApiError> { get().await }",
        &expect![[r#"
            async fn load() -> Result<User, ApiError> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "load"),
                    ::retry_runtime::__private::Schedule::new(
                        &[::core::time::Duration::from_secs(1)],
                    ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(60),
                    ::core::option::Option::None, ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("non_retryable", & ["AuthError"])])
                    .classified().hint(::core::time::Duration::from_secs(60))
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
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
                        match retry
                            .after(
                                &__RETRY_SITE,
                                &failed,
                                |error| {
                                    let decision = if {
                                        use ::retry_runtime::__private::Context as _;
                                        ::retry_runtime::__private::holds::<
                                            AuthError,
                                            _,
                                            _,
                                        >(error, error.downcast_ref(), error.downcast_ref())
                                    } {
                                        ::retry_runtime::__private::Decision::permanent("AuthError")
                                    } else {
                                        ::retry_runtime::__private::Decision::classified(error)
                                    };
                                    (
                                        decision
                                            .hint(
                                                ::core::time::Duration::from_secs(60),
                                                || ::retry_runtime::__private::Classify::retry_after(error),
                                            ),
                                        ::retry_runtime::__private::Shown::new(error).text(),
                                    )
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
