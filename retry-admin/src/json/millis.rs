//! Times, in the unit that the fields are named after.

use std::time::Duration;

use serde::{Serialize, Serializer};

/// Milliseconds: `1500`, and `0.5` for what is shorter than one.
#[derive(Debug)]
pub struct Millis(pub Duration);

impl Serialize for Millis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match u64::try_from(self.0.as_millis()) {
            Ok(millis) if millis > 0 || self.0.is_zero() => serializer.serialize_u64(millis),
            _ => serializer.serialize_f64(self.0.as_secs_f64() * 1e3),
        }
    }
}

/// Each of them.
pub fn millis(times: Vec<Duration>) -> Vec<Millis> {
    times.into_iter().map(Millis).collect()
}
