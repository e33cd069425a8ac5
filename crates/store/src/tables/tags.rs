//! Words that a reader puts on articles. `trade/grain` is in `trade`.

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

/// Whether it is different now. The tags that it is in are counted with it.
pub(crate) fn add(connection: &Connection, id: ArticleId, name: &str) -> Result<bool> {
    let added = connection
        .prepare_cached(
            "INSERT INTO article_tags (tag, article) VALUES (?1, ?2)
             ON CONFLICT (tag, article) DO UPDATE SET implied = 0 WHERE implied = 1",
        )?
        .execute(params![id_of(connection, name)?, id.0])?;
    for outer in outer_tags(name) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO article_tags (tag, article, implied) VALUES (?1, ?2, 1)")?
            .execute(params![id_of(connection, outer)?, id.0])?;
    }
    Ok(added > 0)
}

/// Whether it is different now. What is in it stays, and it is still counted with that.
pub(crate) fn remove(connection: &Connection, id: ArticleId, name: &str) -> Result<bool> {
    let removed = connection
        .prepare_cached(
            "UPDATE article_tags SET implied = 1
             WHERE tag = (SELECT id FROM tags WHERE name = ?2) AND article = ?1 AND implied = 0",
        )?
        .execute(params![id.0, name])?;
    // Those that nothing is in any more, from the inside out.
    for tag in std::iter::once(name).chain(outer_tags(name)) {
        connection
            .prepare_cached(
                "DELETE FROM article_tags
                 WHERE tag = (SELECT id FROM tags WHERE name = ?2) AND article = ?1 AND implied = 1
                 AND NOT EXISTS (
                     SELECT 1 FROM article_tags x JOIN tags t ON t.id = x.tag
                     WHERE x.article = ?1 AND substr(t.name, 1, length(?2) + 1) = ?2 || '/'
                 )",
            )?
            .execute(params![id.0, tag])?;
    }
    Ok(removed > 0)
}

/// Those that a reader put on it, by name.
pub(crate) fn of(connection: &Connection, id: ArticleId) -> Result<Vec<String>> {
    names(
        connection,
        "SELECT t.name FROM article_tags x JOIN tags t ON t.id = x.tag WHERE x.article = ?1 AND x.implied = 0
         ORDER BY t.name",
        id,
    )
}

/// Those that it is counted under: also the tags that its own are in.
pub(crate) fn counted(connection: &Connection, id: ArticleId) -> Result<Vec<String>> {
    names(connection, "SELECT t.name FROM article_tags x JOIN tags t ON t.id = x.tag WHERE x.article = ?1", id)
}

/// `a/b` and `a` of `a/b/c`.
fn outer_tags(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(name.rsplit_once('/'), |(outer, _)| outer.rsplit_once('/')).map(|(outer, _)| outer)
}

fn id_of(connection: &Connection, name: &str) -> Result<i64> {
    if let Some(tag) = find(connection, name)? {
        return Ok(tag);
    }
    connection.prepare_cached("INSERT INTO tags (name) VALUES (?1)")?.execute([name])?;
    Ok(connection.last_insert_rowid())
}

fn names(connection: &Connection, sql: &str, id: ArticleId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    let names = statement.query_map([id.0], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
