//! What a program did to the files of a folder, call by call, as a tracer saw it.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tests::desk::{Desk, Ran};

/// A change of the folder. Files go by numbers, for their names change.
#[derive(Clone, Debug)]
pub enum Op {
    Create {
        path: PathBuf,
        file: usize,
    },
    Write {
        file: usize,
        at: usize,
        bytes: Vec<u8>,
    },
    Cut {
        file: usize,
        to: usize,
    },
    Sync {
        file: usize,
    },
    SyncFolder {
        path: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    /// A program said that it was done.
    Done,
}

const CALLS: &str = "openat,write,pwrite64,writev,pwritev,fsync,fdatasync,sync_file_range,ftruncate,fallocate,rename,renameat,\
    renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,close,copy_file_range,sendfile,lseek";

/// Gathers what one program after the other does below a folder.
pub struct Recorder {
    folder: PathBuf,
    pub ops: Vec<Op>,
    files: HashMap<PathBuf, usize>,
    sizes: Vec<usize>,
    /// By path and descriptor: where the next plain write goes.
    places: HashMap<(PathBuf, String), usize>,
    /// What would change a file in a way that is not modelled: none may be met.
    pub unknown: Vec<String>,
}

impl Recorder {
    pub fn of(folder: &Path) -> Recorder {
        Recorder {
            folder: folder.to_owned(),
            ops: Vec::new(),
            files: HashMap::new(),
            sizes: Vec::new(),
            places: HashMap::new(),
            unknown: Vec::new(),
        }
    }

    pub fn run(&mut self, desk: &Desk, words: &[&str]) -> Ran {
        let log = std::env::temp_dir().join(format!("tidings-trace-{}-{}", std::process::id(), self.ops.len()));
        let plain = desk.command(words);
        let mut traced = Command::new("strace");
        traced.args(["--follow-forks", "--quiet=all", "--decode-fds=path", "-xx", "--string-limit=100000000"]);
        traced.args(["--trace", CALLS, "--output"]).arg(&log);
        traced.arg(plain.get_program()).args(plain.get_args()).stdin(Stdio::null());
        for (name, value) in plain.get_envs() {
            traced.env(name, value.unwrap_or_default());
        }
        let ran = Ran::of(traced.output().unwrap());
        let trace = fs::read_to_string(&log).unwrap();
        fs::remove_file(&log).unwrap();
        let mut begun: HashMap<&str, String> = HashMap::new();
        for line in trace.lines() {
            let Some((process, call)) = line.split_once(' ') else { continue };
            let call = call.trim_start();
            if let Some(start) = call.strip_suffix("<unfinished ...>") {
                begun.insert(process, start.to_owned());
            } else if let Some(rest) = call.strip_prefix("<... ") {
                let rest = rest.split_once("resumed>").map(|(_, rest)| rest).unwrap_or_default();
                let whole = begun.remove(process).unwrap_or_default() + rest;
                self.note(&whole);
            } else {
                self.note(call);
            }
        }
        self.ops.push(Op::Done);
        ran
    }

    fn note(&mut self, call: &str) {
        let Some((name, rest)) = call.split_once('(') else { return };
        let Some((arguments, answer)) = rest.rsplit_once(") = ") else { return };
        if answer.starts_with('-') || answer.starts_with('?') {
            return;
        }
        let arguments: Vec<&str> = arguments.split(", ").collect();
        let argument = |at: usize| arguments.get(at).copied().unwrap_or_default().trim();
        // `3</folder/file>`
        let descriptor = || self.named(argument(0));
        let number = |at: usize| argument(at).parse::<usize>().unwrap_or_else(|_| panic!("{call:.200}"));
        match name {
            "openat" => {
                let Some((descriptor, path)) = self.named(answer) else { return };
                let flags = argument(2);
                if flags.contains("O_DIRECTORY") {
                    return;
                }
                let is_new = !self.files.contains_key(&path);
                if is_new && !flags.contains("O_CREAT") {
                    return;
                }
                let file = self.file(&path);
                if flags.contains("O_TRUNC") && !is_new {
                    self.cut(file, 0);
                }
                let place = if flags.contains("O_APPEND") { self.sizes[file] } else { 0 };
                self.places.insert((path, descriptor), place);
            }
            "write" => {
                let Some((descriptor, path)) = descriptor() else { return };
                let written = answer.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
                let mut bytes = bytes_of(argument(1));
                bytes.truncate(written);
                let at = self.places.get(&(path.clone(), descriptor.clone())).copied().unwrap_or(0);
                self.places.insert((path.clone(), descriptor), at + bytes.len());
                self.write(&path, at, bytes);
            }
            "pwrite64" => {
                let Some((_, path)) = descriptor() else { return };
                self.write(&path, number(3), bytes_of(argument(1)));
            }
            "ftruncate" => {
                let Some((_, path)) = descriptor() else { return };
                let file = self.file(&path);
                self.cut(file, number(1));
            }
            "fsync" | "fdatasync" => {
                let Some((_, path)) = descriptor() else { return };
                if let Some(file) = self.files.get(&path) {
                    self.ops.push(Op::Sync { file: *file });
                } else {
                    self.ops.push(Op::SyncFolder { path });
                }
            }
            "rename" | "renameat" | "renameat2" | "link" | "linkat" => {
                let mut names = arguments.iter().filter(|argument| argument.starts_with('"'));
                let (Some(from), Some(to)) = (names.next(), names.next()) else { return };
                let (Some(from), Some(to)) = (self.inside(from), self.inside(to)) else { return };
                if let Some(file) = self.files.get(&from).copied() {
                    self.files.insert(to.clone(), file);
                }
                if name.starts_with("rename") {
                    // A folder takes what is in it along.
                    let below: Vec<PathBuf> =
                        self.files.keys().filter(|path| path.starts_with(&from) && **path != from).cloned().collect();
                    for path in below {
                        let file = self.files.remove(&path).unwrap_or_default();
                        self.files.insert(to.join(path.strip_prefix(&from).unwrap()), file);
                    }
                    self.files.remove(&from);
                    self.ops.push(Op::Rename { from, to });
                } else {
                    self.ops.push(Op::Link { from, to });
                }
            }
            "unlink" | "unlinkat" | "rmdir" => {
                let Some(path) = arguments.iter().find(|argument| argument.starts_with('"')) else { return };
                let Some(path) = self.inside(path) else { return };
                self.files.remove(&path);
                self.ops.push(Op::Remove { path });
            }
            "mkdir" | "mkdirat" => {
                let Some(path) = arguments.iter().find(|argument| argument.starts_with('"')) else { return };
                let Some(path) = self.inside(path) else { return };
                self.ops.push(Op::MakeFolder { path });
            }
            "close" => {}
            _ => {
                if arguments.iter().any(|argument| self.named(argument).is_some()) {
                    self.unknown.push(call.chars().take(200).collect());
                }
            }
        }
    }

    fn file(&mut self, path: &Path) -> usize {
        if let Some(file) = self.files.get(path) {
            return *file;
        }
        let file = self.sizes.len();
        self.sizes.push(0);
        self.files.insert(path.to_owned(), file);
        self.ops.push(Op::Create { path: path.to_owned(), file });
        file
    }

    fn write(&mut self, path: &Path, at: usize, bytes: Vec<u8>) {
        let file = self.file(path);
        self.sizes[file] = self.sizes[file].max(at + bytes.len());
        self.ops.push(Op::Write { file, at, bytes });
    }

    fn cut(&mut self, file: usize, to: usize) {
        self.sizes[file] = to;
        self.ops.push(Op::Cut { file, to });
    }

    /// The descriptor and path of `3<\x2f…>`, where it is in the folder and outlives a power cut.
    fn named(&self, descriptor: &str) -> Option<(String, PathBuf)> {
        let (number, path) = descriptor.split_once('<')?;
        let path = path.split_once('>')?.0;
        self.kept(&bytes_of(path)).map(|path| (number.to_owned(), path))
    }

    fn inside(&self, quoted: &str) -> Option<PathBuf> {
        self.kept(&bytes_of(quoted))
    }

    fn kept(&self, path: &[u8]) -> Option<PathBuf> {
        let path = PathBuf::from(String::from_utf8_lossy(path).into_owned());
        // What SQLite shares between programs in memory is made anew.
        let is_shared = path.extension().is_some_and(|ending| ending == "db-shm");
        let inside = path.strip_prefix(&self.folder).ok()?;
        (!is_shared).then(|| inside.to_owned())
    }
}

/// Of `"\x2f\x61"`, or of what has no such signs.
fn bytes_of(text: &str) -> Vec<u8> {
    let text = text.trim_matches('"');
    if !text.starts_with("\\x") {
        return text.as_bytes().to_vec();
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0) as u8;
    text.as_bytes().chunks_exact(4).map(|four| digit(four[2]) * 16 + digit(four[3])).collect()
}
