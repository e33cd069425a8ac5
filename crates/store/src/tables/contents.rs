//! What is kept whole and can be held against a sum: articles by their words, files and pictures by their bytes.

use articles::ArticleId;
use rusqlite::{Connection, OptionalExtension, params, types::Value};
use sha2::{Digest, Sha256};

use crate::{Error, Result, fold, tables::originals, views::DamagedPart};

pub(crate) struct KeptArticle {
    pub(crate) title: String,
    pub(crate) content: Vec<u8>,
    pub(crate) body: Vec<u8>,
    /// Where it was corrected.
    pub(crate) as_read: Option<Vec<u8>>,
}

/// The next so many; of files fewer, for they are large.
pub(crate) fn ids_after(connection: &Connection, part: DamagedPart, after: i64, most: u32) -> Result<Vec<i64>> {
    let (sql, most) = match part {
        DamagedPart::Article => ("SELECT id FROM articles WHERE id > ?1 ORDER BY id LIMIT ?2", most),
        DamagedPart::File => {
            ("SELECT id FROM originals WHERE id > ?1 AND hash NOT LIKE '% %' ORDER BY id LIMIT ?2", most.div_ceil(10))
        }
        DamagedPart::Picture => ("SELECT id FROM pictures WHERE id > ?1 ORDER BY id LIMIT ?2", most.div_ceil(10)),
    };
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map(params![after, most], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// By what another copy of the library has it under another id; none where it is gone.
pub(crate) fn key_of(connection: &Connection, part: DamagedPart, id: i64) -> Result<Option<Value>> {
    let sql = match part {
        DamagedPart::Article => "SELECT content FROM articles WHERE id = ?1",
        DamagedPart::File => "SELECT hash FROM originals WHERE id = ?1",
        DamagedPart::Picture => "SELECT hash FROM pictures WHERE id = ?1",
    };
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

pub(crate) fn find_key(connection: &Connection, part: DamagedPart, key: &Value) -> Result<Option<i64>> {
    let sql = match part {
        DamagedPart::Article => "SELECT id FROM articles WHERE content = ?1",
        DamagedPart::File => "SELECT id FROM originals WHERE hash = ?1",
        DamagedPart::Picture => "SELECT id FROM pictures WHERE hash = ?1",
    };
    Ok(connection.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

/// As people call it: a headline, a file's name; a picture has none but that of the article it came with.
pub(crate) fn name_of(connection: &Connection, part: DamagedPart, id: i64) -> Result<String> {
    let sql = match part {
        DamagedPart::Article => "SELECT title FROM articles WHERE id = ?1",
        DamagedPart::File => "SELECT file FROM import_files WHERE original = ?1 ORDER BY id LIMIT 1",
        DamagedPart::Picture => {
            "SELECT a.title FROM article_pictures p JOIN articles a ON a.id = p.article WHERE p.picture = ?1 LIMIT 1"
        }
    };
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.unwrap_or_default())
}

pub(crate) fn read_article(connection: &Connection, id: ArticleId) -> Result<KeptArticle> {
    let found = connection
        .prepare_cached(
            "SELECT a.title, a.content, b.body, r.body FROM articles a JOIN article_bodies b ON b.article = a.id
             LEFT JOIN articles_as_read r ON r.article = a.id WHERE a.id = ?1",
        )?
        .query_row([id.0], |row| {
            Ok(KeptArticle { title: row.get(0)?, content: row.get(1)?, body: row.get(2)?, as_read: row.get(3)? })
        })
        .optional()?;
    found.ok_or_else(|| Error::Damaged(format!("article {id} has no body")))
}

/// Its words as they are in another copy; what a reader did with it stays.
pub(crate) fn put_article(connection: &Connection, id: ArticleId, kept: &KeptArticle) -> Result<()> {
    put_title(connection, id, &kept.title)?;
    connection
        .prepare_cached(
            "INSERT INTO article_bodies (article, body) VALUES (?1, ?2)
             ON CONFLICT (article) DO UPDATE SET body = excluded.body",
        )?
        .execute(params![id.0, kept.body])?;
    super::articles_as_read::put(connection, id, kept.as_read.as_deref())
}

pub(crate) fn put_title(connection: &Connection, id: ArticleId, title: &str) -> Result<()> {
    connection.prepare_cached("UPDATE articles SET title = ?2, headline_key = ?3 WHERE id = ?1")?.execute(params![
        id.0,
        title,
        fold::sort_key(title)
    ])?;
    Ok(())
}

pub(crate) fn is_file(connection: &Connection, id: i64) -> Result<bool> {
    let mut sum = Sha256::new();
    originals::each_piece(connection, id, &mut |piece| {
        sum.update(piece);
        Ok(())
    })?;
    Ok(hex(&sum.finalize()) == originals::hash_of(connection, id)?.0)
}

pub(crate) fn put_file(connection: &Connection, id: i64, from: &Connection, there: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM original_pieces WHERE original = ?1")?.execute([id])?;
    let mut pieces = from.prepare("SELECT n, bytes FROM original_pieces WHERE original = ?1 ORDER BY n")?;
    let mut rows = pieces.query([there])?;
    while let Some(row) = rows.next()? {
        originals::add_piece(connection, id, row.get(0)?, &row.get::<_, Vec<u8>>(1)?)?;
    }
    Ok(())
}

pub(crate) fn is_picture(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT hash, bytes FROM pictures WHERE id = ?1")?
        .query_row([id], |row| Ok(hex(&Sha256::digest(row.get_ref(1)?.as_bytes()?)) == row.get_ref(0)?.as_str()?))?)
}

pub(crate) fn put_picture(connection: &Connection, id: i64, from: &Connection, there: i64) -> Result<()> {
    let bytes: Vec<u8> = from.query_row("SELECT bytes FROM pictures WHERE id = ?1", [there], |row| row.get(0))?;
    connection.prepare_cached("UPDATE pictures SET bytes = ?2 WHERE id = ?1")?.execute(params![id, bytes])?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
