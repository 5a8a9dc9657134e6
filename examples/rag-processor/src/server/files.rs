//! The files that the server keeps, whole and in part.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::jobs::JobId;

/// How many files the server has of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Begun, and their bytes not yet there.
    pub partial: usize,
    /// With their bytes.
    pub whole: usize,
}

#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<HashMap<String, File>>);

#[derive(Debug)]
struct File {
    job: Option<JobId>,
    whole: bool,
}

impl Shelf {
    /// Begins a file, unless there is one of this name.
    pub(super) fn begin(&self, job: Option<JobId>, name: &str) -> bool {
        let mut files = self.files();
        let is_new = !files.contains_key(name);
        if is_new {
            files.insert(name.to_owned(), File { job, whole: false });
        }
        is_new
    }

    /// The bytes of a file are there. `false` if it was not begun.
    pub(super) fn finish(&self, name: &str) -> bool {
        self.files().get_mut(name).map(|file| file.whole = true).is_some()
    }

    /// `false` if there is none of this name.
    pub(super) fn delete(&self, name: &str) -> bool {
        self.files().remove(name).is_some()
    }

    pub(super) fn of(&self, job: JobId) -> Files {
        let files = self.files();
        let whole = files.values().filter(|file| file.job == Some(job)).map(|file| file.whole);
        whole.fold(Files::default(), |Files { partial, whole }, is_whole| Files {
            partial: partial + usize::from(!is_whole),
            whole: whole + usize::from(is_whole),
        })
    }

    fn files(&self) -> MutexGuard<'_, HashMap<String, File>> {
        // Each use is one change or one reading, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
