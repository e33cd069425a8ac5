//! What readers set right in a file, a row a step.

use articles::{ContentHash, CorrectionStep};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, ids::Clock};

/// All steps of a file, and how many of them count.
pub(crate) fn read(connection: &Connection, hash: &ContentHash) -> Result<(Vec<CorrectionStep>, usize)> {
    let done: Option<u32> = connection
        .prepare_cached("SELECT steps_done FROM corrected_files WHERE hash = ?1")?
        .query_row([&hash.0], |row| row.get(0))
        .optional()?;
    let Some(done) = done else { return Ok((Vec::new(), 0)) };
    let mut statement = connection.prepare_cached("SELECT step FROM correction_steps WHERE hash = ?1 ORDER BY n")?;
    let mut rows = statement.query([&hash.0])?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let step: String = row.get(0)?;
        steps.push(serde_json::from_str(&step)?);
    }
    let done = (done as usize).min(steps.len());
    Ok((steps, done))
}

/// `step` becomes the one after the first `n`; those that were taken back go.
pub(crate) fn put(
    connection: &Connection,
    hash: &ContentHash,
    n: usize,
    at: Clock,
    step: &CorrectionStep,
) -> Result<()> {
    let n = count(n);
    connection
        .prepare_cached("DELETE FROM correction_steps WHERE hash = ?1 AND n >= ?2")?
        .execute(params![hash.0, n])?;
    connection
        .prepare_cached("INSERT INTO correction_steps (hash, n, at, step) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![hash.0, n, at.utc_seconds(), serde_json::to_string(step)?])?;
    Ok(())
}

pub(crate) fn set_done(connection: &Connection, hash: &ContentHash, done: usize) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO corrected_files (hash, steps_done) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET steps_done = excluded.steps_done",
        )?
        .execute(params![hash.0, count(done)])?;
    Ok(())
}

/// Files with a step that counts, the last corrected first.
pub(crate) fn files(connection: &Connection) -> Result<Vec<ContentHash>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.hash FROM corrected_files c
         JOIN correction_steps s ON s.hash = c.hash AND s.n = c.steps_done - 1 ORDER BY s.at DESC, c.hash",
    )?;
    let rows = statement.query_map([], |row| row.get(0).map(ContentHash))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
