use articles::{ContentHash, WatchedFolderId};

use crate::{
    Error, Result, Store,
    tables::watched_folders,
    views::{TakenFile, Unmoved, WatchedFolder},
};

impl Store {
    /// By their paths; whether they are there is not known here.
    pub fn list_watched_folders(&self) -> Result<Vec<WatchedFolder>> {
        self.read(watched_folders::list)
    }

    /// Watched twice, a folder is watched once, as told last.
    pub fn add_watched_folder(&self, path: &str, aside: Option<&str>) -> Result<WatchedFolder> {
        self.write(|transaction| {
            let id = watched_folders::insert(transaction, path, aside)?;
            watched_folders::find(transaction, id)?.ok_or(Error::NotFound { what: "watched folder", id: id.0 })
        })
    }

    /// Whether that was different.
    pub fn set_watched_folder(&self, id: WatchedFolderId, aside: Option<&str>) -> Result<bool> {
        self.write(|transaction| {
            if watched_folders::find(transaction, id)?.is_none() {
                return Err(Error::NotFound { what: "watched folder", id: id.0 });
            }
            watched_folders::set_aside(transaction, id, aside)
        })
    }

    /// What was taken from it is forgotten with it; the articles stay. Whether there was such a folder.
    pub fn forget_watched_folder(&self, id: WatchedFolderId) -> Result<bool> {
        self.write(|transaction| watched_folders::delete(transaction, id))
    }

    pub fn was_taken(&self, id: WatchedFolderId, hash: &ContentHash) -> Result<bool> {
        self.read(|connection| watched_folders::was_taken(connection, id, hash))
    }

    pub fn list_taken(&self, id: WatchedFolderId) -> Result<Vec<TakenFile>> {
        self.read(|connection| watched_folders::taken(connection, id))
    }

    /// Why a file that was taken could not be moved aside; none: it was. Whether that was different.
    pub fn set_unmoved(&self, id: WatchedFolderId, name: &str, reason: Option<Unmoved>) -> Result<bool> {
        self.write(|transaction| watched_folders::set_unmoved(transaction, id, name, reason))
    }

    /// Nothing where the folder was forgotten meanwhile.
    pub fn add_taken(&self, id: WatchedFolderId, files: &[TakenFile]) -> Result<()> {
        self.write(|transaction| {
            if watched_folders::find(transaction, id)?.is_none() {
                return Ok(());
            }
            for file in files {
                watched_folders::insert_taken(transaction, id, file)?;
            }
            watched_folders::add_taken(transaction, id, u32::try_from(files.len()).unwrap_or(u32::MAX))
        })
    }
}
