//! Whole copies of the library beside it, and the way back to one.
//!
//! A copy is written under another name, read through, brought to the disk and only then given its name: what is
//! listed here can be gone back to. Seven days and four weeks are kept; the copy made before a change of the
//! library's shape stays until the next such change.

use std::{
    collections::HashSet,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Datelike, IsoWeek, NaiveDate, NaiveDateTime, Utc};
use rusqlite::{Connection, OpenFlags};

use crate::{
    Clock, Error, LIBRARY_FILE, Result, Store,
    connection::{create_file, create_folder, open_beside, open_reader, sync_folder},
    error::unreadable,
    store::take_presence,
    tables::{
        counters::{self, Kind},
        health,
    },
    views::{Backup, Restored},
};

const FOLDER: &str = "backups";
/// What an interrupted copy leaves; never listed, removed by the next.
pub(crate) const PART: &str = "part";
const STAMP: &str = "%Y-%m-%d_%H%M%S";
const DAYS: usize = 7;
const WEEKS: usize = 4;

impl Store {
    /// Copies the library as it is at this moment; reading and writing go on meanwhile. `Busy` while another copy is
    /// made. Older copies that no rule keeps are removed once the new one is whole.
    pub fn back_up(&self, now: Clock) -> Result<Backup> {
        make_backup(self.folder(), now.0.naive_local(), None)
    }

    /// Whether nothing has been copied yet on this day of the desk, and there is something to copy.
    pub fn is_backup_due(&self, now: Clock) -> Result<bool> {
        let today = now.0.date_naive();
        let done = backup_names(self.folder())?.iter().any(|name| name.at.date() == today);
        Ok(!done
            && self.can_write()
            && self.read(|connection| Ok(counters::one(connection, Kind::All, "")?.all > 0))?)
    }
}

/// The copies of the library in that folder, newest first.
pub fn list_backups(folder: &Path) -> Result<Vec<Backup>> {
    let mut names = backup_names(folder)?;
    names.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.name.cmp(&b.name)));
    Ok(names.iter().filter_map(|name| describe(folder, name).ok()).collect())
}

/// Whether anything is among the copies, readable or not.
pub(crate) fn has_backups(folder: &Path) -> bool {
    match fs::read_dir(folder.join(FOLDER)) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Puts a copy in the library's place. What was there is kept, with its log, in a folder of its own.
/// `Busy` while a program has the library open.
pub fn restore_backup(folder: &Path, name: &str, now: Clock) -> Result<Restored> {
    let _alone = take_alone(folder)?;
    let names = backup_names(folder)?;
    let Some(chosen) = names.iter().find(|known| known.name == name) else {
        return Err(Error::NoSuchBackup { name: name.to_owned() });
    };
    let backup = describe(folder, chosen)?;
    let copy = folder.join(FOLDER).join(&chosen.name);
    check_copy(&copy)?;

    let fresh = folder.join(format!("{LIBRARY_FILE}.{PART}"));
    copy_privately(&copy, &fresh)?;
    Ok(Restored { backup, kept: put_in_place(folder, &fresh, now)? })
}

/// The right to put another library in this one's place: none has it open while this is held. `Busy` where one has.
pub(crate) fn take_alone(folder: &Path) -> Result<File> {
    let presence = take_presence(folder)?;
    match presence.try_lock() {
        Ok(()) => Ok(presence),
        Err(TryLockError::WouldBlock) => Err(Error::Busy),
        Err(TryLockError::Error(error)) => Err(unreadable(folder, error)),
    }
}

/// Makes a whole file beside it the library. What was there is kept, with its log, in a folder of its own, which is given.
pub(crate) fn put_in_place(folder: &Path, fresh: &Path, now: Clock) -> Result<Option<PathBuf>> {
    let library = folder.join(LIBRARY_FILE);
    let kept = keep_aside(folder, now)?;
    fs::rename(fresh, &library).map_err(|error| unreadable(&library, error))?;
    sync_folder(folder)?;
    Ok(kept)
}

/// Copies the library before its shape is changed to `version`. Named by when the library was last changed, in UTC:
/// opening a library asks for no clock.
pub(crate) fn back_up_before_migration(folder: &Path, version: i64) -> Result<()> {
    let library = folder.join(LIBRARY_FILE);
    let changed =
        fs::metadata(&library).and_then(|file| file.modified()).map_err(|error| unreadable(&library, error))?;
    make_backup(folder, DateTime::<Utc>::from(changed).naive_utc(), Some(version)).map(|_| ())
}

fn make_backup(folder: &Path, at: NaiveDateTime, before: Option<i64>) -> Result<Backup> {
    let backups = folder.join(FOLDER);
    create_folder(&backups)?;
    let lock_path = backups.join("lock");
    let lock = open_beside(&lock_path)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::Busy),
        Err(TryLockError::Error(error)) => return Err(unreadable(&lock_path, error)),
    }
    let name = Name::new(at, before);
    let (whole, part) = (backups.join(&name.name), backups.join(format!("{}.{PART}", name.name)));
    remove_parts(&backups)?;
    // SQLite writes into an empty file that is there, and leaves its rights as they are.
    create_file(&part)?;
    let made = copy_library(&folder.join(LIBRARY_FILE), &part).and_then(|()| check_copy(&part));
    if let Err(error) = made {
        // A copy that is not whole is of no use, and the disk may be full.
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    let sync = || -> io::Result<()> {
        File::open(&part)?.sync_all()?;
        fs::rename(&part, &whole)
    };
    sync().map_err(|error| unreadable(&whole, error))?;
    sync_folder(&backups)?;
    for old in superseded(&backup_names(folder)?) {
        let path = backups.join(&old.name);
        fs::remove_file(&path).map_err(|error| unreadable(&path, error))?;
    }
    describe(folder, &name)
}

fn copy_library(library: &Path, to: &Path) -> Result<()> {
    // A connection of its own: `VACUUM INTO` is refused where only questions are allowed.
    let connection = Connection::open_with_flags(
        library,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE,
    )?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    let to = to.to_str().ok_or_else(|| Error::Failed(format!("{} is not a name in UTF-8", to.display())))?;
    connection.execute("VACUUM INTO ?1", [to])?;
    Ok(())
}

/// To look something up in it.
pub(crate) fn open_backup(folder: &Path, name: &str) -> Result<Connection> {
    open_reader(&folder.join(FOLDER).join(name), true)
}

/// Reads all of it: a copy is what one goes back to when everything else has failed.
pub(crate) fn check_copy(path: &Path) -> Result<()> {
    let connection = open_reader(path, true)?;
    let mut faults = health::faults_of_file(&connection)?;
    faults.extend(health::faults_of_references(&connection)?);
    match faults.into_iter().next() {
        Some(fault) => Err(Error::Damaged(fault)),
        None => Ok(()),
    }
}

fn describe(folder: &Path, name: &Name) -> Result<Backup> {
    let path = folder.join(FOLDER).join(&name.name);
    let bytes = fs::metadata(&path).map_err(|error| unreadable(&path, error))?.len();
    let articles = counters::one(&open_reader(&path, true)?, Kind::All, "")?.all;
    Ok(Backup {
        name: name.name.clone(),
        made_at: name.at.and_utc().format("%Y-%m-%dT%H:%M:%S").to_string(),
        bytes,
        articles,
    })
}

/// Moves the library and its log into a folder named by the time, and gives that folder.
fn keep_aside(folder: &Path, now: Clock) -> Result<Option<PathBuf>> {
    let library = folder.join(LIBRARY_FILE);
    if !library.exists() {
        return Ok(None);
    }
    let stamp = now.0.naive_local().format(STAMP).to_string();
    let free = (0..1000).map(|n| match n {
        0 => folder.join(format!("replaced_{stamp}")),
        n => folder.join(format!("replaced_{stamp}_{n}")),
    });
    let Some(kept) = free.into_iter().find(|path| !path.exists()) else {
        return Err(Error::Failed("too many replaced libraries in one second".to_owned()));
    };
    create_folder(&kept)?;
    // The library's own name goes last, and by replacing: at no moment is there a folder without a library, which the
    // next start would fill with an empty one.
    if fs::hard_link(&library, kept.join(LIBRARY_FILE)).is_err() {
        copy_privately(&library, &kept.join(LIBRARY_FILE))?;
    }
    for ending in ["-wal", "-shm"] {
        let beside = folder.join(format!("{LIBRARY_FILE}{ending}"));
        if beside.exists() {
            fs::rename(&beside, kept.join(format!("{LIBRARY_FILE}{ending}")))
                .map_err(|error| unreadable(&beside, error))?;
        }
    }
    sync_folder(&kept)?;
    Ok(Some(kept))
}

fn copy_privately(from: &Path, to: &Path) -> Result<()> {
    let copy = || -> io::Result<()> {
        let _ = fs::remove_file(to);
        create_file(to).map_err(io::Error::other)?;
        let mut into = File::options().write(true).open(to)?;
        io::copy(&mut File::open(from)?, &mut into)?;
        into.sync_all()
    };
    copy().map_err(|error| unreadable(to, error))
}

fn remove_parts(backups: &Path) -> Result<()> {
    for entry in fs::read_dir(backups).map_err(|error| unreadable(backups, error))?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == PART || ending == "part-journal") {
            fs::remove_file(&path).map_err(|error| unreadable(&path, error))?;
        }
    }
    Ok(())
}

/// A copy by its name: when it was made, on the desk's clock, and before which change of the library's shape.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    name: String,
    at: NaiveDateTime,
    before: Option<i64>,
}

impl Name {
    fn new(at: NaiveDateTime, before: Option<i64>) -> Name {
        let stamp = at.format(STAMP);
        let name = match before {
            Some(version) => format!("tidings_{stamp}_before-v{version}.db"),
            None => format!("tidings_{stamp}.db"),
        };
        Name { name, at, before }
    }

    fn read(name: &str) -> Option<Name> {
        let (stamp, before) = match name.strip_prefix("tidings_")?.strip_suffix(".db")?.split_once("_before-v") {
            Some((stamp, version)) => (stamp, Some(version.parse().ok()?)),
            None => (name.strip_prefix("tidings_")?.strip_suffix(".db")?, None),
        };
        Some(Name { name: name.to_owned(), at: NaiveDateTime::parse_from_str(stamp, STAMP).ok()?, before })
    }
}

fn backup_names(folder: &Path) -> Result<Vec<Name>> {
    let backups = folder.join(FOLDER);
    let entries = match fs::read_dir(&backups) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&backups, error)),
    };
    Ok(entries.flatten().filter_map(|entry| Name::read(entry.file_name().to_str()?)).collect())
}

/// What no rule keeps: neither the newest of one of the last seven days that have any, nor of one of the last four
/// weeks, nor the newest from before a change of shape. A clock that was set back makes no copy old.
fn superseded(names: &[Name]) -> Vec<Name> {
    let mut newest_first: Vec<&Name> = names.iter().collect();
    newest_first.sort_by_key(|name| std::cmp::Reverse(name.at));
    let (mut days, mut weeks): (HashSet<NaiveDate>, HashSet<IsoWeek>) = Default::default();
    let mut seen_before = false;
    let mut old = Vec::new();
    for name in newest_first {
        let keep = match name.before {
            Some(_) => !std::mem::replace(&mut seen_before, true),
            None => {
                let (day, week) = (name.at.date(), name.at.iso_week());
                let of_day = days.len() < DAYS && days.insert(day);
                let of_week = weeks.len() < WEEKS && weeks.insert(week);
                of_day || of_week
            }
        };
        if !keep {
            old.push(name.clone());
        }
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(stamps: &[&str]) -> Vec<Name> {
        stamps.iter().map(|stamp| Name::read(&format!("tidings_{stamp}.db")).unwrap()).collect()
    }

    /// A name is all that says when a copy was made: files of others in the folder are none of ours to remove.
    #[test]
    fn a_name_is_read_as_it_was_written() {
        let at = NaiveDateTime::parse_from_str("2026-11-23_090500", STAMP).unwrap();
        for name in [Name::new(at, None), Name::new(at, Some(3))] {
            assert_eq!(Name::read(&name.name), Some(name));
        }
        for foreign in ["tidings.db", "tidings_2026-11-23.db", "tidings_2026-11-23_090500.db.part", "notes.txt"] {
            assert_eq!(Name::read(foreign), None, "{foreign}");
        }
    }

    /// Seven days and four weeks: a mistake that is noticed on the weekend can still be undone, and one of last month.
    #[test]
    fn keeps_seven_days_and_four_weeks() {
        let days: Vec<String> = (1..=30).map(|day| format!("2026-11-{day:02}_080000")).collect();
        let mut stamps: Vec<&str> = days.iter().map(String::as_str).collect();
        stamps.extend(["2026-11-30_093000", "2026-10-01_080000_before-v2", "2026-09-01_080000_before-v1"]);
        let all = names(&stamps);
        let old = superseded(&all);
        let mut kept: Vec<&str> =
            all.iter().filter(|name| !old.contains(name)).map(|name| &name.name[8..name.name.len() - 3]).collect();
        kept.sort_unstable();
        assert_eq!(
            kept,
            [
                "2026-10-01_080000_before-v2",
                // Sundays end a week of ISO 8601.
                "2026-11-15_080000",
                "2026-11-22_080000",
                "2026-11-24_080000",
                "2026-11-25_080000",
                "2026-11-26_080000",
                "2026-11-27_080000",
                "2026-11-28_080000",
                "2026-11-29_080000",
                "2026-11-30_093000",
            ]
        );
    }
}
