//! A line of an import's report for each file.

use articles::{ContentHash, FileId, ImportId, Problem, RecordCount};
use rusqlite::{Connection, OptionalExtension, Row, Rows, params};

use crate::{
    Error, Result,
    views::{FileOutcome, FileOutcomes, FileReport},
};

pub(crate) fn insert(connection: &Connection, import: ImportId, file: &str) -> Result<i64> {
    connection
        .prepare_cached("INSERT INTO import_files (import, file) VALUES (?1, ?2)")?
        .execute(params![import.0, file])?;
    Ok(connection.last_insert_rowid())
}

pub(crate) fn set_original(connection: &Connection, file: i64, original: i64) -> Result<()> {
    connection.prepare_cached("UPDATE import_files SET original = ?2 WHERE id = ?1")?.execute([file, original])?;
    Ok(())
}

pub(crate) fn finish(
    connection: &Connection,
    file: i64,
    format: Option<&str>,
    outcome: FileOutcome,
    known: u32,
    problems: &[Problem],
) -> Result<()> {
    connection
        .prepare_cached("UPDATE import_files SET format = ?2, outcome = ?3, known = ?4, problems = ?5 WHERE id = ?1")?
        .execute(params![file, format, outcome_name(outcome), known, serde_json::to_string(problems)?])?;
    Ok(())
}

pub(crate) fn set_records(connection: &Connection, file: i64, records: Option<RecordCount>) -> Result<()> {
    if let Some(RecordCount { found, announced }) = records {
        connection
            .prepare_cached("UPDATE import_files SET records = ?2, announced = ?3 WHERE id = ?1")?
            .execute(params![file, found, announced])?;
    }
    Ok(())
}

pub(crate) fn records_of(connection: &Connection, file: i64) -> Result<Option<RecordCount>> {
    Ok(connection
        .prepare_cached("SELECT records, announced FROM import_files WHERE id = ?1")?
        .query_row([file], |row| records(row, 0))?)
}

pub(crate) fn set_known_outlets(connection: &Connection, file: i64, known: u32) -> Result<()> {
    connection
        .prepare_cached("UPDATE import_files SET known_outlets = ?2 WHERE id = ?1")?
        .execute(params![file, known])?;
    Ok(())
}

/// From two columns, the first of which is `at`.
fn records(row: &Row, at: usize) -> rusqlite::Result<Option<RecordCount>> {
    let (found, announced): (Option<u32>, Option<u32>) = (row.get(at)?, row.get(at + 1)?);
    Ok(found.zip(announced).map(|(found, announced)| RecordCount { found, announced }))
}

pub(crate) fn set_path(connection: &Connection, file: i64, path: Option<&str>) -> Result<()> {
    connection.prepare_cached("UPDATE import_files SET path = ?2 WHERE id = ?1")?.execute(params![file, path])?;
    Ok(())
}

pub(crate) fn path_of(connection: &Connection, file: FileId) -> Result<Option<String>> {
    let path = connection
        .prepare_cached("SELECT path FROM import_files WHERE id = ?1")?
        .query_row([file.0], |row| row.get(0))
        .optional()?;
    path.ok_or(Error::NotFound { what: "file", id: file.0 })
}

/// A file of those bytes that was read to its end, and as the user wants it now, by an import that was not undone.
pub(crate) fn find_complete(connection: &Connection, hash: &ContentHash) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached(
            "SELECT f.id FROM originals o JOIN import_files f ON f.original = o.id JOIN imports i ON i.id = f.import
             WHERE o.hash = ?1 AND f.outcome <> 'refused' AND i.undone_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM file_choices c LEFT JOIN preferences p ON p.key = c.key
                               WHERE c.file = f.id AND c.used IS NOT p.value)
             LIMIT 1",
        )?
        .query_row([&hash.0], |row| row.get(0))
        .optional()?)
}

/// Files of an import whose reading did not come to its end, with their originals.
pub(crate) fn broken(connection: &Connection, import: ImportId) -> Result<Vec<(i64, Option<i64>)>> {
    let mut statement =
        connection.prepare_cached("SELECT id, original FROM import_files WHERE import = ?1 AND outcome IS NULL")?;
    let rows = statement.query_map([import.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn delete(connection: &Connection, file: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM import_files WHERE id = ?1")?.execute([file])?;
    Ok(())
}

pub(crate) fn format_and_original(connection: &Connection, file: i64) -> Result<(Option<String>, Option<i64>)> {
    Ok(connection
        .prepare_cached("SELECT format, original FROM import_files WHERE id = ?1")?
        .query_row([file], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// None where it was not kept.
pub(crate) fn original_of(connection: &Connection, file: FileId) -> Result<Option<i64>> {
    let original = connection
        .prepare_cached("SELECT original FROM import_files WHERE id = ?1")?
        .query_row([file.0], |row| row.get(0))
        .optional()?;
    Ok(original.flatten())
}

/// The last file with those bytes.
pub(crate) fn last_of_original(connection: &Connection, original: i64) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT max(id) FROM import_files WHERE original = ?1")?
        .query_row([original], |row| row.get(0))?)
}

/// The last file with those bytes of an import that was not undone, and that import.
pub(crate) fn line_of_original(connection: &Connection, original: i64) -> Result<Option<(i64, ImportId)>> {
    Ok(connection
        .prepare_cached(
            "SELECT f.id, f.import FROM import_files f JOIN imports i ON i.id = f.import
             WHERE f.original = ?1 AND i.undone_at IS NULL ORDER BY f.id DESC LIMIT 1",
        )?
        .query_row([original], |row| Ok((row.get(0)?, ImportId(row.get(1)?))))
        .optional()?)
}

/// The name under which a file came last.
pub(crate) fn name_of_original(connection: &Connection, original: i64) -> Result<String> {
    let name = connection
        .prepare_cached("SELECT file FROM import_files WHERE original = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([original], |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_default())
}

pub(crate) fn originals_of_import(connection: &Connection, import: ImportId) -> Result<Vec<i64>> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT original FROM import_files WHERE import = ?1 AND original IS NOT NULL")?;
    let originals = statement.query_map([import.0], |row| row.get(0))?;
    Ok(originals.collect::<Result<_, _>>()?)
}

const LINE: &str =
    "id, file, format, outcome, known, problems, path IS NOT NULL, original IS NOT NULL, records, announced,
                    known_outlets";

/// The report's lines in the order of the files, those behind `after`, without the articles, outlets and choices.
pub(crate) fn list(
    connection: &Connection,
    import: ImportId,
    after: Option<FileId>,
    limit: u32,
) -> Result<Vec<FileReport>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {LINE} FROM import_files WHERE import = ?1 AND id > ?2 ORDER BY id LIMIT ?3"
    ))?;
    let lines = statement.query(params![import.0, after.map_or(0, |after| after.0), limit])?;
    lines_of(lines)
}

/// As `list`, what went wrong first.
pub(crate) fn sample(connection: &Connection, import: ImportId, limit: u32) -> Result<Vec<FileReport>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {LINE} FROM import_files WHERE import = ?1 ORDER BY problems = '[]', id LIMIT ?2"
    ))?;
    let lines = statement.query(params![import.0, limit])?;
    lines_of(lines)
}

pub(crate) fn outcomes(connection: &Connection, import: ImportId) -> Result<FileOutcomes> {
    let mut statement = connection
        .prepare_cached("SELECT outcome, count(*), count(path) FROM import_files WHERE import = ?1 GROUP BY outcome")?;
    let mut rows = statement.query([import.0])?;
    let mut outcomes = FileOutcomes::default();
    while let Some(row) = rows.next()? {
        let (files, with_path): (u32, u32) = (row.get(1)?, row.get(2)?);
        match outcome_of(row, 0)? {
            FileOutcome::Imported => outcomes.imported += files,
            FileOutcome::AlreadyThere => outcomes.already_there += files,
            FileOutcome::NothingFound => outcomes.nothing_found += files,
            FileOutcome::Refused => {
                outcomes.refused += files;
                outcomes.refused_with_path += with_path;
            }
        }
    }
    Ok(outcomes)
}

/// Where the refused files of an import were.
pub(crate) fn refused_paths(connection: &Connection, import: ImportId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT path FROM import_files WHERE import = ?1 AND outcome = ?2 AND path IS NOT NULL ORDER BY id",
    )?;
    let paths = statement.query_map(params![import.0, outcome_name(FileOutcome::Refused)], |row| row.get(0))?;
    Ok(paths.collect::<Result<_, _>>()?)
}

fn lines_of(mut rows: Rows) -> Result<Vec<FileReport>> {
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        let problems: String = row.get(5)?;
        let report = FileReport {
            id: FileId(row.get(0)?),
            file: row.get(1)?,
            format: row.get(2)?,
            outcome: outcome_of(row, 3)?,
            articles: Vec::new(),
            known: row.get(4)?,
            records: records(row, 8)?,
            outlets: 0,
            known_outlets: row.get(10)?,
            problems: serde_json::from_str(&problems)?,
            choices: Vec::new(),
            has_path: row.get(6)?,
            is_kept: row.get(7)?,
        };
        files.push(report);
    }
    Ok(files)
}

fn outcome_of(row: &Row, at: usize) -> Result<FileOutcome> {
    let outcome: Option<String> = row.get(at)?;
    // Where its reading broke off, what was stored of it counts.
    outcome.as_deref().map_or(Ok(FileOutcome::Imported), outcome_named)
}

fn outcome_name(outcome: FileOutcome) -> &'static str {
    match outcome {
        FileOutcome::Imported => "imported",
        FileOutcome::AlreadyThere => "already_there",
        FileOutcome::NothingFound => "nothing_found",
        FileOutcome::Refused => "refused",
    }
}

fn outcome_named(name: &str) -> Result<FileOutcome> {
    [FileOutcome::Imported, FileOutcome::AlreadyThere, FileOutcome::NothingFound, FileOutcome::Refused]
        .into_iter()
        .find(|outcome| outcome_name(*outcome) == name)
        .ok_or_else(|| Error::Damaged(format!("a file that was {name:?}")))
}
