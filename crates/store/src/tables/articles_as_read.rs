//! Corrected articles as they were read, whole.

use articles::{Article, ArticleId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, packed::unpack_json};

/// None: it is as it was read.
pub(crate) fn put(connection: &Connection, id: ArticleId, body: Option<&[u8]>) -> Result<()> {
    match body {
        Some(body) => connection
            .prepare_cached(
                "INSERT INTO articles_as_read (article, body) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET body = excluded.body",
            )?
            .execute(params![id.0, body])?,
        None => connection.prepare_cached("DELETE FROM articles_as_read WHERE article = ?1")?.execute([id.0])?,
    };
    Ok(())
}

pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<Option<Article>> {
    let body: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body FROM articles_as_read WHERE article = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    body.as_deref().map(unpack_json).transpose()
}
