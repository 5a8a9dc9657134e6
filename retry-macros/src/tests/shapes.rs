//! One snapshot for each shape of function.

use expect_test::expect;

use super::check;

#[test]
fn quick_start() {
    check(
        r#"max = 3, backoff = "exp(1s)", non_retryable = [AuthError]"#,
        "/// Embeds a text.
        async fn embed(&self, text: &str) -> anyhow::Result<Embedding> { self.client.embed(text).await }",
        &expect![[r#"
            /// Embeds a text.
            ///
            /**# Retries

            Up to 3 attempts, with waits of 1s and 2s (at most 3s in all). Not retried: `AuthError`.*/
            async fn embed(&self, text: &str) -> anyhow::Result<Embedding> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "embed"),
                    ::retry_runtime::__private::Schedule::new(
                        &[::core::time::Duration::from_secs(1), ::core::time::Duration::from_secs(2)],
                    ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(3), ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("non_retryable", & ["AuthError"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<
                                anyhow::Result<Embedding>,
                            >();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    self.client.embed(text).await
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
                    delay.await;
                };
            }
        "#]],
    );
}

#[test]
fn blocking() {
    check(
        "max = 2, blocking, retryable = [Error::Busy]",
        "fn get(&mut self) -> Result<u8, Error> { #![allow(unused)] self.read()? }",
        &expect![[r#"
            fn get(&mut self) -> Result<u8, Error> {
                #![allow(unused)]
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "get"),
                    ::retry_runtime::__private::Schedule::new(
                        &[::core::time::Duration::from_secs(1)],
                    ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(1), ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let outcome = ::retry_runtime::__private::call::<
                                Result<u8, Error>,
                                _,
                            >(|| -> Result<u8, Error> { self.read()? });
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
                    delay.block();
                };
            }
        "#]],
    );
}

#[test]
fn impl_trait_in_the_return_type() {
    check(
        "max = 2, retryable = [Error::Busy]",
        "async fn rows(&self) -> Result<impl Iterator<Item = Row>, Error> { self.query().await }",
        &expect![[r#"
            async fn rows(&self) -> Result<impl Iterator<Item = Row>, Error> {
                static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                    ::core::concat!(::core::module_path!(), "::", "rows"),
                    ::retry_runtime::__private::Schedule::new(
                        &[::core::time::Duration::from_secs(1)],
                    ),
                );
                ::retry_runtime::__private::register!(
                    __RETRY_SITE, ::core::time::Duration::from_secs(1), ::core::option::Option::None,
                    ::retry_runtime::__private::Told::new(&
                    [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                );
                let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                return loop {
                    let delay = {
                        let failed = {
                            let returns = ::retry_runtime::__private::returns::<Result<_, Error>>();
                            let outcome = ::retry_runtime::__private::attempt(async {
                                    if false {
                                        return returns.never();
                                    }
                                    self.query().await
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
fn boxed_future() {
    check(
        "max = 2, retryable = [Error::Busy]",
        "fn get(&self) -> Pin<Box<dyn Future<Output = Result<u8, Error>> + Send + '_>> {
            let client = self.client.clone();
            Box::pin(async move { client.get().await })
        }",
        &expect![[r#"
            fn get(&self) -> Pin<Box<dyn Future<Output = Result<u8, Error>> + Send + '_>> {
                let client = self.client.clone();
                Box::pin(async move {
                    static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                        ::core::concat!(::core::module_path!(), "::", "get"),
                        ::retry_runtime::__private::Schedule::new(
                            &[::core::time::Duration::from_secs(1)],
                        ),
                    );
                    ::retry_runtime::__private::register!(
                        __RETRY_SITE, ::core::time::Duration::from_secs(1),
                        ::core::option::Option::None, ::retry_runtime::__private::Told::new(&
                        [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                    );
                    let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                    return loop {
                        let delay = {
                            let failed = {
                                let returns = ::retry_runtime::__private::returns::<
                                    Result<u8, Error>,
                                >();
                                let outcome = ::retry_runtime::__private::attempt(async {
                                        if false {
                                            return returns.never();
                                        }
                                        client.get().await
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
                                        (
                                            decision,
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
                })
            }
        "#]],
    );
}

#[test]
fn async_trait() {
    check(
        "max = 2, retryable = [Error::Busy]",
        "fn get<'life0, 'async_trait>(&'life0 self, id: u8)
            -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = Result<u8, Error>> + ::core::marker::Send + 'async_trait>>
        where 'life0: 'async_trait, Self: 'async_trait {
            Box::pin(async move {
                if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<Result<u8, Error>> {
                    #[allow(unreachable_code)]
                    return __ret;
                }
                let __self = self;
                let id = id;
                let __ret: Result<u8, Error> = { __self.fetch(id).await };
                #[allow(unreachable_code)]
                __ret
            })
        }",
        &expect![[r#"
            fn get<'life0, 'async_trait>(
                &'life0 self,
                id: u8,
            ) -> ::core::pin::Pin<
                Box<
                    dyn ::core::future::Future<
                        Output = Result<u8, Error>,
                    > + ::core::marker::Send + 'async_trait,
                >,
            >
            where
                'life0: 'async_trait,
                Self: 'async_trait,
            {
                Box::pin(async move {
                    if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<
                        Result<u8, Error>,
                    > {
                        #[allow(unreachable_code)] return __ret;
                    }
                    let __self = self;
                    let id = id;
                    let __ret: Result<u8, Error> = {
                        static __RETRY_SITE: ::retry_runtime::__private::Site = ::retry_runtime::__private::Site::new(
                            ::core::concat!(::core::module_path!(), "::", "get"),
                            ::retry_runtime::__private::Schedule::new(
                                &[::core::time::Duration::from_secs(1)],
                            ),
                        );
                        ::retry_runtime::__private::register!(
                            __RETRY_SITE, ::core::time::Duration::from_secs(1),
                            ::core::option::Option::None, ::retry_runtime::__private::Told::new(&
                            [::retry_runtime::__private::List::new("retryable", & ["Error::Busy"])])
                        );
                        let mut retry = ::retry_runtime::__private::Retry::new(&__RETRY_SITE);
                        return loop {
                            let delay = {
                                let failed = {
                                    let returns = ::retry_runtime::__private::returns::<
                                        Result<u8, Error>,
                                    >();
                                    let outcome = ::retry_runtime::__private::attempt(async {
                                            if false {
                                                return returns.never();
                                            }
                                            __self.fetch(id).await
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
                                            (
                                                decision,
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
                    };
                    #[allow(unreachable_code)] __ret
                })
            }
        "#]],
    );
}

#[test]
fn a_mistake_leaves_the_item_unchanged() {
    check(
        "retries = 3",
        "/// Loads.
        async fn load(mut id: u64) -> Result<User, ApiError> { get(id).await }",
        &expect![[r#"
            ::core::compile_error! {
                "unknown key `retries`; write `max = 3`: it counts every attempt, the first included"
            }
            ::core::compile_error! {
                "no error is classified; add `non_retryable = [..]` with the errors that must end the call, or `retryable = [..]`, or `classified`"
            }
            /// Loads.
            async fn load(mut id: u64) -> Result<User, ApiError> {
                get(id).await
            }
        "#]],
    );
}
