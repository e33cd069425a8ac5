//! Articles that wait to be grouped into stories.

use articles::{ArticleId, ImportId, StoryId};
use rusqlite::{Connection, OptionalExtension};

use crate::Result;

pub(crate) fn insert(connection: &Connection, id: ArticleId) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO ungrouped_articles (article) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([id.0])?;
    Ok(())
}

/// What is left of a story has to be looked at again.
pub(crate) fn insert_story(connection: &Connection, story: StoryId) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO ungrouped_articles (article) SELECT article FROM article_stories WHERE story = ?1
             ON CONFLICT DO NOTHING",
        )?
        .execute([story.0])?;
    Ok(())
}

/// The first from `from` to `to`.
pub(crate) fn first(connection: &Connection, (from, to): (i64, i64)) -> Result<Option<ArticleId>> {
    Ok(connection
        .prepare_cached(
            "SELECT article FROM ungrouped_articles WHERE article BETWEEN ?1 AND ?2 ORDER BY article LIMIT 1",
        )?
        .query_row([from, to], |row| row.get(0).map(ArticleId))
        .optional()?)
}

pub(crate) fn list(connection: &Connection, (from, to): (i64, i64)) -> Result<Vec<ArticleId>> {
    let mut statement = connection
        .prepare_cached("SELECT article FROM ungrouped_articles WHERE article BETWEEN ?1 AND ?2 ORDER BY article")?;
    let rows = statement.query_map([from, to], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first and the last of an import.
pub(crate) fn of_import(connection: &Connection, import: ImportId) -> Result<Option<(ArticleId, ArticleId)>> {
    let found: (Option<i64>, Option<i64>) = connection
        .prepare_cached(
            "SELECT min(x.article), max(x.article) FROM import_articles x JOIN ungrouped_articles u
             ON u.article = x.article WHERE x.import = ?1 AND x.is_first = 1",
        )?
        .query_row([import.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.0.zip(found.1).map(|(first, last)| (ArticleId(first), ArticleId(last))))
}

pub(crate) fn delete(connection: &Connection, articles: &[ArticleId]) -> Result<()> {
    let mut delete = connection.prepare_cached("DELETE FROM ungrouped_articles WHERE article = ?1")?;
    for id in articles {
        delete.execute([id.0])?;
    }
    Ok(())
}
