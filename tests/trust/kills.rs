use std::ffi::OsStr;

use tests::desk::Ran;

use crate::{
    cases,
    desks::{Fault, desk_with_files, run_with, what_is_lost},
    tell,
};

/// At a call that changes a file: between two of them nothing that is kept changes.
const CALLS: &str = "pwrite64,fdatasync,fsync,ftruncate,rename,unlink,openat";

/// However far a job came, what it had said to be done is there, nothing is half, and doing it again ends as if nothing had been.
#[test]
fn a_program_that_is_killed_loses_nothing() {
    let each = cases(25, 1_250);
    let (mut fired, mut lost) = (0, 0);
    for number in 0..each {
        fired += usize::from(kill(&["import", "FILES"], &[], spread(number, each, 260), &mut lost));
    }
    for number in 0..each {
        fired += usize::from(kill(&["backup"], &[&["import", "FILES"]], spread(number, each, 60), &mut lost));
    }
    let before: &[&[&str]] = &[&["import", "FILES"]];
    for number in 0..each {
        let build = ["digest", "build", "--all", "--date", "2026-03-30"];
        fired += usize::from(kill(&build, before, spread(number, each, 60), &mut lost));
    }
    let before: &[&[&str]] = &[&["import", "FILES"], &["digest", "build", "--all", "--date", "2026-03-30"]];
    for number in 0..each {
        let export = ["export", "1", "--to", "html", "--out", "FOLDER/out.html"];
        fired += usize::from(kill(&export, before, spread(number, each, 40), &mut lost));
    }
    // Some come too late: the program was done.
    assert!(fired * 2 > 4 * each, "only {fired} of {} kills met the program at work", 4 * each);
    tell("killed in an import, a copy, a digest, an export", 4 * each, fired, lost);
}

/// Of `each` cases the one with this number strikes at one of the first `last` calls.
fn spread(number: usize, each: usize, last: usize) -> usize {
    1 + number * last / each
}

fn kill(words: &[&str], before: &[&[&str]], at: usize, lost: &mut usize) -> bool {
    let desk = desk_with_files();
    let (files, folder) = (desk.files(), desk.folder().to_owned());
    let filled = |words: &[&str]| -> Vec<String> {
        let fill =
            |word: &&str| word.replace("FILES", files.to_str().unwrap()).replace("FOLDER", folder.to_str().unwrap());
        words.iter().map(fill).collect()
    };
    for words in before {
        let ran: Ran = desk.run(&filled(words));
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let words = filled(words);
    let words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
    let faulted = run_with(&desk, &words, &Fault { calls: CALLS, what: "signal=SIGKILL", at });
    let out = folder.join("out.html");
    let half = out.exists() && !std::fs::read_to_string(&out).unwrap().trim_end().ends_with("</html>");
    if let Some(said) = what_is_lost(&desk).or_else(|| half.then(|| "half a document".to_owned())) {
        println!("{words:?} killed at {at}: {said}");
        *lost += 1;
    }
    faulted.fired > 0
}
