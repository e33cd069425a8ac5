//! Archives that are made to hurt, sixty of them, each read by a child with 512 MB of address space: what of them is news is
//! found, the rest is a line, nothing is written, and none takes long.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod packed;
mod tars;
mod warcs;
mod zips;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use articles::{Document, ProblemCode};
use import::{Dropped, FileEvent, PARSER_ARGUMENT, ParserCommand, Parsers, Walked};
use task::Task;

/// Read where the archive may be read at all.
const NEWS: &str = "The ferry between the two harbours sails again from Monday, the port said.";
const MOST_TIME: Duration = Duration::from_secs(10);
/// In kB, as the shell counts.
const MOST_MEMORY: u64 = 512 << 10;

struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    /// How many documents are found in it, and what is said of the rest.
    expected: (usize, Vec<ProblemCode>),
}

fn case(name: &'static str, bytes: Vec<u8>, documents: usize, problems: &[ProblemCode]) -> Case {
    Case { name, bytes, expected: (documents, problems.to_vec()) }
}

/// One after the other, so that a child's time and memory are those of one archive.
#[test]
fn hostile_archives_are_read_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let cases: Vec<Case> =
        [zips::cases(), tars::cases(), packed::cases(), warcs::cases()].into_iter().flatten().collect();
    assert!(cases.len() >= 60, "{}", cases.len());
    let failed: Vec<String> = cases.into_iter().filter_map(|case| check(folder.path(), case).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    // Names climb, are absolute, are links: whatever they are, no file came of them.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

fn check(folder: &Path, case: Case) -> Result<(), String> {
    let Case { name, bytes, expected } = case;
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    let begun = Instant::now();
    let mut found = (0, Vec::new());
    let input = Walked::Found(Dropped::File { path: path.clone(), name: name.to_owned() });
    let read = parsers().read::<Document>([input].into_iter(), &Task::quiet(), &|_| true, &mut |event| {
        match event {
            FileEvent::Step(_) => found.0 += 1,
            FileEvent::Problem(problem) => found.1.push(problem.code),
            _ => {}
        }
        Ok(())
    });
    let took = begun.elapsed();
    fs::remove_file(path).unwrap();
    match read {
        Err(error) => Err(format!("{name}: {error}")),
        Ok(()) if found != expected => {
            let show = |(documents, problems): (usize, Vec<ProblemCode>)| {
                format!("{documents} documents, {} problems: {:?}", problems.len(), problems.first())
            };
            Err(format!("{name}: {}, and not {}", show(found), show(expected)))
        }
        Ok(()) if took > MOST_TIME => Err(format!("{name}: {took:?}")),
        Ok(()) => Ok(()),
    }
}

fn parsers() -> Parsers {
    let within = format!("ulimit -v {MOST_MEMORY}; exec \"$0\" \"$@\"");
    let args = ["-c", &within, env!("CARGO_BIN_EXE_import-test-parser"), PARSER_ARGUMENT];
    Parsers::new(ParserCommand { program: PathBuf::from("/bin/sh"), args: args.map(Into::into).to_vec() })
}
