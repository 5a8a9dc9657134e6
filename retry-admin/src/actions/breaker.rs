//! Opens and closes breakers.

use axum::Form;
use axum::response::Response;
use retry_runtime::CircuitBreaker;

use super::back::Back;
use super::named::Named;
use super::refused::Refused;
use crate::anchor;

/// Closes it, and forgets its window.
pub async fn reset(back: Back, Form(Named { name }): Form<Named>) -> Result<Response, Refused> {
    each(back, &name, CircuitBreaker::reset)
}

/// Opens it until it is reset.
pub async fn force_open(back: Back, Form(Named { name }): Form<Named>) -> Result<Response, Refused> {
    each(back, &name, CircuitBreaker::force_open)
}

/// Two breakers may have one name, which is then all that an operator knows of both.
fn each(back: Back, name: &str, act: impl Fn(&CircuitBreaker)) -> Result<Response, Refused> {
    let mut named = retry_runtime::breakers();
    named.retain(|breaker| breaker.name() == name);
    if named.is_empty() {
        return Err(Refused::unknown(format!("no breaker is named `{name}`")));
    }
    for breaker in named {
        act(breaker);
    }
    Ok(back.to(&anchor::link("breaker", name)))
}
