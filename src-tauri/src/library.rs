//! The library of this window. One that cannot be opened is said by every command, so that the page can show why; a
//! copy can then take its place.

use std::{
    collections::BTreeMap,
    mem,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard},
    thread,
    time::{Duration, Instant},
};

use api::{
    App, BackupList, Error, ErrorCode, ErrorView, LibraryExported, LibraryImported, Progress, RestoreBackup, Restored,
    Task,
};
use tauri::{AppHandle, Manager};

use crate::events::{Told, Watchers, WindowEvent};

/// How often it is asked whether the day's copy is made: a window may be open over midnight.
const BETWEEN_BACKUPS: Duration = Duration::from_secs(3600);

/// Of the slow look: a million articles are looked through in fourteen hours.
const BETWEEN_LOOKS: Duration = Duration::from_secs(10);

/// Of what other programs change. SQLite says it of a file that is read anyway; a watch on its log would wake up at each of our
/// own writes.
const BETWEEN_GLANCES: Duration = Duration::from_millis(500);

/// More is not seen, and each costs the page a repaint.
const BETWEEN_NEWS: Duration = Duration::from_millis(100);

pub struct Library {
    opened: RwLock<Result<App, ErrorView>>,
    /// Held while another is put in its place.
    replacing: Mutex<()>,
    /// What the page waits for and can stop.
    work: Mutex<Task>,
    watchers: Watchers,
}

impl Library {
    pub fn open(watchers: &Watchers) -> Library {
        Library {
            opened: RwLock::new(open(watchers)),
            replacing: Mutex::new(()),
            work: Mutex::new(Task::quiet()),
            watchers: watchers.clone(),
        }
    }

    pub fn app(&self) -> Result<App, ErrorView> {
        self.opened.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn list_backups(&self) -> Result<BackupList, ErrorView> {
        Ok(api::list_backups(&folder()?)?)
    }

    pub fn restore_backup(&self, ask: &RestoreBackup) -> Result<Restored, ErrorView> {
        self.replace(|folder| api::restore_backup(folder, ask, api::system_clock()))
    }

    pub fn import_library(&self, from: &Path) -> Result<LibraryImported, ErrorView> {
        let task = self.begin_work();
        self.replace(|folder| api::import_library(folder, from, api::system_clock(), &task))
    }

    /// All of it as open files, into a new folder inside of that one.
    pub fn export_library(&self, inside: &Path) -> Result<LibraryExported, ErrorView> {
        let task = self.begin_work();
        let app = self.app()?;
        Ok(app.export_library(&app.name_library_export(inside), &task)?)
    }

    /// Of the export or import that runs, if one does: the library is as it was before.
    pub fn stop_work(&self) {
        self.lock_work().cancel();
    }

    fn begin_work(&self) -> Task {
        let (watchers, last) = (self.watchers.clone(), Mutex::new(None::<Instant>));
        let task = Task::new(move |Progress { done, total, .. }| {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if last.is_none_or(|last| last.elapsed() >= BETWEEN_NEWS) {
                *last = Some(Instant::now());
                watchers.tell(Told::Window(WindowEvent::WorkProgress { done, total }));
            }
        });
        self.lock_work().clone_from(&task);
        task
    }

    fn lock_work(&self) -> MutexGuard<'_, Task> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the library, has another put in its place, and opens that. Whatever comes of it, a library is opened again.
    /// Meanwhile every call is answered that the library is busy, at once: putting may take minutes, and a window that waits for a
    /// lock looks dead.
    fn replace<T>(&self, put: impl FnOnce(&Path) -> Result<T, Error>) -> Result<T, ErrorView> {
        let folder = folder()?;
        let Ok(_alone) = self.replacing.try_lock() else { return Err(busy()) };
        if let Ok(app) = mem::replace(&mut *self.write(), Err(busy())) {
            app.close();
        }
        // An operation that is still answered keeps it open; then this is refused as busy, and can be asked again.
        let put = put(&folder);
        *self.write() = open(&self.watchers);
        Ok(put?)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Result<App, ErrorView>> {
        self.opened.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks all that runs to stop.
    pub fn close(&self) {
        self.stop_work();
        if let Ok(app) = self.app() {
            app.close();
        }
    }
}

fn busy() -> ErrorView {
    ErrorView { code: ErrorCode::LibraryBusy, params: BTreeMap::new() }
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

/// Has all that is stored looked through, a little at a time, for as long as the window is open.
pub fn scrub_slowly(handle: AppHandle) {
    thread::spawn(move || {
        loop {
            thread::sleep(BETWEEN_LOOKS);
            if let Ok(app) = handle.state::<Library>().app() {
                app.scrub_a_little();
            }
        }
    });
}

/// Has the window told of what `tidings` changes beside it, within a second.
pub fn watch_others(handle: AppHandle) {
    thread::spawn(move || {
        let mut seen = None;
        loop {
            thread::sleep(BETWEEN_GLANCES);
            if let Ok(app) = handle.state::<Library>().app() {
                seen = app.look_for_changes(seen);
            }
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
