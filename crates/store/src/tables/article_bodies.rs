//! The whole of each article, packed.

use articles::{Article, ArticleId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Result, packed::unpack_json};

pub(crate) fn insert(connection: &Connection, id: ArticleId, body: &[u8]) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO article_bodies (article, body) VALUES (?1, ?2)")?
        .execute(params![id.0, body])?;
    Ok(())
}

/// In place of the one there was, if there was one.
pub(crate) fn put(connection: &Connection, id: ArticleId, body: &[u8]) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_bodies (article, body) VALUES (?1, ?2)
             ON CONFLICT (article) DO UPDATE SET body = excluded.body",
        )?
        .execute(params![id.0, body])?;
    Ok(())
}

pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<Article> {
    let body: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body FROM article_bodies WHERE article = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    unpack_json(&body.ok_or(Error::NotFound { what: "article", id: id.0 })?)
}

/// Whether that is what is stored, to the byte.
pub(crate) fn is(connection: &Connection, id: ArticleId, body: &[u8]) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article_bodies WHERE article = ?1 AND body = ?2)")?
        .query_row(params![id.0, body], |row| row.get(0))?)
}
