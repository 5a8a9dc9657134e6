//! Six services of a RAG processor that call Gemini through `#[retry]`, a server that fails in every way Gemini does,
//! and a run of each service through each fault that checks what the server counted.

pub mod clock;
pub mod gemini;
pub mod jobs;
pub mod matrix;
pub mod report;
pub mod scenario;
pub mod server;
pub mod services;
