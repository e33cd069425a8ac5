//! What a reader did with an article.

use articles::{ArticleId, MuteId};
use rusqlite::{Connection, params};

use crate::{Result, views::Away};

pub(crate) fn insert_missing(connection: &Connection) -> Result<()> {
    connection.execute(
        "INSERT INTO article_states (article) SELECT id FROM articles EXCEPT SELECT article FROM article_states",
        [],
    )?;
    Ok(())
}

pub(crate) fn insert(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("INSERT INTO article_states (article) VALUES (?1)")?.execute([id.0])?;
    Ok(())
}

/// Whether it is different now.
pub(crate) fn set_read(connection: &Connection, id: ArticleId, read: bool) -> Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE article_states SET read = ?2 WHERE article = ?1 AND read <> ?2")?
        .execute(params![id.0, read])?;
    Ok(changed > 0)
}

/// Whether it is different now. One that is bookmarked keeps the time of its first bookmark.
pub(crate) fn set_bookmarked(connection: &Connection, id: ArticleId, at: Option<i64>) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE article_states SET bookmarked_at = ?2
             WHERE article = ?1 AND (bookmarked_at IS NULL) <> (?2 IS NULL)",
        )?
        .execute(params![id.0, at])?;
    Ok(changed > 0)
}

/// Whether it is somewhere else now. `by`: the rule that put it there.
pub(crate) fn set_away(connection: &Connection, id: ArticleId, to: Option<Away>, by: Option<MuteId>) -> Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE article_states SET away = ?2, muted_by = ?3 WHERE article = ?1 AND away IS NOT ?2")?
        .execute(params![id.0, to.map(Away::name), by.map(|by| by.0)])?;
    Ok(changed > 0)
}

/// Where it is, and the rule that put it there.
pub(crate) fn read_away(connection: &Connection, id: ArticleId) -> Result<Option<(Away, Option<MuteId>)>> {
    let (name, by): (Option<String>, Option<i64>) = connection
        .prepare_cached("SELECT away, muted_by FROM article_states WHERE article = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(away(name).map(|away| (away, by.map(MuteId))))
}

/// As the column has it.
pub(crate) fn away(name: Option<String>) -> Option<Away> {
    Away::EVERY.into_iter().find(|away| name.as_deref() == Some(away.name()))
}

pub(crate) fn muted_by(connection: &Connection, mute: MuteId, limit: u32) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare_cached("SELECT article FROM article_states WHERE muted_by = ?1 LIMIT ?2")?;
    let rows = statement.query_map(params![mute.0, limit], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first so many of those that are there, behind the one.
pub(crate) fn first_away(connection: &Connection, away: Away, after: ArticleId, limit: u32) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare_cached(
        "SELECT article FROM article_states WHERE away = ?1 AND article > ?2 ORDER BY article LIMIT ?3",
    )?;
    let rows = statement.query_map(params![away.name(), after.0, limit], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether it is read, and when it was bookmarked.
pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<(bool, Option<i64>)> {
    Ok(connection
        .prepare_cached("SELECT read, bookmarked_at FROM article_states WHERE article = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
