//! Articles that wait for the encoder.

use articles::{ArticleId, ImportId};
use rusqlite::Connection;

use crate::Result;

pub(crate) fn insert_import(connection: &Connection, import: ImportId) -> Result<()> {
    connection.execute(
        "INSERT INTO unencoded_articles (article)
         SELECT article FROM import_articles WHERE import = ?1 AND is_first = 1 AND is_new = 1 ON CONFLICT DO NOTHING",
        [import.0],
    )?;
    Ok(())
}

/// Of the newest so many those of which nothing is known.
pub(crate) fn insert_newest(connection: &Connection, most: u32) -> Result<()> {
    connection.execute(
        "INSERT INTO unencoded_articles (article)
         SELECT id FROM (SELECT id FROM articles ORDER BY id DESC LIMIT ?1)
         WHERE id NOT IN (SELECT article FROM article_meanings) ON CONFLICT DO NOTHING",
        [most],
    )?;
    Ok(())
}

/// The newest, at most so many.
pub(crate) fn list(connection: &Connection, most: u32) -> Result<Vec<ArticleId>> {
    let mut statement =
        connection.prepare_cached("SELECT article FROM unencoded_articles ORDER BY article DESC LIMIT ?1")?;
    let rows = statement.query_map([most], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn count(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("SELECT count(*) FROM unencoded_articles", [], |row| row.get(0))?)
}

pub(crate) fn delete(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("DELETE FROM unencoded_articles WHERE article = ?1")?.execute([id.0])?;
    Ok(())
}

pub(crate) fn clear(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM unencoded_articles", [])?;
    Ok(())
}
