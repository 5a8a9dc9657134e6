//! The way back to the page, as the operator had it.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, NestedPath, OriginalUri};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::place;
use crate::view::View;

/// A link to the page, with the query that the action came with.
#[derive(Debug)]
pub struct Back(String);

impl<S: Sync> FromRequestParts<S> for Back {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let original = parts.extensions.get().map_or(&parts.uri, |OriginalUri(uri)| uri);
        let page = place::back(original, &parts.uri, parts.extensions.get::<NestedPath>());
        let query = View::of(original).query();
        Ok(Self(if query == "?" { page } else { page + &query }))
    }
}

impl Back {
    /// The answer that leads there, to this place on it.
    pub fn to(self, anchor: &str) -> Response {
        (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{}#{anchor}", self.0))]).into_response()
    }
}
