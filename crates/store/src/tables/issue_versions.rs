//! What went out. Rows are written once: the library itself refuses to change or drop them.

use articles::{IssueId, Moment};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result,
    packed::{pack, unpack_text},
    views::IssueVersion,
};

pub(crate) fn insert(connection: &Connection, issue: IssueId, version: &IssueVersion, document: &str) -> Result<()> {
    connection.execute(
        "INSERT INTO issue_versions (issue, version, at, program, note, unready, document)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            issue.0,
            version.version,
            version.at.to_string(),
            version.program,
            version.note,
            serde_json::to_string(&version.unready)?,
            pack(document.as_bytes())?
        ],
    )?;
    Ok(())
}

/// The first first.
pub(crate) fn list(connection: &Connection, issue: IssueId) -> Result<Vec<IssueVersion>> {
    let mut statement = connection.prepare_cached(
        "SELECT version, at, program, note, unready FROM issue_versions WHERE issue = ?1 ORDER BY version",
    )?;
    let mut rows = statement.query([issue.0])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(version(row)?);
    }
    Ok(versions)
}

pub(crate) fn document(connection: &Connection, issue: IssueId, version: u32) -> Result<String> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT document FROM issue_versions WHERE issue = ?1 AND version = ?2")?
        .query_row(params![issue.0, version], |row| row.get(0))
        .optional()?;
    unpack_text(&found.ok_or(Error::NotFound { what: "version", id: version.into() })?)
}

fn version(row: &Row) -> Result<IssueVersion> {
    let (at, unready): (String, String) = (row.get(1)?, row.get(4)?);
    let at: Moment = at.parse().map_err(|_| Error::Damaged(format!("a version of {at:?}")))?;
    let unready = serde_json::from_str(&unready)?;
    Ok(IssueVersion { version: row.get(0)?, at, program: row.get(2)?, note: row.get(3)?, unready })
}
