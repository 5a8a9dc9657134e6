//! What functions share by a policy: its numbers, its classification, and the limits that it brings along.
//!
//! Whether a policy has a timeout, breakers or a budget is part of its type. What it does not have is a `()`, which takes no
//! room in a future and no instruction.

pub mod breakers;
pub mod budget;
pub mod message;
pub mod plan;
pub mod policy;
pub mod time;
