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
/// Holds the names of the folders it stands in, nothing of the files behind it.
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
    /// Not visited yet, last first.
    entries: Vec<OsString>,
}

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
        match list(&path, &self.task) {
            Ok(entries) => {
                self.folders.push(Folder { path, name, identity, entries });
                None
            }
            Err(error) => Some(problem(name, &error)),
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
                    Some(entry) => (folder.path.join(&entry), format!("{}/{}", folder.name, entry.to_string_lossy())),
                    None => {
                        self.folders.pop();
                        continue;
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

/// Names of a folder's entries, last first, without what systems leave in every folder.
fn list(path: &Path, task: &Task) -> io::Result<Vec<OsString>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        if task.check() == Err(Cancelled) {
            break;
        }
        let name = entry?.file_name();
        if !is_litter(&name) {
            entries.push(name);
        }
    }
    entries.sort_unstable_by(|a, b| b.cmp(a));
    let pages: Vec<OsString> = entries.iter().filter_map(|name| saved_folder(name)).collect();
    if !pages.is_empty() {
        entries.retain(|name| !pages.contains(name));
    }
    Ok(entries)
}

/// Browsers save what a page needs into a folder named after it.
fn saved_folder(page: &OsStr) -> Option<OsString> {
    let page = Path::new(page);
    let is_page = page
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm"));
    let mut folder = page.file_stem().filter(|_| is_page)?.to_owned();
    folder.push("_files");
    Some(folder)
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
