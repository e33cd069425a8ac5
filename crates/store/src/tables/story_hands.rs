//! What the reader said about which articles tell one story, in the order it was said.

use articles::ArticleId;
use rusqlite::{Connection, Row, params};
use stories::grouping::{Hands, Said};

use crate::Result;

/// All that was ever said.
pub(crate) fn read(connection: &Connection) -> Result<Hands> {
    let mut statement = connection.prepare_cached("SELECT a, b, together FROM story_hands ORDER BY n")?;
    let rows = statement.query_map([], said)?;
    Ok(Hands::new(rows.collect::<Result<_, _>>()?))
}

/// What was said of articles of a range of ids, and of those with others.
pub(crate) fn read_range(connection: &Connection, (from, to): (i64, i64)) -> Result<Hands> {
    let mut statement = connection.prepare_cached(
        "SELECT a, b, together FROM story_hands WHERE a BETWEEN ?1 AND ?2 OR b BETWEEN ?1 AND ?2 ORDER BY n",
    )?;
    let rows = statement.query_map([from, to], said)?;
    Ok(Hands::new(rows.collect::<Result<_, _>>()?))
}

/// In place of all that was said before. A hand speaks now and then, and never in thousands.
pub(crate) fn write(connection: &Connection, hands: &Hands) -> Result<()> {
    connection.execute("DELETE FROM story_hands", [])?;
    let mut insert = connection.prepare_cached("INSERT INTO story_hands (a, b, together) VALUES (?1, ?2, ?3)")?;
    for said in hands.said() {
        insert.execute(params![said.a.0, said.b.0, said.together])?;
    }
    Ok(())
}

/// What was said of an article is said of it under its new id.
pub(crate) fn rename_article(connection: &Connection, from: ArticleId, to: ArticleId) -> Result<()> {
    for sql in ["UPDATE story_hands SET a = ?2 WHERE a = ?1", "UPDATE story_hands SET b = ?2 WHERE b = ?1"] {
        connection.prepare_cached(sql)?.execute(params![from.0, to.0])?;
    }
    Ok(())
}

fn said(row: &Row) -> rusqlite::Result<Said> {
    Ok(Said { a: ArticleId(row.get(0)?), b: ArticleId(row.get(1)?), together: row.get(2)? })
}
