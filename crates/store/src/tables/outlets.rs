//! Outlets that were confirmed.

use articles::{Outlet, OutletId};
use rusqlite::{Connection, params};

use crate::{Error, Result};

pub(crate) fn insert(connection: &Connection, outlet: &Outlet) -> Result<OutletId> {
    connection.execute("INSERT INTO outlets (value) VALUES (?1)", [serde_json::to_string(outlet)?])?;
    Ok(OutletId(connection.last_insert_rowid()))
}

pub(crate) fn update(connection: &Connection, id: OutletId, outlet: &Outlet) -> Result<()> {
    let changed = connection
        .execute("UPDATE outlets SET value = ?2 WHERE id = ?1", params![id.0, serde_json::to_string(outlet)?])?;
    if changed == 0 { Err(Error::NotFound { what: "outlet", id: id.0 }) } else { Ok(()) }
}

pub(crate) fn delete(connection: &Connection, id: OutletId) -> Result<bool> {
    Ok(connection.execute("DELETE FROM outlets WHERE id = ?1", [id.0])? > 0)
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
