//! Outlets that were confirmed. Articles under a name that becomes another's wait to be held against it.

use articles::{Outlet, OutletId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Result, tables::outlet_rules};

pub(crate) fn insert(connection: &Connection, outlet: &Outlet) -> Result<OutletId> {
    let id = put(connection, outlet)?;
    outlet_rules::queue_named(connection, &[outlet])?;
    Ok(id)
}

/// A list of them at once: the names that articles came under are gone through once for all.
pub(crate) fn insert_all(connection: &Connection, outlets: &[&Outlet]) -> Result<Vec<OutletId>> {
    let ids = outlets.iter().map(|outlet| put(connection, outlet)).collect::<Result<_>>()?;
    outlet_rules::queue_named(connection, outlets)?;
    Ok(ids)
}

fn put(connection: &Connection, outlet: &Outlet) -> Result<OutletId> {
    connection.prepare_cached("INSERT INTO outlets (value) VALUES (?1)")?.execute([serde_json::to_string(outlet)?])?;
    Ok(OutletId(connection.last_insert_rowid()))
}

pub(crate) fn update(connection: &Connection, id: OutletId, outlet: &Outlet) -> Result<()> {
    let before = find(connection, id)?.ok_or(Error::NotFound { what: "outlet", id: id.0 })?;
    connection.execute("UPDATE outlets SET value = ?2 WHERE id = ?1", params![id.0, serde_json::to_string(outlet)?])?;
    outlet_rules::queue_renamed(connection, &before, Some(outlet))
}

pub(crate) fn delete(connection: &Connection, id: OutletId) -> Result<bool> {
    let Some(before) = find(connection, id)? else { return Ok(false) };
    connection.execute("DELETE FROM outlets WHERE id = ?1", [id.0])?;
    outlet_rules::queue_renamed(connection, &before, None)?;
    Ok(true)
}

fn find(connection: &Connection, id: OutletId) -> Result<Option<Outlet>> {
    let value: Option<String> =
        connection.query_row("SELECT value FROM outlets WHERE id = ?1", [id.0], |row| row.get(0)).optional()?;
    Ok(value.as_deref().map(serde_json::from_str).transpose()?)
}

pub(crate) fn list(connection: &Connection) -> Result<Vec<(OutletId, Outlet)>> {
    let mut statement = connection.prepare_cached("SELECT id, value FROM outlets ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut outlets = Vec::new();
    while let Some(row) = rows.next()? {
        let value: String = row.get(1)?;
        outlets.push((OutletId(row.get(0)?), serde_json::from_str(&value)?));
    }
    Ok(outlets)
}
