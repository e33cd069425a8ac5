//! Any table, by the schema itself: for what has to do with all of them.

use rusqlite::{Connection, types::Value};

use crate::Result;

/// A table and its columns, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
}

pub(crate) fn tables(connection: &Connection) -> Result<Vec<Table>> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut columns_of = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let tables = names.into_iter().map(|name| {
        let columns = columns_of.query_map([&name], |row| row.get(0))?.collect::<Result<_, rusqlite::Error>>()?;
        Ok(Table { name, columns })
    });
    tables.collect()
}

/// Rows in the order of their keys. Its name is one that `tables` gave.
pub(crate) fn select(table: &Table) -> String {
    format!("SELECT {} FROM {} NOT INDEXED", quoted(&table.columns), quote(&table.name))
}

pub(crate) fn count(connection: &Connection, table: &Table) -> Result<u64> {
    let sql = format!("SELECT count(*) FROM {}", quote(&table.name));
    let count: i64 = connection.query_row(&sql, [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

pub(crate) fn empty(connection: &Connection, table: &Table) -> Result<()> {
    connection.execute(&format!("DELETE FROM {}", quote(&table.name)), [])?;
    Ok(())
}

/// One value for each column.
pub(crate) fn insert(connection: &Connection, table: &Table, values: &[Value]) -> Result<()> {
    let places: Vec<String> = (1..=values.len()).map(|n| format!("?{n}")).collect();
    let (name, columns) = (quote(&table.name), quoted(&table.columns));
    connection
        .prepare_cached(&format!("INSERT INTO {name} ({columns}) VALUES ({})", places.join(", ")))?
        .execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// A row has another id from now on, in its table and wherever the schema says that it is named, so that no table is
/// forgotten. Until the end of the transaction rows may name what is not there yet.
pub(crate) fn rename(connection: &Connection, table: &str, from: i64, to: i64) -> Result<()> {
    connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut statement = connection.prepare_cached(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = ?1",
    )?;
    let naming: Vec<(String, String)> =
        statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let own = (table.to_owned(), "id".to_owned());
    for (table, column) in std::iter::once(own).chain(naming) {
        let (table, column) = (quote(&table), quote(&column));
        connection
            .prepare_cached(&format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1"))?
            .execute([from, to])?;
    }
    Ok(())
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
