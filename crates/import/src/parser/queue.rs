use std::{
    collections::VecDeque,
    io,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::pool::FileEvent;
use crate::walk::Dropped;

/// How many files are taken from the walk ahead of the one that is told.
const AHEAD: usize = 32;
/// How much that was read may wait to be told.
const HELD_BYTES: usize = 64 << 20;

/// Files between those who read them, in any order, and the one who is told of them, in theirs.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    moved: Condvar,
}

struct State<T> {
    jobs: VecDeque<Job<T>>,
    /// The number of the job at the front.
    front: u64,
    /// Bytes of all events that wait.
    held: usize,
    over: bool,
    failure: Option<io::Error>,
}

struct Job<T> {
    /// Until somebody takes it.
    dropped: Option<Dropped>,
    events: VecDeque<(FileEvent<T>, usize)>,
    ended: bool,
}

impl<T> Queue<T> {
    pub(super) fn new() -> Queue<T> {
        let state = State { jobs: VecDeque::new(), front: 0, held: 0, over: false, failure: None };
        Queue { state: Mutex::new(state), moved: Condvar::new() }
    }

    // For the one who fills and is told.

    pub(super) fn has_room(&self) -> bool {
        let state = self.lock();
        state.jobs.len() < AHEAD && !state.over
    }

    pub(super) fn add(&self, dropped: Dropped) {
        self.lock().jobs.push_back(Job { dropped: Some(dropped), events: VecDeque::new(), ended: false });
        self.moved.notify_all();
    }

    /// Something that needs no reading, told in its turn.
    pub(super) fn add_told(&self, events: Vec<FileEvent<T>>) {
        let events = events.into_iter().map(|event| (event, 0)).collect();
        self.lock().jobs.push_back(Job { dropped: None, events, ended: true });
    }

    /// The next event in order; none after 50 ms without one, or where a file has just ended.
    pub(super) fn next_event(&self) -> Option<FileEvent<T>> {
        let mut state = self.lock();
        if state.jobs.front().is_some_and(|job| job.events.is_empty() && !job.ended) {
            let wait = self.moved.wait_timeout(state, Duration::from_millis(50));
            state = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        let job = state.jobs.front_mut()?;
        let next = job.events.pop_front();
        if let Some((_, size)) = &next {
            state.held -= size;
        } else if job.ended {
            state.jobs.pop_front();
            state.front += 1;
        }
        self.moved.notify_all();
        next.map(|(event, _)| event)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lock().jobs.is_empty()
    }

    // For those who read.

    /// Waits for a file nobody has taken; none when the work is over.
    pub(super) fn take(&self) -> Option<(u64, Dropped)> {
        let mut state = self.lock();
        loop {
            if state.over {
                return None;
            }
            let front = state.front;
            let next = state.jobs.iter_mut().zip(front..).find_map(|(job, number)| Some((number, job.dropped.take()?)));
            if next.is_some() {
                return next;
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits while too much is held, but for the file at the front, which always may hand on one event.
    /// False when the work is over.
    pub(super) fn push(&self, job: u64, event: FileEvent<T>, size: usize) -> bool {
        self.push_event(job, event, size, false)
    }

    pub(super) fn push_last(&self, job: u64, event: FileEvent<T>) -> bool {
        self.push_event(job, event, 0, true)
    }

    pub(super) fn fail(&self, error: io::Error) {
        let mut state = self.lock();
        // A start that failed because the work is over is no failure.
        if !state.over {
            state.failure = Some(error);
            state.over = true;
        }
        self.moved.notify_all();
    }

    // For all.

    pub(super) fn end(&self) {
        self.lock().over = true;
        self.moved.notify_all();
    }

    pub(super) fn is_over(&self) -> bool {
        self.lock().over
    }

    pub(super) fn failure(self) -> Option<io::Error> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).failure
    }

    fn push_event(&self, number: u64, event: FileEvent<T>, size: usize, last: bool) -> bool {
        let mut state = self.lock();
        loop {
            if state.over {
                return false;
            }
            let front = state.front;
            let held = state.held;
            let Some(job) = usize::try_from(number - front).ok().and_then(|at| state.jobs.get_mut(at)) else {
                return false;
            };
            if held + size <= HELD_BYTES || (number == front && job.events.is_empty()) {
                job.events.push_back((event, size));
                job.ended = last;
                state.held += size;
                self.moved.notify_all();
                return true;
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
