//! One answer of a [`Server`](crate::Server).

use std::convert::Infallible;
use std::io;

use axum::body::Body;
use axum::response::Response;
use futures_util::stream;

/// What a server answers: a status, and perhaps headers and a body.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    end: End,
}

#[derive(Debug, Clone, Copy, Default)]
enum End {
    #[default]
    Whole,
    Cut,
    Never,
}

impl Answer {
    /// This status, and nothing else.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// A 200 with this body.
    #[must_use]
    pub fn ok(body: impl Into<String>) -> Self {
        Self::status(200).body(body)
    }

    /// No answer: the connection stays open.
    #[must_use]
    pub fn never() -> Self {
        Self { end: End::Never, ..Self::default() }
    }

    /// The same with this header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same with this body.
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// The same, and after the body the connection breaks.
    #[must_use]
    pub fn cut(mut self) -> Self {
        self.end = End::Cut;
        self
    }

    pub(crate) async fn respond(self) -> Response {
        let body = match self.end {
            End::Whole => self.body.into(),
            End::Cut => Body::from_stream(stream::iter([Ok(self.body), Err(io::Error::other("cut"))])),
            End::Never => match std::future::pending::<Infallible>().await {},
        };
        let builder = Response::builder().status(self.status);
        let builder = self
            .headers
            .into_iter()
            .fold(builder, |builder, (name, value)| builder.header(name, value));
        builder.body(body).expect("a status and headers that HTTP has")
    }
}
