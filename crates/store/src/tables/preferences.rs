//! How files are read that can be read in more than one way, as the user told it.

use articles::{Newsletter, Preferences, ReadingChoice, TableColumn};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Result};

const TABLE: &str = "table:";
const NEWSLETTER: &str = "newsletter:";
const AS_STORIES: &str = "\"stories\"";

pub(crate) fn table_key(shape: &str) -> String {
    format!("{TABLE}{shape}")
}

pub(crate) fn newsletter_key(sender: &str) -> String {
    format!("{NEWSLETTER}{sender}")
}

/// All keys of newsletters lie between these.
pub(crate) fn newsletter_keys() -> (&'static str, &'static str) {
    (NEWSLETTER, "newsletter;")
}

/// The key that a choice is made by, and the preference that it was made with.
pub(crate) fn key_and_value(choice: &ReadingChoice) -> Result<(String, Option<String>)> {
    Ok(match choice {
        ReadingChoice::Table(table) => {
            let value = if table.remembered { Some(columns_value(&table.columns)?) } else { None };
            (table_key(&table.shape), value)
        }
        ReadingChoice::Newsletter(Newsletter { sender, as_stories, .. }) => {
            (newsletter_key(sender), newsletter_value(*as_stories).map(str::to_owned))
        }
    })
}

pub(crate) fn columns_value(columns: &[TableColumn]) -> Result<String> {
    Ok(serde_json::to_string(columns)?)
}

/// One article is what nobody has to ask for.
pub(crate) fn newsletter_value(as_stories: bool) -> Option<&'static str> {
    as_stories.then_some(AS_STORIES)
}

/// Whether that was another one before; none takes it away.
pub(crate) fn set(connection: &Connection, key: &str, value: Option<&str>) -> Result<bool> {
    if get(connection, key)?.as_deref() == value {
        return Ok(false);
    }
    // Anew, so that ids are in the order in which preferences were set.
    connection.execute("DELETE FROM preferences WHERE key = ?1", [key])?;
    if let Some(value) = value {
        connection.execute("INSERT INTO preferences (key, value) VALUES (?1, ?2)", params![key, value])?;
    }
    Ok(true)
}

pub(crate) fn columns_of(connection: &Connection, shape: &str) -> Result<Option<Vec<TableColumn>>> {
    Ok(get(connection, &table_key(shape))?.map(|value| serde_json::from_str(&value)).transpose()?)
}

pub(crate) fn is_read_as_stories(connection: &Connection, key: &str) -> Result<bool> {
    Ok(get(connection, key)?.as_deref() == newsletter_value(true))
}

/// Shapes and columns, set last first.
pub(crate) fn tables(connection: &Connection) -> Result<Vec<(String, Vec<TableColumn>)>> {
    let mut statement = connection.prepare_cached("SELECT key, value FROM preferences ORDER BY id DESC")?;
    let mut rows = statement.query([])?;
    let mut tables = Vec::new();
    while let Some(row) = rows.next()? {
        let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
        if let Some(shape) = key.strip_prefix(TABLE) {
            tables.push((shape.to_owned(), serde_json::from_str(&value)?));
        }
    }
    Ok(tables)
}

pub(crate) fn read(connection: &Connection) -> Result<Preferences> {
    let mut statement = connection.prepare_cached("SELECT key FROM preferences WHERE value = ?1")?;
    let keys = statement.query_map([AS_STORIES], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let newsletters = keys.iter().filter_map(|key| key.strip_prefix(NEWSLETTER)).map(str::to_owned).collect();
    Ok(Preferences { tables: tables(connection)?.into_iter().collect(), newsletters })
}

fn get(connection: &Connection, key: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM preferences WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
        .map_err(Error::from)
}
