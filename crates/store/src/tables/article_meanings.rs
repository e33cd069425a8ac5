//! What articles mean, where an encoder told it.

use std::collections::HashMap;

use articles::ArticleId;
use rusqlite::{Connection, params};
use stories::meaning::Meaning;

use crate::Result;

pub(crate) fn of_range(connection: &Connection, (from, to): (i64, i64)) -> Result<HashMap<ArticleId, Meaning>> {
    let mut statement =
        connection.prepare_cached("SELECT article, meaning FROM article_meanings WHERE article BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([from, to])?;
    let mut meanings = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(meaning) = Meaning::from_bytes(&row.get::<_, Vec<u8>>(1)?) {
            meanings.insert(ArticleId(row.get(0)?), meaning);
        }
    }
    Ok(meanings)
}

/// Of an article that is gone meanwhile nothing is kept.
pub(crate) fn put(connection: &Connection, id: ArticleId, meaning: &Meaning) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_meanings (article, meaning) SELECT id, ?2 FROM articles WHERE id = ?1
             ON CONFLICT (article) DO UPDATE SET meaning = excluded.meaning",
        )?
        .execute(params![id.0, meaning.to_bytes()])?;
    Ok(())
}

/// The words of the article became others: what was said of the first waits to be said of these.
pub(crate) fn outdate(connection: &Connection, id: ArticleId) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO unencoded_articles (article) SELECT article FROM article_meanings WHERE article = ?1
             ON CONFLICT DO NOTHING",
        )?
        .execute([id.0])?;
    connection.prepare_cached("DELETE FROM article_meanings WHERE article = ?1")?.execute([id.0])?;
    Ok(())
}

/// All of them go, and what was grouped by them is to be grouped again.
pub(crate) fn forget(connection: &Connection) -> Result<()> {
    connection.execute(
        "INSERT INTO ungrouped_articles (article) SELECT article FROM article_meanings WHERE true ON CONFLICT DO NOTHING",
        [],
    )?;
    connection.execute("DELETE FROM article_meanings", [])?;
    Ok(())
}
