//! The search index: folded words, no text.

use articles::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, words::Words};

pub(crate) fn insert(connection: &Connection, id: ArticleId, words: &Words) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_words (rowid, title, text, about, stems, people, places)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![id.0, words.title, words.text, words.about, words.stems, words.people, words.places])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("DELETE FROM article_words WHERE rowid = ?1")?.execute([id.0])?;
    Ok(())
}

/// Calls `take` with each article that holds `words` (an expression of FTS5) by date, until it says false.
pub(crate) fn each_match(
    connection: &Connection,
    words: &str,
    (from, to): (i64, i64),
    newest_first: bool,
    mut take: impl FnMut(ArticleId) -> Result<bool>,
) -> Result<()> {
    let sql = if newest_first {
        "SELECT rowid FROM article_words WHERE article_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
    } else {
        "SELECT rowid FROM article_words WHERE article_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid"
    };
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![words, from, to])?;
    while let Some(row) = rows.next()? {
        if !take(ArticleId(row.get(0)?))? {
            break;
        }
    }
    Ok(())
}

/// The last of the newest so many articles that hold `words`; None where there are fewer.
pub(crate) fn nth_newest(connection: &Connection, words: &str, (from, to): (i64, i64), n: u32) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT rowid FROM article_words WHERE article_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3
         ORDER BY rowid DESC LIMIT 1 OFFSET ?4",
    )?;
    Ok(statement.query_row(params![words, from, to, n - 1], |row| row.get(0)).optional()?)
}

/// Whether an article holds `words`.
pub(crate) fn holds(connection: &Connection, words: &str, id: ArticleId) -> Result<bool> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM article_words WHERE article_words MATCH ?1 AND rowid = ?2")?;
    Ok(statement.exists(params![words, id.0])?)
}
