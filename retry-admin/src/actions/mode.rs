//! Sets the mode of the process.

use axum::Form;
use axum::response::Response;
use retry_runtime::{Mode, set_mode};
use serde::Deserialize;

use super::back::Back;
use super::refused::Refused;
use crate::now::mode_word;

/// `mode=off`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    mode: String,
}

/// Sets the one of this name.
pub async fn set(back: Back, Form(Wanted { mode }): Form<Wanted>) -> Result<Response, Refused> {
    let known = [Mode::Normal, Mode::NoWaits, Mode::Off];
    let named = known.into_iter().find(|known| mode_word(*known) == mode);
    let unknown = || Refused::unknown(format!("no mode is named `{mode}`; there are `normal`, `no_waits` and `off`"));
    set_mode(named.ok_or_else(unknown)?);
    Ok(back.to("operate"))
}
