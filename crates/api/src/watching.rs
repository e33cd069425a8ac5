//! Folders whose new files are imported by themselves.

use std::{fs, path::Path};

use articles::WatchedFolderId;
use serde::{Deserialize, Serialize};
pub use store::{Unmoved, UnmovedFile, WatchedFolder};
use ts_rs::TS;

use crate::{
    App, Changed, Error, Event,
    aside::{is_inside, move_aside, reason_of},
    watch::{State, state_of},
};

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListWatchedFolders {}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct WatchedFolderList {
    /// By their paths.
    pub folders: Vec<WatchedFolder>,
}

/// What is done with imported files: moved into a folder of that name inside the watched one, or left.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetWatchedFolder {
    pub id: WatchedFolderId,
    pub aside: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ForgetWatchedFolder {
    pub id: WatchedFolderId,
}

impl App {
    pub fn list_watched_folders(&self, _ask: ListWatchedFolders) -> Result<WatchedFolderList, Error> {
        let mut folders = self.store().list_watched_folders()?;
        for folder in &mut folders {
            // To look at a path that somebody else wrote can be to ask his server.
            folder.missing = !folder.paused && fs::read_dir(&folder.path).is_err();
        }
        Ok(WatchedFolderList { folders })
    }

    /// Its files are imported from now on, those that are in it among them. One that came with open files too.
    pub fn add_watched_folder(&self, path: &Path, aside: Option<&str>) -> Result<WatchedFolder, Error> {
        let shown = path.to_str().ok_or_else(|| Error::BadFolder(path.display().to_string()))?;
        check_aside(aside)?;
        let folder = self.store().add_watched_folder(shown, aside)?;
        self.tell(Event::WatchChanged {});
        Ok(folder)
    }

    pub fn set_watched_folder(&self, ask: SetWatchedFolder) -> Result<Changed, Error> {
        check_aside(ask.aside.as_deref())?;
        let changed = self.store().set_watched_folder(ask.id, ask.aside.as_deref())?;
        self.tell(Event::WatchChanged {});
        Ok(Changed { count: u32::from(changed) })
    }

    /// Moves aside what could not be moved before; what is not there any more needs it no longer.
    pub fn retry_aside(&self, ask: ForgetWatchedFolder) -> Result<WatchedFolderList, Error> {
        let folders = self.store().list_watched_folders()?;
        for folder in folders.iter().filter(|folder| folder.id == ask.id && !folder.paused) {
            let Some(aside) = &folder.aside else { continue };
            let root = Path::new(&folder.path);
            // Of a disk that is not there, nothing is known.
            if fs::read_dir(root).is_err() {
                continue;
            }
            let taken = self.store().list_taken(folder.id)?;
            for file in &folder.unmoved {
                let path = root.join(&file.name);
                // Written anew since, it is another file, to be taken in its turn.
                let is_taken = taken.iter().any(|one| one.name == file.name && state_of(&path) == Some(State::of(one)));
                let moved = if is_taken { move_aside(root, &path, aside).map(drop) } else { Ok(()) };
                let reason = moved.err().map(|error| reason_of(&error));
                self.store().set_unmoved(folder.id, &file.name, reason)?;
            }
        }
        self.tell(Event::WatchChanged {});
        self.list_watched_folders(ListWatchedFolders {})
    }

    pub fn forget_watched_folder(&self, ask: ForgetWatchedFolder) -> Result<Changed, Error> {
        let forgotten = self.store().forget_watched_folder(ask.id)?;
        self.tell(Event::WatchChanged {});
        Ok(Changed { count: u32::from(forgotten) })
    }
}

fn check_aside(aside: Option<&str>) -> Result<(), Error> {
    match aside {
        Some(name) if !is_inside(name) => Err(Error::BadFolder(name.to_owned())),
        _ => Ok(()),
    }
}
