//! Outlets that came into the register with a file of an import.

use articles::{ImportId, Outlet, OutletId};
use rusqlite::{Connection, params};

use crate::{Result, tables::outlets};

pub(crate) fn insert(connection: &Connection, file: i64, id: OutletId, outlet: &Outlet) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO import_outlets (file, outlet, value) VALUES (?1, ?2, ?3)")?
        .execute(params![file, id.0, serde_json::to_string(outlet)?])?;
    Ok(())
}

pub(crate) fn count_of_file(connection: &Connection, file: i64) -> Result<u32> {
    Ok(connection
        .prepare_cached("SELECT count(*) FROM import_outlets WHERE file = ?1")?
        .query_row([file], |row| row.get(0))?)
}

/// Takes those of an import out of the register that are as they came; says how many.
pub(crate) fn take_back(connection: &Connection, import: ImportId) -> Result<u32> {
    let mut statement = connection.prepare_cached(
        "SELECT o.id FROM import_files f JOIN import_outlets i ON i.file = f.id JOIN outlets o ON o.id = i.outlet
         WHERE f.import = ?1 AND i.value = o.value",
    )?;
    let ids = statement.query_map([import.0], |row| row.get(0).map(OutletId))?.collect::<Result<Vec<_>, _>>()?;
    ids.iter().try_for_each(|id| outlets::delete(connection, *id).map(|_| ()))?;
    Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
}
