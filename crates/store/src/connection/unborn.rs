//! A library that was being made when the power was cut, before anything could have been in it.

use std::{
    fs::{self, File},
    io::Read,
    ops::Range,
    path::Path,
};

use super::{LIBRARY_FILE, sync_folder};
use crate::{Result, backups::has_backups, error::unreadable};

/// As SQLite makes them. Until the first migration a library is one; what is kept later is in the log, or in further pages.
const PAGE: usize = 4096;
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Of the header: how many pages there are, what we write with a migration, and how many tables the first page names.
/// <https://www.sqlite.org/fileformat.html>
const PAGES: Range<usize> = 28..32;
const VERSION: Range<usize> = 60..64;
const APPLICATION: Range<usize> = 68..72;
const TABLES: Range<usize> = 103..105;

/// Gives the name of the library free where what lies there is a first page that reached the disk as zeros or in part. Such a file
/// no one can open. It is kept under another name: a rule that is wrong costs nothing then.
///
/// Only where nobody else has the library open, which the lock on `presence` tells.
pub(crate) fn set_aside_unborn(folder: &Path, presence: &File) -> Result<()> {
    let path = folder.join(LIBRARY_FILE);
    let is_small = fs::metadata(&path).is_ok_and(|file| file.is_file() && (1..=PAGE as u64).contains(&file.len()));
    if !is_small || presence.try_lock().is_err() {
        return Ok(());
    }
    let done = set_aside_alone(folder, &path);
    presence.unlock().map_err(|error| unreadable(folder, error))?;
    done
}

fn set_aside_alone(folder: &Path, path: &Path) -> Result<()> {
    // Whoever was quicker may have made a library of it.
    let mut bytes = Vec::new();
    let file = File::open(path).and_then(|file| file.take(PAGE as u64 + 1).read_to_end(&mut bytes));
    file.map_err(|error| unreadable(path, error))?;
    let beside = |ending: &str| folder.join(format!("{LIBRARY_FILE}{ending}"));
    let has_log = fs::metadata(beside("-wal")).is_ok_and(|log| log.len() > 0);
    if bytes.len() > PAGE || has_log || !is_unborn(&bytes) || has_backups(folder) {
        return Ok(());
    }
    let mut names =
        (0..1000).map(|number| if number == 0 { ".unborn".to_owned() } else { format!(".unborn-{number}") });
    let Some(name) = names.find(|name| !beside(name).exists()) else { return Ok(()) };
    // The journal first: left alone beside a new library, it would be played back into it.
    for ending in ["-journal", ""] {
        match fs::rename(beside(ending), beside(&format!("{name}{ending}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(unreadable(path, error)),
            _ => {}
        }
    }
    sync_folder(folder)
}

/// Zeros, or the beginning of a page that says itself that there is no other and that it holds no table.
fn is_unborn(bytes: &[u8]) -> bool {
    let is_zero = |range: Range<usize>| bytes.get(range).is_some_and(|field| field.iter().all(|byte| *byte == 0));
    let is_only = bytes.get(PAGES).is_some_and(|pages| pages <= &[0, 0, 0, 1]);
    let is_part = bytes.len() < PAGE && bytes.starts_with(MAGIC) && is_only;
    bytes.iter().all(|byte| *byte == 0) || (is_part && [VERSION, APPLICATION, TABLES].into_iter().all(is_zero))
}
