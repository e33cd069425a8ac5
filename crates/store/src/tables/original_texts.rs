//! Decoded texts that articles were found in, with what each stretch of them was taken for.

use articles::{ContentHash, Span};
use rusqlite::{Connection, params};

use crate::{
    Error, Result,
    packed::{pack_json, unpack_json, unpack_text},
};

/// `packed`: none where the text is the file's bytes.
pub(crate) fn insert(connection: &Connection, original: i64, packed: Option<&[u8]>, hash: &ContentHash) -> Result<i64> {
    connection
        .prepare_cached("INSERT INTO original_texts (original, text, spans, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![original, packed, pack_json(&[(); 0])?, hash.0])?;
    Ok(connection.last_insert_rowid())
}

/// `as_read`: none where nothing was corrected.
pub(crate) fn set_spans(connection: &Connection, id: i64, spans: &[Span], as_read: Option<&[Span]>) -> Result<()> {
    let as_read = as_read.map(|spans| pack_json(&spans)).transpose()?;
    connection
        .prepare_cached("UPDATE original_texts SET spans = ?2, spans_as_read = ?3 WHERE id = ?1")?
        .execute(params![id, pack_json(&spans)?, as_read])?;
    Ok(())
}

pub(crate) struct OriginalText {
    pub(crate) original: i64,
    /// None where it is the file's bytes.
    pub(crate) text: Option<String>,
    pub(crate) spans: Vec<Span>,
    /// None where nothing was corrected.
    pub(crate) spans_as_read: Option<Vec<Span>>,
}

pub(crate) fn read(connection: &Connection, id: i64) -> Result<OriginalText> {
    let mut statement =
        connection.prepare_cached("SELECT original, text, spans, spans_as_read FROM original_texts WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    let row = rows.next()?.ok_or(Error::NotFound { what: "text", id })?;
    let text: Option<Vec<u8>> = row.get(1)?;
    let spans: Vec<u8> = row.get(2)?;
    let as_read: Option<Vec<u8>> = row.get(3)?;
    Ok(OriginalText {
        original: row.get(0)?,
        text: text.as_deref().map(unpack_text).transpose()?,
        spans: unpack_json(&spans)?,
        spans_as_read: as_read.as_deref().map(unpack_json).transpose()?,
    })
}

pub(crate) fn original_of(connection: &Connection, id: i64) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT original FROM original_texts WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// None where it is not known yet.
pub(crate) fn hash_of(connection: &Connection, id: i64) -> Result<Option<ContentHash>> {
    Ok(connection
        .prepare_cached("SELECT hash FROM original_texts WHERE id = ?1")?
        .query_row([id], |row| Ok(row.get::<_, Option<String>>(0)?.map(ContentHash)))?)
}

/// The texts of a file in their order, with their hashes where these are known.
pub(crate) fn of_original(connection: &Connection, original: i64) -> Result<Vec<(i64, Option<ContentHash>)>> {
    let mut statement =
        connection.prepare_cached("SELECT id, hash FROM original_texts WHERE original = ?1 ORDER BY id")?;
    let rows =
        statement.query_map([original], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.map(ContentHash))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Texts of a file that no article was found in: left by an import that was broken off and done again.
pub(crate) fn remove_unused(connection: &Connection, original: i64) -> Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM original_texts
             WHERE original = ?1 AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.original_text = original_texts.id)",
        )?
        .execute([original])?;
    Ok(())
}
