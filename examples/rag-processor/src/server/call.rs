//! What a request is for.

use axum::http::Method;

/// What a request is for. Each call of a job meets faults of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// To ask a model, or anything that is none of the others.
    Model,
    /// To begin the upload of a file.
    BeginUpload,
    /// To send the bytes of a file, which ends its upload.
    FinishUpload,
    /// To delete a file.
    DeleteFile,
    /// To read an object of a bucket.
    Download,
    /// To ask for a vector.
    Embed,
    /// To ask for a token.
    Token,
}

impl Call {
    /// What a request is for.
    pub(super) fn of(method: &Method, path: &str) -> Self {
        match *method {
            Method::POST if path == "/upload/v1beta/files" => Self::BeginUpload,
            Method::PUT if path.starts_with("/upload/v1beta/files/") => Self::FinishUpload,
            Method::DELETE if path.starts_with("/v1beta/files/") => Self::DeleteFile,
            Method::GET if path.starts_with("/storage/v1/b/") => Self::Download,
            Method::POST if path.ends_with(":predict") => Self::Embed,
            Method::POST if path == "/token" => Self::Token,
            _ => Self::Model,
        }
    }
}
