//! The search index: folded words, no text.

use articles::ArticleId;
use rusqlite::{Connection, params};

use crate::{Result, words::Words};

/// A word in the headline counts for eight in the text, one in the byline or a caption for two. Names are in the text
/// as well, and count once.
const RANK: &str = "bm25(article_words, 8.0, 1.0, 2.0, 1.0, 0.0, 0.0)";

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

/// The articles of a range of ids that hold `words`, best first.
pub(crate) fn ranked(connection: &Connection, words: &str, (from, to): (i64, i64)) -> Result<Vec<ArticleId>> {
    let sql = format!(
        "SELECT rowid FROM article_words WHERE article_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3
         ORDER BY {RANK}, rowid DESC"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![words, from, to], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
