//! What runs at the moment, as a bar for the person who waits.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on the terminal that standard error is. Clones share it.
#[derive(Clone, Debug)]
pub struct Progress {
    bar: ProgressBar,
    running: Arc<Mutex<Vec<&'static str>>>,
}

impl Progress {
    /// A bar that is drawn from the first step on. Where standard error is no terminal, nothing is written.
    #[must_use]
    pub fn on_terminal() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{elapsed:>3} {bar:20} {pos}/{len}, runs: {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar, running: Arc::default() }
    }

    /// No bar.
    #[must_use]
    pub fn hidden() -> Self {
        Self {
            bar: ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden()),
            running: Arc::default(),
        }
    }

    /// One step more, which runs until the last clone of what this returns is dropped.
    #[must_use]
    pub fn begin(&self, name: &'static str) -> Step {
        self.bar.inc_length(1);
        if self.bar.length() == Some(1) {
            // Not earlier: a bar without a step is drawn as full.
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
        self.change(|running| running.push(name));
        Step { _running: Arc::new(Running { progress: self.clone(), name }) }
    }

    /// One step more, which runs while `work` does.
    pub async fn during<T>(&self, name: &'static str, work: impl Future<Output = T>) -> T {
        let _step = self.begin(name);
        work.await
    }

    /// Takes the bar away, for good.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn change(&self, change: impl FnOnce(&mut Vec<&'static str>)) {
        // A name is added or removed in one step, so a panic elsewhere leaves the list whole.
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut running);
        self.bar.set_message(running.join("; "));
    }
}

/// A step that runs.
#[derive(Clone, Debug)]
pub struct Step {
    _running: Arc<Running>,
}

#[derive(Debug)]
struct Running {
    progress: Progress,
    name: &'static str,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.progress.bar.inc(1);
        self.progress.change(|running| {
            if let Some(first) = running.iter().position(|name| *name == self.name) {
                running.remove(first);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_when_its_last_clone_is_dropped() {
        let progress = Progress::hidden();
        let (slow, fast) = (progress.begin("hung for ever"), progress.begin("healthy"));
        let shared = slow.clone();
        assert_eq!(
            (progress.bar.length(), progress.bar.message().as_str()),
            (Some(2), "hung for ever; healthy")
        );
        drop((slow, fast));
        assert_eq!((progress.bar.position(), progress.bar.message().as_str()), (1, "hung for ever"));
        drop(shared);
        assert_eq!((progress.bar.position(), progress.bar.message().as_str()), (2, ""));
    }
}
