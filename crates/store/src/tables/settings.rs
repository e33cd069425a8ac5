//! Choices of the user, by name. What a newer or older program keeps here is left alone.

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use crate::Result;

pub(crate) fn read(connection: &Connection) -> Result<Map<String, Value>> {
    let mut statement = connection.prepare_cached("SELECT name, value FROM settings")?;
    let mut rows = statement.query([])?;
    let mut settings = Map::new();
    while let Some(row) = rows.next()? {
        let value: String = row.get(1)?;
        settings.insert(row.get(0)?, serde_json::from_str(&value)?);
    }
    Ok(settings)
}

pub(crate) fn write(connection: &Connection, settings: &Map<String, Value>) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?;
    for (name, value) in settings {
        statement.execute(params![name, value.to_string()])?;
    }
    Ok(())
}
