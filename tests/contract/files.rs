//! Rules about the files themselves.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use tests::places;

/// Longer than one sitting.
const MOST_LINES: usize = 700;

/// Written by programs, by others, or data.
const NOT_WRITTEN: &[&str] =
    &["Cargo.lock", "package-lock.json", "/generated/", "tests/samples/", "/samples/", "LICENSE"];

#[test]
fn a_source_file_is_read_in_one_sitting() {
    for (path, text) in written_files() {
        let lines = text.lines().count();
        // A table of words is looked up by its keys, and is as long as the program has words.
        let is_table = path.starts_with("ui/messages/");
        assert!(is_table || lines <= MOST_LINES, "{path} has {lines} lines");
    }
}

/// A name of one machine's folders or of the tools of whoever wrote a line is no help to a reader elsewhere.
#[test]
fn no_file_speaks_of_the_place_it_was_written_at() {
    // In halves, so that this file does not hold what it looks for.
    let names = [concat!("/wo", "rk/"), concat!(".lib", "rary/"), concat!("/ro", "ot/")];
    for (path, text) in written_files() {
        for name in names {
            assert!(!text.contains(name), "{path} names {name}");
        }
    }
}

/// The page reaches the machine through one door, which a test can replace.
#[test]
fn only_the_host_folder_of_the_page_speaks_to_tauri() {
    for (path, text) in written_files() {
        let page = path.starts_with("ui/src/") && !path.starts_with("ui/src/host/");
        assert!(!page || !text.contains("@tauri-apps/"), "{path} imports @tauri-apps");
    }
}

/// SQL outside `store` would tie the rest to one engine.
#[test]
fn sql_stands_in_the_store() {
    for (path, text) in written_files() {
        let elsewhere = path.starts_with("crates/") && !path.starts_with("crates/store/") && path.ends_with(".rs");
        let sql = ["SELECT ", "INSERT INTO ", "DELETE FROM "].iter().find(|word| text.contains(**word));
        assert!(!elsewhere || sql.is_none(), "{path} holds {sql:?}");
    }
}

/// What the page calls it must be allowed to call: an operation without its permission works everywhere but in the window.
#[test]
fn the_window_may_call_each_operation_and_nothing_else() {
    let read = |path: &str| fs::read_to_string(places::workspace().join(path)).unwrap();
    let operations = read("crates/api/src/operations.rs");
    let listed = operations.lines().skip_while(|line| line.trim() != "$with! {").skip(1);
    let listed = listed.take_while(|line| !line.trim().starts_with('}'));
    let names = listed.filter_map(|line| line.trim().split_once('(').map(|(name, _)| name.to_owned()));
    let own = read("src-tauri/window_commands.txt");
    let wanted: BTreeSet<String> =
        names.chain(own.lines().map(str::to_owned)).map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    let window: serde_json::Value = serde_json::from_str(&read("src-tauri/capabilities/window.json")).unwrap();
    let allowed: BTreeSet<String> =
        window["permissions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    assert_eq!(allowed, wanted);
}

/// What a person wrote, as git lists it: path from the workspace with `/`, and text.
fn written_files() -> Vec<(String, String)> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(places::workspace())
        .output()
        .expect("git lists the files");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap();
    let files: Vec<(String, String)> = listed
        .split('\0')
        .filter(|path| !path.is_empty() && !NOT_WRITTEN.iter().any(|part| path.contains(part)))
        .filter_map(|path| read_text(&places::workspace().join(path)).map(|text| (path.to_owned(), text)))
        .collect();
    assert!(files.len() > 20, "only {} files were found", files.len());
    files
}

/// Nothing for pictures, fonts and files that were deleted but are listed still.
fn read_text(path: &Path) -> Option<String> {
    String::from_utf8(fs::read(path).ok()?).ok()
}
