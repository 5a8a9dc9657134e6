//! Six services of a RAG processor that call Gemini through `#[retry]`, a server that fails in every way Gemini does,
//! a run of each service through each fault, and one of many jobs against the limits they share. Both check what the
//! server counted.

pub mod api;
pub mod bucket;
pub mod call;
pub mod clock;
pub mod each;
pub mod gemini;
pub mod http;
pub mod jobs;
pub mod load;
pub mod matrix;
pub mod pipeline;
pub mod progress;
pub mod report;
pub mod scenario;
pub mod server;
pub mod services;
pub mod settings;
pub mod simulation;
pub mod storm;
pub mod vertex;
pub mod worker;
