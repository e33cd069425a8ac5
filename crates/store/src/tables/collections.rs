//! Lists that readers put together by hand.

use articles::{ArticleId, CollectionId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Result,
    fold::{fold_text, sort_key},
    views::Collection,
};

pub(crate) fn insert(connection: &Connection, name: &str) -> Result<CollectionId> {
    connection.execute("INSERT INTO collections (name) VALUES (?1)", [name])?;
    Ok(CollectionId(connection.last_insert_rowid()))
}

pub(crate) fn rename(connection: &Connection, id: CollectionId, name: &str) -> Result<()> {
    connection.execute("UPDATE collections SET name = ?2 WHERE id = ?1", params![id.0, name])?;
    Ok(())
}

/// What it held stays in the library.
pub(crate) fn delete(connection: &Connection, id: CollectionId) -> Result<()> {
    connection.execute("DELETE FROM collections WHERE id = ?1", [id.0])?;
    Ok(())
}

pub(crate) fn name(connection: &Connection, id: CollectionId) -> Result<String> {
    let found = connection
        .prepare_cached("SELECT name FROM collections WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    found.ok_or(Error::NotFound { what: "collection", id: id.0 })
}

/// In whatever case and with whatever accents it is asked for; as it is asked for where there is one of each.
pub(crate) fn find_like(connection: &Connection, name: &str) -> Result<Option<CollectionId>> {
    let (key, _) = fold_text(name);
    let mut statement = connection.prepare_cached("SELECT id, name FROM collections ORDER BY name <> ?1, id")?;
    let mut rows = statement.query([name])?;
    while let Some(row) = rows.next()? {
        if fold_text(row.get_ref(1)?.as_str().unwrap_or_default()).0 == key {
            return Ok(Some(CollectionId(row.get(0)?)));
        }
    }
    Ok(None)
}

/// By name. What is muted or in the trash is counted nowhere.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Collection>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.name, count(s.article), coalesce(sum(s.read = 0), 0)
         FROM collections c LEFT JOIN collected_articles x ON x.collection = c.id
         LEFT JOIN article_states s ON s.article = x.article AND coalesce(s.away, 'archive') = 'archive'
         GROUP BY c.id ORDER BY c.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Collection { id: CollectionId(row.get(0)?), name: row.get(1)?, articles: row.get(2)?, unread: row.get(3)? })
    })?;
    let mut collections: Vec<Collection> = rows.collect::<Result<_, _>>()?;
    collections.sort_by_cached_key(|collection| sort_key(&collection.name));
    Ok(collections)
}

/// As many as it holds, wherever they are.
pub(crate) fn size(connection: &Connection, id: CollectionId) -> Result<u32> {
    Ok(connection
        .prepare_cached("SELECT count(*) FROM collected_articles WHERE collection = ?1")?
        .query_row([id.0], |row| row.get(0))?)
}

/// All that it holds, in its order.
pub(crate) fn read(connection: &Connection, id: CollectionId) -> Result<Vec<ArticleId>> {
    let mut statement =
        connection.prepare_cached("SELECT article FROM collected_articles WHERE collection = ?1 ORDER BY place")?;
    let rows = statement.query_map([id.0], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts these in the place of what it held. Those that are not in the library are passed over.
pub(crate) fn write(connection: &Connection, id: CollectionId, articles: &[ArticleId]) -> Result<()> {
    connection.prepare_cached("DELETE FROM collected_articles WHERE collection = ?1")?.execute([id.0])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO collected_articles (collection, article, place)
         SELECT ?1, id, ?3 FROM articles WHERE id = ?2",
    )?;
    for (place, article) in articles.iter().enumerate() {
        insert.execute(params![id.0, article.0, i64::try_from(place).unwrap_or(i64::MAX)])?;
    }
    Ok(())
}

/// The collections that hold it, and its place in each.
pub(crate) fn of_article(connection: &Connection, article: ArticleId) -> Result<Vec<(CollectionId, i64)>> {
    let mut statement = connection
        .prepare_cached("SELECT collection, place FROM collected_articles WHERE article = ?1 ORDER BY collection")?;
    let rows = statement.query_map([article.0], |row| Ok((CollectionId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// At the place that another reading of it had or, where another article has that, at the next that is free; it stays
/// where it is already in that collection.
pub(crate) fn put(connection: &Connection, id: CollectionId, article: ArticleId, place: i64) -> Result<()> {
    let mut is_taken = connection
        .prepare_cached("SELECT 1 FROM collected_articles WHERE collection = ?1 AND place = ?2 AND article <> ?3")?;
    let mut place = place;
    while is_taken.exists(params![id.0, place, article.0])? {
        place += 1;
    }
    connection
        .prepare_cached("INSERT OR IGNORE INTO collected_articles (collection, article, place) VALUES (?1, ?2, ?3)")?
        .execute(params![id.0, article.0, place])?;
    Ok(())
}
