//! The table of the breakers.

use maud::{Markup, html};
use retry_runtime::BreakerState;

use super::words;
use crate::breakers::Breaker;

pub fn table(breakers: &[Breaker]) -> Markup {
    html! {
        table.breakers {
            caption { "Circuit breakers" }
            thead {
                tr {
                    th scope="col" { "Breaker" }
                    th scope="col" { "State" }
                    th scope="col" { "Attempts" }
                }
            }
            tbody {
                @for breaker in breakers {
                    tr data-breaker=(breaker.name) {
                        th scope="row" { (breaker.name) }
                        td { span class={ "state " (breaker.state_name()) } { (state(breaker.state)) } }
                        td { (attempts(breaker)) }
                    }
                }
                @if breakers.is_empty() {
                    tr { td colspan="3" { "This service has none." } }
                }
            }
        }
    }
}

const fn state(state: BreakerState) -> &'static str {
    match state {
        BreakerState::Closed => "closed",
        BreakerState::Open => "open",
        BreakerState::HalfOpen => "half-open",
    }
}

fn attempts(breaker: &Breaker) -> String {
    match (breaker.state, breaker.remaining) {
        (BreakerState::Closed, _) => "pass".to_owned(),
        (BreakerState::HalfOpen, _) => "a few pass, as probes".to_owned(),
        (BreakerState::Open, Some(remaining)) => format!("refused for another {}", words::about(remaining)),
        (BreakerState::Open, None) => "refused until it is reset".to_owned(),
    }
}
