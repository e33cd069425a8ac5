//! Words that another outlet had printed before: which articles have them. What the first printing has is in `articles`.

use articles::ArticleId;
use rusqlite::{Connection, params};

use crate::{Result, prepared::Prepared};

/// `content`: what the article is known by.
pub(crate) fn put(connection: &Connection, id: ArticleId, article: &Prepared, content: &[u8; 16]) -> Result<()> {
    if *content == article.wording {
        connection.prepare_cached("DELETE FROM article_printings WHERE article = ?1")?.execute([id.0])?;
    } else {
        connection
            .prepare_cached(
                "INSERT INTO article_printings (article, wording) VALUES (?1, ?2)
                 ON CONFLICT (article) DO UPDATE SET wording = excluded.wording",
            )?
            .execute(params![id.0, article.wording.as_slice()])?;
    }
    Ok(())
}

pub(crate) fn has(connection: &Connection, id: ArticleId) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM article_printings WHERE article = ?1")?.exists([id.0])?)
}

/// Some dozens at most: as many outlets as print an agency's text.
pub(crate) fn of_wording(connection: &Connection, wording: &[u8; 16]) -> Result<Vec<ArticleId>> {
    let mut statement =
        connection.prepare_cached("SELECT article FROM article_printings WHERE wording = ?1 ORDER BY article")?;
    let rows = statement.query_map([wording.as_slice()], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
