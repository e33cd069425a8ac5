//! Files as they came, to the byte, once each.

use articles::ContentHash;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Result, packed::unpack};

/// Stands in for the hash of a file that is still being stored; no hash begins so.
const UNFINISHED: &str = "unfinished ";

pub(crate) fn find(connection: &Connection, hash: &ContentHash) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM originals WHERE hash = ?1")?
        .query_row([&hash.0], |row| row.get(0))
        .optional()?)
}

pub(crate) fn hash_of(connection: &Connection, original: i64) -> Result<ContentHash> {
    Ok(connection
        .prepare_cached("SELECT hash FROM originals WHERE id = ?1")?
        .query_row([original], |row| row.get(0).map(ContentHash))?)
}

/// A place for pieces, nobody's until it is finished.
pub(crate) fn begin(connection: &Connection) -> Result<i64> {
    connection
        .prepare_cached("INSERT INTO originals (hash, size) SELECT ?1 || (1 + coalesce(max(id), 0)), 0 FROM originals")?
        .execute([UNFINISHED])?;
    Ok(connection.last_insert_rowid())
}

/// Whether that stands in for a hash.
pub(crate) fn is_unfinished(hash: &str) -> bool {
    hash.starts_with(UNFINISHED)
}

pub(crate) fn add_piece(connection: &Connection, original: i64, n: u32, packed: &[u8]) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO original_pieces (original, n, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![original, n, packed])?;
    Ok(())
}

pub(crate) fn finish(connection: &Connection, original: i64, hash: &ContentHash, size: u64) -> Result<()> {
    connection.prepare_cached("UPDATE originals SET hash = ?2, size = ?3 WHERE id = ?1")?.execute(params![
        original,
        hash.0,
        i64::try_from(size).unwrap_or(i64::MAX)
    ])?;
    Ok(())
}

/// With its pieces and texts.
pub(crate) fn delete(connection: &Connection, original: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM originals WHERE id = ?1")?.execute([original])?;
    Ok(())
}

/// What a program left that ended in the middle of storing a file.
pub(crate) fn remove_unfinished(connection: &Connection) -> Result<()> {
    // A range, so that a library of many files is opened without reading all their hashes.
    connection.execute("DELETE FROM originals WHERE hash > ?1 AND hash < ?1 || 'a'", [UNFINISHED])?;
    Ok(())
}

/// The first bytes of a file, at least `enough` where it has so many.
pub(crate) fn read_head(connection: &Connection, original: i64, enough: usize) -> Result<Vec<u8>> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM original_pieces WHERE original = ?1 ORDER BY n")?;
    let mut rows = statement.query([original])?;
    let mut bytes = Vec::new();
    while bytes.len() < enough
        && let Some(row) = rows.next()?
    {
        let piece = row.get_ref(0)?.as_blob().map_err(|_| Error::Damaged("a piece of a file".to_owned()))?;
        bytes.extend(unpack(piece)?);
    }
    Ok(bytes)
}

/// In their order, a piece at a time: no file is too large for that.
pub(crate) fn each_piece(
    connection: &Connection,
    original: i64,
    take: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM original_pieces WHERE original = ?1 ORDER BY n")?;
    let mut rows = statement.query([original])?;
    while let Some(row) = rows.next()? {
        let piece = row.get_ref(0)?.as_blob().map_err(|_| Error::Damaged("a piece of a file".to_owned()))?;
        take(&unpack(piece)?)?;
    }
    Ok(())
}

/// As they lie there, whatever they are.
pub(crate) fn packed_pieces(connection: &Connection, original: i64) -> Result<Vec<Vec<u8>>> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM original_pieces WHERE original = ?1 ORDER BY n")?;
    let pieces = statement.query_map([original], |row| row.get(0))?;
    Ok(pieces.collect::<Result<_, _>>()?)
}

/// Whether an import that was not undone, or an article, still needs the file.
pub(crate) fn is_needed(connection: &Connection, original: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM import_files f JOIN imports i ON i.id = f.import
                            WHERE f.original = ?1 AND i.undone_at IS NULL)
                 OR EXISTS (SELECT 1 FROM original_texts t JOIN articles a ON a.original_text = t.id
                            WHERE t.original = ?1)",
        )?
        .query_row([original], |row| row.get(0))?)
}
