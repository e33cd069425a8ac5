//! Pictures that came with articles, once each, and which articles show them.

use articles::{ArticleId, ContentHash, KeptPicture};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, views::StoredPicture};

pub(crate) fn keep(connection: &Connection, article: ArticleId, picture: &KeptPicture) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO pictures (hash, media, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING")?
        .execute(params![picture.hash.0, picture.media, picture.bytes])?;
    connection
        .prepare_cached(
            "INSERT INTO article_pictures (article, picture) SELECT ?1, id FROM pictures WHERE hash = ?2
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![article.0, picture.hash.0])?;
    Ok(())
}

pub(crate) fn read(connection: &Connection, hash: &ContentHash) -> Result<Option<StoredPicture>> {
    Ok(connection
        .prepare_cached("SELECT media, bytes FROM pictures WHERE hash = ?1")?
        .query_row([&hash.0], |row| Ok(StoredPicture { media: row.get(0)?, bytes: row.get(1)? }))
        .optional()?)
}

/// Those that no other article shows go with this one. Called before the article itself goes.
pub(crate) fn delete_with(connection: &Connection, article: ArticleId) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT picture FROM article_pictures WHERE article = ?1")?;
    let shown: Vec<i64> = statement.query_map([article.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if shown.is_empty() {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM article_pictures WHERE article = ?1")?.execute([article.0])?;
    for picture in shown {
        connection
            .prepare_cached(
                "DELETE FROM pictures WHERE id = ?1
                 AND NOT EXISTS (SELECT 1 FROM article_pictures WHERE picture = ?1)",
            )?
            .execute([picture])?;
    }
    Ok(())
}
