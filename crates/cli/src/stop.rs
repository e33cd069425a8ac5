use std::{
    io::{self, IsTerminal, Write},
    sync::Mutex,
    time::{Duration, Instant},
};

use task::{Progress, Task};

use crate::print;

/// Work that Ctrl-C stops at its next item. Says how far it is where a person watches.
pub fn stoppable() -> Task {
    let task = if io::stderr().is_terminal() { watched() } else { Task::quiet() };
    let stop = task.clone();
    // Where no handler can be set, Ctrl-C ends the program at once: the library stays whole, only the report is lost.
    let _ = ctrlc::set_handler(move || stop.cancel());
    task
}

/// Takes the line of progress away again.
pub fn clear_progress() {
    if io::stderr().is_terminal() {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
}

fn watched() -> Task {
    let last: Mutex<Option<Instant>> = Mutex::new(None);
    Task::new(move |Progress { done, total, item }| {
        let Ok(mut last) = last.lock() else { return };
        if last.is_some_and(|at| at.elapsed() < Duration::from_millis(100)) {
            return;
        }
        *last = Some(Instant::now());
        let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
        let item = print::cut(&print::plain(&item), 50);
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(io::stderr(), "\r\x1b[K{done}{of}  {item}");
    })
}
