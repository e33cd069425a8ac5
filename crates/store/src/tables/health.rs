//! What SQLite itself and the tables between each other say about the library's health.

use ::articles::{CorrectionStep, Outlet, OutletRule, Problem};
use digests::{Edit, Finding, Issue, Title};
use rusqlite::{Connection, types::Value};
use serde::de::DeserializeOwned;

use crate::{
    Result,
    packed::unpack,
    tables::{
        articles,
        contents::{self, Condition},
        every,
    },
    views::DamagedPart,
};

/// At most so many faults of a kind are told.
const TOLD: usize = 20;
/// Beyond it the page's numbers are not exact.
const LARGEST_ID: i64 = (1 << 53) - 1;

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

/// Whatever is packed is unpacked and held against its own sum; articles, files and pictures against what they are known by.
pub(crate) fn faults_of_contents(connection: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (what, sql) in [
        ("the text", "SELECT id, text FROM original_texts WHERE text IS NOT NULL"),
        ("the parts of text", "SELECT id, spans FROM original_texts"),
        ("the first parts of text", "SELECT id, spans_as_read FROM original_texts WHERE spans_as_read IS NOT NULL"),
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
    for (what, part, sql) in [
        ("the article", DamagedPart::Article, "SELECT article FROM article_bodies"),
        ("the file", DamagedPart::File, "SELECT id FROM originals WHERE hash NOT LIKE '% %'"),
        ("the picture", DamagedPart::Picture, "SELECT id FROM pictures"),
    ] {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut told = 0;
        while let Some(row) = rows.next()?
            && told < TOLD
        {
            let id: i64 = row.get(0)?;
            if contents::condition(connection, part, id)? != Condition::Whole {
                faults.push(format!("{what} {id} is not what was stored"));
                told += 1;
            }
        }
    }
    Ok(faults)
}

/// What lists and questions stumble over: rows that belong together and stand alone, values that are none of their kind,
/// ids that a page cannot hold as numbers.
pub(crate) fn faults_of_reading(connection: &Connection) -> Result<Vec<String>> {
    let mut faults = faults_of_pairs(connection)?;
    // The index of words numbers its own rows.
    let is_numbered = |table: &every::Table| {
        !table.name.starts_with("article_words") && table.columns.iter().any(|name| name == "id")
    };
    for table in every::tables(connection)?.into_iter().filter(is_numbered) {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{}\" WHERE id NOT BETWEEN 0 AND {LARGEST_ID})", table.name);
        if connection.query_row(&sql, [], |row| row.get(0))? {
            faults.push(format!("{}: an id that is none", table.name));
        }
    }
    faults.extend(articles::faults_of_rows(connection, TOLD)?);
    let f = &mut faults;
    unread::<serde_json::Value>(connection, "settings", "SELECT name, value FROM settings", f)?;
    unread::<Vec<Problem>>(connection, "import_files", "SELECT id, problems FROM import_files", f)?;
    unread::<Outlet>(connection, "outlets", "SELECT id, value FROM outlets", f)?;
    unread::<OutletRule>(connection, "outlet_rules", "SELECT id, rule FROM outlet_rules", f)?;
    unread::<CorrectionStep>(connection, "correction_steps", "SELECT hash, step FROM correction_steps", f)?;
    unread::<Title>(connection, "titles", "SELECT id, value FROM titles", f)?;
    unread::<Issue>(connection, "issues", "SELECT id, base FROM issues", f)?;
    unread::<Edit>(connection, "issue_edits", "SELECT issue, edit FROM issue_edits", f)?;
    unread::<Vec<Finding>>(connection, "issue_versions", "SELECT issue, unready FROM issue_versions", f)?;
    Ok(faults)
}

fn unread<T: DeserializeOwned>(
    connection: &Connection,
    table: &str,
    sql: &str,
    faults: &mut Vec<String>,
) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut told = 0;
    while let Some(row) = rows.next()?
        && told < TOLD
    {
        if serde_json::from_str::<T>(row.get_ref(1)?.as_str().unwrap_or_default()).is_err() {
            faults.push(format!("{table} {:?}: a value that cannot be read", row.get::<_, Value>(0)?));
            told += 1;
        }
    }
    Ok(())
}

/// Rows that belong together and stand alone.
pub(crate) fn faults_of_rows(connection: &Connection) -> Result<Vec<String>> {
    let mut faults = faults_of_pairs(connection)?;
    faults.extend(alone(
        connection,
        &[
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
        ],
    )?);
    Ok(faults)
}

fn faults_of_pairs(connection: &Connection) -> Result<Vec<String>> {
    alone(
        connection,
        &[
            ("article without a body", "SELECT id FROM articles EXCEPT SELECT article FROM article_bodies"),
            ("article without a state", "SELECT id FROM articles EXCEPT SELECT article FROM article_states"),
            ("article without an import", "SELECT id FROM articles EXCEPT SELECT article FROM import_articles"),
        ],
    )
}

fn alone(connection: &Connection, kinds: &[(&str, &str)]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (what, sql) in kinds {
        let mut statement = connection.prepare(&format!("{sql} LIMIT {TOLD}"))?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for id in rows {
            faults.push(format!("{what}: {}", id?));
        }
    }
    Ok(faults)
}
