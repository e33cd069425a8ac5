//! The digests of dates: how each began, and how far along its edits it stands.

use articles::{ArticleId, IssueId};
use chrono::NaiveDate;
use digests::Issue;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Result, ids::Clock, views::IssueSummary};

const SUMMARY: &str = "id, title, date, number, items";

pub(crate) fn insert(connection: &Connection, issue: &Issue) -> Result<IssueId> {
    connection
        .prepare_cached("INSERT INTO issues (date, title, number, items, base) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            issue.date.to_string(),
            issue.title,
            issue.number,
            count(issue),
            serde_json::to_string(issue)?
        ])?;
    let id = IssueId(connection.last_insert_rowid());
    keep_articles(connection, id, issue)?;
    Ok(id)
}

/// How it began, and how many of its edits count.
pub(crate) fn read(connection: &Connection, id: IssueId) -> Result<(Issue, u32)> {
    let found: Option<(String, u32)> = connection
        .prepare_cached("SELECT base, edits_done FROM issues WHERE id = ?1 AND removed_at IS NULL")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (base, done) = found.ok_or(Error::NotFound { what: "issue", id: id.0 })?;
    Ok((serde_json::from_str(&base)?, done))
}

/// Notes how the issue stands after an edit, an undo or a redo.
pub(crate) fn update(connection: &Connection, id: IssueId, issue: &Issue, edits_done: u32) -> Result<()> {
    connection
        .prepare_cached("UPDATE issues SET title = ?2, number = ?3, items = ?4, edits_done = ?5 WHERE id = ?1")?
        .execute(params![id.0, issue.title, issue.number, count(issue), edits_done])?;
    keep_articles(connection, id, issue)
}

/// Its edits stay, and are shown nowhere. Its articles may go with their import.
pub(crate) fn remove(connection: &Connection, id: IssueId, at: Clock) -> Result<bool> {
    let removed = connection.execute(
        "UPDATE issues SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
        params![id.0, at.utc_seconds()],
    )?;
    connection.execute("DELETE FROM issue_articles WHERE issue = ?1", [id.0])?;
    Ok(removed > 0)
}

pub(crate) fn find_by_date(connection: &Connection, date: NaiveDate) -> Result<Option<IssueId>> {
    Ok(connection
        .prepare_cached("SELECT id FROM issues WHERE date = ?1 AND removed_at IS NULL")?
        .query_row([date.to_string()], |row| row.get(0).map(IssueId))
        .optional()?)
}

/// Each title counts its own issues.
pub(crate) fn next_number(connection: &Connection, title: &str) -> Result<u32> {
    Ok(connection
        .prepare_cached("SELECT 1 + coalesce(max(number), 0) FROM issues WHERE title = ?1 AND removed_at IS NULL")?
        .query_row([title], |row| row.get(0))?)
}

/// The newest date first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<IssueSummary>> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {SUMMARY} FROM issues WHERE removed_at IS NULL ORDER BY date DESC"))?;
    let mut rows = statement.query([])?;
    let mut issues = Vec::new();
    while let Some(row) = rows.next()? {
        issues.push(summary(row)?);
    }
    Ok(issues)
}

pub(crate) fn has_article(connection: &Connection, article: ArticleId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM issue_articles WHERE article = ?1)")?
        .query_row([article.0], |row| row.get(0))?)
}

fn summary(row: &Row) -> Result<IssueSummary> {
    let date: String = row.get(2)?;
    Ok(IssueSummary {
        id: IssueId(row.get(0)?),
        title: row.get(1)?,
        date: date.parse().map_err(|_| Error::Damaged(format!("an issue of {date:?}")))?,
        number: row.get(3)?,
        items: row.get(4)?,
    })
}

/// Those that were taken out stay kept: undo brings them back.
fn keep_articles(connection: &Connection, id: IssueId, issue: &Issue) -> Result<()> {
    let mut keep = connection
        .prepare_cached("INSERT INTO issue_articles (issue, article) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for article in issue.articles() {
        keep.execute([id.0, article.0])?;
    }
    Ok(())
}

fn count(issue: &Issue) -> u32 {
    u32::try_from(issue.items().count()).unwrap_or(u32::MAX)
}
