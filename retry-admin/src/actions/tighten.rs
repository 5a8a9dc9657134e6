//! Lowers the limits of functions, and raises them again.

use axum::Form;
use axum::response::Response;
use retry_runtime::tighten;
use serde::Deserialize;

use super::back::Back;
use super::refused::Refused;

/// `pattern=gemini.*&max=1`.
#[derive(Debug, Deserialize)]
pub struct Limit {
    pattern: String,
    max: String,
}

/// Sets the limit of the functions that are named.
pub async fn set(back: Back, Form(Limit { pattern, max }): Form<Limit>) -> Result<Response, Refused> {
    let max = max.trim().parse();
    let max = max.map_err(|_| Refused::wrong("`max` is a whole number of attempts, 1 or more".to_owned()))?;
    tighten(pattern.trim(), max).map_err(|error| Refused::wrong(error.to_string()))?;
    Ok(back.to("operate"))
}
