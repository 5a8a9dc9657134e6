#![doc = include_str!("../README.md")]

mod actions;
mod admin;
mod counted;
mod headers;
mod json;
mod now;
mod page;
mod place;
mod rates;
mod view;

pub use admin::{Admin, router};
