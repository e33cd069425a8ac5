//! A window that closes while something is being typed waits for the page to write it.

use std::{thread, time::Duration};

use tauri::{Manager, Window, WindowEvent as Happened};

use crate::events::{Told, Watchers, WindowEvent};

/// A page that is stuck must not keep its window open; one that is well answers within some milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

pub fn handle_event(window: &Window, happened: &Happened) {
    let Happened::CloseRequested { api, .. } = happened else { return };
    api.prevent_close();
    window.state::<Watchers>().tell(Told::Window(WindowEvent::Closing));
    let window = window.clone();
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        // Fails where the page has answered, and the window is gone.
        let _ = window.destroy();
    });
}
