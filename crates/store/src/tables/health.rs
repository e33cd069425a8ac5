//! What SQLite itself and the tables between each other say about the library's health.

use rusqlite::{Connection, types::Value};

use crate::Result;

/// At most so many faults of a kind are told.
const TOLD: usize = 20;

/// Of the tables, their indexes, and the index of words.
pub(crate) fn faults_of_file(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({TOLD})"))?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let said: Vec<String> = rows.collect::<Result<_, _>>()?;
    Ok(said.into_iter().filter(|line| line != "ok").collect())
}

pub(crate) fn faults_of_references(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        let (table, id, parent): (String, Value, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{table} {id:?} names a row of {parent} that is not there"))
    })?;
    Ok(rows.take(TOLD).collect::<Result<_, _>>()?)
}

/// Rows that belong together and stand alone.
pub(crate) fn faults_of_rows(connection: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (what, sql) in [
        ("article without a body", "SELECT id FROM articles EXCEPT SELECT article FROM article_bodies"),
        ("article without a state", "SELECT id FROM articles EXCEPT SELECT article FROM article_states"),
        ("article without an import", "SELECT id FROM articles EXCEPT SELECT article FROM import_articles"),
        // The index keeps a row of word counts for each article in it.
        (
            "article that cannot be found by its words",
            "SELECT id FROM articles EXCEPT SELECT id FROM article_words_docsize",
        ),
        ("indexed article that is not there", "SELECT id FROM article_words_docsize EXCEPT SELECT id FROM articles"),
    ] {
        let mut statement = connection.prepare(&format!("{sql} LIMIT {TOLD}"))?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for id in rows {
            faults.push(format!("{what}: {}", id?));
        }
    }
    Ok(faults)
}
