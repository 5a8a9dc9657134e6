//! The form that names a breaker or a budget.

use serde::Deserialize;

/// `name=gemini`.
#[derive(Debug, Deserialize)]
pub struct Named {
    pub name: String,
}
