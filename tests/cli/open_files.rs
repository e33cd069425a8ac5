//! All of the library out as open files, and back.

use std::{fs, path::Path};

use serde_json::Value;
use tests::desk::{Desk, Ran, dump, pages};

use crate::desk;

/// What a reader sees of a library, whole.
fn seen(desk: &Desk) -> Vec<Vec<Value>> {
    let rows = desk.json(&["list", "--limit", "1000"]);
    let shown = rows.iter().flat_map(|row| desk.json(&["show", &row["id"].to_string()])).collect();
    let more = [
        &["imports"][..],
        &["searches", "list"],
        &["outlets", "list"],
        &["titles", "list"],
        &["highlights"],
        &["digest", "list"],
    ];
    let more = more.map(|words| desk.json(words));
    let found = ["the", "is:bookmarked", "tag:ports"].map(|query| desk.json(&["search", query]));
    let issue = desk.json(&["digest", "show", "1"]);
    [rows, shown, issue].into_iter().chain(more).chain(found).collect()
}

fn filled() -> Desk {
    let desk = desk();
    for (number, page) in pages(12).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    desk.file("dump.txt", dump());
    let ids = desk.import(&desk.files());
    desk.json(&["bookmark", &ids[2].to_string()]);
    desk.json(&["searches", "save", "Ports", "the OR port"]);
    let day =
        desk.json(&["show", &ids[0].to_string()])[0]["article"]["published"]["at"].as_str().unwrap()[..10].to_owned();
    desk.json(&["digest", "build", "--date", &day, "--all"]);
    desk
}

/// What leaves can come back, on another machine, and nothing that a person did is missing.
#[test]
fn a_library_moves_to_another_desk_as_open_files() {
    let (one, other) = (filled(), desk());
    let out = one.folder().join("out");
    let exported = &one.json(&["export-library", out.to_str().unwrap()])[0];
    assert_eq!(exported["articles"], 14, "{exported}");
    let page = first_page(&out);
    assert!(page.starts_with("<!doctype html>") && page.contains("default-src 'none'"), "{page}");
    assert!(other.json(&["import-library", out.to_str().unwrap()])[0]["kept"].is_null());
    let (before, after) = (seen(&one), seen(&other));
    for (number, (before, after)) in before.iter().zip(&after).enumerate() {
        assert_eq!(before, after, "part {number}");
    }
    assert_eq!(other.json(&["check"])[0]["faults"], serde_json::json!([]));
    // What other desks had stays beside it.
    let kept = &other.json(&["import-library", out.to_str().unwrap()])[0]["kept"];
    assert!(Path::new(kept.as_str().unwrap()).join("tidings.db").exists());
}

#[test]
fn what_cannot_be_exported_or_taken_is_said() {
    let desk = filled();
    let out = desk.folder().join("out");
    fs::create_dir_all(out.join("something of mine")).unwrap();
    let check = |words: &[&str], code: &str| {
        let ran = Ran::of(desk.command(words).arg("--json").output().unwrap());
        let said: Value = serde_json::from_str(ran.err.trim()).unwrap_or_else(|_| panic!("{ran:?}"));
        assert_eq!((ran.code, &said["error"]), (1, &Value::from(code)), "{words:?}");
    };
    check(&["export-library", out.to_str().unwrap()], "file_not_written");
    check(&["import-library", out.to_str().unwrap()], "export_foreign");
    let whole = desk.folder().join("whole");
    desk.json(&["export-library", whole.to_str().unwrap()]);
    fs::remove_file(whole.join("tables/tags.jsonl")).unwrap();
    check(&["import-library", whole.to_str().unwrap()], "export_damaged");
    assert_eq!(desk.json(&["list"]).len(), 14, "the library is as it was");
}

/// What a disk turned over is found by its sum, and put back from the copy that has it.
#[test]
fn damage_is_named_and_mended() {
    let desk = filled();
    assert_eq!(desk.json(&["damage"])[0]["damage"], serde_json::json!([]));
    let copy = desk.json(&["backup"])[0]["name"].clone();
    let before = seen(&desk);
    let file = rusqlite::Connection::open(desk.library().join("tidings.db")).unwrap();
    let changed = file.execute(
        "UPDATE article_bodies SET body = x'00' WHERE article IN (SELECT article FROM article_bodies LIMIT 2)",
        [],
    );
    assert_eq!(changed.unwrap(), 2);
    drop(file);
    let ran = Ran::of(desk.command(&["damage", "--json"]).output().unwrap());
    let damage = ran.lines()[0]["damage"].as_array().unwrap().clone();
    assert_eq!((ran.code, damage.len(), &damage[0]["backup"]), (1, 2, &copy), "{ran:?}");
    assert_eq!(desk.json(&["damage", "--mend"])[0]["damage"], serde_json::json!([]));
    assert!(seen(&desk) == before);
}

fn first_page(out: &Path) -> String {
    let month = fs::read_dir(out.join("articles")).unwrap().next().unwrap().unwrap().path();
    let mut pages = fs::read_dir(month).unwrap().map(|entry| entry.unwrap().path());
    fs::read_to_string(pages.find(|path| !path.ends_with("index.html")).unwrap()).unwrap()
}
