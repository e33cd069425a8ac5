//! What readers marked in articles.

use articles::{ArticleId, Colour, Highlight, HighlightId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Result};

const COLUMNS: &str = "id, article, start, stop, words, colour, note";

pub(crate) fn insert(connection: &Connection, highlight: &Highlight) -> Result<HighlightId> {
    let Highlight { article, range, text, colour, note, .. } = highlight;
    connection
        .prepare_cached(
            "INSERT INTO highlights (article, start, stop, words, colour, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            article.0,
            range.map(|range| range.0),
            range.map(|range| range.1),
            text,
            colour.name(),
            note,
        ])?;
    Ok(HighlightId(connection.last_insert_rowid()))
}

pub(crate) fn read(connection: &Connection, id: HighlightId) -> Result<Highlight> {
    let sql = format!("SELECT {COLUMNS} FROM highlights WHERE id = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(of(row))).optional()?;
    found.ok_or(Error::NotFound { what: "highlight", id: id.0 })?
}

/// In the order of the text; those whose words are not in it any more come first.
pub(crate) fn of_article(connection: &Connection, article: ArticleId) -> Result<Vec<Highlight>> {
    let sql = format!("SELECT {COLUMNS} FROM highlights WHERE article = ?1 ORDER BY start, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([article.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(of(row)?);
    }
    Ok(found)
}

/// Articles with a mark or a note, the newest first.
pub(crate) fn articles(connection: &Connection) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare_cached(
        "SELECT article FROM highlights UNION SELECT article FROM article_notes ORDER BY article DESC",
    )?;
    let rows = statement.query_map([], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn update(connection: &Connection, id: HighlightId, colour: Colour, note: &str) -> Result<()> {
    connection.prepare_cached("UPDATE highlights SET colour = ?2, note = ?3 WHERE id = ?1")?.execute(params![
        id.0,
        colour.name(),
        note
    ])?;
    Ok(())
}

pub(crate) fn place(connection: &Connection, id: HighlightId, range: Option<(u32, u32)>) -> Result<()> {
    connection.prepare_cached("UPDATE highlights SET start = ?2, stop = ?3 WHERE id = ?1")?.execute(params![
        id.0,
        range.map(|range| range.0),
        range.map(|range| range.1)
    ])?;
    Ok(())
}

/// Whether there was one.
pub(crate) fn delete(connection: &Connection, id: HighlightId) -> Result<bool> {
    Ok(connection.prepare_cached("DELETE FROM highlights WHERE id = ?1")?.execute([id.0])? > 0)
}

fn of(row: &Row) -> Result<Highlight> {
    let colour: String = row.get(5)?;
    let (start, stop): (Option<u32>, Option<u32>) = (row.get(2)?, row.get(3)?);
    Ok(Highlight {
        id: HighlightId(row.get(0)?),
        article: ArticleId(row.get(1)?),
        range: start.zip(stop),
        text: row.get(4)?,
        colour: Colour::named(&colour).ok_or_else(|| Error::Damaged(format!("a highlight in {colour:?}")))?,
        note: row.get(6)?,
    })
}
