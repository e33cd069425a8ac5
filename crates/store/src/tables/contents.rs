//! What is kept whole and can be held against a sum: articles by their words, files and pictures by their bytes.

use articles::{Article, ArticleId};
use rusqlite::{Connection, OptionalExtension, params, types::Value};
use sha2::{Digest, Sha256};

use crate::{
    Error, Result,
    hash::{hex, sha256},
    packed::unpack_json,
    prepared::is_known_by,
    tables::originals,
    views::DamagedPart,
};

/// Of files, at once: some 30 ms of work.
const BYTES_AT_ONCE: i64 = 8 << 20;

pub(crate) struct KeptArticle {
    pub(crate) title: String,
    pub(crate) content: Vec<u8>,
    pub(crate) body: Vec<u8>,
    /// Where it was corrected.
    pub(crate) as_read: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Whole,
    /// Of an article that is whole, lists show another headline.
    Headline,
    Damaged,
}

/// The next so many; of files fewer, for they are large. Articles by their states: those lie apart from the articles, so
/// that a page of these that cannot be read hides none of them. Pictures by the articles that show them, for the same reason.
pub(crate) fn ids_after(connection: &Connection, part: DamagedPart, after: i64, most: u32) -> Result<Vec<i64>> {
    let sql = match part {
        DamagedPart::Article => "SELECT article, 0 FROM article_states WHERE article > ?1 ORDER BY article LIMIT ?2",
        DamagedPart::File => {
            "SELECT id, size FROM originals WHERE id > ?1 AND hash NOT LIKE '% %' ORDER BY id LIMIT ?2"
        }
        DamagedPart::Picture => {
            "SELECT DISTINCT picture, 0 FROM article_pictures WHERE picture > ?1 ORDER BY picture LIMIT ?2"
        }
    };
    let most = if part == DamagedPart::Article { most } else { most.div_ceil(10) };
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![after, most])?;
    let (mut ids, mut bytes) = (Vec::new(), 0i64);
    while bytes < BYTES_AT_ONCE
        && let Some(row) = rows.next()?
    {
        ids.push(row.get(0)?);
        bytes = bytes.saturating_add(row.get(1)?);
    }
    Ok(ids)
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

/// A page of the file that cannot be read is damage too, not a failure of the look.
pub(crate) fn condition(connection: &Connection, part: DamagedPart, id: i64) -> Result<Condition> {
    let whole = |is_whole| if is_whole { Condition::Whole } else { Condition::Damaged };
    let found = match part {
        DamagedPart::Article => read_article(connection, ArticleId(id)).and_then(|kept| condition_of(&kept)),
        DamagedPart::File => is_file(connection, id).map(whole),
        DamagedPart::Picture => is_picture(connection, id).map(whole),
    };
    match found {
        Err(Error::Damaged(_)) => Ok(Condition::Damaged),
        found => found,
    }
}

/// Its headline in lists is that of its body, and its body has the words that it is known by.
fn condition_of(kept: &KeptArticle) -> Result<Condition> {
    let article: Article = unpack_json(&kept.body)?;
    let is_known = match &kept.as_read {
        Some(as_read) => is_known_by(&unpack_json(as_read)?, &kept.content),
        None => is_known_by(&article, &kept.content),
    };
    Ok(match is_known {
        false => Condition::Damaged,
        true if article.title == kept.title => Condition::Whole,
        true => Condition::Headline,
    })
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

fn is_file(connection: &Connection, id: i64) -> Result<bool> {
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

fn is_picture(connection: &Connection, id: i64) -> Result<bool> {
    let (hash, bytes): (String, Vec<u8>) = connection
        .prepare_cached("SELECT hash, bytes FROM pictures WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(sha256(&bytes) == hash)
}

pub(crate) fn put_picture(connection: &Connection, id: i64, from: &Connection, there: i64) -> Result<()> {
    let bytes: Vec<u8> = from.query_row("SELECT bytes FROM pictures WHERE id = ?1", [there], |row| row.get(0))?;
    connection.prepare_cached("UPDATE pictures SET bytes = ?2 WHERE id = ?1")?.execute(params![id, bytes])?;
    Ok(())
}
