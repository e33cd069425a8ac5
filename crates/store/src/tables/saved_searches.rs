//! Searches that were saved under a name.

use articles::SearchId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Result};

pub(crate) fn insert(connection: &Connection, name: &str, query: &str) -> Result<SearchId> {
    connection.execute("INSERT INTO saved_searches (name, query) VALUES (?1, ?2)", [name, query])?;
    Ok(SearchId(connection.last_insert_rowid()))
}

pub(crate) fn update(connection: &Connection, id: SearchId, name: &str, query: &str) -> Result<()> {
    let changed = connection
        .execute("UPDATE saved_searches SET name = ?2, query = ?3 WHERE id = ?1", params![id.0, name, query])?;
    if changed == 0 { Err(Error::NotFound { what: "search", id: id.0 }) } else { Ok(()) }
}

/// Whether there was one.
pub(crate) fn delete(connection: &Connection, id: SearchId) -> Result<bool> {
    Ok(connection.execute("DELETE FROM saved_searches WHERE id = ?1", [id.0])? > 0)
}

pub(crate) fn query(connection: &Connection, id: SearchId) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT query FROM saved_searches WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?)
}

/// Id, name and query, by name.
pub(crate) fn list(connection: &Connection) -> Result<Vec<(SearchId, String, String)>> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, query FROM saved_searches ORDER BY name COLLATE NOCASE, id")?;
    let rows = statement.query_map([], |row| Ok((SearchId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
