//! Which story each article tells, and of which article it is a copy or a newer version.

use articles::{ArticleId, StoryId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::Result;

/// An article's place among the stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    pub article: ArticleId,
    pub story: StoryId,
    /// The first with nearly this text.
    pub copy_of: Option<ArticleId>,
    /// The same outlet's version before it.
    pub newer_than: Option<ArticleId>,
}

const PLACED: &str = "x.article, x.story, x.copy_of, x.newer_than";

/// From the columns `PLACED`, first in the row.
pub(crate) fn placed(row: &Row) -> rusqlite::Result<Placed> {
    Ok(Placed {
        article: ArticleId(row.get(0)?),
        story: StoryId(row.get(1)?),
        copy_of: row.get::<_, Option<i64>>(2)?.map(ArticleId),
        newer_than: row.get::<_, Option<i64>>(3)?.map(ArticleId),
    })
}

pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<Option<Placed>> {
    Ok(connection
        .prepare_cached(&format!("SELECT {PLACED} FROM article_stories x WHERE x.article = ?1"))?
        .query_row([id.0], placed)
        .optional()?)
}

pub(crate) fn of_range(connection: &Connection, (from, to): (i64, i64)) -> Result<Vec<Placed>> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {PLACED} FROM article_stories x WHERE x.article BETWEEN ?1 AND ?2"))?;
    let rows = statement.query_map([from, to], placed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn of_story(connection: &Connection, story: StoryId) -> Result<Vec<Placed>> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {PLACED} FROM article_stories x WHERE x.story = ?1 ORDER BY x.article"))?;
    let rows = statement.query_map([story.0], placed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts an article in its place. One that is gone meanwhile, or whose original is, is passed over.
pub(crate) fn put(connection: &Connection, placed: &Placed) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_stories (article, story, copy_of, newer_than)
             SELECT id, ?2, (SELECT id FROM articles WHERE id = ?3), (SELECT id FROM articles WHERE id = ?4)
             FROM articles WHERE id = ?1
             ON CONFLICT (article) DO UPDATE SET story = excluded.story, copy_of = excluded.copy_of,
                 newer_than = excluded.newer_than",
        )?
        .execute(params![
            placed.article.0,
            placed.story.0,
            placed.copy_of.map(|id| id.0),
            placed.newer_than.map(|id| id.0)
        ])?;
    Ok(())
}

/// Of two stories the articles that are left in the one go to the other.
pub(crate) fn move_story(connection: &Connection, from: StoryId, to: StoryId) -> Result<()> {
    connection.prepare_cached("UPDATE article_stories SET story = ?2 WHERE story = ?1")?.execute([from.0, to.0])?;
    Ok(())
}

/// The latest of the versions that follow an article; none where it is the latest.
pub(crate) fn newest_version(connection: &Connection, id: ArticleId) -> Result<Option<ArticleId>> {
    Ok(connection
        .prepare_cached(
            "WITH RECURSIVE later (article) AS (
                 SELECT article FROM article_stories WHERE newer_than = ?1
                 UNION SELECT x.article FROM article_stories x JOIN later ON x.newer_than = later.article)
             SELECT max(article) FROM later",
        )?
        .query_row([id.0], |row| row.get::<_, Option<i64>>(0))?
        .map(ArticleId))
}
