//! Series of issues.

use articles::TitleId;
use digests::Title;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Result, ids::Clock, views::StoredTitle};

pub(crate) fn insert(connection: &Connection, title: &Title) -> Result<TitleId> {
    connection.execute("INSERT INTO titles (value) VALUES (?1)", [serde_json::to_string(title)?])?;
    Ok(TitleId(connection.last_insert_rowid()))
}

pub(crate) fn update(connection: &Connection, id: TitleId, title: &Title) -> Result<()> {
    let changed = connection.execute(
        "UPDATE titles SET value = ?2 WHERE id = ?1 AND removed_at IS NULL",
        params![id.0, serde_json::to_string(title)?],
    )?;
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

pub(crate) fn set_logo(connection: &Connection, id: TitleId, logo: Option<&[u8]>) -> Result<()> {
    let changed =
        connection.execute("UPDATE titles SET logo = ?2 WHERE id = ?1 AND removed_at IS NULL", params![id.0, logo])?;
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

pub(crate) fn read(connection: &Connection, id: TitleId) -> Result<StoredTitle> {
    let found = connection
        .prepare_cached("SELECT id, value, logo IS NOT NULL FROM titles WHERE id = ?1")?
        .query_row([id.0], |row| Ok(stored(row)))
        .optional()?;
    found.ok_or_else(|| missing(id))?
}

pub(crate) fn logo(connection: &Connection, id: TitleId) -> Result<Option<Vec<u8>>> {
    let found = connection
        .prepare_cached("SELECT logo FROM titles WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| missing(id))
}

/// In the order in which they were made.
pub(crate) fn list(connection: &Connection) -> Result<Vec<StoredTitle>> {
    let mut statement = connection
        .prepare_cached("SELECT id, value, logo IS NOT NULL FROM titles WHERE removed_at IS NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut titles = Vec::new();
    while let Some(row) = rows.next()? {
        titles.push(stored(row)?);
    }
    Ok(titles)
}

/// Its issues stay, and are listed as before.
pub(crate) fn remove(connection: &Connection, id: TitleId, at: Clock) -> Result<bool> {
    Ok(connection.execute(
        "UPDATE titles SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
        params![id.0, at.utc_seconds()],
    )? > 0)
}

fn stored(row: &Row) -> Result<StoredTitle> {
    let value: String = row.get(1)?;
    Ok(StoredTitle { id: TitleId(row.get(0)?), title: serde_json::from_str(&value)?, has_logo: row.get(2)? })
}

fn missing(id: TitleId) -> Error {
    Error::NotFound { what: "title", id: id.0 }
}
