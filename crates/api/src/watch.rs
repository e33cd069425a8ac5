use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    sync::PoisonError,
    thread,
    time::{Duration, Instant, UNIX_EPOCH},
};

use articles::{ContentHash, WatchedFolderId};
use import::{Dropped, Input, Walk, Walked};
use store::{TakenFile, Unmoved};
use task::Task;

use crate::{
    App, Error, Event, FileOutcome, ImportReport, ImportState, WatchedFolder,
    aside::{move_aside, reason_of},
};

/// A file that has been the same for so long is whole: programs that write one do so many times a second.
pub const SETTLING: Duration = Duration::from_secs(2);
/// How often folders are looked into. Looking costs .1 s of work for 10,000 files.
pub const LOOK_EVERY: Duration = Duration::from_secs(1);
/// After a failure that another try may not meet: a full disk, a library that is in use.
const REST: Duration = Duration::from_secs(60);

/// Looks into watched folders and imports what is new and has stopped growing. Holds what it has seen; what was taken
/// is in the library, so that it is not taken twice after a restart.
pub struct Watch {
    app: App,
    task: Task,
    settling: Duration,
    /// One folder only.
    only: Option<WatchedFolderId>,
    folders: HashMap<WatchedFolderId, Looked>,
}

/// What one look brought.
#[derive(Debug, Default)]
pub struct Look {
    pub imports: Vec<ImportReport>,
    /// Files that are there and not yet the same for long enough.
    pub settling: usize,
    /// Folders that cannot be looked into.
    pub missing: Vec<String>,
    /// Files that were imported and could not be moved aside, with the reason.
    pub unmoved: Vec<(PathBuf, Unmoved)>,
}

#[derive(Default)]
struct Looked {
    missing: bool,
    /// Since when each file has been what it is.
    since: HashMap<PathBuf, (State, Instant)>,
    /// Files that were dealt with, as they were then.
    done: HashSet<(PathBuf, State)>,
    rests_until: Option<Instant>,
}

/// A file that is written to has another one after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct State {
    size: i64,
    changed: i64,
}

impl State {
    /// As the file was when it was taken.
    pub(crate) fn of(taken: &TakenFile) -> State {
        State { size: taken.size, changed: taken.changed }
    }
}

impl App {
    /// Looks into the watched folders until the app is closed, on a thread of its own.
    pub fn start_watching(&self) -> Result<(), Error> {
        let task = Task::quiet();
        self.jobs().begin(self.jobs().next_id(), task.clone());
        let mut watch = Watch::new(self.clone(), task.clone(), SETTLING);
        let work = move || {
            // What was to be corrected by a rule when the program ended; it waits for the next start otherwise.
            let _ = watch.app.apply_rules();
            while task.check().is_ok() {
                // What failed is tried again at the next look; the list of folders says what is missing.
                let _ = watch.look(Instant::now());
                thread::park_timeout(LOOK_EVERY);
            }
        };
        let thread = thread::Builder::new().name("watch".to_owned()).spawn(work);
        let thread = thread.map_err(|error| Error::Internal(error.to_string()))?;
        *self.0.watching.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        Ok(())
    }
}

impl Watch {
    pub fn new(app: App, task: Task, settling: Duration) -> Watch {
        Watch { app, task, settling, only: None, folders: HashMap::new() }
    }

    pub fn only(self, folder: WatchedFolderId) -> Watch {
        Watch { only: Some(folder), ..self }
    }

    /// One look into each folder; `now` never goes back.
    pub fn look(&mut self, now: Instant) -> Result<Look, Error> {
        let mut look = Look::default();
        let mut folders = self.app.store().list_watched_folders()?;
        folders.retain(|folder| !folder.paused && self.only.is_none_or(|only| only == folder.id));
        self.folders.retain(|id, _| folders.iter().any(|folder| folder.id == *id));
        for folder in folders {
            if self.task.check().is_err() {
                break;
            }
            self.look_into(&folder, now, &mut look)?;
        }
        Ok(look)
    }

    fn look_into(&mut self, folder: &WatchedFolder, now: Instant, look: &mut Look) -> Result<(), Error> {
        if !self.folders.contains_key(&folder.id) {
            let looked = Looked { done: taken_before(&self.app, folder)?, ..Looked::default() };
            self.folders.insert(folder.id, looked);
        }
        let Some(looked) = self.folders.get_mut(&folder.id) else { return Ok(()) };
        let missing = fs::read_dir(&folder.path).is_err();
        if missing != looked.missing {
            looked.missing = missing;
            self.app.tell(Event::WatchChanged {});
        }
        if missing {
            look.missing.push(folder.path.clone());
            return Ok(());
        }
        if looked.rests_until.is_some_and(|until| now < until) {
            return Ok(());
        }
        let settled = looked.settled(files_in(folder, &self.task), now, self.settling);
        look.settling += looked.since.len() - settled.len();
        if settled.is_empty() {
            return Ok(());
        }
        let taken = take(&self.app, folder, &settled, &self.task, look);
        match taken {
            // Dealt with, also where the import of it was stopped: it waits for the next start of the program.
            Ok(()) => looked.done.extend(settled),
            Err(_) => looked.rests_until = Some(now + REST),
        }
        taken
    }
}

impl Looked {
    /// Files that have been what they are for long enough and were not dealt with, in the order of their names.
    fn settled(
        &mut self,
        files: impl Iterator<Item = (PathBuf, State)>,
        now: Instant,
        settling: Duration,
    ) -> Vec<(PathBuf, State)> {
        let mut since = HashMap::new();
        let mut there = HashSet::new();
        let mut settled = Vec::new();
        for (path, state) in files {
            let file = (path, state);
            if self.done.contains(&file) {
                there.insert(file);
                continue;
            }
            let (path, state) = file;
            let began = match self.since.get(&path) {
                Some((before, began)) if *before == state => *began,
                _ => now,
            };
            if now.duration_since(began) >= settling {
                settled.push((path.clone(), state));
            }
            since.insert(path, (state, began));
        }
        self.since = since;
        // A file that is gone may come back as another: only its content tells, and the library knows that.
        self.done = there;
        settled
    }
}

/// What lies in a folder, but for what was moved aside and what a browser is still loading.
fn files_in(folder: &WatchedFolder, task: &Task) -> impl Iterator<Item = (PathBuf, State)> {
    let aside = folder.aside.as_ref().map(|aside| Path::new(&folder.path).join(aside));
    Walk::new([PathBuf::from(&folder.path)], task).filter_map(move |walked| match walked {
        Walked::Found(Dropped::File { path, .. })
            if aside.as_ref().is_none_or(|aside| !path.starts_with(aside)) && !is_unfinished(&path) =>
        {
            let state = state_of(&path)?;
            Some((path, state))
        }
        _ => None,
    })
}

/// Names that programs give a file until it is whole.
fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let endings = ["part", "partial", "crdownload", "download", "opdownload", "tmp", "temp", "filepart"];
    name.starts_with('.') || name.starts_with("~$") || endings.contains(&ending.as_str())
}

pub(crate) fn state_of(path: &Path) -> Option<State> {
    let metadata = fs::metadata(path).ok()?;
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(State {
        size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        changed: i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
    })
}

fn taken_before(app: &App, folder: &WatchedFolder) -> Result<HashSet<(PathBuf, State)>, Error> {
    let taken = app.store().list_taken(folder.id)?;
    let file = |file: TakenFile| (Path::new(&folder.path).join(&file.name), State::of(&file));
    Ok(taken.into_iter().map(file).collect())
}

/// Imports those that were not taken before, remembers them, and moves aside what the library now has.
fn take(
    app: &App,
    folder: &WatchedFolder,
    settled: &[(PathBuf, State)],
    task: &Task,
    look: &mut Look,
) -> Result<(), Error> {
    let root = Path::new(&folder.path);
    let shown = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
    let mut files = Vec::new();
    let mut hashes: Vec<(ContentHash, &PathBuf, State)> = Vec::new();
    for (path, state) in settled {
        let way = way_to(root, path);
        // One that cannot be read has no hash, and its line in the report says why.
        let hash = Input::open(path, &way, task).map(|input| input.hash().clone()).unwrap_or_default();
        if !hash.0.is_empty() && app.store().was_taken(folder.id, &hash)? {
            put_aside(app, folder, path, *state, look)?;
            continue;
        }
        files.push(Dropped::File { path: path.clone(), name: format!("{shown}/{way}") });
        hashes.push((hash, path, *state));
    }
    if files.is_empty() {
        return Ok(());
    }
    let Some(report) = app.import_unasked(&shown, files, task)? else { return Ok(()) };
    let outcomes = app.import_files(report.summary.id).map(|file| Ok(file?.outcome));
    let outcomes = outcomes.collect::<Result<Vec<FileOutcome>, Error>>()?;
    // Of an import that was stopped, the last line may be of a file that was not read to its end.
    let whole = match report.summary.state {
        ImportState::Finished => outcomes.len(),
        _ => outcomes.len().saturating_sub(1),
    };
    let reported: Vec<_> = hashes.into_iter().zip(outcomes.into_iter().take(whole)).collect();
    let taken: Vec<TakenFile> = reported
        .iter()
        .filter(|((hash, ..), _)| !hash.0.is_empty())
        .map(|((hash, path, state), _)| TakenFile {
            hash: hash.clone(),
            name: way_to(root, path),
            size: state.size,
            changed: state.changed,
        })
        .collect();
    // First remembered, then moved: after a power cut between the two it lies there and is not taken again.
    app.store().add_taken(folder.id, &taken)?;
    for ((_, path, state), outcome) in reported {
        if matches!(outcome, FileOutcome::Imported | FileOutcome::AlreadyThere) {
            put_aside(app, folder, path, state, look)?;
        }
    }
    app.tell(Event::WatchChanged {});
    look.imports.push(report);
    Ok(())
}

/// Where the folder says so, and unless it was written to meanwhile: then it is another file, to be taken in its turn.
/// One that stays is remembered with the reason, for the list of folders.
fn put_aside(app: &App, folder: &WatchedFolder, path: &Path, state: State, look: &mut Look) -> Result<(), Error> {
    let Some(aside) = &folder.aside else { return Ok(()) };
    if state_of(path) != Some(state) {
        return Ok(());
    }
    let root = Path::new(&folder.path);
    let reason = move_aside(root, path, aside).err().map(|error| reason_of(&error));
    if app.store().set_unmoved(folder.id, &way_to(root, path), reason)? {
        app.tell(Event::WatchChanged {});
    }
    look.unmoved.extend(reason.map(|reason| (path.to_owned(), reason)));
    Ok(())
}

fn way_to(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that still grows, or was touched, waits from then on; one that was dealt with does not come again.
    #[test]
    fn a_file_is_taken_once_it_rests() {
        let start = Instant::now();
        let mut looked = Looked::default();
        let mut check = |second: u64, files: &[(&str, i64)], expected: &[&str]| {
            let files = files.iter().map(|(name, size)| (PathBuf::from(name), State { size: *size, changed: 0 }));
            let now = start + Duration::from_secs(second);
            let settled = looked.settled(files, now, Duration::from_secs(2));
            let names: Vec<String> = settled.iter().map(|(path, _)| path.display().to_string()).collect();
            assert_eq!(names, expected, "after {second} s");
            looked.done.extend(settled);
        };
        check(0, &[("a", 1), ("b", 1)], &[]);
        check(1, &[("a", 1), ("b", 2)], &[]);
        check(2, &[("a", 1), ("b", 2)], &["a"]);
        check(3, &[("a", 1), ("b", 2)], &["b"]);
        check(9, &[("a", 1), ("b", 2)], &[]);
        check(10, &[("a", 5)], &[]);
        check(12, &[("a", 5)], &["a"]);
    }

    #[test]
    fn what_is_still_loaded_is_left_alone() {
        let check = |name: &str, expected| assert_eq!(is_unfinished(Path::new(name)), expected, "{name}");
        check("report.pdf", false);
        check("report.pdf.crdownload", true);
        check(".report.pdf.swp", true);
        check("~$report.docx", true);
        check("download", false);
    }
}
