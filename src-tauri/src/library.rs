//! The library of this window. One that cannot be opened is said by every command, so that the page can show why; a
//! copy can then take its place.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{PoisonError, RwLock},
    thread,
    time::Duration,
};

use api::{App, BackupList, Error, ErrorCode, ErrorView, RestoreBackup, Restored};
use tauri::{AppHandle, Manager};

use crate::events::{Told, Watchers};

/// How often it is asked whether the day's copy is made: a window may be open over midnight.
const BETWEEN_BACKUPS: Duration = Duration::from_secs(3600);

pub struct Library {
    opened: RwLock<Result<App, ErrorView>>,
    watchers: Watchers,
}

impl Library {
    pub fn open(watchers: &Watchers) -> Library {
        Library { opened: RwLock::new(open(watchers)), watchers: watchers.clone() }
    }

    pub fn app(&self) -> Result<App, ErrorView> {
        self.opened.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn list_backups(&self) -> Result<BackupList, ErrorView> {
        Ok(api::list_backups(&folder()?)?)
    }

    /// Closes the library, puts the copy in its place, and opens that. Whatever comes of it, a library is opened again.
    pub fn restore_backup(&self, ask: &RestoreBackup) -> Result<Restored, ErrorView> {
        let folder = folder()?;
        let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        if let Ok(app) = &*opened {
            app.close();
        }
        // An operation that is still answered keeps it open; then this is refused as busy, and can be asked again.
        *opened = Err(ErrorView { code: ErrorCode::LibraryBusy, params: BTreeMap::new() });
        let restored = api::restore_backup(&folder, ask, api::system_clock());
        *opened = open(&self.watchers);
        Ok(restored?)
    }

    /// Asks running jobs to stop.
    pub fn close(&self) {
        if let Ok(app) = self.app() {
            app.close();
        }
    }
}

fn open(watchers: &Watchers) -> Result<App, ErrorView> {
    let watchers = watchers.clone();
    let tell = move |event| watchers.tell(Told::Library(event));
    let app = folder().and_then(|folder| App::open(&folder, api::system_clock, tell))?;
    // A window without it still imports what is dropped on it.
    let _ = app.start_watching();
    app.start_encoding();
    Ok(app)
}

/// Has the day's copy made, now and later, and what is over let go. Ends with the program: a copy that is cut off by that is no copy, and the
/// next start makes it.
pub fn keep_backups(handle: AppHandle) {
    thread::spawn(move || {
        loop {
            // Asked for anew each time: a library that is held here could not be closed for another.
            if let Ok(app) = handle.state::<Library>().app() {
                app.back_up_if_due();
                // What fails here is tried again the next time, and said by whatever is asked for.
                let _ = app.lift_mutes();
            }
            thread::sleep(BETWEEN_BACKUPS);
        }
    });
}

/// `--library DIR`, else `TIDINGS_LIBRARY`, else where the platform keeps application data.
fn folder() -> Result<PathBuf, Error> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--library"
            && let Some(folder) = arguments.next()
        {
            return Ok(folder.into());
        }
    }
    api::library_folder()
}
