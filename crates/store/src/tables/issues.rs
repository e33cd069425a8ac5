//! The digests of dates: how each began, and how far along its edits it stands.

use articles::{ArticleId, IssueId, TitleId};
use chrono::NaiveDate;
use digests::{Earlier, Edit, Issue, Moved};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Result, ids::Clock, views::IssueSummary};

const SUMMARY: &str = "id, title, date, number, items, title_id,
    (SELECT count(*) FROM issue_versions v WHERE v.issue = issues.id)";

pub(crate) fn insert(connection: &Connection, title: TitleId, issue: &Issue) -> Result<IssueId> {
    connection
        .prepare_cached(
            "INSERT INTO issues (date, title, number, items, base, title_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            issue.date.to_string(),
            issue.title,
            issue.number,
            count(issue),
            serde_json::to_string(issue)?,
            title.0
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

pub(crate) fn find(connection: &Connection, title: TitleId, date: NaiveDate) -> Result<Option<IssueId>> {
    Ok(connection
        .prepare_cached("SELECT id FROM issues WHERE title_id = ?1 AND date = ?2 AND removed_at IS NULL")?
        .query_row(params![title.0, date.to_string()], |row| row.get(0).map(IssueId))
        .optional()?)
}

/// Of all titles.
pub(crate) fn of_date(connection: &Connection, date: NaiveDate) -> Result<Vec<IssueId>> {
    let mut statement = connection.prepare_cached("SELECT id FROM issues WHERE date = ?1 AND removed_at IS NULL")?;
    let rows = statement.query_map([date.to_string()], |row| row.get(0).map(IssueId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn title_of(connection: &Connection, id: IssueId) -> Result<TitleId> {
    let found = connection
        .prepare_cached("SELECT title_id FROM issues WHERE id = ?1 AND removed_at IS NULL")?
        .query_row([id.0], |row| row.get(0).map(TitleId))
        .optional()?;
    found.ok_or(Error::NotFound { what: "issue", id: id.0 })
}

/// The title's last issue before a date.
pub(crate) fn before(connection: &Connection, title: TitleId, date: NaiveDate) -> Result<Option<IssueId>> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM issues WHERE title_id = ?1 AND date < ?2 AND removed_at IS NULL ORDER BY date DESC LIMIT 1",
        )?
        .query_row(params![title.0, date.to_string()], |row| row.get(0).map(IssueId))
        .optional()?)
}

/// Each title counts its own issues. None where it has none yet.
pub(crate) fn last_number(connection: &Connection, title: TitleId) -> Result<Option<u32>> {
    Ok(connection
        .prepare_cached("SELECT max(number) FROM issues WHERE title_id = ?1 AND removed_at IS NULL")?
        .query_row([title.0], |row| row.get(0))?)
}

/// The last issue of the title before `date` that held the article, else one that held another of its story.
pub(crate) fn earlier(
    connection: &Connection,
    title: TitleId,
    date: NaiveDate,
    article: ArticleId,
) -> Result<Option<Earlier>> {
    const ISSUES: &str = "JOIN issues i ON i.id = x.issue WHERE x.held = 1 AND i.title_id = ?2 AND i.date < ?3
         AND i.removed_at IS NULL";
    let itself =
        format!("SELECT i.number FROM issue_articles x {ISSUES} AND x.article = ?1 ORDER BY i.date DESC LIMIT 1");
    let story = format!(
        "SELECT i.number FROM article_stories own JOIN article_stories other ON other.story = own.story
         JOIN issue_articles x ON x.article = other.article {ISSUES} AND own.article = ?1 ORDER BY i.date DESC LIMIT 1"
    );
    for (sql, by_story) in [(itself, false), (story, true)] {
        let number = connection
            .prepare_cached(&sql)?
            .query_row(params![article.0, title.0, date.to_string()], |row| row.get(0))
            .optional()?;
        if let Some(number) = number {
            return Ok(Some(Earlier { number, by_story }));
        }
    }
    Ok(None)
}

/// The newest date first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<IssueSummary>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {SUMMARY} FROM issues WHERE removed_at IS NULL ORDER BY date DESC, title_id"
    ))?;
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

/// Issues that hold a corrected article, or held it, follow it: how they began, and what was done to them.
pub(crate) fn follow_article(connection: &Connection, moved: &Moved<'_>) -> Result<()> {
    // A pool names articles that no item holds.
    let mut statement = connection.prepare_cached(
        "SELECT id FROM issues WHERE instr(base, ?1) UNION SELECT issue FROM issue_edits WHERE instr(edit, ?1)",
    )?;
    let issues: Vec<i64> =
        statement.query_map([moved.from.to_string()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for issue in issues {
        let base: String =
            connection.prepare_cached("SELECT base FROM issues WHERE id = ?1")?.query_row([issue], |row| row.get(0))?;
        let base: Issue = serde_json::from_str(&base)?;
        let base = serde_json::to_string(&base.follow(moved))?;
        connection.prepare_cached("UPDATE issues SET base = ?2 WHERE id = ?1")?.execute(params![issue, base])?;
        let mut statement = connection.prepare_cached("SELECT n, edit FROM issue_edits WHERE issue = ?1")?;
        let edits: Vec<(u32, String)> =
            statement.query_map([issue], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        for (n, edit) in edits {
            let before: Edit = serde_json::from_str(&edit)?;
            let after = before.clone().follow(moved);
            if after != before {
                connection
                    .prepare_cached("UPDATE issue_edits SET edit = ?3 WHERE issue = ?1 AND n = ?2")?
                    .execute(params![issue, n, serde_json::to_string(&after)?])?;
            }
        }
    }
    Ok(())
}

fn summary(row: &Row) -> Result<IssueSummary> {
    let date: String = row.get(2)?;
    Ok(IssueSummary {
        id: IssueId(row.get(0)?),
        title: row.get(1)?,
        date: date.parse().map_err(|_| Error::Damaged(format!("an issue of {date:?}")))?,
        number: row.get(3)?,
        items: row.get(4)?,
        title_id: TitleId(row.get(5)?),
        versions: row.get(6)?,
    })
}

/// Those that were taken out stay kept: undo brings them back.
fn keep_articles(connection: &Connection, id: IssueId, issue: &Issue) -> Result<()> {
    connection.prepare_cached("UPDATE issue_articles SET held = 0 WHERE issue = ?1 AND held = 1")?.execute([id.0])?;
    let mut keep = connection.prepare_cached(
        "INSERT INTO issue_articles (issue, article, held) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET held = max(held, excluded.held)",
    )?;
    let (held, shown) = (issue.held().map(|article| (article, 1)), issue.articles().map(|article| (article, 0)));
    for (article, held) in held.chain(shown) {
        keep.execute([id.0, article.0, held])?;
    }
    Ok(())
}

fn count(issue: &Issue) -> u32 {
    u32::try_from(issue.items().count()).unwrap_or(u32::MAX)
}
