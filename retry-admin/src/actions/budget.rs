//! Stops and resumes the retries that a budget pays for.

use axum::Form;
use axum::response::Response;
use retry_runtime::RetryBudget;

use super::back::Back;
use super::named::Named;
use super::refused::Refused;
use crate::anchor;

/// No more retries.
pub async fn stop(back: Back, Form(Named { name }): Form<Named>) -> Result<Response, Refused> {
    each(back, &name, RetryBudget::stop)
}

/// Retries, from the tokens that there are.
pub async fn resume(back: Back, Form(Named { name }): Form<Named>) -> Result<Response, Refused> {
    each(back, &name, RetryBudget::resume)
}

fn each(back: Back, name: &str, act: impl Fn(&RetryBudget)) -> Result<Response, Refused> {
    let mut named = retry_runtime::budgets();
    named.retain(|(other, _)| *other == name);
    if named.is_empty() {
        return Err(Refused::unknown(format!("no budget is named `{name}`")));
    }
    for (_, budget) in named {
        act(budget);
    }
    Ok(back.to(&anchor::link("budget", name)))
}
