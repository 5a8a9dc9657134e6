//! What the keys say together: limits against waits, lists against each other, keys against the function.
//!
//! Knows `parse` and `item`. What comes out of here can be expanded without another question.

pub mod classification;
pub mod guards;
pub mod names;
pub mod policy;
pub mod rules;
pub mod waits;
