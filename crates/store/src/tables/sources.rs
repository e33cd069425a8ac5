//! Newspapers, agencies and sites, by name. Row 0, of the empty name, stands for none.

use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, fold::sort_key};

/// The source of that name, made where there is none.
pub(crate) fn id_of(connection: &Connection, name: &str) -> Result<i64> {
    if let Some(id) = find(connection, name)? {
        return Ok(id);
    }
    connection
        .prepare_cached("INSERT INTO sources (name, sort_key) VALUES (?1, ?2)")?
        .execute(params![name, sort_key(name)])?;
    Ok(connection.last_insert_rowid())
}

pub(crate) fn find(connection: &Connection, name: &str) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM sources WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// All but the empty one.
pub(crate) fn names(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT name FROM sources WHERE id > 0")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Id and name of those with these folded words in their names, one after the other.
pub(crate) fn find_like(connection: &Connection, words: &str) -> Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name FROM sources WHERE id > 0 AND instr(' ' || sort_key || ' ', ' ' || ?1 || ' ') > 0 LIMIT 200",
    )?;
    let rows = statement.query_map([words], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The host of its newest article that has one.
pub(crate) fn host_of(connection: &Connection, name: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached(
            "SELECT a.host FROM articles a WHERE a.source = (SELECT id FROM sources WHERE name = ?1) AND a.host IS NOT NULL
             ORDER BY a.id DESC LIMIT 1",
        )?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// A source's place in the order of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) sort_key: String,
    pub(crate) id: i64,
}

/// The source at a place or, where it is gone, the next one; `after`: the one behind it.
pub(crate) fn next(connection: &Connection, place: &Place, after: bool) -> Result<Option<Place>> {
    let sql = if after {
        "SELECT sort_key, id FROM sources WHERE (sort_key, id) > (?1, ?2) ORDER BY sort_key, id LIMIT 1"
    } else {
        "SELECT sort_key, id FROM sources WHERE (sort_key, id) >= (?1, ?2) ORDER BY sort_key, id LIMIT 1"
    };
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params![place.sort_key, place.id], |row| Ok(Place { sort_key: row.get(0)?, id: row.get(1)? }))
        .optional()?)
}
