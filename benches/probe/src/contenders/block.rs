//! By hand, with the body in a block of its own, which `?` leaves, and the events that a retry deserves: what is to be
//! compared with `#[retry]`.

use std::time::Duration;

use crate::events::{gave_up, recovered, retrying};
use crate::service::{Outcome, Service};

const MAX: u32 = 3;
const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

pub async fn now(service: &'static Service) -> Outcome {
    let mut attempt = 1;
    loop {
        let outcome: Outcome = async { Ok(service.call()? + 1) }.await;
        match outcome {
            Ok(value) => {
                if attempt > 1 {
                    recovered(attempt);
                }
                return Ok(value);
            }
            Err(error) if error.is_busy() && attempt < MAX => {
                retrying(attempt, Duration::ZERO, &error);
                attempt += 1;
            }
            Err(error) => {
                gave_up(attempt, error.is_busy(), &error);
                return Err(error);
            }
        }
    }
}

pub async fn waits(service: &'static Service) -> Outcome {
    let mut attempt = 1;
    loop {
        let outcome: Outcome = async { Ok(service.call()? + 1) }.await;
        let wait = match outcome {
            Ok(value) => {
                if attempt > 1 {
                    recovered(attempt);
                }
                return Ok(value);
            }
            Err(error) if error.is_busy() && attempt < MAX => {
                let wait = WAITS[attempt as usize - 1];
                retrying(attempt, wait, &error);
                wait
            }
            Err(error) => {
                gave_up(attempt, error.is_busy(), &error);
                return Err(error);
            }
        };
        tokio::time::sleep(wait).await;
        attempt += 1;
    }
}
