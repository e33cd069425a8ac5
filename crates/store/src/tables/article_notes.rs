//! What readers wrote about articles.

use articles::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// Empty where there is none.
pub(crate) fn read(connection: &Connection, article: ArticleId) -> Result<String> {
    let found = connection
        .prepare_cached("SELECT note FROM article_notes WHERE article = ?1")?
        .query_row([article.0], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// An empty note is none.
pub(crate) fn put(connection: &Connection, article: ArticleId, note: &str) -> Result<()> {
    if note.is_empty() {
        connection.prepare_cached("DELETE FROM article_notes WHERE article = ?1")?.execute([article.0])?;
    } else {
        connection
            .prepare_cached(
                "INSERT INTO article_notes (article, note) VALUES (?1, ?2)
                 ON CONFLICT (article) DO UPDATE SET note = excluded.note",
            )?
            .execute(params![article.0, note])?;
    }
    Ok(())
}
