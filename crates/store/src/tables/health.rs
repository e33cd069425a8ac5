//! What SQLite itself and the tables between each other say about the library's health.

use rusqlite::{Connection, types::Value};
use sha2::{Digest, Sha256};

use crate::{Result, packed::unpack};

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

/// Whatever is packed is unpacked and held against its own sum, and pictures against their hash.
pub(crate) fn faults_of_contents(connection: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (what, sql) in [
        ("the body of article", "SELECT article, body FROM article_bodies"),
        ("a piece of file", "SELECT original, bytes FROM original_pieces"),
        ("the text", "SELECT id, text FROM original_texts WHERE text IS NOT NULL"),
        ("the parts of text", "SELECT id, spans FROM original_texts"),
        ("the first parts of text", "SELECT id, spans_as_read FROM original_texts WHERE spans_as_read IS NOT NULL"),
        ("the first body of article", "SELECT article, body FROM articles_as_read"),
    ] {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut told = 0;
        while let Some(row) = rows.next()?
            && told < TOLD
        {
            if unpack(row.get_ref(1)?.as_blob().unwrap_or_default()).is_err() {
                faults.push(format!("{what} {} is not what was stored", row.get::<_, i64>(0)?));
                told += 1;
            }
        }
    }
    let mut statement = connection.prepare("SELECT hash, bytes FROM pictures")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash: String = row.get(0)?;
        let bytes = row.get_ref(1)?;
        let sum = Sha256::digest(bytes.as_blob().unwrap_or_default());
        if sum.iter().map(|byte| format!("{byte:02x}")).collect::<String>() != hash && faults.len() < 5 * TOLD {
            faults.push(format!("the picture {hash} is not what was stored"));
        }
    }
    Ok(faults)
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
            "SELECT article FROM article_states WHERE coalesce(away, 'archive') = 'archive'
             EXCEPT SELECT id FROM article_words_docsize",
        ),
        (
            "indexed article that is not there",
            "SELECT id FROM article_words_docsize EXCEPT
             SELECT article FROM article_states WHERE coalesce(away, 'archive') = 'archive'",
        ),
    ] {
        let mut statement = connection.prepare(&format!("{sql} LIMIT {TOLD}"))?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for id in rows {
            faults.push(format!("{what}: {}", id?));
        }
    }
    Ok(faults)
}
