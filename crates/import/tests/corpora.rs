//! Odd and hostile files of others, read in place where they are there.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use articles::ProblemCode;
use import::{Found, Input};
use task::Task;

fn files(path: &str) -> Vec<PathBuf> {
    let root = std::env::var_os("TIDINGS_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("corpora").join(path)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { folders.push(entry) } else { files.push(entry) }
        }
    }
    files.sort();
    files
}

/// All that was found, as text, and the problems.
fn read(path: &Path) -> (String, Vec<ProblemCode>) {
    let mut all = String::new();
    let mut problems = Vec::new();
    let name = path.file_name().unwrap().to_string_lossy();
    let input = match Input::open(path, &name, &Task::quiet()) {
        Ok(input) => input,
        Err(stop) => panic!("{}: {stop:?}", path.display()),
    };
    let found = &mut |found| match found {
        Found::Document(document) => all.push_str(&serde_json::to_string(&*document).unwrap()),
        Found::Problem(problem) => problems.push(problem.code),
        Found::Text(text) => all.push_str(&text),
        Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    input.read(&Task::quiet(), found).unwrap();
    (all, problems)
}

/// What is JSON is accepted, whatever is in it; what is none is refused as that.
#[test]
fn json_is_told_from_what_is_none() {
    for path in files("json/jsontestsuite") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".json") {
            continue;
        }
        let (_, problems) = read(&path);
        let is_refused = problems.iter().any(|code| matches!(code, ProblemCode::Damaged | ProblemCode::EmptyFile));
        if name.starts_with("y_") {
            assert!(!is_refused, "{name}: {problems:?}");
        }
        if name.starts_with("n_") {
            assert!(is_refused, "{name}: {problems:?}");
        }
    }
}

/// Entities that name files, and entities that multiply.
#[test]
fn xml_reads_nothing_outside_and_multiplies_nothing() {
    let secret = fs::read_to_string("/etc/passwd").unwrap_or_default();
    for path in files("xml") {
        let len = fs::metadata(&path).unwrap().len() as usize;
        let (all, _) = read(&path);
        assert!(secret.lines().all(|line| line.is_empty() || !all.contains(line)), "{}", path.display());
        assert!(all.len() <= 8 * len + 8192, "{}: {} from {len}", path.display(), all.len());
    }
}

/// Every file gets a document or a line.
#[test]
fn nothing_is_passed_over_in_silence() {
    for folder in ["mixed", "zip", "warc", "mail", "csv", "html", "mhtml", "text", "svg"] {
        for path in files(folder) {
            let (all, problems) = read(&path);
            assert!(!all.is_empty() || !problems.is_empty(), "{}", path.display());
        }
    }
}
