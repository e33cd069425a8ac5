//! A desk whose program is run under a tracer that makes its calls to the system fail.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tests::desk::{Desk, Ran, pages};

/// Articles of the desk that faults are let loose on.
pub const ARTICLES: usize = 6;

pub fn desk() -> Desk {
    Desk::with(env!("CARGO_BIN_EXE_tidings"))
}

/// A desk with files to import, and nothing imported.
pub fn desk_with_files() -> Desk {
    let desk = desk();
    for (number, page) in pages(ARTICLES).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    desk
}

/// As `strace --inject` writes it: which calls, what happens, and at which of them.
pub struct Fault<'a> {
    pub calls: &'a str,
    pub what: &'a str,
    pub at: usize,
}

/// What came of a call under a fault.
pub struct Faulted {
    pub ran: Ran,
    /// How often the fault happened.
    pub fired: usize,
}

/// Runs the program with a fault; its parser children are traced too, but call none of what faults are for.
pub fn run_with(desk: &Desk, words: &[&OsStr], fault: &Fault<'_>) -> Faulted {
    let log = desk.folder().join("trace");
    let plain = desk.command(words);
    let mut traced = Command::new("strace");
    traced.args(["--follow-forks", "--quiet=all", "--output"]).arg(&log);
    traced.args(["--trace", fault.calls, "--inject"]);
    traced.arg(format!("{}:{}:when={}", fault.calls, fault.what, fault.at));
    traced.arg(plain.get_program()).args(plain.get_args()).stdin(std::process::Stdio::null());
    for (name, value) in plain.get_envs() {
        traced.env(name, value.unwrap_or_default());
    }
    let ran = Ran::of(traced.output().unwrap());
    let trace = fs::read_to_string(&log).unwrap();
    let fired = trace.lines().filter(|line| line.contains("INJECTED") || line.contains("killed by SIGKILL")).count();
    Faulted { ran, fired }
}

/// What is wrong with the library, and whether the files come in whole and once: none if nothing is.
pub fn what_is_lost(desk: &Desk) -> Option<String> {
    let check = || -> Result<serde_json::Value, String> {
        let ran = Ran::of(desk.command(&["check", "--json"]).output().unwrap());
        ran.lines().into_iter().next().ok_or(ran.err)
    };
    let first = match desk.library().exists().then(check) {
        None => None,
        Some(Err(said)) => Some(said),
        Some(Ok(check)) => (check["faults"] != serde_json::json!([])).then(|| check.to_string()),
    };
    first.or_else(|| {
        let files = desk.files();
        let ran = desk.run(&[OsStr::new("import"), files.as_os_str()]);
        let listed = desk.json(&["list", "--limit", "1000"]).len();
        let checked = check();
        let well = checked.as_ref().is_ok_and(|check| check["faults"] == serde_json::json!([]));
        (ran.code != 0 || listed != ARTICLES || !well)
            .then(|| format!("imported again: {ran:?}, {listed} articles, {checked:?}"))
    })
}

pub fn path_of(desk: &Desk, name: &str) -> PathBuf {
    desk.folder().join(name)
}

/// All files below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

/// The same numbers at each run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}
