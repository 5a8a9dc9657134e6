//! The page for people: one HTML document that needs nothing else, made anew for each request.
//!
//! `html!` escapes whatever stands in parentheses. Names and entries hold `<`, `&` and quotes, and an error's text can come from
//! anywhere.

mod attempts;
mod breakers;
mod budgets;
mod button;
mod content;
mod document;
mod errors;
mod filter;
mod function;
mod functions;
mod header;
mod operate;
mod outcomes;
mod policy;
mod style;
mod users;
mod words;

pub use content::Page;
pub use document::render;
pub use style::CONTENT_SECURITY_POLICY;
