//! Which articles a file of an import holds, new or known.

use articles::{ArticleId, ImportId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

pub(crate) fn insert_new(connection: &Connection, import: ImportId, file: i64, article: ArticleId) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO import_articles (file, article, import, is_new, is_first) VALUES (?1, ?2, ?3, 1, 1)",
        )?
        .execute(params![file, article.0, import.0])?;
    Ok(())
}

/// False where the file holds it already.
pub(crate) fn insert_known(connection: &Connection, import: ImportId, file: i64, article: ArticleId) -> Result<bool> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO import_articles (file, article, import, is_new, is_first)
             VALUES (?1, ?2, ?3, 0, NOT EXISTS (SELECT 1 FROM import_articles WHERE article = ?2 AND import = ?3))
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![file, article.0, import.0])?;
    Ok(inserted > 0)
}

pub(crate) fn of_file(connection: &Connection, file: i64) -> Result<Vec<(ArticleId, bool)>> {
    let mut statement =
        connection.prepare_cached("SELECT article, is_new FROM import_articles WHERE file = ?1 ORDER BY article")?;
    let rows = statement.query_map([file], |row| Ok((ArticleId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn of_import(connection: &Connection, import: ImportId) -> Result<Vec<ArticleId>> {
    let mut statement = connection
        .prepare_cached("SELECT article FROM import_articles WHERE import = ?1 AND is_first = 1 ORDER BY article")?;
    let rows = statement.query_map([import.0], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether an import that was not undone has the article too.
pub(crate) fn is_in_another(connection: &Connection, article: ArticleId, import: ImportId) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM import_articles x JOIN imports i ON i.id = x.import
                            WHERE x.article = ?1 AND x.import <> ?2 AND i.undone_at IS NULL)",
        )?
        .query_row(params![article.0, import.0], |row| row.get(0))?)
}

pub(crate) fn is_of(connection: &Connection, article: ArticleId, import: ImportId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM import_articles WHERE article = ?1 AND import = ?2)")?
        .query_row(params![article.0, import.0], |row| row.get(0))?)
}

/// Whether a file of other bytes, of an import that was not undone, holds it too.
pub(crate) fn is_of_other_original(connection: &Connection, article: ArticleId, original: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM import_articles x JOIN import_files f ON f.id = x.file
                                                            JOIN imports i ON i.id = x.import
                            WHERE x.article = ?1 AND f.original IS NOT ?2 AND i.undone_at IS NULL)",
        )?
        .query_row(params![article.0, original], |row| row.get(0))?)
}

/// Articles that other imports found in a file, and this one did not.
pub(crate) fn of_original_but(connection: &Connection, original: i64, import: ImportId) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT x.article FROM import_files f JOIN import_articles x ON x.file = f.id
         WHERE f.original = ?1 AND f.import <> ?2
           AND NOT EXISTS (SELECT 1 FROM import_articles y WHERE y.article = x.article AND y.import = ?2)
         ORDER BY x.article",
    )?;
    let rows = statement.query_map(params![original, import.0], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the file that brought an article was not read to its end.
pub(crate) fn is_of_broken_reading(connection: &Connection, article: ArticleId) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM import_articles x JOIN import_files f ON f.id = x.file
                            WHERE x.article = ?1 AND x.is_new = 1 AND f.outcome IS NULL)",
        )?
        .query_row([article.0], |row| row.get(0))?)
}

/// The first import that brought it and was not undone; where all were, the last: an issue keeps the article.
pub(crate) fn import_of(connection: &Connection, article: ArticleId) -> Result<Option<ImportId>> {
    Ok(connection
        .prepare_cached(
            "SELECT i.id FROM import_articles x JOIN imports i ON i.id = x.import
             WHERE x.article = ?1 ORDER BY i.undone_at IS NOT NULL, i.id LIMIT 1",
        )?
        .query_row([article.0], |row| row.get(0).map(ImportId))
        .optional()?)
}
