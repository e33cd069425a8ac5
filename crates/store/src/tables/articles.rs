//! What lists show of an article. Rows are written once and deleted only by undoing their import.

use std::hash::{Hash, Hasher};

use articles::{ArticleId, Moment, Published, PublishedFrom, Source, StoryId};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use crate::{
    Error, Result,
    grouping::{Member, WindowArticle, at},
    ids::first_id,
    prepared::Prepared,
    tables::{article_printings, article_states, article_stories::placed, counters::Facets},
    views::ArticleRow,
};

/// The columns of `row`, from `articles a`, `article_states s` and `sources o`.
pub(crate) const ROW: &str = "a.id, a.title, o.name, a.host, a.byline, a.published, a.published_from, \
                              a.published_reason, a.language, a.opening, a.words, s.read, s.bookmarked_at IS NOT NULL, \
                              s.away";

/// An article's row; its tags are to be added.
pub(crate) fn row(row: &Row) -> Result<ArticleRow> {
    let name: String = row.get(2)?;
    let byline: String = row.get(4)?;
    let language: String = row.get(8)?;
    Ok(ArticleRow {
        id: ArticleId(row.get(0)?),
        title: row.get(1)?,
        source: (!name.is_empty()).then_some(Source { name, host: row.get(3)? }),
        byline: serde_json::from_str(&byline)?,
        published: published(row.get(5)?, row.get(6)?, row.get(7)?)?,
        language: (!language.is_empty()).then_some(language),
        opening: row.get(9)?,
        words: row.get(10)?,
        read: row.get(11)?,
        bookmarked: row.get(12)?,
        tags: Vec::new(),
        away: article_states::away(row.get(13)?),
    })
}

pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<ArticleRow> {
    let sql = format!(
        "SELECT {ROW} FROM articles a JOIN article_states s ON s.article = a.id JOIN sources o ON o.id = a.source
         WHERE a.id = ?1"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    match rows.next()? {
        Some(found) => row(found),
        None => Err(Error::NotFound { what: "article", id: id.0 }),
    }
}

/// Rows that cannot be shown in a list, at most so many.
pub(crate) fn faults_of_rows(connection: &Connection, most: usize) -> Result<Vec<String>> {
    let mut statement = connection.prepare(&format!(
        "SELECT {ROW} FROM articles a JOIN article_states s ON s.article = a.id JOIN sources o ON o.id = a.source"
    ))?;
    let mut rows = statement.query([])?;
    let mut faults = Vec::new();
    while let Some(found) = rows.next()?
        && faults.len() < most
    {
        if row(found).is_err() {
            faults.push(format!("articles {}: a row that cannot be read", found.get::<_, i64>(0)?));
        }
    }
    Ok(faults)
}

/// The outlet's name, empty where it is not known, and its host.
pub(crate) fn outlet(connection: &Connection, id: ArticleId) -> Result<(String, Option<String>)> {
    Ok(connection
        .prepare_cached("SELECT o.name, a.host FROM articles a JOIN sources o ON o.id = a.source WHERE a.id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The printed time, ISO 8601.
pub(crate) fn published_at(connection: &Connection, id: ArticleId) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT published FROM articles WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))?)
}

/// The headline and its language.
pub(crate) fn title(connection: &Connection, id: ArticleId) -> Result<(String, String)> {
    let row = connection
        .prepare_cached("SELECT title, language FROM articles WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.ok_or(Error::NotFound { what: "article", id: id.0 })
}

/// By what an article is counted now; none where there is no such article. Its tags are to be added.
pub(crate) fn facets(connection: &Connection, id: ArticleId) -> Result<Option<Facets>> {
    let mut statement = connection.prepare_cached(
        "SELECT o.name, a.language, substr(a.published, 1, 10), s.read = 0, s.bookmarked_at IS NOT NULL,
             s.away
         FROM articles a JOIN article_states s ON s.article = a.id JOIN sources o ON o.id = a.source WHERE a.id = ?1",
    )?;
    let facets = statement.query_row([id.0], |row| {
        Ok(Facets {
            away: article_states::away(row.get(5)?),
            source: row.get(0)?,
            language: row.get(1)?,
            day: row.get(2)?,
            tags: Vec::new(),
            unread: row.get(3)?,
            bookmarked: row.get(4)?,
        })
    });
    Ok(facets.optional()?)
}

pub(crate) fn find_content(connection: &Connection, content: &[u8; 16]) -> Result<Option<ArticleId>> {
    Ok(connection
        .prepare_cached("SELECT id FROM articles WHERE content = ?1")?
        .query_row([content.as_slice()], |row| row.get(0).map(ArticleId))
        .optional()?)
}

/// The next id of that second or, where it is full, of the next that has room.
pub(crate) fn next_id(connection: &Connection, second: i64) -> Result<ArticleId> {
    let mut last = connection.prepare_cached("SELECT max(id) FROM articles WHERE id BETWEEN ?1 AND ?2")?;
    let mut second = second;
    loop {
        let (first, end) = (first_id(second), first_id(second + 1) - 1);
        match last.query_row([first, end], |row| row.get::<_, Option<i64>>(0))? {
            None => return Ok(ArticleId(first)),
            Some(id) if id < end => return Ok(ArticleId(id + 1)),
            Some(_) => second += 1,
        }
    }
}

pub(crate) fn insert(
    connection: &Connection,
    id: ArticleId,
    article: &Prepared,
    source: i64,
    original_text: Option<i64>,
    place: u32,
) -> Result<()> {
    let (at, from, reason) = match &article.published {
        Some((at, from, reason)) => (Some(at), Some(from), reason.as_ref()),
        None => (None, None, None),
    };
    connection
        .prepare_cached(
            "INSERT INTO articles (id, content, title, headline_key, source, host, byline, published, published_from,
                 published_reason, language, opening, words, original_text, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            id.0,
            article.content.as_slice(),
            article.title,
            article.headline_key,
            source,
            article.host,
            article.byline,
            at,
            from,
            reason,
            article.language,
            article.opening,
            article.words,
            original_text,
            place,
        ])?;
    article_printings::put(connection, id, article, &article.content)
}

/// Another reading of the same article; its place in its text stays.
pub(crate) fn update(
    connection: &Connection,
    id: ArticleId,
    article: &Prepared,
    content: [u8; 16],
    source: i64,
) -> Result<()> {
    let (at, from, reason) = match &article.published {
        Some((at, from, reason)) => (Some(at), Some(from), reason.as_ref()),
        None => (None, None, None),
    };
    connection
        .prepare_cached(
            "UPDATE articles SET content = ?2, title = ?3, headline_key = ?4, source = ?5, host = ?6, byline = ?7,
                 published = ?8, published_from = ?9, published_reason = ?10, language = ?11, opening = ?12, words = ?13
             WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            content.as_slice(),
            article.title,
            article.headline_key,
            source,
            article.host,
            article.byline,
            at,
            from,
            reason,
            article.language,
            article.opening,
            article.words,
        ])?;
    article_printings::put(connection, id, article, &content)
}

/// Articles that were found in a text, by their places in it.
pub(crate) fn of_text(connection: &Connection, original_text: i64) -> Result<Vec<(u32, ArticleId)>> {
    let mut statement =
        connection.prepare_cached("SELECT place, id FROM articles WHERE original_text = ?1 ORDER BY place, id")?;
    let rows = statement.query_map([original_text], |row| Ok((row.get(0)?, ArticleId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What tells the articles of a text from what they were before: their ids, and all that lists show of them.
pub(crate) fn stamp_of_text(connection: &Connection, original_text: i64, stamp: &mut impl Hasher) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT id, place, source, words, title, byline, published, language, opening FROM articles
         WHERE original_text = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([original_text])?;
    while let Some(row) = rows.next()? {
        for column in 0..4 {
            row.get::<_, i64>(column)?.hash(stamp);
        }
        for column in 4..9 {
            row.get::<_, Option<String>>(column)?.hash(stamp);
        }
    }
    Ok(())
}

/// The first so many of a range.
pub(crate) fn ids_up(connection: &Connection, (from, to): (i64, i64), most: usize) -> Result<Vec<ArticleId>> {
    ids(connection, "SELECT id FROM articles WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3", (from, to), most)
}

/// The last so many of a range, the last first.
pub(crate) fn ids_down(connection: &Connection, (from, to): (i64, i64), most: usize) -> Result<Vec<ArticleId>> {
    ids(connection, "SELECT id FROM articles WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT ?3", (from, to), most)
}

fn ids(connection: &Connection, sql: &str, (from, to): (i64, i64), most: usize) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement
        .query_map(params![from, to, u32::try_from(most).unwrap_or(u32::MAX)], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What grouping goes by besides the text; its place is to be added, and whether it is settled.
pub(crate) fn of_range(connection: &Connection, (from, to): (i64, i64)) -> Result<Vec<WindowArticle>> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, o.name, a.host, a.published FROM articles a JOIN sources o ON o.id = a.source
         WHERE a.id BETWEEN ?1 AND ?2 ORDER BY a.id",
    )?;
    let mut rows = statement.query([from, to])?;
    let mut articles = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, host): (String, Option<String>) = (row.get(1)?, row.get(2)?);
        articles.push(WindowArticle {
            id: ArticleId(row.get(0)?),
            placed: None,
            settled: false,
            source: host.or_else(|| (!name.is_empty()).then_some(name)),
            published: moment(row.get(3)?)?,
        });
    }
    Ok(articles)
}

const MEMBER: &str = "SELECT x.article, x.story, x.copy_of, x.newer_than, o.name, a.host, a.published, s.read = 0,
                          s.bookmarked_at IS NOT NULL
                      FROM article_stories x JOIN articles a ON a.id = x.article
                      JOIN article_states s ON s.article = x.article JOIN sources o ON o.id = a.source";

/// What is muted or in the trash told no story.
const SHOWN: &str = "coalesce(s.away, 'archive') = 'archive'";

/// Of all stories with an article of that range, story by story.
pub(crate) fn members_of_range(connection: &Connection, (from, to): (i64, i64)) -> Result<Vec<Member>> {
    let sql = format!(
        "{MEMBER} WHERE x.story IN (SELECT story FROM article_stories WHERE article BETWEEN ?1 AND ?2) AND {SHOWN}
         ORDER BY x.story, x.article"
    );
    read_members(connection, &sql, params![from, to])
}

pub(crate) fn members(connection: &Connection, story: StoryId) -> Result<Vec<Member>> {
    read_members(connection, &format!("{MEMBER} WHERE x.story = ?1 AND {SHOWN} ORDER BY x.article"), params![story.0])
}

fn read_members(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Member>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(4)?;
        let (placed, published) = (placed(row)?, moment(row.get(6)?)?);
        members.push(Member {
            placed,
            outlet: (!name.is_empty()).then_some(name),
            host: row.get(5)?,
            published,
            at: at(placed.article, published.as_ref()),
            unread: row.get(7)?,
            bookmarked: row.get(8)?,
        });
    }
    Ok(members)
}

fn moment(at: Option<String>) -> Result<Option<Moment>> {
    let Some(at) = at else { return Ok(None) };
    Ok(Some(at.parse().map_err(|error: articles::MomentError| Error::Damaged(error.to_string()))?))
}

pub(crate) fn count_unread(connection: &Connection, ids: &[ArticleId]) -> Result<u32> {
    let ids = serde_json::to_string(ids)?;
    Ok(connection
        .prepare_cached(
            "SELECT count(*) FROM json_each(?1) x JOIN article_states s ON s.article = x.value WHERE s.read = 0",
        )?
        .query_row([ids], |row| row.get(0))?)
}

/// The text that it was found in, and which of that text's articles it is.
pub(crate) fn text_of(connection: &Connection, id: ArticleId) -> Result<Option<(i64, u32)>> {
    Ok(connection
        .prepare_cached("SELECT original_text, place FROM articles WHERE id = ?1 AND original_text IS NOT NULL")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// For an article that was found again in the same file, of which an import had been broken off.
pub(crate) fn move_to_text(
    connection: &Connection,
    id: ArticleId,
    original_text: Option<i64>,
    place: u32,
) -> Result<()> {
    connection.prepare_cached("UPDATE articles SET original_text = ?2, place = ?3 WHERE id = ?1")?.execute(params![
        id.0,
        original_text,
        place
    ])?;
    Ok(())
}

/// With its body, state and tags, and its place in imports.
pub(crate) fn delete(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}

fn published(at: Option<String>, from: Option<String>, reason: Option<String>) -> Result<Option<Published>> {
    let Some(at) = at else { return Ok(None) };
    let from = match from.as_deref() {
        Some("metadata") => PublishedFrom::Metadata,
        Some("text") => PublishedFrom::Text,
        Some("inferred") => PublishedFrom::Inferred,
        Some("file") => PublishedFrom::File,
        Some("corrected") => PublishedFrom::Corrected,
        other => return Err(Error::Damaged(format!("a date from {other:?}"))),
    };
    Ok(moment(Some(at))?.map(|at| Published { at, from, reason }))
}
