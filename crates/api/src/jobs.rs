use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use task::Task;

use crate::operations::JobId;

/// What runs on threads of its own and can be cancelled.
#[derive(Default)]
pub(crate) struct Jobs {
    last: AtomicU32,
    running: Mutex<HashMap<JobId, Task>>,
}

impl Jobs {
    pub(crate) fn next_id(&self) -> JobId {
        JobId(self.last.fetch_add(1, Ordering::Relaxed) + 1)
    }

    pub(crate) fn begin(&self, job: JobId, task: Task) {
        self.lock().insert(job, task);
    }

    pub(crate) fn end(&self, job: JobId) {
        self.lock().remove(&job);
    }

    /// Whether there was such a job.
    pub(crate) fn cancel(&self, job: JobId) -> bool {
        self.lock().get(&job).map(Task::cancel).is_some()
    }

    pub(crate) fn cancel_all(&self) {
        self.lock().values().for_each(Task::cancel);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<JobId, Task>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets through at most one in so much time.
pub(crate) struct Pace {
    every: Duration,
    last: Option<Instant>,
}

impl Pace {
    pub(crate) fn new(every: Duration) -> Pace {
        Pace { every, last: None }
    }

    pub(crate) fn is_due(&mut self) -> bool {
        let is_due = self.last.is_none_or(|last| last.elapsed() >= self.every);
        if is_due {
            self.last = Some(Instant::now());
        }
        is_due
    }
}
