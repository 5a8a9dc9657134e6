//! Six services of a RAG processor that call Gemini through `#[retry]`, a server that fails in every way Gemini does,
//! a run of each service through each fault, and one of many jobs against the limits they share. Both check what the
//! server counted.

pub mod clock;
pub mod each;
pub mod gemini;
pub mod jobs;
pub mod load;
pub mod matrix;
pub mod progress;
pub mod report;
pub mod scenario;
pub mod server;
pub mod services;
