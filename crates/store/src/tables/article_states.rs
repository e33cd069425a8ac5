//! What a reader did with an article.

use articles::ArticleId;
use rusqlite::{Connection, params};

use crate::Result;

pub(crate) fn insert(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("INSERT INTO article_states (article) VALUES (?1)")?.execute([id.0])?;
    Ok(())
}

/// Whether it is different now.
pub(crate) fn set_read(connection: &Connection, id: ArticleId, read: bool) -> Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE article_states SET read = ?2 WHERE article = ?1 AND read <> ?2")?
        .execute(params![id.0, read])?;
    Ok(changed > 0)
}

/// Whether it is different now. One that is bookmarked keeps the time of its first bookmark.
pub(crate) fn set_bookmarked(connection: &Connection, id: ArticleId, at: Option<i64>) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE article_states SET bookmarked_at = ?2
             WHERE article = ?1 AND (bookmarked_at IS NULL) <> (?2 IS NULL)",
        )?
        .execute(params![id.0, at])?;
    Ok(changed > 0)
}

/// Whether it is read, and when it was bookmarked.
pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<(bool, Option<i64>)> {
    Ok(connection
        .prepare_cached("SELECT read, bookmarked_at FROM article_states WHERE article = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
