//! The dashboard and the alert rules, held to what a service really exports.

#[path = "../common/services.rs"]
mod services;

mod alerts;
mod dashboard;
mod query;
mod scrape;
