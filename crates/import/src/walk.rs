use std::{
    ffi::{OsStr, OsString},
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};

use articles::{Problem, ProblemCode};
use task::{Cancelled, Task};

use crate::reader::tell;

/// Something to read: a file on disk, or bytes that were pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    File { path: PathBuf, name: String },
    Bytes { bytes: Vec<u8>, name: String },
}

/// One step of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Walked {
    Found(Dropped),
    Problem(Problem),
}

/// The files under some paths, one at a time, in the order of their names' bytes; links are followed, loops are
/// told. Names are for people: `week/monday/1.html` below a dropped folder `week`, bytes that are no UTF-8 shown as `�`.
///
/// Holds some of the names in the folders it stands in, nothing of the files behind it: a folder of a million files is read
/// once for every 16,384 of them, and what comes into it meanwhile is met or not, but nothing is met twice.
pub struct Walk {
    task: Task,
    /// Dropped and not begun, last first.
    roots: Vec<PathBuf>,
    folders: Vec<Folder>,
}

struct Folder {
    path: PathBuf,
    name: String,
    /// What tells this folder from any other, where the system says.
    identity: Option<Identity>,
    /// The next that are not visited yet, last first.
    entries: Vec<OsString>,
    /// The last of them, where the folder may have more behind it.
    listed_to: Option<OsString>,
}

/// Names of a folder that are held at a time: a megabyte of them.
const HELD_NAMES: usize = 16_384;

#[derive(Clone, PartialEq, Eq)]
struct Identity(PathBuf, u64, u64);

impl Walk {
    pub fn new(paths: impl IntoIterator<Item = PathBuf>, task: &Task) -> Walk {
        let mut roots: Vec<PathBuf> = paths.into_iter().collect();
        roots.reverse();
        Walk { task: task.clone(), roots, folders: Vec::new() }
    }

    fn visit(&mut self, path: PathBuf, name: String) -> Option<Walked> {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => return Some(problem(name, &error)),
        };
        if metadata.is_dir() {
            return self.enter(path, name, &metadata);
        }
        if !metadata.is_file() {
            return Some(Walked::Problem(Problem { place: name, code: ProblemCode::NotAFile, detail: String::new() }));
        }
        Some(Walked::Found(Dropped::File { path, name }))
    }

    fn enter(&mut self, path: PathBuf, name: String, metadata: &Metadata) -> Option<Walked> {
        let identity = identify(&path, metadata);
        if identity.is_some() && self.folders.iter().any(|folder| folder.identity == identity) {
            return Some(Walked::Problem(Problem {
                place: name,
                code: ProblemCode::FolderLoop,
                detail: String::new(),
            }));
        }
        match list(&path, None, HELD_NAMES, &self.task) {
            Ok((entries, listed_to)) => {
                self.folders.push(Folder { path, name, identity, entries, listed_to });
                None
            }
            Err(error) => Some(problem(name, &error)),
        }
    }

    /// Of the folder it stands in: what is behind the names that were visited.
    fn go_on(&mut self, after: &OsStr) -> Option<Walked> {
        let folder = self.folders.last_mut()?;
        match list(&folder.path, Some(after), HELD_NAMES, &self.task) {
            Ok(listed) => {
                (folder.entries, folder.listed_to) = listed;
                None
            }
            Err(error) => Some(problem(folder.name.clone(), &error)),
        }
    }
}

impl Iterator for Walk {
    type Item = Walked;

    fn next(&mut self) -> Option<Walked> {
        loop {
            if self.task.check() == Err(Cancelled) {
                return None;
            }
            let (path, name) = match self.folders.last_mut() {
                Some(folder) => match folder.entries.pop() {
                    Some(entry) => {
                        let path = folder.path.join(&entry);
                        if is_saved_folder(&path) {
                            continue;
                        }
                        (path, format!("{}/{}", folder.name, entry.to_string_lossy()))
                    }
                    None => {
                        let Some(after) = folder.listed_to.take() else {
                            self.folders.pop();
                            continue;
                        };
                        match self.go_on(&after) {
                            Some(walked) => return Some(walked),
                            None => continue,
                        }
                    }
                },
                None => {
                    let path = self.roots.pop()?;
                    let name = show_name(&path);
                    (path, name)
                }
            };
            if let Some(walked) = self.visit(path, name) {
                return Some(walked);
            }
        }
    }
}

/// The next names of a folder's entries behind `after`, at most so many, last first, without what systems leave in every folder; and the
/// last of them, where there are more.
fn list(path: &Path, after: Option<&OsStr>, most: usize, task: &Task) -> io::Result<(Vec<OsString>, Option<OsString>)> {
    let mut entries: Vec<OsString> = Vec::new();
    let mut more = false;
    for entry in fs::read_dir(path)? {
        if task.check() == Err(Cancelled) {
            break;
        }
        let name = entry?.file_name();
        if after.is_some_and(|after| name.as_os_str() <= after) || is_litter(&name) {
            continue;
        }
        entries.push(name);
        if entries.len() == 2 * most {
            entries.select_nth_unstable(most);
            entries.truncate(most);
            more = true;
        }
    }
    entries.sort_unstable();
    more |= entries.len() > most;
    entries.truncate(most);
    let last = entries.last().filter(|_| more).cloned();
    entries.reverse();
    Ok((entries, last))
}

/// Browsers save what a page needs into a folder named after it.
fn is_saved_folder(path: &Path) -> bool {
    let page = path.file_name().and_then(OsStr::to_str).and_then(|name| name.strip_suffix("_files"));
    let is_there = |page: &str, ending: &str| path.with_file_name(format!("{page}.{ending}")).is_file();
    page.is_some_and(|page| {
        ["html", "htm", "HTML", "HTM", "Html", "Htm"].into_iter().any(|ending| is_there(page, ending)) && path.is_dir()
    })
}

fn is_litter(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    // `._x` is what macOS writes beside `x` on foreign disks.
    matches!(name.as_ref(), ".DS_Store" | "Thumbs.db" | "desktop.ini" | "__MACOSX") || name.starts_with("._")
}

fn show_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn problem(place: String, error: &io::Error) -> Walked {
    let (code, detail) = tell(error);
    Walked::Problem(Problem { place, code, detail })
}

#[cfg(unix)]
fn identify(_path: &Path, metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some(Identity(PathBuf::new(), metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identify(path: &Path, _metadata: &Metadata) -> Option<Identity> {
    fs::canonicalize(path).ok().map(|path| Identity(path, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However many names are held at a time, each is met once, in the one order.
    #[test]
    fn a_folder_is_listed_in_parts() {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<String> = (0..29).map(|number| format!("{number:02}")).collect();
        // Made in another order than that of their names.
        names.iter().rev().for_each(|name| fs::write(folder.path().join(name), "").unwrap());
        for most in [1, 2, 3, 7, 28, 29, 30] {
            let (mut met, mut after) = (Vec::new(), None::<OsString>);
            loop {
                let (mut part, next) = list(folder.path(), after.as_deref(), most, &Task::quiet()).unwrap();
                assert!(part.len() <= most);
                part.reverse();
                met.extend(part);
                match next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            assert_eq!(met, names.iter().map(OsString::from).collect::<Vec<_>>(), "{most} at a time");
        }
    }
}
