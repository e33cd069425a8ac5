//! Rules that keep articles out of the lists.

use articles::MuteId;
use chrono::NaiveDate;
use rusqlite::{Connection, params};

use crate::{Error, Result, views::Mute};

pub(crate) fn insert(connection: &Connection, query: &str, until: Option<NaiveDate>) -> Result<MuteId> {
    connection
        .prepare_cached("INSERT INTO mutes (query, until) VALUES (?1, ?2)")?
        .execute(params![query, until.map(|day| day.to_string())])?;
    Ok(MuteId(connection.last_insert_rowid()))
}

/// With what each keeps out, in the order they were made.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Mute>> {
    let mut statement = connection.prepare_cached(
        "SELECT m.id, m.query, m.until, (SELECT count(*) FROM article_states WHERE muted_by = m.id)
         FROM mutes m ORDER BY m.id",
    )?;
    let mut rows = statement.query([])?;
    let mut mutes = Vec::new();
    while let Some(row) = rows.next()? {
        let until: Option<String> = row.get(2)?;
        let until = until.map(|day| day.parse().map_err(|_| Error::Damaged(format!("a mute until {day:?}"))));
        mutes.push(Mute {
            id: MuteId(row.get(0)?),
            query: row.get(1)?,
            until: until.transpose()?,
            hidden: row.get(3)?,
        });
    }
    Ok(mutes)
}

/// Those whose last day is over.
pub(crate) fn over(connection: &Connection, today: NaiveDate) -> Result<Vec<MuteId>> {
    let mut statement = connection.prepare_cached("SELECT id FROM mutes WHERE until < ?1")?;
    let rows = statement.query_map([today.to_string()], |row| row.get(0).map(MuteId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether there was one. Nothing may be muted by it any more.
pub(crate) fn delete(connection: &Connection, mute: MuteId) -> Result<bool> {
    Ok(connection.prepare_cached("DELETE FROM mutes WHERE id = ?1")?.execute([mute.0])? > 0)
}
