//! Files dropped on the window go straight to the library; their paths never reach the page.

use std::path::PathBuf;

use tauri::{DragDropEvent, Manager, Window, WindowEvent as Happened};

use crate::{
    commands,
    drag_out::Dragged,
    events::{Told, Watchers, WindowEvent},
};

pub fn handle_event(window: &Window, happened: &Happened) {
    let Happened::DragDrop(drop) = happened else { return };
    let tell = |event| window.state::<Watchers>().tell(Told::Window(event));
    let is_own = |paths: &[PathBuf]| paths.iter().all(|path| window.state::<Dragged>().holds(path));
    match drop {
        // Nothing is imported of what is ours already, so nothing is offered.
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() && is_own(paths) => {}
        DragDropEvent::Enter { .. } => tell(WindowEvent::DropHover),
        DragDropEvent::Leave => tell(WindowEvent::DropLeft),
        DragDropEvent::Drop { paths, .. } => {
            tell(WindowEvent::DropLeft);
            // An article that was dragged out, and back.
            let paths: Vec<_> = paths.iter().filter(|path| !window.state::<Dragged>().holds(path)).cloned().collect();
            if !paths.is_empty() {
                commands::import_paths(window.app_handle(), paths);
            }
        }
        _ => {}
    }
}
