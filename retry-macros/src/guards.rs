use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use crate::breaker::{Breaker, Places, bound};
use crate::hook::Hook;
use crate::output::Output;

/// The limits beyond the count, and what runs between attempts.
#[derive(Default)]
pub struct Guards {
    pub attempt_timeout: Option<(Duration, Ident)>,
    pub breakers: Vec<Breaker>,
    pub budget: Option<Expr>,
    pub cancel: Option<(Expr, Ident)>,
    pub on_retry: Option<Hook>,
}

impl Guards {
    /// Whether the loop is the plain one.
    pub fn is_empty(&self) -> bool {
        self.breakers.is_empty() && self.budget.is_none() && !self.keeps_outcome()
    }

    /// Whether something needs the failed outcome after it was judged.
    pub fn keeps_outcome(&self) -> bool {
        self.cancel.is_some() || self.on_retry.is_some()
    }

    pub fn places(&self, output: &Output, krate: &TokenStream) -> Places {
        let mut places = Places::default();
        for (number, breaker) in self.breakers.iter().enumerate() {
            breaker.place(number, output, krate, &mut places);
        }
        if let Some(budget) = &self.budget {
            let timed_out = if self.attempt_timeout.is_some() {
                quote_spanned!(Span::mixed_site()=> timed_out)
            } else {
                quote!(false)
            };
            let budget = bound(&Ident::new("budget", Span::mixed_site()), &quote!(#krate::RetryBudget), budget);
            places.before.extend(quote_spanned! {Span::mixed_site()=>
                #budget
                let mut spent = #krate::Spent::NOTHING;
            });
            places
                .verdicts
                .extend(quote_spanned!(Span::mixed_site()=> .budget(budget, &mut spent, #timed_out)));
        }
        places
    }
}
