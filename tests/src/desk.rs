//! The command line as a person or a script calls it.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use chrono::NaiveDate;
use serde_json::Value;
use tempfile::TempDir;

use crate::invented;

/// The program, a library of its own, and a folder for files beside it.
pub struct Desk {
    pub program: &'static str,
    folder: TempDir,
}

/// What one call said and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// `program` is the built `tidings`, as cargo names it to its own tests.
    pub fn with(program: &'static str) -> Desk {
        Desk { program, folder: tempfile::tempdir().unwrap() }
    }

    pub fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file with this content; folders on the way to it are made.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("files").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub fn command(&self, words: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(self.program);
        command.args(words).env("TIDINGS_LIBRARY", self.library()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[impl AsRef<OsStr>]) -> Ran {
        Ran::of(self.command(words).output().unwrap())
    }

    /// As `run`, with `--json`; must end well.
    pub fn json(&self, words: &[impl AsRef<OsStr>]) -> Vec<Value> {
        let ran = Ran::of(self.command(words).arg("--json").output().unwrap());
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.lines()
    }

    /// Imports the file and gives the ids of its articles.
    pub fn import(&self, path: &Path) -> Vec<i64> {
        let report = &self.json(&[OsStr::new("import"), path.as_os_str()])[0];
        let files = report["files"].as_array().unwrap().iter();
        files.flat_map(|file| file["articles"].as_array().unwrap()).map(|id| id.as_i64().unwrap()).collect()
    }
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The JSON values of the output.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
    }
}

/// Pages of invented articles, the same at each call.
pub fn pages(count: usize) -> impl Iterator<Item = String> {
    invented::articles(3, day(), 20).take(count).map(|article| invented::as_page(&article))
}

/// Two invented articles, pasted one after the other.
pub fn dump() -> String {
    dump_of(5)
}

/// Two others for each seed.
pub fn dump_of(seed: u64) -> String {
    let latin = invented::articles(seed, day(), 1).filter(|article| article.script == invented::Script::Latin);
    invented::as_dump(&latin.take(2).collect::<Vec<_>>())
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
}

/// Waits until a program has a say in what Ctrl-C does to it: before, the signal ends it, or is lost where whoever started
/// it ignores it.
pub fn wait_until_stoppable(child: &mut Child) {
    const INTERRUPT: u64 = 1 << (2 - 1);
    let caught = |status: &str| {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"))?;
        Some(u64::from_str_radix(mask.trim(), 16).ok()? & INTERRUPT != 0)
    };
    while !fs::read_to_string(format!("/proc/{}/status", child.id())).is_ok_and(|status| caught(&status) == Some(true))
    {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be stopped");
        std::thread::yield_now();
    }
}

/// Whether permissions do not bind whoever runs this.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

/// The same call, made by one whom permissions bind.
pub fn bound_by_permissions(command: &Command) -> Command {
    let mut bound = if is_root() {
        let mut bound = Command::new("setpriv");
        let without = "-dac_override,-dac_read_search,-fowner";
        bound.arg(format!("--inh-caps={without}")).arg(format!("--bounding-set={without}"));
        bound.arg(command.get_program());
        bound
    } else {
        Command::new(command.get_program())
    };
    bound.args(command.get_args()).stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        bound.env(name, value.unwrap_or_default());
    }
    bound
}
