#![doc = include_str!("../README.md")]

mod actions;
mod admin;
mod anchor;
mod counted;
mod encode;
mod headers;
mod json;
mod now;
mod order;
mod page;
mod place;
mod rates;
mod view;

pub use admin::{Admin, router};
