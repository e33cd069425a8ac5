//! Words that a reader puts on articles.

use articles::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

pub(crate) fn find(connection: &Connection, name: &str) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM tags WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Id and name, in whatever case it is asked for; as it is asked for where there is one of each.
pub(crate) fn find_like(connection: &Connection, name: &str) -> Result<Option<(i64, String)>> {
    Ok(connection
        .prepare_cached("SELECT id, name FROM tags WHERE name = ?1 COLLATE NOCASE ORDER BY name <> ?1, name LIMIT 1")?
        .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Whether it is different now.
pub(crate) fn add(connection: &Connection, id: ArticleId, name: &str) -> Result<bool> {
    let tag = match find(connection, name)? {
        Some(tag) => tag,
        None => {
            connection.prepare_cached("INSERT INTO tags (name) VALUES (?1)")?.execute([name])?;
            connection.last_insert_rowid()
        }
    };
    let added = connection
        .prepare_cached("INSERT INTO article_tags (tag, article) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![tag, id.0])?;
    Ok(added > 0)
}

/// Whether it is different now.
pub(crate) fn remove(connection: &Connection, id: ArticleId, name: &str) -> Result<bool> {
    let removed = connection
        .prepare_cached("DELETE FROM article_tags WHERE tag = (SELECT id FROM tags WHERE name = ?2) AND article = ?1")?
        .execute(params![id.0, name])?;
    Ok(removed > 0)
}

/// By name.
pub(crate) fn of(connection: &Connection, id: ArticleId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT t.name FROM article_tags x JOIN tags t ON t.id = x.tag WHERE x.article = ?1 ORDER BY t.name",
    )?;
    let names = statement.query_map([id.0], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
