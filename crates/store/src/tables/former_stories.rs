//! Stories that became part of another, each with the articles that it had.

use std::collections::BTreeSet;

use articles::StoryId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// Notes what a story holds, before it becomes part of another.
pub(crate) fn put(connection: &Connection, story: StoryId) -> Result<()> {
    connection.prepare_cached("DELETE FROM former_stories WHERE story = ?1")?.execute([story.0])?;
    connection
        .prepare_cached(
            "INSERT INTO former_stories (story, article) SELECT story, article FROM article_stories WHERE story = ?1",
        )?
        .execute([story.0])?;
    Ok(())
}

/// The story of that id or, where it became part of others, the one that holds most of its articles; of equals the
/// older. None where there never was one, or all of its articles are gone.
pub(crate) fn find(connection: &Connection, story: StoryId) -> Result<Option<StoryId>> {
    let mut alive = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM article_stories WHERE story = ?1)")?;
    if alive.query_row([story.0], |row| row.get(0))? {
        return Ok(Some(story));
    }
    Ok(connection
        .prepare_cached(
            "SELECT x.story FROM former_stories f JOIN article_stories x ON x.article = f.article WHERE f.story = ?1
             GROUP BY x.story ORDER BY count(*) DESC, x.story LIMIT 1",
        )?
        .query_row([story.0], |row| row.get(0).map(StoryId))
        .optional()?)
}

/// Whether there is or was a story of that id.
pub(crate) fn is_taken(connection: &Connection, story: StoryId) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article_stories WHERE story = ?1)
                 OR EXISTS (SELECT 1 FROM former_stories WHERE story = ?1)",
        )?
        .query_row([story.0], |row| row.get(0))?)
}

/// The ids, taken by stories that are or were, that the articles of a range could give to a new one.
pub(crate) fn taken(connection: &Connection, (from, to): (i64, i64)) -> Result<BTreeSet<StoryId>> {
    let mut statement = connection.prepare_cached(
        "SELECT story FROM article_stories WHERE story BETWEEN ?1 AND ?2 OR story BETWEEN ?3 AND ?4
         UNION SELECT story FROM former_stories WHERE story BETWEEN ?1 AND ?2 OR story BETWEEN ?3 AND ?4",
    )?;
    // Below zero stand those whose founder had left its number to another.
    let rows = statement.query_map(params![from, to, -1 - to, -1 - from], |row| row.get(0).map(StoryId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
