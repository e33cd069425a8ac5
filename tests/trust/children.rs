use std::{ffi::OsStr, fs, path::Path, process::Command, thread};

use tests::desk::{Desk, Ran};

use crate::{
    cases,
    desks::{ARTICLES, desk_with_files},
    tell,
};

/// Parser children that are refused memory, stopped, or never come back: each takes at most the file it was reading, which
/// is named, and the rest of the drop is read as if nothing had been.
#[test]
fn a_child_dies_alone() {
    let folder = tempfile::tempdir().unwrap();
    let shim = build_shim(folder.path());
    let counted = Case::run(&shim, "count", 0);
    assert_eq!((counted.ran.code, counted.articles), (0, ARTICLES), "{:?}", counted.ran);
    assert!(counted.allocations > 1_000, "{} allocations were met", counted.allocations);

    let refused = cases(40, 260);
    let runs = (0..refused).map(|number| Case::run(&shim, "fail", 1 + number * counted.allocations / refused));
    tell_alone("a child's n-th allocation is refused", refused, runs);

    let limits = cases(12, 100);
    let size = |number: usize| (256 << 20) + number * ((2 << 30) - (256 << 20)) / limits;
    let runs = (0..limits).map(|number| Case::run(&shim, "memory", size(number)));
    tell_alone("children with 256 MB to 2 GB", limits, runs);

    // Each of them is silent until its parent's patience is over, which is half a minute.
    let silent = cases(8, 40);
    let place = |number: usize| 1 + number * counted.allocations / silent;
    let runs = in_parallel(silent, 8, |number| Case::run(&shim, ["stop", "loop"][number % 2], place(number)));
    tell_alone("a child is stopped, or spins, at its n-th allocation", silent, runs);
}

struct Case {
    fault: String,
    desk: Desk,
    ran: Ran,
    articles: usize,
    fired: bool,
    allocations: usize,
}

impl Case {
    /// Imports a drop with that fault in the way, and says what came of it.
    fn run(shim: &Path, what: &str, at: usize) -> Case {
        let desk = desk_with_files();
        if what == "memory" {
            desk.file("large.html", large_page());
        }
        let state = desk.folder().join("state");
        fs::write(&state, [0; 16]).unwrap();
        let fault = format!("{what} {at}");
        let files = desk.files();
        let mut command = desk.command(&[OsStr::new("import"), files.as_os_str()]);
        command.env("LD_PRELOAD", shim).env("TIDINGS_FAULT", &fault).env("TIDINGS_FAULT_STATE", &state);
        let ran = Ran::of(command.output().unwrap());
        let state = fs::read(&state).unwrap();
        let number = |at: usize| usize::from_le_bytes(state[at..at + 8].try_into().unwrap());
        let articles = desk.json(&["list", "--limit", "1000"]).len();
        Case { fault, articles, ran, fired: number(0) == 2, allocations: number(8), desk }
    }

    /// What went wrong beside the one file that may be missing: none where nothing did.
    fn lost(&self) -> Option<String> {
        let Case { ran, articles, .. } = self;
        let missing = ARTICLES.saturating_sub(*articles);
        let named = ran.err.lines().chain(ran.out.lines()).filter(|line| line.contains(".html")).count();
        let checked = self.desk.json(&["check"]);
        let said = match ran.code {
            0 => missing > 0,
            1 => named == 0,
            _ => true,
        };
        let well = missing <= 1 && !said && checked[0]["faults"] == serde_json::json!([]);
        let again = self.desk.run(&[OsStr::new("import"), self.desk.files().as_os_str()]);
        let whole = again.code == 0 && self.desk.json(&["list", "--limit", "1000"]).len() >= ARTICLES;
        (!well || !whole).then(|| format!("{articles} articles, {ran:?}, {checked:?}, again {again:?}"))
    }
}

fn tell_alone(fault: &str, count: usize, runs: impl IntoIterator<Item = Case>) {
    let (mut fired, mut lost) = (0, 0);
    for case in runs {
        fired += usize::from(case.fired);
        if let Some(said) = case.lost() {
            println!("{}: {said}", case.fault);
            lost += 1;
        }
    }
    // The first child may get fewer of the files than the one that was counted.
    assert!(fired * 2 > count, "only {fired} of {count} faults happened");
    tell(fault, count, fired, lost);
}

fn in_parallel(count: usize, most: usize, run: impl Fn(usize) -> Case + Sync) -> Vec<Case> {
    let numbers: Vec<usize> = (0..count).collect();
    let batch = |numbers: &[usize]| {
        thread::scope(|scope| {
            let run = &run;
            let running: Vec<_> = numbers.iter().map(|number| scope.spawn(move || run(*number))).collect();
            running.into_iter().map(|running| running.join().unwrap()).collect::<Vec<_>>()
        })
    };
    numbers.chunks(most).flat_map(batch).collect()
}

/// More than a child with 256 MB has room for.
fn large_page() -> String {
    let paragraphs = (0..90_000).map(|number| {
        format!("<p>The harbour board met for the {number}th time on Monday, and again put off the dredging of the basin.</p>\n")
    });
    let head = "<html><head><title>The board of the harbour meets</title></head><body><article><h1>The board of the harbour \
                meets</h1>";
    head.to_owned() + &paragraphs.collect::<String>() + "</article></body></html>"
}

fn build_shim(folder: &Path) -> std::path::PathBuf {
    let shim = folder.join("child_faults.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/trust/child_faults.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&shim).arg(source).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    shim
}
