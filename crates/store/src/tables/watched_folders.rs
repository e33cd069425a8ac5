//! Folders whose new files are imported by themselves, and what was taken from them.

use articles::{ContentHash, WatchedFolderId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Result,
    views::{TakenFile, Unmoved, UnmovedFile, WatchedFolder},
};

const FOLDER: &str = "SELECT id, path, aside, taken, paused FROM watched_folders";

/// The folder of that path, which there is once.
pub(crate) fn insert(connection: &Connection, path: &str, aside: Option<&str>) -> Result<WatchedFolderId> {
    connection.execute(
        "INSERT INTO watched_folders (path, aside) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET aside = excluded.aside,
             paused = 0",
        params![path, aside],
    )?;
    let id = connection.query_row("SELECT id FROM watched_folders WHERE path = ?1", [path], |row| row.get(0))?;
    Ok(WatchedFolderId(id))
}

pub(crate) fn set_aside(connection: &Connection, id: WatchedFolderId, aside: Option<&str>) -> Result<bool> {
    let changed = connection
        .execute("UPDATE watched_folders SET aside = ?2 WHERE id = ?1 AND aside IS NOT ?2", params![id.0, aside])?;
    Ok(changed > 0)
}

/// All of them, until they are chosen again.
pub(crate) fn pause(connection: &Connection) -> Result<()> {
    connection.execute("UPDATE watched_folders SET paused = 1", [])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, id: WatchedFolderId) -> Result<bool> {
    Ok(connection.execute("DELETE FROM watched_folders WHERE id = ?1", [id.0])? > 0)
}

/// By their paths.
pub(crate) fn list(connection: &Connection) -> Result<Vec<WatchedFolder>> {
    let mut statement = connection.prepare_cached(&format!("{FOLDER} ORDER BY path"))?;
    let mut folders: Vec<WatchedFolder> = statement.query_map([], folder)?.collect::<Result<_, _>>()?;
    for folder in &mut folders {
        folder.unmoved = unmoved(connection, folder.id)?;
    }
    Ok(folders)
}

fn unmoved(connection: &Connection, id: WatchedFolderId) -> Result<Vec<UnmovedFile>> {
    let mut statement = connection.prepare_cached(
        "SELECT name, unmoved FROM watched_files WHERE folder = ?1 AND unmoved IS NOT NULL ORDER BY name",
    )?;
    let rows = statement.query_map([id.0], |row| {
        let said: String = row.get(1)?;
        let reason = Unmoved::EVERY.into_iter().find(|reason| reason.name() == said).unwrap_or(Unmoved::Other);
        Ok(UnmovedFile { name: row.get(0)?, reason })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether that was different. None: it lies where it is to lie.
pub(crate) fn set_unmoved(
    connection: &Connection,
    id: WatchedFolderId,
    name: &str,
    reason: Option<Unmoved>,
) -> Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE watched_files SET unmoved = ?3 WHERE folder = ?1 AND name = ?2 AND unmoved IS NOT ?3")?
        .execute(params![id.0, name, reason.map(Unmoved::name)])?;
    Ok(changed > 0)
}

pub(crate) fn find(connection: &Connection, id: WatchedFolderId) -> Result<Option<WatchedFolder>> {
    Ok(connection.prepare_cached(&format!("{FOLDER} WHERE id = ?1"))?.query_row([id.0], folder).optional()?)
}

pub(crate) fn was_taken(connection: &Connection, id: WatchedFolderId, hash: &ContentHash) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM watched_files WHERE folder = ?1 AND hash = ?2)")?
        .query_row(params![id.0, hash.0], |row| row.get(0))?)
}

pub(crate) fn taken(connection: &Connection, id: WatchedFolderId) -> Result<Vec<TakenFile>> {
    let mut statement =
        connection.prepare_cached("SELECT hash, name, size, changed FROM watched_files WHERE folder = ?1")?;
    let rows = statement.query_map([id.0], |row| {
        Ok(TakenFile { hash: ContentHash(row.get(0)?), name: row.get(1)?, size: row.get(2)?, changed: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn insert_taken(connection: &Connection, id: WatchedFolderId, file: &TakenFile) -> Result<()> {
    let TakenFile { hash, name, size, changed } = file;
    connection
        .prepare_cached(
            "INSERT INTO watched_files (folder, hash, name, size, changed) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET name = excluded.name, size = excluded.size, changed = excluded.changed",
        )?
        .execute(params![id.0, hash.0, name, size, changed])?;
    Ok(())
}

pub(crate) fn add_taken(connection: &Connection, id: WatchedFolderId, count: u32) -> Result<()> {
    connection.execute("UPDATE watched_folders SET taken = taken + ?2 WHERE id = ?1", params![id.0, count])?;
    Ok(())
}

fn folder(row: &Row) -> rusqlite::Result<WatchedFolder> {
    Ok(WatchedFolder {
        id: WatchedFolderId(row.get(0)?),
        path: row.get(1)?,
        aside: row.get(2)?,
        missing: false,
        taken: row.get(3)?,
        unmoved: Vec::new(),
        paused: row.get(4)?,
    })
}
