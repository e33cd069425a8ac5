//! Articles whose words are to be indexed anew, since an earlier version folded them otherwise.

use articles::ArticleId;
use rusqlite::Connection;

use crate::Result;

/// The first so many.
pub(crate) fn first(connection: &Connection, limit: u32) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare("SELECT article FROM unindexed_articles ORDER BY article LIMIT ?1")?;
    let rows = statement.query_map([limit], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn delete_to(connection: &Connection, last: ArticleId) -> Result<()> {
    connection.execute("DELETE FROM unindexed_articles WHERE article <= ?1", [last.0])?;
    Ok(())
}
