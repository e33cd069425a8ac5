use std::ffi::OsStr;

use crate::{
    cases,
    desks::{Fault, desk_with_files, run_with, what_is_lost},
    tell,
};

/// Each call of each kind that an import makes, at every tenth of them: the program says why it could not go on, or did.
#[test]
fn a_disk_that_fails_is_named_and_loses_nothing() {
    let step = if cases(0, 1) == 1 { 1 } else { 10 };
    let (mut all, mut fired, mut lost) = (0, 0, 0);
    for (calls, last) in [("pwrite64", 160), ("fdatasync,fsync", 30), ("openat", 60), ("ftruncate", 10), ("unlink", 10)]
    {
        for what in ["error=EIO", "error=ENOSPC", "error=EINTR"] {
            for at in (1..=last).step_by(step) {
                all += 1;
                let desk = desk_with_files();
                let files = desk.files();
                let words = [OsStr::new("import"), files.as_os_str()];
                let faulted = run_with(&desk, &words, &Fault { calls, what, at });
                fired += usize::from(faulted.fired > 0);
                let ran = &faulted.ran;
                let crashed = ran.err.contains("panicked") || !(0..=2).contains(&ran.code);
                let silent = ran.code != 0 && ran.err.trim().is_empty() && ran.out.trim().is_empty();
                let said = (crashed || silent).then(|| format!("{ran:?}")).or_else(|| what_is_lost(&desk));
                if let Some(said) = said {
                    println!("{calls} {what} at {at}: {said}");
                    lost += 1;
                }
            }
        }
    }
    assert!(fired * 3 > all, "only {fired} of {all} faults met a call");
    tell("the n-th write, sync, open, cut, removal fails", all, fired, lost);
}
