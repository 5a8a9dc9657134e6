//! By hand, with the body in the loop, where `?` would leave the function; and without a word.

use std::time::Duration;

use crate::service::{Outcome, Service};

const MAX: u32 = 3;

pub async fn now(service: &'static Service) -> Outcome {
    let mut attempt = 1;
    loop {
        match service.call() {
            Ok(value) => return Ok(value + 1),
            Err(error) if error.is_busy() && attempt < MAX => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

pub async fn waits(service: &'static Service) -> Outcome {
    let mut attempt = 1;
    loop {
        match service.call() {
            Ok(value) => return Ok(value + 1),
            Err(error) if error.is_busy() && attempt < MAX => {}
            Err(error) => return Err(error),
        }
        tokio::time::sleep(Duration::from_secs(1 << (attempt - 1))).await;
        attempt += 1;
    }
}
