//! Other people's files, where they are at hand: each is answered for, and none stops a parser.
//!
//! A sample by default; all of them with `TIDINGS_CORPUS=all`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use tests::{desk::Desk, places};

/// About half a minute of a debug build on two cores.
const SAMPLE: usize = 400;

#[test]
fn each_file_of_the_corpora_is_answered_for() {
    let Some(folder) = places::shared("corpora") else { return };
    let mut files = Vec::new();
    collect_files(&folder, &mut files);
    files.sort();
    if std::env::var_os("TIDINGS_CORPUS").is_none_or(|which| which != "all") {
        // Every so-manieth, so that each folder has its part.
        files = files.iter().step_by(files.len().div_ceil(SAMPLE).max(1)).cloned().collect();
    }
    for part in files.chunks(1_000) {
        check(part);
    }
}

fn check(files: &[PathBuf]) {
    let desk = Desk::with(env!("CARGO_BIN_EXE_tidings"));
    let mut command = desk.command(&["parse", "--json"]);
    let output = command.args(files).output().unwrap();
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{:?}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let mut answered = BTreeSet::new();
    let mut stopped = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let file = line["file"].as_str().unwrap();
        // What a container holds is named behind it: `week.zip › monday/1.html`.
        let file = file.split(" › ").next().unwrap().rsplit('/').next().unwrap();
        answered.insert(file.to_owned());
        if line["problem"] == "parser_stopped" {
            stopped.push(line);
        }
    }
    let unanswered: Vec<&PathBuf> = files.iter().filter(|file| !answered.contains(&name(file))).collect();
    assert!(unanswered.is_empty(), "{} files with no line: {unanswered:#?}", unanswered.len());
    assert!(stopped.is_empty(), "a parser died of {stopped:#?}");
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_files(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}
