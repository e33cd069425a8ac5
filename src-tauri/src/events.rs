//! One channel to the page. It is not Tauri's event bus: a page that may listen there could also hear the paths of
//! dropped files.

use std::sync::{Arc, Mutex, PoisonError};

use api::{Event, JobId};
use serde::Serialize;
use tauri::ipc::Channel;

/// Who is told what happens. A page that was loaded again replaces the one before.
#[derive(Clone, Default)]
pub struct Watchers(Arc<Mutex<Option<Channel<Told>>>>);

/// What the page is told: what `api` says, and what only a window knows.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub enum Told {
    Library(Event),
    Window(WindowEvent),
}

#[derive(Clone, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum WindowEvent {
    /// Files are held over the window.
    DropHover,
    DropLeft,
    /// The window is about to close: the page writes what was typed last, and then asks for `close_window`.
    Closing,
    /// An import began that the page did not ask for: a drop, or files of a second start.
    ImportStarted {
        job: JobId,
    },
    /// How far the work is that the page waits for.
    WorkProgress {
        done: u64,
        total: Option<u64>,
    },
    /// An import could not begin.
    ImportRefused {
        error: api::ErrorView,
    },
}

impl Watchers {
    pub fn watch(&self, channel: Channel<Told>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    pub fn tell(&self, told: Told) {
        if let Some(channel) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            // Sending fails only once the page is gone, and then there is nobody to tell.
            let _ = channel.send(told);
        }
    }
}
