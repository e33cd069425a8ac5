use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use tests::desk::{Ran, pages};

use crate::{
    desks::{ARTICLES, desk_with_files},
    tell,
};

/// What becomes of the disk that the library is on, as a script: `$1` is the disk, `$2` the program, `$3` what is imported. It
/// prints a line `refused` where the fault was met, and ends well if the library then is what it was and takes the rest.
const CASES: [(&str, &str); 12] = [
    ("full before anything", "fill; refuse import \"$3\"; free; run import \"$3\"; whole 6"),
    (
        "full before the second import",
        "run import \"$3/0.html\"; fill; refuse import \"$3\"; whole 1; free; run import \"$3\"; whole 6",
    ),
    (
        "full when a mark is set",
        "run import \"$3\"; fill; refuse bookmark \"$(id)\"; whole 6; free; run bookmark \"$(id)\"; whole 6",
    ),
    (
        "full when an issue is built",
        "run import \"$3\"; fill; refuse digest build --all --date 2026-03-30; whole 6; free; run digest build --all --date 2026-03-30; whole 6",
    ),
    ("full when a copy is made", "run import \"$3\"; fill; refuse backup; whole 6; free; run backup; whole 6"),
    (
        "full when all is exported",
        "run import \"$3\"; fill; refuse export-library \"$1/out\"; test ! -e \"$1/out\"; whole 6; free; run export-library \"$1/out\"; whole 6",
    ),
    (
        "full when an export is taken",
        "run import \"$3\"; run export-library \"$3.out\"; fill; refuse import-library \"$3.out\"; whole 6; free; run import-library \"$3.out\"; whole 6",
    ),
    (
        "full when a copy is put back",
        "run import \"$3\"; run backup; fill; refuse restore \"$(ls \"$1/library/backups\" | grep db | tail -1)\"; whole 6; free; whole 6",
    ),
    (
        "read-only from the start",
        "mount -o remount,ro \"$1\"; refuse import \"$3\"; mount -o remount,rw \"$1\"; run import \"$3\"; whole 6",
    ),
    (
        "read-only after an import",
        "run import \"$3/0.html\"; mount -o remount,ro \"$1\"; refuse import \"$3\"; whole 1; mount -o remount,rw \"$1\"; run import \"$3\"; whole 6",
    ),
    (
        "read-only when a mark is set",
        "run import \"$3\"; mount -o remount,ro \"$1\"; refuse bookmark \"$(id)\"; whole 6; mount -o remount,rw \"$1\"; run bookmark \"$(id)\"; whole 6",
    ),
    (
        "a mount that is gone and comes back",
        "run import \"$3\"; cp -a \"$1/library\" \"$3.kept\"; umount -l \"$1\"; chmod 500 \"$1\"; setpriv --bounding-set=-dac_override --inh-caps=-dac_override \"$2\" --library \"$1/library\" import \"$3\" >/dev/null 2>\"$3.said\" && exit 9; grep -q . \"$3.said\"; echo refused; chmod 700 \"$1\"; mount -t tmpfs -o size=6m tmpfs \"$1\"; cp -a \"$3.kept\" \"$1/library\"; whole 6",
    ),
];

const WORDS: &str = r#"
mount -t tmpfs -o size=6m tmpfs "$1"
disk=$1 program=$2 files=$3
run() { "$program" --library "$disk/library" "$@" >/dev/null; }
refuse() {
  code=0
  "$program" --library "$disk/library" "$@" >/dev/null 2>"$files.said" || code=$?
  test $code = 1 || { echo "ended with $code" >&2; exit 8; }
  grep -q 'disk is full\|cannot be written\|could not be written\|No space' "$files.said" || { cat "$files.said" >&2; exit 7; }
  echo refused
}
fill() { head -c 100m /dev/zero >"$disk/filler" 2>/dev/null || true; }
free() { rm "$disk/filler"; }
id() { "$program" --library "$disk/library" list --json | head -1 | sed -E 's/^\{"id":([0-9]+).*/\1/'; }
whole() {
  "$program" --library "$disk/library" check >/dev/null
  test "$("$program" --library "$disk/library" list --json | wc -l)" = "$1" || { echo "not $1 articles" >&2; exit 6; }
}
"#;

/// A disk that is full or may not be written to is said; reading goes on; and when there is room again, so does the rest.
#[test]
fn a_disk_without_room_is_said_and_reading_goes_on() {
    let (mut fired, mut lost) = (0, 0);
    for (name, script) in CASES {
        let desk = desk_with_files();
        let disk = desk.folder().join("disk");
        fs::create_dir(&disk).unwrap();
        let output = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "bash", "-euc"])
            .arg(format!("{WORDS}\n{script}"))
            .arg("bash")
            .args([disk.as_os_str(), desk.program.as_ref(), desk.files().as_os_str()])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let ran = Ran::of(output);
        fired += usize::from(ran.out.contains("refused"));
        if ran.code != 0 || ran.err.contains("panicked") {
            println!("{name}: {ran:?}");
            lost += 1;
        }
    }
    assert_eq!(fired, CASES.len(), "faults that were met");
    tell("disk full, freed, read-only, gone", CASES.len(), fired, lost);
}

/// A library that the file system itself was told not to change (`chattr +i`), with its folder: read, refused, and as it was when
/// that is taken back.
#[test]
fn a_library_that_may_not_be_changed_is_read() {
    let desk = desk_with_files();
    desk.import(&desk.file("first/0.html", pages(1).next().unwrap()));
    let library = desk.library();
    let mut held = Held { paths: crate::desks::files_below(&library) };
    held.paths.push(library);
    if let Err(said) = held.set("+i") {
        // Only root may, and not on each file system: on this machine nothing was tried.
        println!("immutable: not tried here, for chattr says: {said}");
        return;
    }
    let list = || desk.json(&["list", "--limit", "100"]);
    let before = list();
    let (mut fired, mut lost) = (0, 0);
    let id = before[0]["id"].to_string();
    let files = desk.files();
    for words in
        [&["import", files.to_str().unwrap()][..], &["bookmark", &id], &["backup"], &["check"], &["search", "a"]]
    {
        let ran = desk.run(words);
        let reads = matches!(words[0], "check" | "search");
        fired += usize::from(ran.code == 1 && !reads);
        let is_right = if reads { ran.code == 0 } else { ran.code == 1 && ran.err.contains("cannot be written") };
        if !is_right || ran.err.contains("panicked") || list() != before {
            println!("immutable, {words:?}: {ran:?}");
            lost += 1;
        }
    }
    held.set("-i").unwrap();
    desk.import(&desk.files());
    assert_eq!(list().len(), ARTICLES);
    assert_eq!(fired, 3, "changes that were refused");
    tell("a library that may not be changed (chattr +i)", 5, fired, lost);
}

/// What is immutable, and may not be when the test ends.
struct Held {
    paths: Vec<PathBuf>,
}

impl Held {
    fn set(&self, flag: &str) -> Result<(), String> {
        let output = Command::new("chattr").arg(flag).args(&self.paths).output();
        let output = output.map_err(|error| error.to_string())?;
        if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Else nobody could remove the folder. Where it was not set, there is nothing to take back.
        let _ = self.set("-i");
    }
}
