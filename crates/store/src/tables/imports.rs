//! One drop, paste or command each, with the sums of its report.

use articles::ImportId;
use rusqlite::{Connection, Row, params};

use crate::{
    Error, Result,
    ids::{Clock, rfc3339},
    views::{ImportState, ImportSummary},
};

const SUMMARY: &str = "id, at, name, files, articles, problems, undone_at IS NOT NULL, state, outlets";

pub(crate) fn insert(connection: &Connection, at: Clock, name: &str) -> Result<ImportId> {
    connection.prepare_cached("INSERT INTO imports (at, name, state) VALUES (?1, ?2, ?3)")?.execute(params![
        at.utc_seconds(),
        name,
        state_name(ImportState::Running)
    ])?;
    Ok(ImportId(connection.last_insert_rowid()))
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) files: u32,
    pub(crate) articles: u32,
    pub(crate) outlets: u32,
    pub(crate) problems: u32,
}

pub(crate) fn add_sums(connection: &Connection, id: ImportId, sums: Sums) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE imports SET files = files + ?2, articles = articles + ?3, problems = problems + ?4,
                                outlets = outlets + ?5
             WHERE id = ?1",
        )?
        .execute(params![id.0, sums.files, sums.articles, sums.problems, sums.outlets])?;
    Ok(())
}

/// A correction made so many of its articles, or took them away.
pub(crate) fn add_articles(connection: &Connection, id: ImportId, count: i64) -> Result<()> {
    connection
        .prepare_cached("UPDATE imports SET articles = max(articles + ?2, 0) WHERE id = ?1")?
        .execute(params![id.0, count])?;
    Ok(())
}

pub(crate) fn set_state(connection: &Connection, id: ImportId, state: ImportState) -> Result<()> {
    connection
        .prepare_cached("UPDATE imports SET state = ?2 WHERE id = ?1")?
        .execute(params![id.0, state_name(state)])?;
    Ok(())
}

/// Those that say they run.
pub(crate) fn running(connection: &Connection) -> Result<Vec<ImportId>> {
    let mut statement = connection.prepare("SELECT id FROM imports WHERE state = ?1")?;
    let rows = statement.query_map([state_name(ImportState::Running)], |row| row.get(0).map(ImportId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether there was nothing in it.
pub(crate) fn remove_empty(connection: &Connection, id: ImportId) -> Result<bool> {
    let removed = connection.execute(
        "DELETE FROM imports WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM import_files WHERE import = ?1)",
        [id.0],
    )?;
    Ok(removed > 0)
}

pub(crate) fn mark_undone(connection: &Connection, id: ImportId, at: Clock) -> Result<()> {
    connection.execute("UPDATE imports SET undone_at = ?2 WHERE id = ?1", params![id.0, at.utc_seconds()])?;
    Ok(())
}

pub(crate) fn read(connection: &Connection, id: ImportId) -> Result<ImportSummary> {
    let mut statement = connection.prepare_cached(&format!("SELECT {SUMMARY} FROM imports WHERE id = ?1"))?;
    let mut rows = statement.query([id.0])?;
    match rows.next()? {
        Some(row) => summary(row),
        None => Err(Error::NotFound { what: "import", id: id.0 }),
    }
}

/// The newest first.
pub(crate) fn list(connection: &Connection, limit: u32) -> Result<Vec<ImportSummary>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {SUMMARY} FROM imports ORDER BY id DESC LIMIT ?1"))?;
    let mut rows = statement.query([limit])?;
    let mut imports = Vec::new();
    while let Some(row) = rows.next()? {
        imports.push(summary(row)?);
    }
    Ok(imports)
}

fn summary(row: &Row) -> Result<ImportSummary> {
    let state: String = row.get(7)?;
    Ok(ImportSummary {
        id: ImportId(row.get(0)?),
        at: rfc3339(row.get(1)?),
        name: row.get(2)?,
        files: row.get(3)?,
        articles: row.get(4)?,
        outlets: row.get(8)?,
        problems: row.get(5)?,
        undone: row.get(6)?,
        state: ImportState::EVERY
            .into_iter()
            .find(|known| state_name(*known) == state)
            .ok_or_else(|| Error::Damaged(format!("an import that is {state:?}")))?,
    })
}

impl ImportState {
    const EVERY: [ImportState; 4] =
        [ImportState::Running, ImportState::Finished, ImportState::Cancelled, ImportState::Interrupted];
}

fn state_name(state: ImportState) -> &'static str {
    match state {
        ImportState::Running => "running",
        ImportState::Finished => "finished",
        ImportState::Cancelled => "cancelled",
        ImportState::Interrupted => "interrupted",
    }
}
