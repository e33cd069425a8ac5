//! What in a file of an import could be read in another way, and the preference that it was read with.

use articles::{FileId, ReadingChoice};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Result,
    packed::{pack_json, unpack_json},
    tables::preferences,
};

pub(crate) fn insert(connection: &Connection, file: i64, choice: &ReadingChoice) -> Result<()> {
    let (key, used) = preferences::key_and_value(choice)?;
    connection
        .prepare_cached(
            "INSERT INTO file_choices (file, key, used, seen) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET used = excluded.used, seen = excluded.seen",
        )?
        .execute(params![file, key, used, pack_json(choice)?])?;
    Ok(())
}

/// Of a file that was not read because another one of the same bytes had been.
pub(crate) fn copy(connection: &Connection, from: i64, to: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO file_choices (file, key, used, seen) SELECT ?2, key, used, seen FROM file_choices
             WHERE file = ?1",
        )?
        .execute([from, to])?;
    Ok(())
}

pub(crate) fn of_file(connection: &Connection, file: i64) -> Result<Vec<ReadingChoice>> {
    let mut statement = connection.prepare_cached("SELECT seen FROM file_choices WHERE file = ?1 ORDER BY key")?;
    let mut rows = statement.query([file])?;
    let mut choices = Vec::new();
    while let Some(row) = rows.next()? {
        let seen: Vec<u8> = row.get(0)?;
        choices.push(unpack_json(&seen)?);
    }
    Ok(choices)
}

pub(crate) fn find(connection: &Connection, file: FileId, key: &str) -> Result<Option<ReadingChoice>> {
    let seen: Option<Vec<u8>> = connection
        .prepare_cached("SELECT seen FROM file_choices WHERE file = ?1 AND key = ?2")?
        .query_row(params![file.0, key], |row| row.get(0))
        .optional()?;
    seen.as_deref().map(unpack_json).transpose()
}

/// For each key from the one up to the other what was seen last, by key.
pub(crate) fn last_of_each(connection: &Connection, keys: (&str, &str)) -> Result<Vec<(String, ReadingChoice)>> {
    // With max(), the other columns are those of its row.
    let mut statement = connection.prepare_cached(
        "SELECT key, seen, max(file) FROM file_choices WHERE key >= ?1 AND key < ?2 GROUP BY key ORDER BY key",
    )?;
    let mut rows = statement.query([keys.0, keys.1])?;
    let mut last = Vec::new();
    while let Some(row) = rows.next()? {
        let seen: Vec<u8> = row.get(1)?;
        last.push((row.get(0)?, unpack_json(&seen)?));
    }
    Ok(last)
}

/// Files whose last reading was with another preference than the present one, newest first.
pub(crate) fn outdated(connection: &Connection, key: &str) -> Result<Vec<FileId>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.file FROM file_choices c JOIN import_files f ON f.id = c.file JOIN imports i ON i.id = f.import
                             LEFT JOIN preferences p ON p.key = c.key
         WHERE c.key = ?1 AND c.used IS NOT p.value AND f.original IS NOT NULL AND i.undone_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM import_files g JOIN imports j ON j.id = g.import
                           WHERE g.original = f.original AND g.id > f.id AND j.undone_at IS NULL)
         ORDER BY c.file DESC",
    )?;
    let rows = statement.query_map([key], |row| row.get(0).map(FileId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
