//! The words for states and modes, in JSON, in forms and in class names.

use retry_runtime::{BreakerState, Mode};

/// The word for a mode.
pub const fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Normal => "normal",
        Mode::NoWaits => "no_waits",
        Mode::Off => "off",
    }
}

/// The word for a breaker's state.
pub const fn state_word(state: BreakerState) -> &'static str {
    match state {
        BreakerState::Closed => "closed",
        BreakerState::Open => "open",
        BreakerState::HalfOpen => "half_open",
    }
}
