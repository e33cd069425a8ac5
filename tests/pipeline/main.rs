//! The whole path once, for real: from a pasted file to the words of a PDF, through the program that people have.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};
use tests::{desk::Desk, places};

/// Two stories of one file become two items of a digest in the order that the editor gave them.
#[test]
fn from_a_pasted_file_to_a_printed_digest() {
    let desk = Desk::with(env!("CARGO_BIN_EXE_tidings"));
    let ids = desk.import(&places::sample("two-stories.txt"));
    assert_eq!(ids.len(), 2);
    let words: Vec<String> = ids.iter().map(i64::to_string).collect();
    desk.json(&["bookmark", &words[0], &words[1]]);
    let rows = desk.json(&["list", "--bookmarked"]);
    let day = rows.iter().find_map(|row| row["published"]["at"].as_str()).unwrap()[..10].to_owned();

    let mut view = desk.json(&["digest", "build", "--date", &day]).remove(0);
    let issue = view["id"].to_string();
    let mut edit = |edit: Value| view = desk.json(&["digest", "edit", &issue, &edit.to_string()]).remove(0);
    let section = json!(first_section(&desk, &issue)["id"]);
    edit(json!({ "edit": "add_items", "articles": ids, "section": section, "at": 9 }));
    edit(json!({ "edit": "set_title", "title": "Harbour desk" }));
    edit(json!({ "edit": "set_introduction", "introduction": "What the desk thinks of today." }));
    // The last becomes the first.
    let items = first_section(&desk, &issue)["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 2, "both are in, and neither twice: {items}");
    edit(json!({ "edit": "move_item", "item": items[1]["id"], "section": section, "at": 0 }));
    edit(json!({ "edit": "set_note", "item": items[1]["id"], "note": "Read this one first." }));
    edit(json!({ "edit": "set_headline", "item": items[0]["id"], "headline": "A headline of our own" }));

    let article = |item: &Value| desk.json(&["show", &item["article"].to_string()]).remove(0)["article"].clone();
    let (first, second) = (article(&items[1]), article(&items[0]));
    let first_title = first["title"].as_str().unwrap();

    let pages = export_pdf(&desk, &issue);
    let all = pages.join("\n");
    check_order(&all, &["Harbour desk", "What the desk thinks of today.", first_title, "A headline of our own"]);
    check_order(&all, &[first_title, "Read this one first.", "A headline of our own"]);
    for article in [&first, &second] {
        for paragraph in article["text"].as_str().unwrap().split("\n\n") {
            assert!(one_line(&all).contains(&one_line(paragraph)), "the full text is printed: {paragraph}");
        }
    }
    check_contents(&pages, first_title);
    check_contents(&pages, "A headline of our own");

    let html = export_html(&desk, &issue);
    check_order(&html, &["Harbour desk", first_title, "Read this one first.", "A headline of our own"]);
}

/// What is sent on must look the same in five years, and tell nobody that it was opened.
#[test]
fn the_page_that_is_sent_on_loads_nothing_and_runs_nothing() {
    let desk = Desk::with(env!("CARGO_BIN_EXE_tidings"));
    let page = "<!DOCTYPE html><title>Storm</title><h1>Storm over the bay</h1>".to_owned()
        + &"<p>Rain fell on the town for hours, and the ferry stayed in the harbour all day.</p>".repeat(9)
        + "<img src=\"https://pictures.example/1.jpg\"><script>alert(1)</script><p onclick=\"x()\">Now it is dry again.</p>";
    let ids = desk.import(&desk.file("storm.html", page));
    desk.json(&["bookmark", &ids[0].to_string()]);
    let today = String::from_utf8(Command::new("date").arg("+%F").output().unwrap().stdout).unwrap();
    let issue = desk.json(&["digest", "build", "--date", today.trim()])[0]["id"].to_string();
    let html = export_html(&desk, &issue);
    assert!(html.contains("Storm over the bay") && html.contains("Content-Security-Policy"));
    for part in ["<script", "onclick", "<img src=\"http", "<link", "@import", "url(http"] {
        assert!(!html.contains(part), "the page holds {part}");
    }
}

fn first_section(desk: &Desk, issue: &str) -> Value {
    desk.json(&["digest", "show", issue])[0]["issue"]["sections"][0].clone()
}

/// The text of each page.
fn export_pdf(desk: &Desk, issue: &str) -> Vec<String> {
    let file = desk.folder().join("digest.pdf");
    let written = &desk.json(&["export", issue, "--to", "pdf", "--out", file.to_str().unwrap()])[0];
    assert_eq!(written["replaced"], 0);
    let output = Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(&file).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

fn export_html(desk: &Desk, issue: &str) -> String {
    let file = desk.folder().join("digest.html");
    desk.json(&["export", issue, "--to", "html", "--out", file.to_str().unwrap()]);
    assert_no_rest(file.parent().unwrap());
    fs::read_to_string(file).unwrap()
}

/// A file is written beside its place and renamed; what it was called meanwhile is gone.
fn assert_no_rest(folder: &Path) {
    let names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let known = ["digest.html", "digest.pdf", "files", "library"];
    assert!(names.iter().all(|name| known.contains(&name.as_str())), "{names:?}");
}

/// The contents say on which page a story stands, and there it stands.
fn check_contents(pages: &[String], headline: &str) {
    let listed = pages.iter().enumerate().find_map(|(index, page)| {
        let mut lines = page.lines().map(one_line);
        let line = lines.find(|line| line.contains(headline) && ends_in_number(line))?;
        Some((index, line))
    });
    let (contents, line) = listed.unwrap_or_else(|| panic!("no contents line for {headline}: {pages:#?}"));
    let number: usize = line.rsplit([' ', '.']).next().unwrap().parse().unwrap();
    assert!(number > contents && number <= pages.len(), "{line}");
    assert!(one_line(&pages[number - 1]).contains(headline), "page {number} holds {headline}: {}", pages[number - 1]);
}

fn ends_in_number(line: &str) -> bool {
    line.ends_with(|last: char| last.is_ascii_digit())
}

/// Each after the one before.
fn check_order(text: &str, parts: &[&str]) {
    let text = one_line(text);
    let mut at = 0;
    for part in parts {
        at += text[at..].find(part).unwrap_or_else(|| panic!("{part:?} after {:?} in {text}", &text[..at]));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
