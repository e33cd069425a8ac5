//! Power cuts: what a disk may hold when the current goes away at any call, of what programs wrote and did not sync, wrote and
//! synced, renamed and did not sync the folder of.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use api::{App, CheckLibrary, ListArticles, ListIssues, system_clock};

use crate::{
    cases,
    desks::{Dice, desk_with_files, files_below},
    recorded::{Op, Recorder},
    tell,
};

/// What a disk writes at once.
const SECTOR: usize = 512;

/// What is to be there when a program has said so.
#[derive(Clone, Default, Debug)]
struct Said {
    titles: Vec<String>,
    bookmarked: u32,
    issues: usize,
    backups: usize,
    document: bool,
}

/// A program's words, and what it says by them.
type Step<'a> = (&'a [&'a str], fn(&mut Said));

/// The programs' own order: what is said after each of them.
fn record(is_held: bool) -> (Vec<Op>, Vec<Said>) {
    let desk = desk_with_files();
    let mut recorder = Recorder::of(desk.folder());
    let (mut said, mut now) = (Vec::new(), Said::default());
    let (mut holder, mut id) = (None, String::new());
    for number in 0..crate::desks::ARTICLES {
        let file = desk.files().join(format!("{number}.html"));
        let ran = recorder.run(&desk, &["import", file.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{ran:?}");
        said.push(now.clone());
        // Recorded like the others: whoever opens the library folds its log back.
        let rows = recorder.run(&desk, &["list", "--json"]).lines();
        id = rows[0]["id"].to_string();
        now.titles = rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect();
        said.push(now.clone());
        if is_held && holder.is_none() {
            // As the window does: the log stays, and is not folded back at the end of each program.
            let connection = rusqlite::Connection::open(desk.library().join("tidings.db")).unwrap();
            connection.query_row("SELECT count(*) FROM articles", [], |_| Ok(())).unwrap();
            holder = Some(connection);
        }
    }
    let out = desk.folder().join("out.html");
    let steps: [Step<'_>; 4] = [
        (&["bookmark", &id], |said| said.bookmarked = 1),
        (&["digest", "build", "--all", "--date", "2026-03-30"], |said| said.issues = 1),
        (&["backup"], |said| said.backups = 1),
        (&["export", "1", "--to", "html", "--out", out.to_str().unwrap()], |said| said.document = true),
    ];
    for (words, after) in steps {
        let ran = recorder.run(&desk, words);
        assert_eq!(ran.code, 0, "{ran:?}");
        after(&mut now);
        said.push(now.clone());
    }
    assert_eq!(recorder.unknown, Vec::<String>::new(), "calls that are not modelled");
    // What was recorded is what was done: with nothing lost, the files are those that are there.
    let mut disk = Disk::default();
    recorder.ops.iter().for_each(|op| disk.note(op));
    disk.cut_power(1, &mut Dice(0));
    for path in files_below(&desk.library()).iter().filter(|path| path.extension() != Some(OsStr::new("db-shm"))) {
        let name = path.strip_prefix(desk.folder()).unwrap();
        let file = disk.names.get(name).copied().flatten();
        let bytes = file.and_then(|file| disk.files.get(&file)).cloned().unwrap_or_default();
        assert!(bytes == fs::read(path).unwrap(), "{} was recorded otherwise", name.display());
    }
    (recorder.ops, said)
}

/// Whatever the disk holds after a power cut: the library opens, nothing in it is half, and what a program had said to be done
/// is there.
#[test]
fn a_power_cut_loses_nothing_that_was_said_to_be_done() {
    let count = cases(500, 20_000);
    let (mut fired, mut lost) = (0, 0);
    let mut dice = Dice(11);
    for is_held in [false, true] {
        let (ops, said) = record(is_held);
        let writes = ops.iter().filter(|op| matches!(op, Op::Write { .. })).count();
        let syncs = ops.iter().filter(|op| matches!(op, Op::Sync { .. })).count();
        assert!(writes > 200 && syncs > 40, "only {writes} writes and {syncs} syncs were seen");
        for number in 0..count / 2 {
            // Each fiftieth at the very end: all was said to be done.
            let at = if number % 50 == 0 { ops.len() } else { 1 + number * ops.len() / (count / 2) };
            let mut disk = Disk::default();
            ops[..at].iter().for_each(|op| disk.note(op));
            let changed = disk.cut_power(number % 5, &mut dice);
            fired += usize::from(changed > 0);
            let done = ops[..at].iter().filter(|op| matches!(op, Op::Done)).count();
            let folder = tempfile::tempdir().unwrap();
            disk.put(folder.path());
            let expected = done.checked_sub(1).map(|last| said[last].clone()).unwrap_or_default();
            if let Some(missing) = what_is_missing(folder.path(), &expected) {
                println!(
                    "held {is_held}, cut at call {at} of {}, way {}, {done} done: {missing}",
                    ops.len(),
                    number % 5
                );
                lost += 1;
            }
        }
    }
    assert!(fired * 3 > count, "only {fired} of {count} cuts met anything that was not on the disk");
    tell("power cut: writes lost, torn, out of order", count, fired, lost);
}

fn what_is_missing(folder: &Path, said: &Said) -> Option<String> {
    let library = folder.join("library");
    let backups = api::list_backups(&library).unwrap_or_default().backups;
    if backups.len() < said.backups {
        return Some("the backup".to_owned());
    }
    for backup in &backups {
        let opened = rusqlite::Connection::open(library.join("backups").join(&backup.name));
        let well = opened.and_then(|copy| copy.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)));
        if well.as_deref() != Ok("ok") {
            return Some(format!("a backup that is listed: {well:?}"));
        }
    }
    let document = fs::read_to_string(folder.join("out.html")).ok();
    match document {
        Some(text) if !text.trim_end().ends_with("</html>") => return Some("half a document".to_owned()),
        None if said.document => return Some("the document".to_owned()),
        _ => {}
    }
    let app = match App::open(&library, system_clock, |_| {}) {
        Ok(app) => app,
        Err(error) => return Some(format!("it does not open: {error}")),
    };
    let ask = || -> Result<Option<String>, api::Error> {
        let check = app.check_library(CheckLibrary {})?;
        if !check.faults.is_empty() {
            return Ok(Some(format!("{:?}", check.faults)));
        }
        let rows = app.list_articles(ListArticles::default())?.rows;
        if let Some(title) = said.titles.iter().find(|title| rows.iter().all(|row| row.title != **title)) {
            return Ok(Some(format!("the article {title}")));
        }
        for row in &rows {
            app.read_article(api::ReadArticle { id: row.id })?;
        }
        let bookmarked = rows.iter().filter(|row| row.bookmarked).count();
        let issues = app.list_issues(ListIssues::default())?.issues.len();
        if bookmarked < said.bookmarked as usize || issues < said.issues {
            return Ok(Some(format!("{bookmarked} bookmarks, {issues} issues")));
        }
        Ok(None)
    };
    ask().unwrap_or_else(|error| Some(error.to_string()))
}

/// A folder as a disk and the system's memory hold it.
#[derive(Default)]
struct Disk {
    /// What is on the disk, by the files' numbers.
    files: BTreeMap<usize, Vec<u8>>,
    /// What the system was told and the disk not.
    waiting: BTreeMap<usize, Vec<Change>>,
    names: BTreeMap<PathBuf, Option<usize>>,
    /// In their order, with the folder whose sync brings it to the disk.
    names_waiting: Vec<(PathBuf, Op)>,
}

#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut { to: usize },
}

impl Disk {
    fn note(&mut self, op: &Op) {
        let folder_of = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
        match op {
            Op::Write { file, at, bytes } => {
                let change = Change::Write { at: *at, bytes: bytes.clone() };
                self.waiting.entry(*file).or_default().push(change);
            }
            Op::Cut { file, to } => self.waiting.entry(*file).or_default().push(Change::Cut { to: *to }),
            Op::Sync { file } => {
                let changes = self.waiting.remove(file).unwrap_or_default();
                let bytes = self.files.entry(*file).or_default();
                changes.iter().for_each(|change| apply(bytes, change));
            }
            Op::SyncFolder { path } => {
                let (now, later) = std::mem::take(&mut self.names_waiting).into_iter().partition(|(of, _)| of == path);
                self.names_waiting = later;
                let now: Vec<(PathBuf, Op)> = now;
                now.iter().for_each(|(_, op)| self.name(op));
            }
            Op::Create { path, .. } | Op::Remove { path } | Op::MakeFolder { path } => {
                self.names_waiting.push((folder_of(path), op.clone()));
            }
            Op::Rename { to, .. } | Op::Link { to, .. } => self.names_waiting.push((folder_of(to), op.clone())),
            Op::Done => {}
        }
    }

    fn name(&mut self, op: &Op) {
        match op {
            Op::Create { path, file } => {
                self.names.insert(path.clone(), Some(*file));
            }
            Op::MakeFolder { path } => {
                self.names.insert(path.clone(), None);
            }
            Op::Remove { path } => {
                self.names.remove(path);
            }
            Op::Link { from, to } => {
                if let Some(file) = self.names.get(from).copied() {
                    self.names.insert(to.clone(), file);
                }
            }
            Op::Rename { from, to } => {
                let moved: Vec<PathBuf> = self.names.keys().filter(|path| path.starts_with(from)).cloned().collect();
                for path in moved {
                    let file = self.names.remove(&path).unwrap_or_default();
                    let rest = path.strip_prefix(from).unwrap();
                    let to = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
                    self.names.insert(to, file);
                }
            }
            _ => {}
        }
    }

    /// What was waiting becomes of it whatever may: nothing of it, all, any part in any order, torn in the middle of a write, or
    /// the size of a file without its bytes. Gives how much was not yet on the disk.
    fn cut_power(&mut self, way: usize, dice: &mut Dice) -> usize {
        let changes = std::mem::take(&mut self.waiting);
        let names = std::mem::take(&mut self.names_waiting);
        let met = names.len() + changes.values().map(Vec::len).sum::<usize>();
        // A file system writes its names in their order.
        let named = match way {
            0 => 0,
            1 => names.len(),
            _ => dice.below(names.len() + 1),
        };
        names[..named].iter().for_each(|(_, op)| self.name(op));
        for (file, changes) in changes {
            let bytes = self.files.entry(file).or_default();
            for change in changes {
                let kept = match way {
                    0 => false,
                    1 => true,
                    _ => dice.below(2) == 0,
                };
                if !kept {
                    continue;
                }
                match (way, change) {
                    (3, Change::Write { at, bytes: written }) if written.len() > SECTOR => {
                        let sectors = dice.below(written.len().div_ceil(SECTOR));
                        apply(bytes, &Change::Write { at, bytes: written[..sectors * SECTOR].to_vec() });
                    }
                    (4, Change::Write { at, bytes: written }) if at + written.len() > bytes.len() => {
                        bytes.resize(at + written.len(), 0);
                    }
                    (_, change) => apply(bytes, &change),
                }
            }
        }
        met
    }

    fn put(&self, folder: &Path) {
        for (path, file) in &self.names {
            let path = folder.join(path);
            match file {
                None => fs::create_dir_all(&path).unwrap(),
                Some(file) => {
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(&path, self.files.get(file).map(Vec::as_slice).unwrap_or_default()).unwrap();
                }
            }
        }
    }
}

fn apply(file: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes } => {
            let end = at + bytes.len();
            if file.len() < end {
                file.resize(end, 0);
            }
            file[*at..end].copy_from_slice(bytes);
        }
        Change::Cut { to } => file.resize(*to, 0),
    }
}
