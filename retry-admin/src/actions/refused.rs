//! Why an action was not taken, in one line.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// An action that was not taken.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    why: String,
}

impl Refused {
    /// It comes from elsewhere.
    pub const fn forbidden(why: String) -> Self {
        Self { status: StatusCode::FORBIDDEN, why }
    }

    /// What it names does not exist.
    pub const fn unknown(why: String) -> Self {
        Self { status: StatusCode::NOT_FOUND, why }
    }

    /// What it asks for cannot be.
    pub const fn wrong(why: String) -> Self {
        Self { status: StatusCode::BAD_REQUEST, why }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.status, self.why + "\n").into_response()
    }
}
