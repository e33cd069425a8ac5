//! What was done to an issue, a row each.

use articles::IssueId;
use digests::{Edit, History};
use rusqlite::{Connection, params};

use crate::{Result, ids::Clock, tables::issues};

/// The issue as it began, with all that was done to it.
pub(crate) fn history(connection: &Connection, id: IssueId) -> Result<History> {
    let (base, done) = issues::read(connection, id)?;
    Ok(History { base, edits: list(connection, id)?, at: done as usize })
}

fn list(connection: &Connection, issue: IssueId) -> Result<Vec<Edit>> {
    let mut statement = connection.prepare_cached("SELECT edit FROM issue_edits WHERE issue = ?1 ORDER BY n")?;
    let mut rows = statement.query([issue.0])?;
    let mut edits = Vec::new();
    while let Some(row) = rows.next()? {
        let edit: String = row.get(0)?;
        edits.push(serde_json::from_str(&edit)?);
    }
    Ok(edits)
}

/// `edit` becomes the one after the first `n`; those that were undone go.
pub(crate) fn put(connection: &Connection, issue: IssueId, n: u32, at: Clock, edit: &Edit) -> Result<()> {
    connection.prepare_cached("DELETE FROM issue_edits WHERE issue = ?1 AND n >= ?2")?.execute(params![issue.0, n])?;
    connection
        .prepare_cached("INSERT INTO issue_edits (issue, n, at, edit) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![issue.0, n, at.utc_seconds(), serde_json::to_string(edit)?])?;
    Ok(())
}
